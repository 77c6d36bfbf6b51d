"""Greedy: from nothing, always the opening (or the longer opening) that brings most guests for its kroner."""

from collections.abc import Callable

from bench.peers.book import Book, Weeks
from bench.peers.fill import refill


def plan(book: Book, seconds: float, hand_in: Callable[[Weeks], None]) -> None:
    hand_in(refill(book, book.nothing()))
