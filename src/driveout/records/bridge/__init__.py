"""A wish, and what became of it."""
