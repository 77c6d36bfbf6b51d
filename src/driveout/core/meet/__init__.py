"""Meet: what is written at a café, what it adds up to, and what can be taken."""
