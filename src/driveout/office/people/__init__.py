"""What the pages about people say: who is here, what was done, one's own access, and why a page is refused."""
