"""The rooms of the step drive: the days, who is at work on them, and what the vans carry."""
