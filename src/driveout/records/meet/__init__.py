"""Meet: what the phones send from the cafés, kept exactly once, and what it adds up to."""
