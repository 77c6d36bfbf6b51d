"""By hand, as it is done today: nearest stops first, an opening of middle length, the same weekdays every week.

Each hub has an equal share of the budget and fills its days in order: the nearest stop not yet visited, then the one
nearest to that, until the day, the people or the money is used up. When all stops have one visit, second ones follow.
"""

from collections.abc import Callable

from bench.peers.book import Book, HubBook, Week, Weeks


def plan(book: Book, seconds: float, hand_in: Callable[[Weeks], None]) -> None:
    share = book.budget / len(book.hubs)
    taken: set[int] = set()
    weeks = []
    for hub in book.hubs:
        weeks.append(_week(hub, share, taken))
        taken |= {hub.problem.stops[stop] for stop in hub.visits(weeks[-1])}
    hand_in(tuple(weeks))


def _week(hub: HubBook, money: float, taken: set[int]) -> Week:
    week: Week = ()
    mine = [stop for stop in range(hub.n) if hub.problem.stops[stop] not in taken]
    for visits in (0, 1):  # everybody once, before anybody twice
        for day in hub.days:
            while (longer := _one_more(hub, week, day, visits, mine, money)) is not None:
                week = longer
    return week


def _one_more(hub: HubBook, week: Week, day: int, visits: int, mine: list[int], money: float) -> Week | None:
    """The nearest stop that has so many visits and fits at the end of a tour of the day, or starts a new one."""
    legs, home = hub.problem.legs, hub.n
    seen = hub.visits(week)
    tours = [tour for tour in week if tour[0] == day]
    if len(tours) < hub.problem.slots[day]:
        tours.append((day, 0))
    for tour in tours:
        on_it = [stop for stop, _ in hub.holds(tour[1])]
        waiting = [stop for stop in mine if len(seen.get(stop, (0, ()))[1]) == visits]
        for stop in sorted(waiting, key=lambda s: min(int(legs[at, s]) for at in on_it or [home])):
            length, days = seen.get(stop, (hub.lengths // 2, ()))
            also = tuple(sorted((*days, day)))
            code = tour[1] | hub.bit(stop, length)
            rest = tuple(other for other in week if other != tour)
            more = tuple(sorted((*rest, (day, code))))
            open_then = hub.guests(stop, length, also) > 0 and code in hub.row[day]
            if open_then and hub.cost_of(more) <= money and hub.can(more):
                return more
    return None
