"""Days as they were planned, as they broke, and as they were told."""
