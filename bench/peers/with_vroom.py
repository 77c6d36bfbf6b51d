"""VROOM (pyvroom) with priorities, one hub and weekday at a time, then repaired and refilled.

As its documentation advises: guests as priority (0–100), opening windows and the crew's window, volunteers and the
stops of a tour as load, a break. It has no choice of length, no limit on a tour's minutes other than the vehicle's
window, and no exchange of priority for money: so lengths, windows and the most stops are tried, and the best is kept.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import product
from time import perf_counter
from typing import Any

import vroom

from bench.peers.book import Book, HubBook, Weeks
from bench.peers.days import SHORT, WITH_BREAK, Day, Driven, Rolling, homes
from bench.peers.fill import Wish, refill, repair

MINUTE = 60  # VROOM counts seconds
EXPLORATION, THREADS = 5, 2  # the most thorough level
LATER = (60, 0, 120)  # minutes after the crew's earliest that a van's window starts
HIGHEST = 100


def plan(book: Book, seconds: float, hand_in: Callable[[Weeks], None]) -> None:
    started = perf_counter()
    closed = homes(book.hubs)
    for stops, length in tries(book):
        wishes = []
        for hub, away in zip(book.hubs, closed, strict=True):
            if perf_counter() - started > 0.95 * seconds:
                return
            wishes.append(_week(hub, away, length, stops))
        hand_in(refill(book, repair(book, wishes)))


def tries(book: Book) -> Iterator[tuple[int, int | None]]:
    """Most stops a tour, and one length for all (None: each stop's most guests a minute, the leg there included)."""
    most, lengths = book.hubs[0].problem.stops_a_tour, max(hub.lengths for hub in book.hubs)
    yield from product(range(most, 0, -1), (None, *range(lengths)))


def _week(hub: HubBook, closed: set[int], length: int | None, stops: int) -> Wish:
    rolling = Rolling(hub, closed)
    for day in hub.days:
        offered = rolling.day(day, lambda stop: [_best(hub, stop) if length is None else min(length, hub.lengths - 1)])
        found = [solve(offered, later, stops) for later in LATER]
        rolling.take(day, max(found, key=lambda driven: _guests(offered, driven)))
    return rolling.tours


def _best(hub: HubBook, stop: int) -> int:
    """The length with most guests a minute, half the way out counted."""
    way = float(hub.problem.legs[hub.n, stop])

    def rate(k: int) -> float:
        return max(hub.guests(stop, k, (day,)) for day in hub.days) / (way + float(hub.problem.lengths[k]))

    return max(range(hub.lengths), key=rate)


def _guests(day: Day, driven: Driven) -> float:
    worth = {(offer.stop, offer.length): offer.guests for offer in day.offers}
    return sum(worth[opening] for tour in driven for opening in tour)


def solve(day: Day, later: int, stops: int) -> Driven:
    """One hub's day. A stop with several windows is one job with several windows."""
    if not day.offers or day.minutes <= 0 or not day.vans:
        return []
    problem, n = day.hub.problem, day.hub.n
    opens, closes = day.window
    long = day.minutes > SHORT
    first = min(opens + later, closes - day.minutes)
    last = min(closes, first + day.minutes + (WITH_BREAK if long else 0))
    problem_of_day = vroom.Input()
    problem_of_day.set_durations_matrix("car", [[int(leg) * MINUTE for leg in row] for row in problem.legs])
    window = vroom.TimeWindow(first * MINUTE, last * MINUTE)
    for van in range(day.vans):
        breaks = [vroom.Break(van, time_windows=[window], service=WITH_BREAK * MINUTE)] if long else []
        problem_of_day.add_vehicle(
            vroom.Vehicle(van, start=n, end=n, capacity=[day.volunteers, stops], time_window=window, breaks=breaks)
        )
    most = max(offer.guests for offer in day.offers)
    jobs: dict[tuple[int, int], list[Any]] = {}
    for offer in day.offers:
        jobs.setdefault((offer.stop, offer.length), []).append(offer)
    keys = list(jobs)
    for number, offers in enumerate(jobs.values()):
        windows = sorted((offer.earliest * MINUTE, offer.latest * MINUTE) for offer in offers)
        problem_of_day.add_job(
            vroom.Job(
                number, location=offers[0].stop, default_service=offers[0].minutes * MINUTE,
                delivery=[offers[0].volunteers, 1], priority=max(1, round(HIGHEST * offers[0].guests / most)),
                time_windows=[vroom.TimeWindow(*window) for window in windows],
            )
        )  # fmt: skip
    answer = problem_of_day.solve(EXPLORATION, nb_threads=THREADS, timeout=timedelta(seconds=5))
    if "id" not in answer.routes:  # nobody can be visited
        return []
    rows = answer.routes[answer.routes["type"] == "job"]
    tours: dict[int, list[tuple[int, int]]] = {}
    for van, job in zip(rows["vehicle_id"], rows["id"], strict=True):
        tours.setdefault(int(van), []).append(keys[int(job)])
    return list(tours.values())
