"""The only rows that anyone may read: copies of what was decided to be public."""
