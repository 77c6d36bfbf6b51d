"""Solving, on plain arrays: list a hub's tours, enumerate its weeks, price what hubs share."""
