"""Turn a peer's week into a plan, with hours and named people from one place, and let the checker judge it."""

from dataclasses import dataclass

from driveout.core.plan.assemble import assemble
from driveout.core.plan.build import build
from driveout.core.plan.check import check
from driveout.core.plan.worth import worth
from driveout.core.solve.problem import HubWeek
from driveout.core.words import Plan, Proof, Season, Status

Rows = tuple[tuple[tuple[int, int], ...], ...]  # each hub's tours: weekday, number in the list


@dataclass(frozen=True)
class Judged:
    """What stands in the table. `below`: share of the bound. `broken`: rules the checker found broken."""

    guests: float
    kroner: float
    driving_minutes: int
    openings: int
    below: float
    broken: tuple[str, ...]


def plan_of(season: Season, rows: Rows, bound: float) -> Plan:
    """The peer's choice of tours as a plan like any other."""
    problem = build(season, worth(season))
    weeks = tuple(HubWeek(h, tours, (), (), 0.0, 0.0, ()) for h, tours in enumerate(rows))
    openings, tours = assemble(problem, weeks)
    weight = {stop.name: stop.weight for stop in season.stops}
    objective = sum(opening.guests * weight[opening.stop] for opening in openings)
    return Plan(season.name, openings, tours, Proof(objective, max(bound, objective), Status.STOPPED))


def judge(season: Season, plan: Plan, bound: float) -> Judged:
    """Figures and verdict. `bound`: what our own planner proved that nothing exceeds."""
    verdict = check(season, plan)
    return Judged(
        guests=plan.guests_a_week,
        kroner=plan.cost_kr_a_week,
        driving_minutes=plan.driving_minutes_a_week,
        openings=len(plan.openings),
        below=(bound - plan.proof.objective) / bound,
        broken=tuple(sorted({breach.rule for breach in verdict.breaches})),
    )
