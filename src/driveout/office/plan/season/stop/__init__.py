"""The chosen stop: what is known of it, why it got what it got, and where it may move."""
