"""The plans of a season: stored, approved, named, and whose a stop is in the one that holds."""
