"""Rows into words, and words into rows."""
