"""Call lists: whom a change concerns, how each was told, and whom somebody has to ring."""
