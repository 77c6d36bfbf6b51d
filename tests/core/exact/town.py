"""A small town to plan for, drawn from a seed: what each kind of season begins with."""

from dataclasses import dataclass, replace
from math import ceil, hypot
from random import Random
from typing import Any

from driveout.core.words import (
    Belief,
    Drive,
    Employee,
    Hub,
    Place,
    Season,
    Stop,
    Terms,
    Vehicle,
    Volunteer,
    Weekday,
    Window,
)

WORKDAYS = tuple(Weekday)[:5]


@dataclass(frozen=True, slots=True)
class Size:
    """How large a season is. `span`: side of the square that all lies in, km. `outright`: guests from `reach`."""

    hubs: int = 1
    stops: int = 4
    days: tuple[Weekday, ...] = WORKDAYS[:3]
    vans: int = 1
    employees: int = 1
    volunteers: int = 3
    lengths: tuple[int, ...] = (60, 90)
    step: int = 5
    stops_a_tour: int = 3
    span: float = 40.0
    outright: bool = True
    shared: bool = False
    closes: int = 960


def town(rng: Random, size: Size, **terms: Any) -> Season:
    """A season of that size without a budget, in which people, hours and windows bind a little."""
    hubs = tuple(_hub(n, size) for n in range(size.hubs))
    stops = tuple(_stop(rng, n, size, hubs) for n in range(size.stops))
    return Season(
        name="Drawn",
        hubs=hubs,
        stops=stops,
        vehicles=tuple(Vehicle(f"{h.name} van {n}", h.name, size.days) for h in hubs for n in range(size.vans)),
        employees=tuple(
            Employee(
                f"{h.name} driver {n}", h.name, size.days, rng.choice((700, 900, 1200)), rng.choice((360, 420, 480))
            )
            for h in hubs
            for n in range(size.employees)
        ),
        volunteers=tuple(
            Volunteer(
                f"{h.name} host {n}", h.name, some_of(rng, size.days, 2), rng.choice((1, 2, 2)), rng.choice((2, 3, 4))
            )
            for h in hubs
            for n in range(size.volunteers)
        ),
        terms=replace(Terms(holidays="", leg_step_minutes=size.step, stops_a_tour=size.stops_a_tour), **terms),
        reach=figures(rng, stops) if size.outright else {},
        drives=drives(rng, [h.name for h in hubs], [s.name for s in stops], size.span),
    )


def _hub(n: int, size: Size) -> Hub:
    name = ("Havnby", "Naboby", "Søby")[n]
    return Hub(name, Place(name, 56.0, 9.0, "101"), tuple(Window(day, 510, size.closes) for day in size.days))


def _stop(rng: Random, n: int, size: Size, hubs: tuple[Hub, ...]) -> Stop:
    home = rng.choice(hubs).name
    others = tuple(h.name for h in hubs if h.name != home and size.shared and rng.random() < 0.7)
    opens = rng.choice((540, 555, 600, 645))
    return Stop(
        name=f"stop {n}",
        place=Place(f"stop {n}", 56.0, 9.0, rng.choice(("101", "147", "153"))),
        hubs=(home, *others),
        windows=tuple(
            Window(day, opens, opens + rng.choice((120, 180, 240, 300))) for day in some_of(rng, size.days, 2)
        ),
        belief=Belief(rng.choice((3.0, 6.0, 9.0, 14.0))),
        lengths=size.lengths,
        setup_minutes=rng.choice((10, 15)),
        packdown_minutes=rng.choice((10, 15)),
        volunteers=rng.choice((0, 1, 1, 1)),
    )


def some_of(rng: Random, days: tuple[Weekday, ...], least: int = 1) -> tuple[Weekday, ...]:
    """At least so many of the days, in order."""
    return tuple(sorted(rng.sample(days, rng.randint(min(least, len(days)), len(days)))))


def figures(rng: Random, stops: tuple[Stop, ...]) -> dict[tuple[str, int, int], float]:
    """Guests a week outright: more for longer and for oftener, but less than twice as many."""
    found = {}
    for stop in stops:
        once = rng.uniform(2, 14)
        oftener = rng.uniform(1.1, 1.8)
        for minutes in stop.lengths:
            for visits in (1, 2):
                longer = (minutes / stop.lengths[0]) ** 0.5
                found[stop.name, visits, minutes] = round(once * longer * (oftener if visits == 2 else 1.0), 2)
    return found


def drives(rng: Random, hubs: list[str], stops: list[str], span: float) -> dict[tuple[str, str], Drive]:
    """Roads a third longer than the straight line, at 50 km/h; km in tenths, so that kroner are whole parts."""
    at = {name: (rng.uniform(0, span), rng.uniform(0, span)) for name in (*hubs, *stops)}
    found = {}
    for a in at:
        for b in at:
            if a != b and not (a in hubs and b in hubs):
                km = round(1.3 * hypot(at[a][0] - at[b][0], at[a][1] - at[b][1]), 1)
                found[a, b] = Drive(ceil(km * 60 / 50), km)
    return found
