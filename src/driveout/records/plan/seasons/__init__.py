"""Whole seasons: taken in, copied, set aside, and as they were when a plan was made."""
