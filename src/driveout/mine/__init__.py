"""A person's own side: their thread, by the code on their card, without an account; and a way to begin alone."""
