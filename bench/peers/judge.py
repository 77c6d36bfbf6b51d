"""Turn a peer's week into a plan, with hours and named people from one place, and let the checker judge it."""

from dataclasses import dataclass

import numpy as np

from bench.peers.book import Book
from driveout.core.plan.assemble import assemble
from driveout.core.plan.check import check
from driveout.core.words import Plan, Proof, Season, Status

Rows = tuple[tuple[tuple[int, int], ...], ...]  # each hub's tours: weekday, number in the list


@dataclass(frozen=True)
class Judged:
    """What stands in the table. `below`: share of the bound (None: there is none). `broken`: rules that are broken."""

    guests: float
    kroner: float
    driving_minutes: int
    openings: int
    below: float | None
    broken: tuple[str, ...]


def plan_of(season: Season, book: Book, rows: Rows, bound: float | None) -> Plan:
    """The peer's choice of tours as a plan like any other."""
    driven = [
        hub.tours.take(np.array([number for _, number in mine], np.int64))
        for hub, mine in zip(book.hubs, rows, strict=True)
    ]
    openings, tours = assemble(book.problem, driven)
    weight = {stop.name: stop.weight for stop in season.stops}
    objective = sum(opening.guests * weight[opening.stop] for opening in openings)
    return Plan(season.name, openings, tours, Proof(objective, max(bound or 0.0, objective), Status.STOPPED))


def judge(season: Season, plan: Plan, bound: float | None) -> Judged:
    """Figures and verdict. `bound`: what our own planner proved that nothing exceeds."""
    verdict = check(season, plan)
    return Judged(
        guests=plan.guests_a_week,
        kroner=plan.cost_kr_a_week,
        driving_minutes=plan.driving_minutes_a_week,
        openings=len(plan.openings),
        below=(bound - plan.proof.objective) / bound if bound else None,
        broken=tuple(sorted({breach.rule for breach in verdict.breaches})),
    )
