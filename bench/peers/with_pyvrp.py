"""PyVRP with prizes, one hub and weekday at a time, then repaired and refilled.

As its documentation advises: optional clients with prizes; the lengths of one stop as clients of one optional group;
volunteers and the stops of a tour as load; hours as shift duration; kilometres as distance, minutes as duration, all
in øre. A guest's worth in kroner is moved between rounds until the week costs about what the budget allows.
"""

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from time import perf_counter

from pyvrp import Model
from pyvrp.stop import MaxRuntime

from bench.peers.book import Book, HubBook, Weeks
from bench.peers.days import Day, Driven, Rolling, homes
from bench.peers.fill import Wish, refill, repair

PROCESSES = 2
ROUNDS = 4  # how often the limit is divided: prices are only found by trying
LAST_S = 0.5  # kept back for repair
_BOOK: list[Book] = []  # what forked processes inherit


def plan(book: Book, seconds: float, hand_in: Callable[[Weeks], None]) -> None:
    started = perf_counter()
    greedy = refill(book, book.nothing())
    worth_kr = 1.5 * book.budget / book.worth_of(greedy)  # the last guest is dearer than the average one
    problems = sum(len(hub.days) for hub in book.hubs)
    each = PROCESSES * (seconds - LAST_S) / ROUNDS / problems
    _BOOK.append(book)
    closed = homes(book.hubs)
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("fork")) as pool:
        last = 0.0
        for turn in range(1000):
            if perf_counter() - started + last > seconds:
                return
            begun = perf_counter()
            jobs = [(h, closed[h], worth_kr, each, turn) for h in range(len(book.hubs))]
            wishes = list(pool.map(_week, jobs))
            hand_in(refill(book, repair(book, wishes)))
            spent = sum(_cost(hub, wish) for hub, wish in zip(book.hubs, wishes, strict=True))
            worth_kr *= min(1.5, max(0.6, book.budget / max(spent, 1.0)))
            last = perf_counter() - begun


def _cost(hub: HubBook, wish: Wish) -> float:
    rows = (hub.row[day].get(sum(hub.bit(*opening) for opening in tour)) for day, tour in wish)
    return sum(hub.cost[row] for row in rows if row is not None)


def _week(job: tuple[int, set[int], float, float, int]) -> Wish:
    """A hub's week in one of the two processes; every round begins on another weekday."""
    h, closed, worth_kr, each, turn = job
    hub = _BOOK[0].hubs[h]
    rolling = Rolling(hub, closed)
    days = hub.days[turn % len(hub.days) :] + hub.days[: turn % len(hub.days)]
    for day in days:
        rolling.take(day, solve(rolling.day(day, lambda stop: list(range(hub.lengths))), worth_kr, each, turn))
    return rolling.tours


def solve(day: Day, worth_kr: float, seconds: float, seed: int) -> Driven:
    problem = day.hub.problem
    opening = problem.kr_per_opening
    offers = [offer for offer in day.offers if worth_kr * offer.guests > opening]
    if not offers or day.minutes <= 0 or not day.vans:
        return []
    model = Model()
    places = [model.add_location(0, 0, name=str(i)) for i in range(day.hub.n + 1)]
    depot = model.add_depot(places[-1])
    opens, closes = day.window
    model.add_vehicle_type(
        day.vans, capacity=[day.volunteers, problem.stops_a_tour], start_depot=depot, end_depot=depot, tw_early=opens,
        tw_late=closes, shift_duration=day.minutes, unit_distance_cost=1,
        unit_duration_cost=round(100 * problem.kr_per_minute),
    )  # fmt: skip
    groups = {stop: model.add_client_group(required=False) for stop in {offer.stop for offer in offers}}
    for offer in offers:
        model.add_client(
            places[offer.stop], delivery=[offer.volunteers, 1], service_duration=offer.minutes, tw_early=offer.earliest,
            tw_late=offer.latest, prize=round(100 * (worth_kr * offer.guests - opening)), required=False,
            group=groups[offer.stop],
        )  # fmt: skip
    for a in range(day.hub.n + 1):
        for b in range(day.hub.n + 1):
            if a != b:
                distance = round(100 * problem.kr_per_km * float(problem.km[a, b]))
                model.add_edge(places[a], places[b], distance, int(problem.legs[a, b]))
    best = model.solve(MaxRuntime(seconds), seed=seed, collect_stats=False, display=False).best
    if not best.is_feasible():
        return []
    return [
        [(offers[visit.idx].stop, offers[visit.idx].length) for visit in route if visit.is_client()]
        for route in best.routes()
    ]
