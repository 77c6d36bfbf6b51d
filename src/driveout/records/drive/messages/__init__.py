"""Telling one of the crew something: where they want to be told, the row, and its way out."""
