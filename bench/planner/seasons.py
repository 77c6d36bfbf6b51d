"""What is planned: kinds of seasons, each drawn from a seed, and the one season that is always the same."""

from collections.abc import Callable
from dataclasses import dataclass

from bench.measure import AKUT
from driveout.core.simulate.scattered import Kind, scattered, with_budget
from driveout.core.words import Season
from driveout.outside.season_files import read_season


@dataclass(frozen=True)
class Task:
    """`draw(seed)` gives the season. `gap`: share of the bound at which it may end; `limit_s` wall seconds.

    `processes` 0: all in one process, and its own seconds of the processor are counted instead of the wall's.
    """

    name: str
    draw: Callable[[int], Season]
    gap: float = 1e-4
    limit_s: float = 30.0
    processes: int = 2


def _of(kind: Kind) -> Callable[[int], Season]:
    return lambda seed: scattered(kind, seed=seed)


def akut(kroner: bool) -> Season:
    """Akut 2020 as its files tell it, or with as much money as anybody could spend."""
    season = read_season(AKUT)
    return season if kroner else with_budget(season, None)


def _narrow(stops: int, vans: int, hosts: int) -> Callable[[int], Season]:
    """One hub whose people bind and whose money does not."""
    return _of(Kind(1, stops, two_vans=1.0, vans=vans, budget_a_hub=None, hosts=hosts, step=1))


def _binding(hubs: int, stops: int, step: int) -> Callable[[int], Season]:
    """Two-van hubs among them; budget, hours and hosts bind, nearly all of each is used."""
    return _of(Kind(hubs, stops, two_vans=0.3, hours=24.0, hosts=6, step=step))


SIZES = ((10, 14), (12, 12), (15, 12))
TASKS: dict[str, Task] = {
    **{f"{h}x{n}": Task(f"{h} × {n}", _binding(h, n, 1)) for h, n in SIZES},
    **{f"{h}x{n}-fives": Task(f"{h} × {n}, legs in fives", _binding(h, n, 5)) for h, n in SIZES},
    "20x2": Task("1 × 20, 2 vans", _narrow(20, 2, 8), gap=1e-3),
    "25x3": Task("1 × 25, 3 vans", _narrow(25, 3, 8), gap=1e-3),
    "20x2-few": Task("1 × 20, 2 vans, few hosts", _narrow(20, 2, 5), gap=1e-3),
    "25x3-few": Task("1 × 25, 3 vans, few hosts", _narrow(25, 3, 5), gap=1e-3),
    "98": Task("98 × 10", _of(Kind(98, 10, two_vans=1 / 3)), limit_s=60.0),
    "600": Task("600 × 10, CPU s", _of(Kind(600, 10)), limit_s=240.0, processes=0),
    "akut": Task("Akut 2020", lambda _: akut(True)),
    "akut-free": Task("Akut 2020, no budget", lambda _: akut(False), gap=1e-3),
}
