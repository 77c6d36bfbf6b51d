"""The crew's phones: which has not sent for long, what they disagree on, and what they could not send."""
