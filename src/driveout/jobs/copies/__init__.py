"""Copies of the database: made while it is in use, read through before they are good, and put back into nothing."""
