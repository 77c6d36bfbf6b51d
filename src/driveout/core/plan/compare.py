"""What differs between two plans: openings kept, moved, given up, new; who wins and loses guests; minutes; kroner."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from driveout.core.words import Opening, Plan, Season


@dataclass(frozen=True, slots=True)
class Change:
    """A figure before and after: guests a week unless the name says otherwise."""

    name: str
    before: float
    after: float

    @property
    def difference(self) -> float:
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Moved:
    """An opening that a stop's guests will find at another time or of another length."""

    before: Opening
    after: Opening


@dataclass(frozen=True, slots=True)
class Difference:
    """From plan A to plan B.

    `moved`: other weekday, hour or length. `stops`, `hubs`, `municipalities`: guests a week where they differ, the
    greatest loss first. `totals`: guests and openings a week, kroner a week, driving minutes a week, tours a week.
    """

    kept: tuple[Opening, ...]
    moved: tuple[Moved, ...]
    given_up: tuple[Opening, ...]
    new: tuple[Opening, ...]
    stops: tuple[Change, ...]
    hubs: tuple[Change, ...]
    municipalities: tuple[Change, ...]
    totals: tuple[Change, ...]


def compare(season_a: Season, plan_a: Plan, season_b: Season, plan_b: Plan) -> Difference:
    """From A to B. Kept: same weekday, same length, and a start within `same_hour_minutes` (B's terms)."""
    near = season_b.terms.same_hour_minutes
    kept: list[Opening] = []
    moved: list[Moved] = []
    given_up: list[Opening] = []
    new: list[Opening] = []
    old, now = _by_stop(plan_a), _by_stop(plan_b)
    for stop in dict.fromkeys((*old, *now)):
        stay, rest_old, rest_now = _same(old[stop], now[stop], near)
        kept += stay
        pairs = min(len(rest_old), len(rest_now))
        moved += [Moved(a, b) for a, b in zip(rest_old, rest_now, strict=False)]
        given_up += rest_old[pairs:]
        new += rest_now[pairs:]
    home = _municipality(season_a, season_b)
    return Difference(
        tuple(kept),
        tuple(moved),
        tuple(given_up),
        tuple(new),
        stops=_changes(plan_a, plan_b, lambda o: o.stop),
        hubs=_changes(plan_a, plan_b, lambda o: o.hub),
        municipalities=_changes(plan_a, plan_b, lambda o: home.get(o.stop, "")),
        totals=tuple(Change(name, of(plan_a), of(plan_b)) for name, of in TOTALS.items()),
    )


TOTALS: dict[str, Callable[[Plan], float]] = {
    "guests": lambda plan: plan.guests_a_week,
    "openings": lambda plan: len(plan.openings),
    "kroner": lambda plan: plan.cost_kr_a_week,
    "driving_minutes": lambda plan: plan.driving_minutes_a_week,
    "tours": lambda plan: len(plan.tours),
}


def _by_stop(plan: Plan) -> dict[str, list[Opening]]:
    found: dict[str, list[Opening]] = defaultdict(list)
    for opening in sorted(plan.openings, key=lambda o: (o.stop, o.weekday, o.starts)):
        found[opening.stop].append(opening)
    return found


def _same(old: list[Opening], now: list[Opening], near: int) -> tuple[list[Opening], list[Opening], list[Opening]]:
    """(kept as they are in B, the rest of A, the rest of B), each in order of the week."""
    kept, gone, rest = [], [], list(now)
    for a in old:
        twin = next((b for b in rest if _kept(a, b, near)), None)
        if twin is None:
            gone.append(a)
        else:
            kept.append(twin)
            rest.remove(twin)
    return kept, gone, rest


def _kept(a: Opening, b: Opening, near: int) -> bool:
    return a.weekday == b.weekday and a.minutes == b.minutes and abs(a.starts - b.starts) <= near


def _municipality(*seasons: Season) -> dict[str, str]:
    return {stop.name: stop.place.municipality for season in seasons for stop in season.stops}


def _changes(a: Plan, b: Plan, key: Callable[[Opening], str]) -> tuple[Change, ...]:
    before, after = _sums(a.openings, key), _sums(b.openings, key)
    found = (Change(name, before.get(name, 0.0), after.get(name, 0.0)) for name in sorted({*before, *after}))
    return tuple(sorted((c for c in found if abs(c.difference) > 1e-6), key=lambda c: c.difference))


def _sums(openings: Iterable[Opening], key: Callable[[Opening], str]) -> dict[str, float]:
    sums: dict[str, float] = defaultdict(float)
    for opening in openings:
        sums[key(opening)] += opening.guests
    return dict(sums)
