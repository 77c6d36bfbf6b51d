"""Repair and refill: what a day-by-day answer needs before it is a week, the same for every peer that needs it.

Repair takes away what breaks a rule, least guests first; refill adds the opening, or the longer opening, that
brings most guests for its kroner until nothing fits. From nothing, refill is the greedy planner.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bench.peers.book import Book, HubBook, Tour, Week, Weeks

Wish = Sequence[tuple[int, Sequence[tuple[int, int]]]]  # a hub's tours: weekday, openings (stop, length)
FREE = 1e-6  # kr.; below this a change costs nothing


@dataclass(frozen=True)
class Change:
    """One hub's week after a change: guests it brings and kroner it costs (both may be below 0)."""

    hub: int
    guests: float
    kroner: float
    week: Week

    @property
    def rate(self) -> float:
        """Guests a krone."""
        return self.guests / max(self.kroner, FREE)


def refill(book: Book, weeks: Weeks) -> Weeks:
    """Add until nothing more fits. Every rule that holds before holds after."""
    now, spent = list(weeks), book.cost_of(weeks)
    taken = served(book, now)
    offers = [sorted(_more(book, h, now[h], taken), key=lambda c: -c.rate) for h in range(len(now))]
    refused: set[tuple[int, Week]] = set()
    while True:
        best: Change | None = None
        for h, mine in enumerate(offers):
            for change in mine:
                if best is not None and change.rate <= best.rate:
                    break
                if spent + change.kroner > book.budget or (h, change.week) in refused:
                    continue
                if not _free(book, change, taken) or not book.hubs[h].can(change.week):
                    refused.add((h, change.week))
                    continue
                best = change
                break
        if best is None:
            return tuple(now)
        spent += best.kroner
        now[best.hub] = best.week
        taken = served(book, now)
        offers[best.hub] = sorted(_more(book, best.hub, best.week, taken), key=lambda c: -c.rate)


def served(book: Book, weeks: Sequence[Week]) -> dict[int, int]:
    """Stop of the season → the hub that serves it."""
    return {
        hub.problem.stops[stop]: h
        for h, (hub, week) in enumerate(zip(book.hubs, weeks, strict=True))
        for stop in hub.visits(week)
    }


def _free(book: Book, change: Change, taken: dict[int, int]) -> bool:
    stops = book.hubs[change.hub].problem.stops
    return all(taken.get(stops[s], change.hub) == change.hub for s in book.hubs[change.hub].visits(change.week))


def _more(book: Book, h: int, week: Week, taken: dict[int, int]) -> Iterator[Change]:
    """One opening more in a tour or in a new one, or one stop's openings longer."""
    hub = book.hubs[h]
    visits = hub.visits(week)
    for day in hub.days:
        places: list[Tour | None] = [tour for tour in week if tour[0] == day]
        if len(places) < hub.problem.slots[day]:
            places.append(None)
        for stop in range(hub.n):
            if taken.get(hub.problem.stops[stop], h) != h:
                continue
            length, days = visits.get(stop, (None, ()))
            for k in range(hub.lengths) if length is None else (length,):
                guests = hub.guests(stop, k, tuple(sorted((*days, day)))) - hub.guests(stop, k, days)
                if guests > 0 and day not in days:
                    yield from _put_in(hub, h, week, day, places, hub.bit(stop, k), guests)
    yield from _resized(hub, h, week, longer=True)


def _put_in(
    hub: HubBook, h: int, week: Week, day: int, places: Sequence[Tour | None], bit: int, guests: float
) -> Iterator[Change]:
    rows = hub.row[day]
    for old in places:
        row = rows.get(bit | (old[1] if old else 0))
        if row is not None:
            kroner = hub.cost[row] - (hub.cost[rows[old[1]]] if old else 0.0)
            rest = tuple(tour for tour in week if tour is not old)
            yield Change(h, guests, kroner, tuple(sorted((*rest, (day, bit | (old[1] if old else 0))))))


def _resized(hub: HubBook, h: int, week: Week, *, longer: bool) -> Iterator[Change]:
    """All openings of one stop longer, or shorter."""
    for stop, (length, days) in hub.visits(week).items():
        for k in range(length + 1, hub.lengths) if longer else range(length):
            guests = hub.guests(stop, k, days) - hub.guests(stop, length, days)
            old, new = hub.bit(stop, length), hub.bit(stop, k)
            changed = tuple(sorted((day, code ^ old | new if code & old else code) for day, code in week))
            if all(code in hub.row[day] for day, code in changed) and (guests > 0 or not longer):
                yield Change(h, guests, hub.cost_of(changed) - hub.cost_of(week), changed)


def repair(book: Book, wishes: Sequence[Wish]) -> Weeks:
    """Make weeks that keep every rule of what was wished for, by leaving out as little as is easily found."""
    now: list[Week] = []
    taken: set[int] = set()
    for hub, wish in zip(book.hubs, wishes, strict=True):
        week = _drivable(hub, _regular(hub, wish, taken))
        while not hub.can(week):
            week = min(_less(hub, 0, week), key=lambda c: -c.guests).week
        taken |= {hub.problem.stops[stop] for stop in hub.visits(week)}
        now.append(week)
    spent = book.cost_of(tuple(now))
    while spent > book.budget:
        cuts = (cut for h, hub in enumerate(book.hubs) for cut in _less(hub, h, now[h]) if cut.kroner < -FREE)
        for cut in sorted(cuts, key=lambda c: c.guests / c.kroner):  # fewest guests for each krone saved
            if book.hubs[cut.hub].can(cut.week):
                break
        now[cut.hub] = cut.week
        spent += cut.kroner
    return tuple(now)


def _regular(hub: HubBook, wish: Wish, taken: set[int]) -> list[list[tuple[int, tuple[int, int]]]]:
    """Each tour's openings as (weekday, (stop, length)): one length a stop, weekdays that go together."""
    said: dict[int, Counter[int]] = {}
    for _, openings in wish:
        for stop, length in openings:
            said.setdefault(stop, Counter())[length] += 1
    length_of = {stop: max(count, key=lambda k: (count[k], k)) for stop, count in said.items()}
    days: dict[int, tuple[int, ...]] = {}
    tours = []
    for day, openings in wish:
        kept = []
        for stop, _ in openings:
            also = tuple(sorted((*days.get(stop, ()), day)))
            allowed = hub.guests(stop, length_of[stop], also) > hub.guests(stop, length_of[stop], days.get(stop, ()))
            if hub.problem.stops[stop] not in taken and len(set(also)) == len(also) and allowed:
                days[stop] = also
                kept.append((day, (stop, length_of[stop])))
        tours.append(kept)
    return tours


def _drivable(hub: HubBook, tours: Sequence[Sequence[tuple[int, tuple[int, int]]]]) -> Week:
    """Tours that are in the list; from the others, the opening that brings least guests for its length goes first."""
    week: list[Tour] = []
    for tour in tours:
        left = list(tour)
        while left:
            day, code = left[0][0], sum(hub.bit(*opening) for _, opening in left)
            full = sum(d == day for d, _ in week) >= hub.problem.slots[day]
            if full or code in hub.row[day]:
                if not full:
                    week.append((day, code))
                break
            left.remove(min(left, key=lambda o: _rate(hub, o[0], *o[1])))
    return tuple(sorted(week))


def _rate(hub: HubBook, day: int, stop: int, length: int) -> float:
    return hub.guests(stop, length, (day,)) / float(hub.problem.lengths[length])


def _less(hub: HubBook, h: int, week: Week) -> Iterator[Change]:
    """One opening less, or one stop's openings shorter."""
    visits = hub.visits(week)
    for day, code in week:
        for stop, length in hub.holds(code):
            left = code ^ hub.bit(stop, length)
            days = visits[stop][1]
            guests = hub.guests(stop, length, tuple(d for d in days if d != day)) - hub.guests(stop, length, days)
            if left and left not in hub.row[day]:
                continue
            rest = tuple(tour for tour in week if tour != (day, code))
            less = tuple(sorted((*rest, (day, left)))) if left else rest
            yield Change(h, guests, hub.cost_of(less) - hub.cost_of(week), less)
    yield from _resized(hub, h, week, longer=False)
