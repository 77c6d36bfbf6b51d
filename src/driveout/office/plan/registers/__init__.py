"""A season's registers on screen: lists, a form for each row, many rows at once, and what was changed."""
