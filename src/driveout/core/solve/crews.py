"""Can the named people do it? Employees, vans and volunteers matched to the tours of a hub's week, exactly."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy.sparse import csc_matrix

from driveout.core.solve.problem import Crew, Floats
from driveout.core.solve.programs import maximise


@dataclass(frozen=True)
class Work:
    """One tour: weekday, minutes, and how many volunteers each of its openings needs."""

    day: int
    minutes: int
    needs: tuple[int, ...]


Volunteers = tuple[tuple[tuple[int, ...], ...], ...]  # per tour and opening: indices of the volunteers


@dataclass(frozen=True)
class Match:
    """Per tour: index of the employee and the van; per tour and opening: indices of the volunteers."""

    employees: tuple[int, ...]
    vehicles: tuple[int, ...]
    volunteers: Volunteers


def crew_can(crew: Crew, work: tuple[Work, ...]) -> bool:
    """Is there a matching? Cheap where one van a day and one volunteer an opening make the limits exact."""
    one_a_day = len({w.day for w in work}) == len(work)
    if one_a_day and len(crew.employees) == 1 and all(need <= 1 for w in work for need in w.needs):
        return True  # the day and week limits in the search are then the whole truth
    return match_crew(crew, in_order(work)) is not None


def drivers_can(crew: Crew, work: tuple[Work, ...]) -> bool:
    """Can the employees share these tours, whatever volunteers there are?"""
    return next(_spread(in_order(work), crew.employees), None) is not None


def in_order(work: tuple[Work, ...]) -> tuple[Work, ...]:
    """The same work in one order, so that a match is found again."""
    return tuple(sorted(work, key=lambda w: (w.day, w.minutes, w.needs)))


@lru_cache(maxsize=50_000)
def match_crew(crew: Crew, work: tuple[Work, ...]) -> Match | None:
    """Match people and vans to tours, spreading volunteers' load; None where no matching exists."""
    employees = next(_spread(work, crew.employees), None)
    vehicles = next(_spread(work, tuple((mask, 10**9, 10**9) for mask in crew.vehicles)), None)
    if employees is None or vehicles is None or _too_few(crew, work):
        return None
    volunteers = _greedy(crew, work)
    if volunteers is None:
        volunteers = share_openings(crew, work)
    return Match(employees, vehicles, volunteers) if volunteers is not None else None


def _spread(work: tuple[Work, ...], people: tuple[tuple[int, int, int], ...]) -> Iterator[tuple[int, ...]]:
    """Every way to give each tour one person (mask, minutes a week, minutes a day), one tour a day each."""
    left = [week for _, week, _ in people]
    busy: set[tuple[int, int]] = set()
    chosen: list[int] = []

    def give(at: int) -> Iterator[tuple[int, ...]]:
        if at == len(work):
            yield tuple(chosen)
            return
        tour = work[at]
        for person, (mask, _, day_limit) in sorted(enumerate(people), key=lambda p: -left[p[0]]):
            free = mask >> tour.day & 1 and (person, tour.day) not in busy
            if free and tour.minutes <= min(left[person], day_limit):
                left[person] -= tour.minutes
                busy.add((person, tour.day))
                chosen.append(person)
                yield from give(at + 1)
                chosen.pop()
                busy.discard((person, tour.day))
                left[person] += tour.minutes

    yield from give(0)


def _too_few(crew: Crew, work: tuple[Work, ...]) -> bool:
    """Do some set of weekdays ask for more than its volunteers can give? Then nothing needs to be tried."""
    needs, openings = [0] * 7, [0] * 7
    for w in work:
        needs[w.day] += sum(w.needs)
        openings[w.day] = max(openings[w.day], len(w.needs))  # nobody is on two tours a day
    days = [d for d in range(7) if needs[d]]
    for chosen in range(1, 1 << len(days)):
        some = [d for at, d in enumerate(days) if chosen >> at & 1]
        bear = sum(
            min(week, sum(min(day, openings[d]) for d in some if mask >> d & 1)) for mask, day, week in crew.volunteers
        )
        if sum(needs[d] for d in some) > bear:
            return True
    return False


def _greedy(crew: Crew, work: tuple[Work, ...]) -> Volunteers | None:
    """Try orders of giving tours their volunteers; whichever gets stuck goes first the next time. None: not found."""
    supply = [sum(1 for mask, _, _ in crew.volunteers if mask >> d & 1) for d in range(7)]
    demand = [sum(sum(w.needs) for w in work if w.day == d) for d in range(7)]
    tours = range(len(work))
    orders = (
        sorted(tours, key=lambda w: supply[work[w].day]),
        sorted(tours, key=lambda w: supply[work[w].day] - demand[work[w].day]),
        sorted(tours, key=lambda w: -sum(work[w].needs)),
    )
    for rides_on in (True, False):
        for order in orders:
            for _ in tours:
                given = _give(crew, work, order, rides_on)
                if not isinstance(given, int):
                    return given
                if given == order[0]:
                    break
                order = [given, *(w for w in order if w != given)]
    return None


def _give(crew: Crew, work: tuple[Work, ...], order: list[int], rides_on: bool) -> Volunteers | int:
    """Give each opening those least loaded, least flexible; with `rides_on` those already on the tour first.

    The number of the tour that found too few, when one did.
    """
    load = [0] * len(crew.volunteers)
    tour_of: dict[tuple[int, int], int] = {}
    today: dict[tuple[int, int], int] = {}
    given: list[list[tuple[int, ...]]] = [[() for _ in w.needs] for w in work]
    for w in order:
        day = work[w].day
        for o, need in sorted(enumerate(work[w].needs), key=lambda pair: -pair[1]):
            able = [
                v
                for v, (mask, a_day, a_week) in enumerate(crew.volunteers)
                if mask >> day & 1 and load[v] < a_week and today.get((v, day), 0) < a_day
                and tour_of.get((v, day), w) == w
            ]  # fmt: skip
            if len(able) < need:
                return w
            # Somebody already on this tour rides on rather than a second person being called out.
            able.sort(
                key=lambda v: (
                    rides_on and tour_of.get((v, day)) != w,
                    crew.volunteers[v][0].bit_count(),
                    load[v] / crew.volunteers[v][2],
                    v,
                )
            )
            for v in able[:need]:
                load[v] += 1
                today[v, day] = today.get((v, day), 0) + 1
                tour_of[v, day] = w
            given[w][o] = tuple(able[:need])
    return tuple(tuple(row) for row in given)


def share_openings(
    crew: Crew, work: tuple[Work, ...], *, worth: Floats | None = None, call_out: float = 0.0
) -> Volunteers | None:
    """Volunteers for each opening by a small integer program: x[v, opening] and z[v, tour], one tour a day. None where
    they cannot do it.

    `worth`: volunteers × openings in the order of `work`, what it is worth that one is at the other. `call_out`: what
    it costs that somebody is on a tour at all. Without them any answer is as good as another.
    """
    openings = [(w, o) for w, tour in enumerate(work) for o in range(len(tour.needs))]
    people, n_o, n_w = len(crew.volunteers), len(openings), len(work)
    width = people * (n_o + n_w)
    rows: list[tuple[dict[int, float], float, float]] = []
    for o, (w, nth) in enumerate(openings):
        rows.append(({v * n_o + o: 1.0 for v in range(people)}, work[w].needs[nth], work[w].needs[nth]))
    for v, (mask, a_day, a_week) in enumerate(crew.volunteers):
        rows.append(({v * n_o + o: 1.0 for o in range(n_o)}, 0, a_week))
        for day in {w.day for w in work}:
            mine = [o for o, (w, _) in enumerate(openings) if work[w].day == day]
            rows.append(({v * n_o + o: 1.0 for o in mine}, 0, a_day if mask >> day & 1 else 0))
            rows.append(({people * n_o + v * n_w + w: 1.0 for w in range(n_w) if work[w].day == day}, 0, 1))
        for o, (w, _) in enumerate(openings):
            rows.append(({v * n_o + o: 1.0, people * n_o + v * n_w + w: -1.0}, -1, 0))
    if not openings or not people:
        enough = all(need == 0 for tour in work for need in tour.needs)
        return tuple(tuple(() for _ in tour.needs) for tour in work) if enough else None
    row = [r for r, (entries, _, _) in enumerate(rows) for _ in entries]
    column = [c for entries, _, _ in rows for c in entries]
    value = [v for entries, _, _ in rows for v in entries.values()]
    matrix = csc_matrix((value, (row, column)), shape=(len(rows), width))
    low, high = (np.array([limits[side] for limits in rows], np.float64) for side in (1, 2))
    gain = np.zeros(width) if worth is None else np.concatenate([worth.ravel(), np.full(people * n_w, -call_out)])
    answer = maximise(gain, matrix, low, high, np.ones(width), whole=np.ones(width, bool))
    if answer.values is None:
        return None
    x = answer.values[: people * n_o].reshape(people, n_o) > 0.5
    at = iter(range(n_o))
    return tuple(tuple(tuple(int(v) for v in np.flatnonzero(x[:, next(at)])) for _ in tour.needs) for tour in work)
