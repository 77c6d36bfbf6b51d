"""Shows the crew their day: an app that works without a network, and plain pages for shifts."""
