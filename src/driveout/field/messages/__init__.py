"""Where the crew is told, what they were told, and that they want no more."""
