"""The directory: find help, ring, say what was heard, write an entry, take a list in, and see hours without help."""
