"""What the season could reach with other budgets, or with more for the worst-off: two curves, each with its table."""
