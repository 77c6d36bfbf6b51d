"""One peer in a process of its own: `python -m bench.peers.run NAME BOOK ANSWER SECONDS`.

The book is read and the peer's libraries are imported before the clock starts. Each answer that is better than the
last is written down with its second, so that what was found in time counts even if the process must be ended.
"""

import os
import pickle
import sys
from importlib import import_module
from pathlib import Path
from time import perf_counter

from bench.peers.book import Weeks, read_book


def main(name: str, book_path: str, answer_path: str, limit: str) -> None:
    module = import_module(f"bench.peers.{name}")
    book, answer, seconds = read_book(Path(book_path)), Path(answer_path), float(limit)
    best = -1.0
    Path(f"{answer}.started").touch()
    started = perf_counter()

    def hand_in(weeks: Weeks) -> None:
        nonlocal best
        took, worth = perf_counter() - started, book.worth_of(weeks)
        if worth > best:
            best = worth
            beside = answer.with_suffix(".new")
            rows = tuple(
                tuple((day, hub.row[day][code]) for day, code in week)
                for hub, week in zip(book.hubs, weeks, strict=True)
            )
            beside.write_bytes(pickle.dumps((took, rows)))
            os.replace(beside, answer)

    module.plan(book, seconds, hand_in)


if __name__ == "__main__":
    main(*sys.argv[1:])
