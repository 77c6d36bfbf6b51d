"""All seasons, scenarios of them, and the next one from the last."""
