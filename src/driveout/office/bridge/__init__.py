"""Bridge: threads, what is said yes to, and where nothing fitted."""
