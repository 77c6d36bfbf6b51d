"""REACHES: one folder per outside thing."""
