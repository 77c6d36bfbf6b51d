"""Invented places that everyone knows: for tests, the demo and the docs."""
