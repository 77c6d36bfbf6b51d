"""The crew's own calendar: a secret address that any calendar can subscribe to."""
