"""What the solver is given: arrays, no words. One `HubProblem` a hub, one `SharedProblem` for what hubs share.

Indices: i stop of the hub (0 … n−1), n the hub itself in `legs`, d weekday (0 … 6), k opening length,
p pattern (which weekdays a stop is visited). Minutes are whole; openings start on the step.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from math import inf

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

WEEK = 7


def patterns(spacing: int) -> tuple[tuple[int, ...], ...]:
    """All single weekdays, then all pairs at least `spacing` days apart, counted round the week."""
    singles: list[tuple[int, ...]] = [(d,) for d in range(WEEK)]
    pairs: list[tuple[int, ...]] = [
        (a, b) for a in range(WEEK) for b in range(a + 1, WEEK) if min(b - a, WEEK - b + a) >= max(1, spacing)
    ]
    return tuple(singles + pairs)


@dataclass(frozen=True, eq=False)
class Options:
    """The ways a stop can be open on one weekday: one row for each (stop, length, window).

    `earliest`, `latest`: first and last minute at which the opening may start. `loss`: guests a week lost
    because people must get used to another hour.
    """

    stop: Ints
    length: Ints
    earliest: Ints
    latest: Ints
    loss: Floats


FREE = 10**6  # minutes; where a drive has no limit: `first` = −FREE, `last` = FREE


@dataclass(frozen=True, eq=False)
class Ways:
    """What a leg is made of, where its minutes alone do not say when it can be driven (rules 7 and 9).

    `before`, `after` (n+1,): pack-down (hub: loading) ahead of the drive, set-up (hub: unloading) behind it. `drive`,
    `first`, `last` (n+1, n+1): minutes of driving, first and last minute at which the drive can begin. `ticket`
    (n+1, n+1): kr. for its ferries.
    """

    before: Ints
    after: Ints
    drive: Ints
    first: Ints
    last: Ints
    ticket: Floats

    @property
    def limited(self) -> bool:
        """Does any drive have a first or last minute?"""
        return bool((self.first > -FREE).any() or (self.last < FREE).any())

    @classmethod
    def free(cls, n: int) -> "Ways":
        """Ways of n stops without loading, limits or tickets."""
        none, square = np.zeros(n + 1, np.int64), np.zeros((n + 1, n + 1), np.int64)
        return cls(none, none, square, square - FREE, square + FREE, square.astype(np.float64))


@dataclass(frozen=True, eq=False)
class HubProblem:
    """One hub's week. Shapes: `legs`, `km` (n+1, n+1); `gain`, `guests`, `fixed` (n, patterns, lengths).

    `gain`: weighted guests a week; `guests`: the same unweighted; `fixed`: what else the pattern is worth
    (change price, ≤ 0); −inf in `gain` forbids. `unserved`: worth of no visit, −inf forbids.
    `volunteer_caps`: (weekday mask, openings·volunteers those days can bear at most). `week_kr`: money of
    the hub's own, inf where it shares the programme's budget. `ways`: what the legs are made of.
    """

    hub_key: str
    stops: tuple[int, ...]
    patterns: tuple[tuple[int, ...], ...]
    step: int
    lengths: Ints
    legs: Ints
    km: Floats
    days: tuple[Options, ...]
    work_opens: Ints
    work_closes: Ints
    slots: Ints
    day_minutes: int
    week_minutes: int
    break_after: int
    break_minutes: int
    stops_a_tour: int
    volunteers: Ints
    volunteer_caps: tuple[tuple[int, int], ...]
    kr_per_km: float
    kr_per_minute: float
    kr_per_opening: float
    gain: Floats
    guests: Floats
    fixed: Floats
    unserved: Floats
    crew: "Crew"
    ways: Ways
    week_kr: float = inf

    @cached_property
    def key(self) -> str:
        """A fingerprint of the whole problem, so that workers can keep what they have listed."""
        return fingerprint(value for name, value in sorted(vars(self).items()) if name != "key").hex()


def fingerprint(values: Iterable[object]) -> bytes:
    """Of parts of a hub's problem, in their order."""
    digest = blake2b(digest_size=16)
    for value in values:
        several = value if isinstance(value, tuple) and value and isinstance(value[0], Options) else ()
        several = (value,) if isinstance(value, Ways) else several
        for part in [part for one in several for part in vars(one).values()] or [value]:
            digest.update(part.tobytes() if isinstance(part, np.ndarray) else repr(part).encode())
    return digest.digest()


@dataclass(frozen=True)
class Crew:
    """Who can be had: employees (weekdays mask, minutes a week, minutes a day), volunteers (mask, a day, a week),
    vehicles (mask)."""

    employees: tuple[tuple[int, int, int], ...]
    volunteers: tuple[tuple[int, int, int], ...]
    vehicles: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Prices:
    """What hubs are told. `money`: guests a krone. Per stop of the season: `gain` (worth of a weighted guest),
    `guest` (extra worth of a guest), `stop` (guests asked for the right to serve it)."""

    money: float
    gain: Floats
    guest: Floats
    stop: Floats


@dataclass(frozen=True, eq=False)
class SharedProblem:
    """What joins the hubs. `municipality`: per stop of the season, an index; `reference`: its expected demand.

    `shared`: stops that several hubs may serve; `required`: those of them that somebody must.
    `unserved`: worth (≤ 0) of leaving a shared stop unserved; a hub's own stops carry it themselves.
    `floor`: least share of the proportional part, or None. `utility`: per municipality the widths and
    slopes of a concave utility of weighted guests, or None for plain guests. `gain_elsewhere`,
    `guests_elsewhere`: per municipality what hubs that keep their plan already bring.
    """

    budget: float | None
    money_worth: float
    municipality: Ints
    reference: Floats
    shared: tuple[int, ...]
    required: frozenset[int]
    unserved: Floats
    floor: float | None = None
    utility: tuple[tuple[Floats, Floats], ...] | None = None
    gain_elsewhere: Floats | None = None
    guests_elsewhere: Floats | None = None


@dataclass(frozen=True, eq=False)
class HubWeek:
    """One weekly plan of a hub, or a point of its LP (then `tours` is empty and amounts may be fractions).

    `tours`: (weekday, number in the hub's listing). `gain`, `guests`, `serves`: (stop of the season, amount),
    weighted guests, guests, and 1 where served. `fixed`: what else it is worth (≤ 0). `cost` kr. a week.
    """

    hub: int
    tours: tuple[tuple[int, int], ...]
    gain: tuple[tuple[int, float], ...]
    guests: tuple[tuple[int, float], ...]
    fixed: float
    cost: float
    serves: tuple[tuple[int, float], ...]
