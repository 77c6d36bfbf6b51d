"""A whole country to measure with: 98 hubs, 980 invented stops, one shared budget. No files, and always the same.

Hubs stand where the largest town of each municipality lies (GeoNames, CC BY 4.0, rounded). Stops, demand, hours and
people are drawn from a seed: they are places on land within 35 driving minutes, but no real communities.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from driveout.core.travel import BY_CODE, estimates, with_drives
from driveout.core.travel.geometry import great_circle_km
from driveout.core.travel.land import parts_of
from driveout.core.words import (
    MONDAY_TO_FRIDAY,
    Belief,
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

# Municipality, latitude, longitude of its largest town.
TOWNS = """
    101 55.676 12.566, 147 55.679 12.535, 151 55.732 12.363, 153 55.646 12.410, 155 55.593 12.672, 157 55.752 12.575,
    159 55.748 12.495, 161 55.667 12.404, 163 55.724 12.440, 165 55.657 12.364, 167 55.643 12.477, 169 55.650 12.302,
    173 55.770 12.504, 175 55.681 12.454, 183 55.615 12.352, 185 55.630 12.600, 187 55.622 12.385, 190 55.809 12.361,
    201 55.870 12.357, 210 55.962 12.534, 217 56.036 12.614, 219 55.928 12.301, 223 55.881 12.501, 230 55.848 12.428,
    240 55.768 12.197, 250 55.840 12.069, 253 55.583 12.300, 259 55.458 12.182, 260 55.971 12.023, 265 55.642 12.080,
    269 55.533 12.222, 270 56.023 12.198, 306 55.925 11.671, 316 55.718 11.713, 320 55.323 11.964, 326 55.680 11.089,
    329 55.443 11.790, 330 55.403 11.355, 336 55.310 12.389, 340 55.432 11.555, 350 55.592 11.863, 360 54.830 11.136,
    370 55.230 11.761, 376 54.769 11.874, 390 55.008 11.911, 400 55.101 14.707, 410 55.506 9.731, 420 55.270 9.901,
    430 55.095 10.242, 440 55.449 10.658, 450 55.313 10.790, 461 55.396 10.388, 479 55.060 10.607, 480 55.515 10.398,
    482 54.936 10.710, 492 54.856 10.517, 510 55.249 9.488, 530 55.757 8.928, 540 54.909 9.789, 550 54.933 8.867,
    561 55.470 8.452, 563 55.446 8.398, 573 55.621 8.481, 575 55.481 9.138, 580 55.044 9.417, 607 55.566 9.753,
    615 55.861 9.850, 621 55.490 9.472, 630 55.709 9.536, 657 56.136 8.977, 661 56.360 8.616, 665 56.549 8.310,
    671 56.492 8.594, 706 56.194 10.682, 707 56.416 10.878, 710 56.328 10.049, 727 55.973 10.153, 730 56.461 10.036,
    740 56.170 9.545, 741 55.833 10.597, 746 56.034 9.932, 751 56.157 10.211, 756 56.139 9.158, 760 56.090 8.244,
    766 55.770 9.701, 773 56.793 8.853, 779 56.567 9.027, 787 56.955 8.695, 791 56.453 9.402, 810 57.270 9.941,
    813 57.441 10.537, 820 56.804 9.514, 825 57.257 10.997, 840 56.885 9.838, 846 56.643 9.790, 849 57.162 9.730,
    851 57.048 9.919, 860 57.464 9.982
"""
SEED = 2020
STOPS_A_HUB = 10
BUDGET_A_HUB = 7_500.0  # kr. a week; without it they would spend about 9,600 each
NEAR_KM, FAR_KM, FAR_MINUTES = 2.0, 24.0, 35
APART_KM = 1.5
ALSO_MINUTES, ALSO_SHARE = 25, 0.08  # a stop that another hub reaches so fast may be served from there, now and then
DRAWS = 150


def nation(hubs: int = 98, *, seed: int = SEED) -> Season:
    """The season; fewer hubs take every so many of the 98. The same numbers give the same season on any machine."""
    towns = _towns()
    chosen = [towns[len(towns) * h // hubs] for h in range(hubs)]
    stops = [stop for town in chosen for stop in _stops(town, chosen, np.random.default_rng([seed, int(town[1])]))]
    crews = [_crew(town[0], np.random.default_rng([seed + 1, int(town[1])])) for town in chosen]
    season = Season(
        name=f"Nation, {hubs} hubs",
        hubs=tuple(
            Hub(name, place, tuple(Window(d, 8 * 60, 18 * 60) for d in MONDAY_TO_FRIDAY)) for name, _, place in chosen
        ),
        stops=tuple(stops),
        vehicles=tuple(v for crew in crews for v in crew[0]),
        employees=tuple(e for crew in crews for e in crew[1]),
        volunteers=tuple(p for crew in crews for p in crew[2]),
        terms=Terms(budget_kr_a_week=BUDGET_A_HUB * hubs, holidays=""),
        notes=("Invented: every stop, person and figure is drawn from a seed.",),
    )
    return with_drives(season)


Town = tuple[str, str, Place]  # municipality's name, its code, where its largest town lies


def _towns() -> list[Town]:
    found = []
    for entry in " ".join(TOWNS.split()).split(", "):
        code, lat, lon = entry.split(" ")
        name = BY_CODE[code].name
        found.append((name, code, Place(name, float(lat), float(lon), code, source="GeoNames")))
    return found


def _stops(town: Town, towns: Sequence[Town], rng: np.random.Generator) -> list[Stop]:
    name, code, hub = town
    places = [Place(f"{name}, sted {n}", lat, lon, code) for n, (lat, lon) in enumerate(_spots(hub, rng), start=1)]
    stops = []
    for number, place in enumerate(places):
        stops.append(
            Stop(
                name=place.name,
                place=place,
                hubs=(name, *_also(place, name, towns, rng)),
                windows=_windows(rng, narrow=number % 3 == 0),
                belief=Belief(round(float(rng.uniform(5, 12)), 1)),
                seats=int(rng.integers(5, 8)),
                stay_minutes=int(rng.choice((45, 60, 75))),
                volunteers=2 if number % 3 == 1 else 1,
            )
        )
    return stops


def _spots(hub: Place, rng: np.random.Generator) -> list[tuple[float, float]]:
    """Points on land within the driving minutes, not too close to each other; closer where there is little land."""
    kept: list[tuple[float, float]] = []
    apart = APART_KM
    while len(kept) < STOPS_A_HUB:
        km = np.sqrt(rng.uniform(NEAR_KM**2, FAR_KM**2, DRAWS))
        turn = rng.uniform(0, 2 * np.pi, DRAWS)
        lats = np.round(hub.lat + km * np.cos(turn) / 111.2, 4)
        lons = np.round(hub.lon + km * np.sin(turn) / (111.2 * np.cos(np.radians(hub.lat))), 4)
        dry = np.flatnonzero(parts_of(lats, lons)[1] == 0)
        points = [Place("point", float(lats[p]), float(lons[p])) for p in dry]
        drives = estimates([hub, *points], [(0, 1 + p) for p in range(len(points))])
        for point, drive in zip(points, drives, strict=True):
            if drive is None or drive.minutes > FAR_MINUTES or len(kept) == STOPS_A_HUB:
                continue
            if all(_km(point, other) >= apart for other in kept):
                kept.append((point.lat, point.lon))
        apart *= 0.8
    return kept


def _km(point: Place, other: tuple[float, float]) -> float:
    return float(great_circle_km(np.array(point.lat), np.array(point.lon), np.array(other[0]), np.array(other[1])))


def _also(place: Place, home: str, towns: Sequence[Town], rng: np.random.Generator) -> tuple[str, ...]:
    """Now and then the nearest other hub, if it is near enough."""
    others = [town for town in towns if town[0] != home]
    if rng.random() >= ALSO_SHARE or not others:
        return ()
    nearest = min(others, key=lambda town: _km(place, (town[2].lat, town[2].lon)))
    drive = estimates([place, nearest[2]], [(0, 1)])[0]
    return (nearest[0],) if drive is not None and drive.minutes <= ALSO_MINUTES else ()


def _windows(rng: np.random.Generator, *, narrow: bool) -> tuple[Window, ...]:
    """Open all week from ten, or on three weekdays for three and a half hours."""
    if not narrow:
        closes = 60 * int(rng.integers(16, 18))
        return tuple(Window(day, 10 * 60, closes) for day in MONDAY_TO_FRIDAY)
    opens = 10 * 60 + 30 * int(rng.integers(0, 8))
    days = sorted(int(day) for day in rng.choice(5, 3, replace=False))
    return tuple(Window(Weekday(day), opens, opens + 210) for day in days)


def _crew(hub: str, rng: np.random.Generator) -> tuple[list[Vehicle], list[Employee], list[Volunteer]]:
    """A van and an employee all week, every third hub a second pair for two days, and ten volunteers."""
    vehicles, employees = [Vehicle(f"{hub}, bil 1", hub)], [Employee(f"{hub}, ansat 1", hub)]
    if rng.random() < 1 / 3:
        days = _days(rng, 2)
        vehicles.append(Vehicle(f"{hub}, bil 2", hub, days))
        employees.append(
            replace(employees[0], name=f"{hub}, ansat 2", key="", weekdays=days, minutes_a_week=18 * 60 + 30)
        )
    volunteers = [
        Volunteer(f"{hub}, frivillig {n}", hub, _days(rng, int(rng.integers(2, 5))), *((1, 2) if n % 3 else (2, 3)))
        for n in range(1, 11)
    ]
    return vehicles, employees, volunteers


def _days(rng: np.random.Generator, count: int) -> tuple[Weekday, ...]:
    return tuple(Weekday(day) for day in sorted(int(day) for day in rng.choice(5, count, replace=False)))
