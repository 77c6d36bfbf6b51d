"""A broken day as a season of one day, which the planner then plans, and what its answer means for those who wait.

Guests come at the time that was promised: an opening may be later, never earlier, and never at a stop that expected
nobody. Money is spent already, so the day has no budget; fairness is the season's affair, not the day's.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from driveout.core.words import (
    Broken,
    EarlierOpening,
    Employee,
    Fairness,
    Hub,
    Late,
    Nonsense,
    Opening,
    Plan,
    Proof,
    Repair,
    Season,
    Stop,
    Today,
    Tour,
    Vehicle,
    Volunteer,
    Window,
)

Helper = TypeVar("Helper", Vehicle, Employee, Volunteer)
MOVED_GUESTS = 1.0  # assumed: guests who go home when a café is later than the same hour; a late café beats none


def check_today(season: Season, plan: Plan, today: Today) -> None:
    """Refuse, all at once, what the season does not know. Raises Nonsense."""
    people = {
        Broken.VAN: {(v.hub, v.key) for v in season.vehicles},
        Broken.EMPLOYEE: {(e.hub, e.key) for e in season.employees},
        Broken.VOLUNTEER: {(v.hub, v.key) for v in season.volunteers},
    }
    ends = {h.key for h in season.hubs} | {s.key for s in season.stops}
    faults, shown = [], season.names.place
    for broken in today.mishaps:
        if broken.kind in people and (broken.hub, broken.key) not in people[broken.kind]:
            faults.append(f"{shown(broken.hub)} has no {broken.kind.value} called {broken.key}.")
        if broken.kind is Broken.HALL and broken.key not in {s.key for s in season.stops}:
            faults.append(f"There is no stop called {broken.key}.")
        if broken.kind is Broken.ROAD:
            faults += [f"There is no hub or stop called {end}." for end in (broken.key, broken.to) if end not in ends]
    tours = {tour.key for tour in plan.tours if tour.weekday == today.weekday}
    faults += [f"No tour of the day is called {key}." for key in today.left if key not in tours]
    if faults:
        raise Nonsense(" ".join(dict.fromkeys(faults)))


def within_reach(season: Season, plan: Plan, today: Today) -> frozenset[str]:
    """The hubs whose day may change: those something is broken for, and those that may serve their stops instead."""
    mine = {b.hub for b in today.mishaps if b.hub}
    where = {b.key for b in today.mishaps if not b.hub} | {b.to for b in today.mishaps if b.to}
    mine |= {hub.key for hub in season.hubs if hub.key in where}
    mine |= {o.hub for o in _of_day(plan, today) if o.stop in where}
    served = {stop.key: stop.hubs for stop in season.stops}
    return frozenset(mine | {hub for o in _of_day(plan, today) if o.hub in mine for hub in served[o.stop]})


def stands(season: Season, plan: Plan, today: Today) -> tuple[tuple[Tour, ...], tuple[Opening, ...]]:
    """Tours and openings nothing is to happen to: other hubs', those that have left and can go on, what has begun.

    A house that cannot be used ends a café that has begun there, too; what was held before stays held. A host who is
    out is at none that is ahead, also where the van has left; a café ahead whose only hosts are out does not stand.
    """
    reach = within_reach(season, plan, today)
    gone = {(b.kind, b.hub, b.key) for b in today.mishaps}
    halls = {b.key for b in today.mishaps if b.kind is Broken.HALL}
    day = [tour for tour in plan.tours if tour.weekday == today.weekday]
    whole = {
        tour.key
        for tour in day
        if tour.hub not in reach
        or (
            tour.key in today.left
            and not {(Broken.VAN, tour.hub, tour.vehicle), (Broken.EMPLOYEE, tour.hub, tour.employee)} & gone
        )
    }
    openings = tuple(
        _without(o, gone, today) for o in _of_day(plan, today)
        if (o.stop not in halls and (o.tour in whole or (o.tour in today.left and o.starts <= today.now))
            and not _alone(o, gone, today))
        or (o.tour in today.left and o.ends <= today.now)
    )  # fmt: skip
    kept = {opening.tour for opening in openings} | whole
    return tuple(tour for tour in day if tour.key in kept), openings


def one_day(season: Season, plan: Plan, today: Today, *, moved_guests: float = MOVED_GUESTS) -> Season:
    """The season of this one day: what can still be driven, by whom, from now on."""
    tours, openings = stands(season, plan, today)
    settled = {opening.stop for opening in openings}
    promised = {o.stop: o for o in _of_day(plan, today) if o.stop not in settled}
    busy = {(t.hub, t.vehicle) for t in tours} | {(t.hub, t.employee) for t in tours}
    busy |= {(o.hub, key) for o in openings for key in o.volunteers}
    closed = {(b.hub, b.key) for b in today.mishaps if b.hub} | busy
    halls = {b.key for b in today.mishaps if b.kind is Broken.HALL}
    hubs = within_reach(season, plan, today)
    stops = tuple(
        _stop(stop, promised[stop.key], hubs, today)
        for stop in season.stops
        if stop.key in promised and stop.key not in halls
    )
    ends = hubs | {stop.key for stop in stops}
    roads = {pair for b in today.mishaps if b.kind is Broken.ROAD for pair in ((b.key, b.to), (b.to, b.key))}
    terms = replace(
        season.terms, budget_kr_a_week=None, fairness=Fairness.NONE, guests_per_1000_kr=0.0,
        change_price_guests=moved_guests,
    )  # fmt: skip
    return replace(
        season,
        hubs=tuple(_hub(hub, today) for hub in season.hubs if hub.key in hubs),
        stops=stops,
        vehicles=tuple(_free(season.vehicles, hubs, closed, today)),
        employees=tuple(_with_hours(_free(season.employees, hubs, closed, today), plan, today)),
        volunteers=tuple(_with_openings(_free(season.volunteers, hubs, closed, today), plan, today)),
        terms=terms, first_day=None, weeks=1, closed_dates=(), pins=(), forbidden=(), target_guests_a_week=None,
        earlier=tuple(EarlierOpening(s.key, today.weekday, promised[s.key].starts, s.lengths[0]) for s in stops),
        reach={(s.key, 1, s.lengths[0]): promised[s.key].guests for s in stops},
        drives={
            pair: drive for pair, drive in season.drives.items() if pair not in roads and ends.issuperset(pair)
        },
    )  # fmt: skip


def repaired(season: Season, plan: Plan, today: Today, again: Plan) -> Repair:
    """The whole day, from what stands and what was planned again, and what it means for each promise."""
    tours, openings = stands(season, plan, today)
    held = {o.stop: o for o in (*openings, *again.openings)}
    promised = _of_day(plan, today)
    late = tuple(Late(o, held[o.stop]) for o in promised if o.stop in held and held[o.stop].starts > o.starts)
    lost = tuple(o for o in promised if o.stop not in held)
    guests = sum(o.guests for o in openings)
    proof = Proof(again.proof.objective + guests, again.proof.bound + guests, again.proof.status, again.proof.why)
    names, keys, shown = {tour.name for tour in tours}, {tour.key for tour in tours}, season.names.place
    renamed = {t.key: _fresh(t.key, keys) for t in again.tours}
    return Repair(
        today,
        tuple(sorted(
            (*openings, *(replace(o, tour=renamed[o.tour]) for o in again.openings)),
            key=lambda o: (shown(o.hub), o.hub, o.starts, shown(o.stop), o.stop),
        )),
        (*tours, *(replace(t, name=_fresh(t.name, names), key=renamed[t.key]) for t in again.tours)),
        late, lost, proof,
    )  # fmt: skip


def _without(opening: Opening, gone: set[tuple[Broken, str, str]], today: Today) -> Opening:
    """With those of its hosts who can come; as it was where it is over."""
    there = tuple(key for key in opening.volunteers if (Broken.VOLUNTEER, opening.hub, key) not in gone)
    return opening if opening.ends <= today.now else replace(opening, volunteers=there)


def _alone(opening: Opening, gone: set[tuple[Broken, str, str]], today: Today) -> bool:
    """Is it ahead, and were all its hosts lost?"""
    return opening.starts > today.now and bool(opening.volunteers) and not _without(opening, gone, today).volunteers


def _of_day(plan: Plan, today: Today) -> list[Opening]:
    return [opening for opening in plan.openings if opening.weekday == today.weekday]


def _fresh(told: str, taken: set[str]) -> str:
    while told in taken:
        told += " b"
    return told


def _stop(stop: Stop, promised: Opening, hubs: frozenset[str], today: Today) -> Stop:
    """Open once, for as long as promised, not before it was promised."""
    windows = tuple(
        Window(w.weekday, max(w.opens, promised.starts), w.closes)
        for w in stop.windows
        if w.weekday == today.weekday and w.closes >= max(w.opens, promised.starts) + promised.minutes
    )
    can = tuple(hub for hub in stop.hubs if hub in hubs)
    return replace(stop, hubs=can, windows=windows, lengths=(promised.minutes,), visits_min=0, visits_max=1, weight=1.0)


def _hub(hub: Hub, today: Today) -> Hub:
    days = (w for w in hub.workdays if w.weekday == today.weekday and w.closes > max(w.opens, today.now))
    return replace(hub, workdays=tuple(Window(w.weekday, max(w.opens, today.now), w.closes) for w in days))


def _free(those: Iterable[Helper], hubs: frozenset[str], closed: set[tuple[str, str]], today: Today) -> list[Helper]:
    """Who and what can be had today, for today alone."""
    return [
        replace(one, weekdays=(today.weekday,))
        for one in those
        if one.hub in hubs and today.weekday in one.weekdays and (one.hub, one.key) not in closed
    ]


def _with_hours(free: Iterable[Employee], plan: Plan, today: Today) -> list[Employee]:
    """What the week has left of each one's hours, when its other days go as planned."""
    rest = [t for t in plan.tours if t.weekday != today.weekday]
    spent = {(e.hub, e.key): sum(t.minutes for t in rest if (t.hub, t.employee) == (e.hub, e.key)) for e in free}
    return [replace(e, minutes_a_week=max(0, e.minutes_a_week - spent[e.hub, e.key])) for e in free]


def _with_openings(free: Iterable[Volunteer], plan: Plan, today: Today) -> list[Volunteer]:
    """What the week has left of each one's openings, when its other days go as planned."""
    rest = [o for o in plan.openings if o.weekday != today.weekday]
    spent = {(v.hub, v.key): sum(v.key in o.volunteers for o in rest if o.hub == v.hub) for v in free}
    return [replace(v, openings_a_week=max(0, v.openings_a_week - spent[v.hub, v.key])) for v in free]
