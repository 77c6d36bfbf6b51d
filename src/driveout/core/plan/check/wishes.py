"""Rules 15–17: what was asked for."""

from collections import defaultdict
from collections.abc import Iterator

from driveout.core.plan.check.desk import Desk, Finding, at
from driveout.core.plan.check.numbers import guests_of
from driveout.core.words import Fairness, Weekday, clock


def pins(desk: Desk) -> Iterator[Finding]:
    """15: pinned openings stand as pinned."""
    for pin in desk.season.pins:
        there = [opening for opening in desk.at_stop.get(pin.stop, []) if opening.weekday == pin.weekday]
        starts = pin.starts is None or any(opening.starts == pin.starts for opening in there)
        minutes = pin.minutes is None or any(opening.minutes == pin.minutes for opening in there)
        wish = Weekday(pin.weekday).english
        wish += f" at {clock(pin.starts)}" if pin.starts is not None else ""
        wish += f" for {pin.minutes} minutes" if pin.minutes is not None else ""
        if not there:
            yield pin.stop, f"It is not open on {Weekday(pin.weekday).english}; pinned is {wish}."
        elif not (starts and minutes):
            stands = ", ".join(f"{clock(opening.starts)} for {opening.minutes} minutes" for opening in there)
            yield pin.stop, f"It is open at {stands}; pinned is {wish}."


def forbidden(desk: Desk) -> Iterator[Finding]:
    """16: forbidden stops stay shut."""
    for wish in desk.season.forbidden:
        for opening in desk.at_stop.get(wish.stop, []):
            if wish.weekday is None:
                yield at(opening), "Visits here are forbidden; none was expected."
            elif wish.weekday == opening.weekday:
                yield at(opening), f"Visits here on {Weekday(wish.weekday).english} are forbidden; none was expected."


def floor(desk: Desk) -> Iterator[Finding]:
    """17: every municipality gets its floor."""
    if desk.terms.fairness is not Fairness.FLOOR:
        return
    demand: dict[str, float] = defaultdict(float)
    met: dict[str, float] = defaultdict(float)
    for stop in desk.season.stops:
        demand[stop.place.municipality] += stop.belief.mean_guests
        met[stop.place.municipality] += sum(guests_of(desk, opening) for opening in desk.at_stop.get(stop.name, []))
    total, all_demand = sum(met.values()), sum(demand.values())
    for name, part in demand.items():
        least = desk.terms.floor_share * total * part / all_demand if all_demand else 0.0
        if met[name] < least - 1e-6 * max(1.0, total):
            where = name or "places without a municipality"
            yield where, f"{met[name]:.2f} guests of {total:.2f} are met; at least {least:.2f} were expected."
