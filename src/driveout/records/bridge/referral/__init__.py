"""Threads: from a wish to help that has arrived; who owns them, what was said yes to, and who was let in."""
