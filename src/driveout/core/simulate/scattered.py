"""Seasons to measure with, drawn anew from any seed: hubs and stops scattered over a plain, legs in whole minutes.

Nothing is tuned to them and none of them is kept: whoever doubts a figure draws another seed. The kind is that of the
seasons the method was chosen on: windows for a third of the stops, three lengths, two-van hubs among them, and
budget, hours and people that bind. Everything here is invented.
"""

from dataclasses import dataclass, replace
from math import ceil, hypot

import numpy as np

from driveout.core.words import (
    MONDAY_TO_FRIDAY,
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

KM_BETWEEN_HUBS, FARTHEST_KM = 45.0, 28.0
DETOUR, KM_A_MINUTE, VILLAGE_MINUTES = 1.26, 1.05, 2.0
SOUTH_WEST = (55.0, 8.5)  # the plain is laid over Denmark only because a place must be somewhere


@dataclass(frozen=True)
class Kind:
    """What is drawn. `two_vans`: share of hubs with a second van; `budget_a_hub` kr. a week, None: no budget;
    `hours`: an employee's week; `hosts`: volunteers a van; `also`: share of stops that a second hub may serve;
    `vans`: vans of a hub that has more than one; `step`: minutes that legs are rounded up to."""

    hubs: int = 10
    stops: int = 14
    two_vans: float = 0.2
    vans: int = 2
    budget_a_hub: float | None = 8_000.0
    hours: float = 30.0
    hosts: int = 9
    also: float = 0.06
    step: int = 5


def scattered(kind: Kind = Kind(), *, seed: int = 0) -> Season:
    """The season of that kind and seed; the same on any machine."""
    rng = np.random.default_rng([seed, kind.hubs, kind.stops])
    side = ceil(kind.hubs**0.5)
    at = {f"Hub {h + 1}": (KM_BETWEEN_HUBS * (h % side), KM_BETWEEN_HUBS * (h // side)) for h in range(kind.hubs)}
    stops = [_stop(kind, rng, hub, number, at) for hub in at for number in range(1, kind.stops + 1)]
    many = {hub: kind.vans if rng.random() < kind.two_vans else 1 for hub in at}
    if kind.two_vans > 0 and max(many.values()) == 1:
        many[next(iter(many))] = kind.vans
    budget = (
        None if kind.budget_a_hub is None else round(kind.budget_a_hub * sum(many.values()) ** 0.5 * kind.hubs**0.5)
    )
    spots = at | {stop.key: spot for stop, spot in stops}
    return Season(
        name=f"Scattered {kind.hubs} × {kind.stops}, seed {seed}",
        hubs=tuple(Hub(h, _place(h, at[h], h), tuple(Window(d, 480, 1080) for d in MONDAY_TO_FRIDAY)) for h in at),
        stops=tuple(stop for stop, _ in stops),
        vehicles=tuple(Vehicle(f"{h}, van {v}", h, _van_days(rng, v)) for h in at for v in range(many[h])),
        employees=tuple(
            Employee(f"{h}, employee {v}", h, minutes_a_week=round(kind.hours * 60) if v == 0 else 1110)
            for h in at
            for v in range(many[h])
        ),
        volunteers=tuple(_host(rng, h, n) for h in at for n in range(kind.hosts * many[h])),
        terms=Terms(budget_kr_a_week=budget, holidays="", leg_step_minutes=kind.step),
        drives=_drives([stop for stop, _ in stops], spots),
        drives_source="Invented: straight lines on a plain.",
    )


def _place(name: str, spot: tuple[float, float], municipality: str) -> Place:
    lat, lon = SOUTH_WEST[0] + spot[1] / 111.2, SOUTH_WEST[1] + spot[0] / 62.2
    return Place(name, round(lat, 4), round(lon, 4), municipality, source="invented")


def _stop(
    kind: Kind, rng: np.random.Generator, hub: str, number: int, hubs: dict[str, tuple[float, float]]
) -> tuple[Stop, tuple[float, float]]:
    km, turn = FARTHEST_KM * rng.uniform(0.02, 1) ** 0.5, rng.uniform(0, 2 * np.pi)
    spot = (hubs[hub][0] + km * float(np.cos(turn)), hubs[hub][1] + km * float(np.sin(turn)))
    others = sorted(h for h in hubs if h != hub)
    nearest = min(others, key=lambda h: hypot(hubs[h][0] - spot[0], hubs[h][1] - spot[1]), default=None)
    also = (nearest,) if nearest and rng.random() < kind.also else ()
    name = f"{hub}, stop {number}"
    stop = Stop(
        name=name, place=_place(name, spot, hub), hubs=(hub, *also), windows=_windows(rng, narrow=number % 3 == 0),
        belief=Belief(round(float(rng.uniform(4, 12)), 1)), volunteers=1 + int(rng.random() < 0.35),
        stay_minutes=int(rng.choice((45, 60, 75))),
    )  # fmt: skip
    return stop, spot


def _windows(rng: np.random.Generator, *, narrow: bool) -> tuple[Window, ...]:
    if not narrow:
        return tuple(Window(day, 540, 1080) for day in MONDAY_TO_FRIDAY)
    days = sorted(int(d) for d in rng.choice(5, int(rng.integers(2, 5)), replace=False))
    opens = [60 * int(rng.integers(10, 14)) for _ in days]
    return tuple(Window(Weekday(d), o, o + 210) for d, o in zip(days, opens, strict=True))


def _van_days(rng: np.random.Generator, number: int) -> tuple[Weekday, ...]:
    if number == 0 or rng.random() < 0.5:
        return MONDAY_TO_FRIDAY
    return tuple(Weekday(int(d)) for d in sorted(rng.choice(5, 3, replace=False)))


def _host(rng: np.random.Generator, hub: str, number: int) -> Volunteer:
    days = tuple(Weekday(int(d)) for d in sorted(rng.choice(5, int(rng.integers(2, 4)), replace=False)))
    return Volunteer(f"{hub}, host {number}", hub, days, openings_a_day=2, openings_a_week=2 + number % 2)


def _drives(stops: list[Stop], spots: dict[str, tuple[float, float]]) -> dict[tuple[str, str], Drive]:
    found: dict[tuple[str, str], Drive] = {}
    by_hub: dict[str, list[str]] = {}
    for stop in stops:
        for hub in stop.hubs:
            by_hub.setdefault(hub, [hub]).append(stop.key)
    for names in by_hub.values():
        for a in names:
            for b in names:
                if a != b and (a, b) not in found:
                    straight = hypot(spots[a][0] - spots[b][0], spots[a][1] - spots[b][1])
                    km = round(DETOUR * straight, 1)
                    found[a, b] = Drive(ceil(VILLAGE_MINUTES + km / KM_A_MINUTE), km)
    return found


def with_budget(season: Season, kroner: float | None) -> Season:
    """The same season with another budget."""
    return replace(season, terms=replace(season.terms, budget_kr_a_week=kroner))
