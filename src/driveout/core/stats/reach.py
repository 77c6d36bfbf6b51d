"""How many guests an opening meets: the reach table, and what a belief makes of it.

Seats × minutes / stay is 5–22 % too low when stays are long, so the café is played guest by guest, once for each
(seats, opening minutes, mean stay), for 0 to 70 people who come.
Belief and day-to-day chance are then integrated out: the table is concave, so plugging in a mean would be too high.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import lgamma, log, sqrt

import numpy as np
from numpy.typing import NDArray

from driveout.core.words import Belief, refuse_unless

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
NODES, WEIGHTS = np.polynomial.hermite_e.hermegauss(31)  # ∫ f(z) φ(z) dz ≈ Σ w f(z) / √2π
EIGHTY_PERCENT = 1.2815515655446004  # Φ⁻¹(0.9)


@dataclass(frozen=True, slots=True)
class ReachAssumptions:
    """What the table takes for granted; all assumed, none measured.

    `early_share` of those who come do so up to `early_minutes` before opening, evenly; the rest at ℓ·X with
    X ~ Beta(1, `front_loading`): 1 is evenly over the opening, higher is earlier. Stays are gamma with `stay_shape`
    and the stop's mean, cut by closing. Who finds no seat waits, exponential with mean `patience_minutes`, then
    leaves. `front_loading` was chosen so that the table is within 1 % of 18 means simulated apart from it
    (7 seats, 90 minutes, stays 45, 60 and 90, 8 to 30 people: tests/core/test_reach.py).
    """

    early_share: float = 0.25
    early_minutes: float = 15.0
    front_loading: float = 2.25
    stay_shape: int = 3
    patience_minutes: float = 12.0
    people: int = 70
    openings: int = 1000
    seed: int = 2020

    def __post_init__(self) -> None:
        refuse_unless(0 <= self.early_share <= 1, "early_share must be between 0 and 1.")
        refuse_unless(self.front_loading > 0 and self.stay_shape > 0, "front_loading and stay_shape must be above 0.")
        refuse_unless(self.people > 0 and self.openings > 0, "people and openings must be above 0.")


ASSUMED = ReachAssumptions()


@dataclass(frozen=True, slots=True, eq=False)
class ReachTable:
    """`share`[d, a], shape (71, 71): the share of openings that met `a` guests when `d` people came (both 0 .. 70).

    `met`[d], shape (71,): the mean of a. Both read-only. `assumptions` is stored with the numbers it made.
    """

    seats: int
    minutes: int
    stay: int
    assumptions: ReachAssumptions
    share: Floats
    met: Floats


@lru_cache(maxsize=4)
def draws(assumptions: ReachAssumptions) -> tuple[Bools, Floats, Floats, Floats, Floats]:
    """Chance, drawn once and used for every table, so that tables differ only by what they are tables of.

    Returns (is early, early at 0..1, comes at 0..1, stay with mean 1, patience in minutes), openings × people.
    Only uniform numbers are drawn: their stream is the one numpy does not change.
    """
    many = (assumptions.openings, assumptions.people)
    chance = np.random.Generator(np.random.PCG64(assumptions.seed))
    is_early = chance.random(many) < assumptions.early_share
    early_at = chance.random(many)
    comes_at = 1.0 - (1.0 - chance.random(many)) ** (1.0 / assumptions.front_loading)
    stay = np.zeros(many)
    for _ in range(assumptions.stay_shape):
        stay -= np.log1p(-chance.random(many)) / assumptions.stay_shape
    patience = -assumptions.patience_minutes * np.log1p(-chance.random(many))
    return is_early, early_at, comes_at, stay, patience


def guests(minutes: int, stay: int, assumptions: ReachAssumptions = ASSUMED) -> tuple[Floats, Floats, Floats]:
    """(comes, stays, patience) in minutes, float64, openings × people, for an opening of `minutes` and mean `stay`."""
    is_early, early_at, comes_at, unit_stay, patience = draws(assumptions)
    comes = np.where(is_early, -assumptions.early_minutes * early_at, minutes * comes_at)
    return np.ascontiguousarray(comes), unit_stay * float(stay), patience


@lru_cache(maxsize=512)
def reach_table(seats: int, minutes: int, stay: int, assumptions: ReachAssumptions = ASSUMED) -> ReachTable:
    """The table for one kind of opening; about 10 ms, then remembered by this process."""
    from driveout.core.stats.kernels import play  # numba is slow to import, and a season may give its reach outright

    counts = play(*guests(minutes, stay, assumptions), int(seats), float(minutes))
    share = counts / assumptions.openings
    met = share @ np.arange(assumptions.people + 1.0)
    share.setflags(write=False)
    met.setflags(write=False)
    return ReachTable(seats, minutes, stay, assumptions, share, met)


@lru_cache(maxsize=65536)
def people_who_come(belief: Belief, demand_factor: float = 1.0, people: int = ASSUMED.people) -> Floats:
    """P(D = d), d = 0 .. people: negative binomial, mixed over the belief's log-normal mean × `demand_factor`.

    Shape (people + 1,). Gauss–Hermite with 31 nodes; more than `people` counts as `people`. Read-only, sums to 1.
    """
    if belief.mean_guests * demand_factor <= 0:
        nobody = np.zeros(people + 1)
        nobody[0] = 1.0
        nobody.setflags(write=False)
        return nobody
    nodes, weights = (NODES, WEIGHTS / sqrt(2 * np.pi)) if belief.spread > 0 else (np.zeros(1), np.ones(1))
    log_mean = log(belief.mean_guests * demand_factor) + belief.spread * nodes
    log_all = np.logaddexp(log(belief.shape), log_mean)  # log(k + μ)
    d = np.arange(people + 1.0)
    log_pmf = (
        _log_ways(belief.shape, people)
        + belief.shape * (log(belief.shape) - log_all)[:, None]
        + d * (log_mean - log_all)[:, None]
    )
    pmf = weights @ np.exp(log_pmf)
    pmf[-1] += max(0.0, 1.0 - float(pmf.sum()))
    pmf.setflags(write=False)
    return pmf


@lru_cache(maxsize=256)
def _log_ways(shape: float, people: int) -> Floats:
    """log Γ(k + d) / (Γ(k) d!) for d = 0 .. people; shape (people + 1,)."""
    return np.array([lgamma(shape + d) - lgamma(shape) - lgamma(d + 1.0) for d in range(people + 1)])


def expected_met(belief: Belief, *, seats: int, minutes: int, stay: int, demand_factor: float = 1.0) -> float:
    """Expected guests met at one opening.

    `demand_factor`: the part of the belief's demand that comes to this opening (0.8 for each of two visits a week).
    """
    return float(people_who_come(belief, demand_factor) @ reach_table(seats, minutes, stay).met)


def spread_met(
    belief: Belief, *, seats: int, minutes: int, stay: int, demand_factor: float = 1.0
) -> tuple[float, float]:
    """(mean, variance) of guests met at one opening: belief, chance of the day and queue together."""
    how_many = people_who_come(belief, demand_factor) @ reach_table(seats, minutes, stay).share
    a = np.arange(len(how_many))
    mean = float(how_many @ a)
    return mean, max(0.0, float(how_many @ (a * a)) - mean * mean)


def interval_met(belief: Belief, *, seats: int, minutes: int, stay: int, demand_factor: float = 1.0) -> tuple[int, int]:
    """80 % interval of guests met at one opening, for “7 guests (5–9)”: the 0.1 and 0.9 quantiles, whole guests."""
    how_many = people_who_come(belief, demand_factor) @ reach_table(seats, minutes, stay).share
    so_far = np.cumsum(how_many)
    low, high = (int(np.searchsorted(so_far, q - 1e-12)) for q in (0.1, 0.9))
    return low, min(high, len(how_many) - 1)


def interval_week(openings: Iterable[tuple[float, float, str]]) -> tuple[float, float]:
    """80 % interval of a week's guests over all openings, each as (mean, variance, stop).

    Normal approximation. Stops are taken as independent; two openings at one stop share their belief and are taken as
    fully correlated, which is on the wide side. Not included: weather, or a whole region's beliefs being wrong alike.
    """
    mean = 0.0
    deviation: dict[str, float] = {}
    for guests_here, variance, stop in openings:
        mean += guests_here
        deviation[stop] = deviation.get(stop, 0.0) + sqrt(variance)
    half = EIGHTY_PERCENT * sqrt(sum(sd * sd for sd in deviation.values()))
    return max(0.0, mean - half), mean + half
