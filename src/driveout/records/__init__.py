"""REMEMBERS. One Django app, one migration history; each step of the loop keeps its own models, queries and actions."""
