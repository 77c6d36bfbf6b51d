"""Help where one stands: what each figure means, the first steps, and the keys."""
