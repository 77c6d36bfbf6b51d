"""From a season's words to the solver's arrays. Rules are numbered as in docs/explanation/rules-of-a-plan.md."""

from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, pairwise

import numpy as np

from driveout.core.plan.worth import Worth, allowed_patterns
from driveout.core.solve.problem import (
    FREE,
    WEEK,
    Crew,
    Floats,
    HubProblem,
    Ints,
    Options,
    SharedProblem,
    Ways,
    patterns,
)
from driveout.core.stats.fairness import segments
from driveout.core.words import (
    EarlierOpening,
    Employee,
    Fairness,
    Forbidden,
    Hub,
    Names,
    Pin,
    Season,
    Stop,
    Vehicle,
    Volunteer,
    refuse_unless,
)

UNBOUND = 10**6  # minutes; longer than any week


@dataclass(frozen=True, eq=False)
class Problem:
    """A season as the solver sees it: hubs in the season's order, stops by their number in the season."""

    season: Season
    worth: Worth
    hubs: tuple[HubProblem, ...]
    shared: SharedProblem

    @cached_property
    def seen(self) -> dict[str, list[object]]:
        """By hub's key, what it sees of the season."""
        return seen(self.season)

    @cached_property
    def names(self) -> Names:
        """What each key is called, told apart once."""
        return self.season.names


def seen(season: Season) -> dict[str, list[object]]:
    """By hub's key: itself, its stops with their numbers, what is wished of them, its people and vans, in order."""
    found: dict[str, list[object]] = {hub.key: [hub] for hub in season.hubs}
    homes = {stop.key: stop.hubs for stop in season.stops}
    for number, stop in enumerate(season.stops):
        for hub in stop.hubs:
            found.get(hub, []).append((number, stop))
    wishes: tuple[Pin | Forbidden | EarlierOpening, ...] = (*season.pins, *season.forbidden, *season.earlier)
    for wish in wishes:
        for hub in homes.get(wish.stop, ()):
            found.get(hub, []).append(wish)
    people: tuple[Employee | Vehicle | Volunteer, ...] = (*season.employees, *season.vehicles, *season.volunteers)
    for own in people:
        found.get(own.hub, []).append(own)
    return found


def build(season: Season, worth: Worth, *, whole: Season | None = None) -> Problem:
    """Translate a season. `whole`: the season it is a part of, whose demand decides each municipality's part.

    Raises Nonsense where it cannot be planned at all (rest).
    """
    hubs = tuple(build_hub(season, worth, hub) for hub in season.hubs)
    return Problem(season, worth, hubs, build_shared(season, whole))


def _step_up(minutes: int, step: int) -> int:
    return -(-minutes // step) * step


def build_hub(season: Season, worth: Worth, hub: Hub) -> HubProblem:
    """One hub of a season. Raises Nonsense as `build`."""
    terms, step = season.terms, season.terms.leg_step_minutes
    numbers = [s for s, stop in enumerate(season.stops) if hub.key in stop.hubs]
    stops = [season.stops[s] for s in numbers]
    lengths = np.array(sorted({length for stop in stops for length in stop.lengths}) or [step], np.int64)
    days = tuple(_options(season, stops, lengths, day) for day in range(WEEK))
    refuse_unless(max(len(day.stop) for day in days) < 1024, f"{hub.name}: more than 1,023 ways to open on one day.")
    opens, closes = _workdays(season, hub)
    employees = [e for e in season.employees if e.hub == hub.key]
    vehicles = [v for v in season.vehicles if v.hub == hub.key]
    drivers = [sum(d in e.weekdays for e in employees) for d in range(WEEK)]
    vans = [min(sum(d in v.weekdays for v in vehicles), drivers[d]) for d in range(WEEK)]
    slots = np.array([v if closes[d] > opens[d] and len(days[d].stop) else 0 for d, v in enumerate(vans)], np.int64)
    legs, km, ways = _legs(season, hub, stops)
    gain, guests, fixed, unserved = _patterns_worth(season, worth, stops, lengths)
    crew = _crew(season, hub)
    return HubProblem(
        hub_key=hub.key, stops=tuple(numbers), step=step,
        patterns=patterns(terms.spacing_days),
        lengths=lengths, legs=legs, km=km, days=days, work_opens=opens, work_closes=closes, slots=slots,
        day_minutes=max((e.minutes_a_day for e in employees), default=0),
        week_minutes=min(UNBOUND, sum(e.minutes_a_week for e in employees)),
        break_after=terms.break_after_minutes, break_minutes=terms.break_minutes, stops_a_tour=terms.stops_a_tour,
        volunteers=np.array([stop.volunteers for stop in stops], np.int64),
        volunteer_caps=_volunteer_caps(crew, slots, max((s.volunteers for s in stops), default=0) * terms.stops_a_tour),
        kr_per_km=terms.kr_per_km, kr_per_minute=terms.kr_per_employee_hour / 60, kr_per_opening=terms.kr_per_opening,
        gain=gain, guests=guests, fixed=fixed, unserved=unserved, crew=crew, ways=ways,
    )  # fmt: skip


def _workdays(season: Season, hub: Hub) -> tuple[Ints, Ints]:
    """Earliest and latest minute per weekday; rule 11 is kept by these windows or refused here."""
    opens, closes = np.zeros(WEEK, np.int64), np.zeros(WEEK, np.int64)
    for window in hub.workdays:
        opens[window.weekday], closes[window.weekday] = window.opens, window.closes
    for day in range(WEEK):
        after = (day + 1) % WEEK
        if closes[day] > opens[day] and closes[after] > opens[after]:
            rest = int(opens[after]) + 24 * 60 - int(closes[day])
            refuse_unless(
                rest >= season.terms.rest_minutes,
                f"{hub.name}: workdays leave {rest // 60} hours of rest, {season.terms.rest_minutes // 60} are needed.",
            )
    return opens, closes


def _legs(season: Season, hub: Hub, stops: list[Stop]) -> tuple[Ints, Floats, Ways]:
    """Rule 7: pack-down (or loading), driving and set-up (or unloading) of each leg, rounded up to the step."""
    terms, n = season.terms, len(stops)
    names = [stop.key for stop in stops] + [hub.key]
    before = np.array([stop.packdown_minutes for stop in stops] + [terms.load_minutes], np.int64)
    after = np.array([stop.setup_minutes for stop in stops] + [terms.unload_minutes], np.int64)
    legs, km = np.zeros((n + 1, n + 1), np.int64), np.zeros((n + 1, n + 1))
    drives, first, last = legs.copy(), legs - FREE, legs + FREE
    ticket = km.copy()
    for a in range(n + 1):
        for b in range(n + 1):
            if a == b:
                continue
            drive = season.drives.get((names[a], names[b]))
            if drive is None:  # no road or ferry is known: nobody drives this way
                legs[a, b] = UNBOUND
                continue
            legs[a, b] = _step_up(int(before[a]) + drive.minutes + int(after[b]), terms.leg_step_minutes)
            drives[a, b], km[a, b], ticket[a, b] = drive.minutes, drive.km, drive.ticket_kr
            first[a, b] = -FREE if drive.leave_from is None else drive.leave_from
            last[a, b] = FREE if drive.leave_by is None else drive.leave_by
    return legs, km, Ways(before, after, drives, first, last, ticket)


def _options(season: Season, stops: list[Stop], lengths: Ints, day: int) -> Options:
    """Rules 3–5, 15 and the hours of rule 19: each way a stop can be open on this weekday."""
    rows: list[tuple[int, int, int, int, float]] = []
    for i, stop in enumerate(stops):
        for k, length in enumerate(int(length) for length in lengths):
            if length in stop.lengths:
                rows += [(i, k, *start) for start in _starts(season, stop, day, length)]
    table = list(zip(*rows, strict=True)) if rows else [(), (), (), (), ()]
    whole = [np.array(column, np.int64) for column in table[:4]]
    return Options(whole[0], whole[1], whole[2], whole[3], np.array(table[4], np.float64))


def _starts(season: Season, stop: Stop, day: int, length: int) -> list[tuple[int, int, float]]:
    """(first start, last start, guests lost) of an opening that long, one for each window and habit."""
    step, terms = season.terms.leg_step_minutes, season.terms
    pinned = [p for p in season.pins if p.stop == stop.key and p.weekday == day]
    habits = [e for e in season.earlier if e.stop == stop.key and e.weekday == day]
    price = terms.change_price_guests / season.weeks
    found: list[tuple[int, int, float]] = []
    for window in stop.windows:
        if window.weekday != day:
            continue
        first, last = _step_up(window.opens, step), (window.closes - length) // step * step
        for pin in pinned:
            if pin.starts is not None:
                first, last = max(first, _step_up(pin.starts, step)), min(last, pin.starts // step * step)
        if first > last:
            continue
        if not habits:
            found.append((first, last, 0.0))
            continue
        # Within reach of every habit costs nothing; between habits, each one not reached costs its price.
        edges = {first, last + step}
        for habit in habits:
            edges.add(_step_up(habit.starts - terms.same_hour_minutes, step))
            edges.add((habit.starts + terms.same_hour_minutes) // step * step + step)
        cuts = sorted(edge for edge in edges if first <= edge <= last + step)
        for low, high in pairwise(cuts):
            moved = sum(abs(low - habit.starts) > terms.same_hour_minutes for habit in habits)
            found.append((low, high - step, moved * price))
        found.append((first, last, len(habits) * price))
    return list(dict.fromkeys(found))


def _patterns_worth(
    season: Season, worth: Worth, stops: list[Stop], lengths: Ints
) -> tuple[Floats, Floats, Floats, Floats]:
    """Rules 2, 15, 16, 18 and 19: what each pattern and length of each stop brings; −inf where not allowed."""
    number = {pattern: p for p, pattern in enumerate(patterns(season.terms.spacing_days))}
    column = {int(length): k for k, length in enumerate(lengths)}
    shape = (len(stops), len(number), len(lengths))
    gain, guests, fixed = np.full(shape, -np.inf), np.zeros(shape), np.zeros(shape)
    unserved = np.zeros(len(stops))
    price = season.terms.change_price_guests / season.weeks
    for i, stop in enumerate(stops):
        habits = [e.weekday for e in season.earlier if e.stop == stop.key]
        allowed = allowed_patterns(stop, season)
        shared = len(stop.hubs) > 1
        unserved[i] = 0.0 if shared else (-price * len(habits) if () in allowed else -np.inf)
        for days, fitting in allowed.items():
            if not days:
                continue
            pattern = tuple(int(day) for day in days)
            p = number[pattern]
            fixed[i, p] = -price * sum(h not in pattern for h in habits)
            for length in fitting:
                k = column[length]
                met = sum(worth.guests_at(stop.key, d, len(pattern), length) for d in pattern)
                gain[i, p, k], guests[i, p, k] = met * stop.weight, met
    return gain, guests, fixed, unserved


def _crew(season: Season, hub: Hub) -> Crew:
    def mask(weekdays: tuple[int, ...]) -> int:
        return sum(1 << int(d) for d in set(weekdays))

    return Crew(
        tuple((mask(e.weekdays), e.minutes_a_week, e.minutes_a_day) for e in season.employees if e.hub == hub.key),
        tuple((mask(v.weekdays), v.openings_a_day, v.openings_a_week) for v in season.volunteers if v.hub == hub.key),
        tuple(mask(v.weekdays) for v in season.vehicles if v.hub == hub.key),
    )


def _volunteer_caps(crew: Crew, slots: Ints, most_a_tour: int) -> tuple[tuple[int, int], ...]:
    """What volunteers can bear in each set of weekdays: exact with one tour a day (max flow, min cut)."""
    days = [d for d in range(WEEK) if slots[d]]
    bear: dict[int, int] = {0: 0}
    for size in range(1, len(days) + 1):
        for chosen in combinations(days, size):
            mask = sum(1 << d for d in chosen)
            bear[mask] = sum(min(week, day * (free & mask).bit_count()) for free, day, week in crew.volunteers)
    kept = []
    for mask, cap in bear.items():
        could = sum(int(slots[d]) * most_a_tour for d in days if mask >> d & 1)
        splits = any(bear[mask & ~(1 << d)] + bear[1 << d] <= cap for d in days if mask >> d & 1 and mask != 1 << d)
        if mask and cap < could and not splits:
            kept.append((mask, cap))
    return tuple(kept)


def municipalities_of(season: Season) -> list[str]:
    """The municipalities that have a stop, in the solver's order."""
    return sorted({stop.place.municipality for stop in season.stops})


def build_shared(season: Season, whole: Season | None = None) -> SharedProblem:
    """Rules 14, 17 and 19: what joins the hubs. `whole` as for `build`."""
    terms, whole = season.terms, whole or season
    number = {stop.key: s for s, stop in enumerate(season.stops)}
    names = municipalities_of(whole)
    municipality = np.array([names.index(stop.place.municipality) for stop in season.stops], np.int64)
    reference = np.zeros(len(names))
    for stop in whole.stops:
        reference[names.index(stop.place.municipality)] += stop.belief.mean_guests
    several = [stop for stop in season.stops if len(stop.hubs) > 1]
    price = terms.change_price_guests / season.weeks
    unserved = np.zeros(len(season.stops))
    for stop in several:
        unserved[number[stop.key]] = -price * sum(e.stop == stop.key for e in season.earlier)
    required = frozenset(number[stop.key] for stop in several if () not in allowed_patterns(stop, season))
    utility = None
    if terms.fairness is Fairness.PROPORTIONAL:
        utility = tuple((np.array(w), np.array(s)) for w, s in (segments(float(r)) for r in reference))
    return SharedProblem(
        budget=terms.budget_kr_a_week, money_worth=terms.guests_per_1000_kr / 1000, municipality=municipality,
        reference=reference, shared=tuple(number[stop.key] for stop in several), required=required, unserved=unserved,
        floor=terms.floor_share if terms.fairness is Fairness.FLOOR else None, utility=utility,
    )  # fmt: skip
