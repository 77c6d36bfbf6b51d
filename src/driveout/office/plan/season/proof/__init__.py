"""What the plan reaches, how sure that is, and what became of what was promised."""
