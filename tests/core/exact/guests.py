"""Rules 17 to 19 counted anew: what openings meet, and what guests count for."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from math import log

from driveout.core.stats.reach import expected_met
from driveout.core.words import Season, Weekday

Guests = Mapping[tuple[str, int, int, int], float]  # (stop, weekday, visits, minutes) → guests of one opening, a week
KNEES = (0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 5.0)


def guests_of(season: Season) -> dict[tuple[str, int, int, int], float]:
    """Rule 18 for every opening that the season offers."""
    held = [_held(season, day) for day in Weekday]
    found: dict[tuple[str, int, int, int], float] = {}
    for stop in season.stops:
        stated = {(v, m): season.reach.get((stop.key, v, m)) for v in (1, 2) for m in stop.lengths}
        outright = any(figure is not None for figure in stated.values())
        for (visits, minutes), figure in stated.items():
            if outright:
                one = None if figure is None else figure / visits
            else:
                part = (1 + season.terms.second_visit_share) / 2 if visits == 2 else 1.0
                one = expected_met(
                    stop.belief, seats=stop.seats, minutes=minutes, stay=stop.stay_minutes, demand_factor=part
                )
            if one is not None:
                found.update({(stop.key, day, visits, minutes): one * held[day] for day in Weekday})
    return found


def _held(season: Season, weekday: Weekday) -> float:
    """The share of the season's weeks in which that weekday is no holiday and not closed."""
    if season.first_day is None:
        return 1.0
    dates = [season.first_day + timedelta(n) for n in range(7 * season.weeks)]
    mine = [date for date in dates if date.weekday() == weekday]
    shut = set(season.closed_dates)
    if season.terms.holidays:
        import holidays

        shut |= set(holidays.country_holidays(season.terms.holidays, years={date.year for date in dates}))
    return sum(date not in shut for date in mine) / len(mine)


def demand_of(season: Season) -> dict[str, float]:
    """Rule 17: each municipality's expected demand, guests a week."""
    demand: dict[str, float] = {}
    for stop in season.stops:
        name = stop.place.municipality
        demand[name] = demand.get(name, 0.0) + stop.belief.mean_guests
    return demand


def floor_misses(met: Mapping[str, float], demand: Mapping[str, float], share: float) -> Iterable[float]:
    """Rule 17: guests that each municipality lacks of its floor; below 0 where it has more."""
    total, every = sum(met.values()), sum(demand.values())
    return [share * total * part / every - met.get(name, 0.0) if every else 0.0 for name, part in demand.items()]


def pieces(demand: float) -> list[tuple[float, float]]:
    """Rule 19, “proportional”: (guests wide, worth of each) from nobody up; the last is endless."""
    if demand <= 0:
        return [(float("inf"), 0.2)]
    points = [(0.0, 0.0), *((x, 1 + log(4 * x)) for x in KNEES)]
    found = []
    for at in range(len(KNEES)):
        (x, f), (beyond, more) = points[at], points[at + 1]
        found.append(((beyond - x) * demand, (more - f) / (beyond - x)))
    return [*found, (float("inf"), 0.2)]


def counts_for(guests: float, demand: float) -> float:
    """R·f(G/R)."""
    worth = 0.0
    for wide, each in pieces(demand):
        worth += each * min(guests, wide)
        guests = max(0.0, guests - wide)
    return worth
