"""The rooms of the step plan: seasons, what they are made of, their plans, and what else could be."""
