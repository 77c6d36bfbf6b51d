"""Crew and week: gaps first, the right people to ask, papers, hours and how fairly shifts are shared."""
