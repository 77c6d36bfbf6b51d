"""The directory: who helps with what, where and when, and who looked after the entry last."""
