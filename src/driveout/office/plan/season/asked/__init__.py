"""What somebody asks to see, and everything the page needs for it, read once."""
