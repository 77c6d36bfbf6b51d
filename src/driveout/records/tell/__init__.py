"""Telling people things: where they want to be told, the row, and its way out. Every step tells; this knows no step."""
