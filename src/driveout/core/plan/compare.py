"""What differs between two plans: openings kept, moved, given up, new; who wins and loses guests; minutes; kroner."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from driveout.core.words import Opening, Plan, Season


class Known(Protocol):
    """An opening, in a plan or as people know it: of which stop, when it begins."""

    @property
    def stop(self) -> object: ...
    @property
    def weekday(self) -> int: ...
    @property
    def starts(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Change:
    """A figure before and after: guests a week unless the name says otherwise. `key`: of whom, or of what."""

    name: str
    before: float
    after: float
    key: str = ""

    @property
    def difference(self) -> float:
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Moved:
    """An opening that a stop's guests will find at another time, or for longer or shorter."""

    before: Opening
    after: Opening


@dataclass(frozen=True, slots=True)
class Difference:
    """From plan A to plan B.

    `kept`: people find it where they know it; `resized`: those of them that last longer or shorter. `moved`: other
    weekday or hour. `stops`, `hubs`, `municipalities`: guests a week where they differ, the
    greatest loss first; `hubs_kr`: kroner a week likewise. `totals`: guests and openings a week, kroner a week, driving
    minutes a week, tours a week.
    """

    kept: tuple[Opening, ...]
    moved: tuple[Moved, ...]
    given_up: tuple[Opening, ...]
    new: tuple[Opening, ...]
    stops: tuple[Change, ...]
    hubs: tuple[Change, ...]
    municipalities: tuple[Change, ...]
    totals: tuple[Change, ...]
    hubs_kr: tuple[Change, ...] = ()
    resized: tuple[Moved, ...] = ()


def compare(season_a: Season, plan_a: Plan, season_b: Season, plan_b: Plan) -> Difference:
    """From A to B. Kept: the same weekday and a start within `same_hour_minutes` (B's terms), as the planner holds."""
    near = season_b.terms.same_hour_minutes
    kept: list[Moved] = []
    moved: list[Moved] = []
    given_up: list[Opening] = []
    new: list[Opening] = []
    shown = shown_in(season_a, season_b)
    old, now = _by_stop(plan_a, shown), _by_stop(plan_b, shown)
    for stop in dict.fromkeys((*old, *now)):
        stay, rest_old, rest_now = _same(old[stop], now[stop], near)
        kept += stay
        pairs = min(len(rest_old), len(rest_now))
        moved += [Moved(a, b) for a, b in zip(rest_old, rest_now, strict=False)]
        given_up += rest_old[pairs:]
        new += rest_now[pairs:]
    home = _municipality(season_a, season_b)
    return Difference(
        tuple(pair.after for pair in kept),
        tuple(moved),
        tuple(given_up),
        tuple(new),
        stops=_changes(plan_a, plan_b, lambda o: o.stop, shown),
        hubs=_changes(plan_a, plan_b, lambda o: o.hub, shown),
        municipalities=_changes(plan_a, plan_b, lambda o: home.get(o.stop, ""), str),
        totals=tuple(Change(name, of(plan_a), of(plan_b), name) for name, of in TOTALS.items()),
        hubs_kr=_differing(_kroner(plan_a), _kroner(plan_b), shown),
        resized=tuple(pair for pair in kept if pair.before.minutes != pair.after.minutes),
    )


TOTALS: dict[str, Callable[[Plan], float]] = {
    "guests": lambda plan: plan.guests_a_week,
    "openings": lambda plan: len(plan.openings),
    "kroner": lambda plan: plan.cost_kr_a_week,
    "driving_minutes": lambda plan: plan.driving_minutes_a_week,
    "tours": lambda plan: len(plan.tours),
}


def shown_in(before: Season, after: Season) -> Callable[[str], str]:
    """The name of a hub or stop as it is called now; of one that is gone, as it was called."""
    old, now = before.names, after.names
    known = {hub.key for hub in after.hubs} | {stop.key for stop in after.stops}
    return lambda key: (now if key in known else old).place(key)


def _by_stop(plan: Plan, shown: Callable[[str], str]) -> dict[str, list[Opening]]:
    found: dict[str, list[Opening]] = defaultdict(list)
    for opening in sorted(plan.openings, key=lambda o: (shown(o.stop), o.stop, o.weekday, o.starts)):
        found[opening.stop].append(opening)
    return found


def stayed(known: Iterable[Known], openings: Iterable[Known], near: int) -> int:
    """How many of the known openings stand: the same weekday, and a start within `near` minutes. This is what holding
    them is about (rule 19); one that lasts longer or shorter than before stands."""
    now: dict[object, list[Known]] = defaultdict(list)
    for opening in openings:
        now[opening.stop].append(opening)
    return sum(any(stands(was, other, near) for other in now[was.stop]) for was in known)


def stands(was: Known, now: Known, near: int) -> bool:
    """Do people who knew the one find the other? The same weekday, at the same hour or near it."""
    return was.weekday == now.weekday and abs(was.starts - now.starts) <= near


def _same(old: list[Opening], now: list[Opening], near: int) -> tuple[list[Moved], list[Opening], list[Opening]]:
    """(kept, as they are in A and in B; the rest of A; the rest of B), each in order of the week."""
    kept: list[Moved] = []
    gone, rest = [], list(now)
    for a in old:
        twin = next((b for b in rest if stands(a, b, near)), None)
        if twin is None:
            gone.append(a)
        else:
            kept.append(Moved(a, twin))
            rest.remove(twin)
    return kept, gone, rest


def _municipality(*seasons: Season) -> dict[str, str]:
    return {stop.key: stop.place.municipality for season in seasons for stop in season.stops}


def _changes(a: Plan, b: Plan, key: Callable[[Opening], str], shown: Callable[[str], str]) -> tuple[Change, ...]:
    return _differing(_sums(a.openings, key), _sums(b.openings, key), shown)


def _kroner(plan: Plan) -> dict[str, float]:
    sums: dict[str, float] = defaultdict(float)
    for tour in plan.tours:
        sums[tour.hub] += tour.cost_kr
    return dict(sums)


def _differing(
    before: Mapping[str, float], after: Mapping[str, float], shown: Callable[[str], str]
) -> tuple[Change, ...]:
    """What differs, the greatest loss first."""
    order = sorted((shown(key), key) for key in {*before, *after})
    found = (Change(name, before.get(key, 0.0), after.get(key, 0.0), key) for name, key in order)
    return tuple(sorted((c for c in found if abs(c.difference) > 1e-6), key=lambda c: c.difference))


def _sums(openings: Iterable[Opening], key: Callable[[Opening], str]) -> dict[str, float]:
    sums: dict[str, float] = defaultdict(float)
    for opening in openings:
        sums[key(opening)] += opening.guests
    return dict(sums)
