"""“I dag” of those who lead: what waits for them, the day's cafés, tomorrow's gaps, and what can wait."""
