"""What the pages about a season's plans say: all of them, one, and two side by side."""
