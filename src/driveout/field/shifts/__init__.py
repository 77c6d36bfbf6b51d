"""The crew's own shifts, on their own phone: plain pages that need no script."""
