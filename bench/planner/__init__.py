"""The planner of today beside an earlier one, on seasons that nobody has seen before."""
