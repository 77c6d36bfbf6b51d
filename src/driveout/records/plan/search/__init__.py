"""The search for a plan: asked for, run by a worker, ended."""
