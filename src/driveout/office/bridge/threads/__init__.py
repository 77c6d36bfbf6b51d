"""Threads: what breaks its promise first, one thread, and what is done with it."""
