"""A season, its plans, and the search for a better one."""
