"""Whom a change concerns, who was told how, and who must be rung."""
