"""Plan a season: the whole way from words to a proven week, on one page."""

from collections.abc import Callable
from concurrent.futures import Executor
from contextlib import nullcontext
from dataclasses import dataclass, replace
from time import perf_counter

import numpy as np

from driveout.core.plan.assemble import assemble
from driveout.core.plan.build import Problem, build
from driveout.core.plan.clash import find_clash, wishes_fit
from driveout.core.plan.remarks import remarks
from driveout.core.plan.unproven import why_unproven
from driveout.core.plan.workers import Hands, workers
from driveout.core.plan.worth import worth
from driveout.core.solve.listing import Tours
from driveout.core.solve.prices import End, Outcome, solve
from driveout.core.solve.problem import HubProblem
from driveout.core.solve.search import Search
from driveout.core.words import Plan, Progress, Proof, Season, Status

ROUNDING = 1e-7  # guests
PURSE = 1e-6  # kr.; rounding of sums
PROVEN_GAP = 1e-4  # share of the bound; asked for unless somebody wants more or less


@dataclass(frozen=True)
class Effort:
    """How long and how hard. `time_limit_s` None: until the gap is proven. `processes` 0: in this process.

    `gap`: (bound − objective)/bound at which the plan counts as proven. `seed` is stored with the plan;
    the search draws nothing at random, so every seed gives the same answer.
    """

    time_limit_s: float | None = None
    gap: float = PROVEN_GAP
    seed: int = 0
    processes: int = 2


@dataclass(eq=False)
class Memory:
    """What the last draft's hubs answered."""

    search: Search | None = None


Watch = Callable[[Progress], bool | None]


def draft(
    season: Season,
    effort: Effort = Effort(),
    *,
    watch: Watch | None = None,
    executor: Executor | None = None,
    clock: Callable[[], float] = perf_counter,
    memory: "Memory | None" = None,
) -> Plan:
    """The best week of the season that can be found, and the proof of how far from the best possible it is.

    `watch` is told the progress and ends the search by returning False: the best plan so far is kept. Hubs
    are asked over `executor` (any `concurrent.futures` executor, a Dask client's too), else over
    `effort.processes` own processes. `memory` carries what hubs answered from one draft to the next of the same
    hubs under other shared limits. Raises Nonsense for a season that cannot be planned at all.
    """
    started = clock()
    if not season.hubs:  # nobody to drive: the empty week, and nothing is better
        proof = Proof(0.0, 0.0, Status.PROVEN)
        told = remarks(season, (), proof.status)
        return Plan(season.name, (), (), proof, clock() - started, effort.seed, remarks=told)
    own = workers(min(effort.processes, len(season.hubs))) if executor is None else nullcontext(executor)
    memory = memory or Memory()
    with own as hands:
        problem = build(season, worth(season))
        if not wishes_fit(problem):
            return infeasible(problem, effort, clock() - started)
        outcome = _search(problem, effort, watch, hands, clock, started, memory)
        if outcome.weeks is None and outcome.impossible:
            return infeasible(problem, effort, clock() - started)
        tours = memory.search.tours_of(outcome.weeks) if memory.search and outcome.weeks else []
    return _plan(problem, outcome, tours, effort, clock() - started)


def _search(
    problem: Problem, effort: Effort, watch: Watch | None, hands: Executor | None, clock: Callable[[], float],
    started: float, memory: Memory,
) -> Outcome:  # fmt: skip
    def tell(found: float | None, ceiling: float | None) -> bool:
        return not watch or watch(Progress(clock() - started, found, ceiling)) is not False

    shares = len(hands.pools) if isinstance(hands, Hands) else max(1, effort.processes)
    left = None if effort.time_limit_s is None else max(0.0, effort.time_limit_s - (clock() - started))
    hubs = [_with_purse(hub, problem.shared.budget) for hub in problem.hubs]
    memory.search = Search(hubs, problem.shared, effort.gap, tell, hands, shares, memory.search, left, clock)
    return solve(memory.search)


def _with_purse(hub: HubProblem, budget: float | None) -> HubProblem:
    """No hub needs a week that is dearer than everybody's budget: a limit of its own where it could spend so much."""
    if budget is None or _dearest(hub) <= budget:
        return hub
    return replace(hub, week_kr=min(hub.week_kr, budget + PURSE))


def _dearest(hub: HubProblem) -> float:
    """More than any week of the hub can cost."""
    a_day = hub.kr_per_minute * hub.day_minutes + hub.kr_per_opening * hub.stops_a_tour
    legs = np.sort(np.append(hub.km.max(axis=1, initial=0.0), 0.0))[::-1][: hub.stops_a_tour + 1]
    return float(hub.slots.sum()) * (a_day + hub.kr_per_km * float(legs.sum()))


def _plan(problem: Problem, outcome: Outcome, tours: list[Tours], effort: Effort, seconds: float) -> Plan:
    season = problem.season
    if outcome.weeks is None:
        proof = _proof(season, outcome, 0.0, max(0.0, outcome.bound), False)
        note, told = "Stopped before any plan was found.", remarks(season, (), proof.status)
        return Plan(season.name, (), (), proof, seconds, effort.seed, notes=(note,), remarks=told)
    openings, driven = assemble(problem, tours)
    proven = outcome.bound - outcome.value <= effort.gap * abs(outcome.bound) + ROUNDING
    proof = _proof(season, outcome, outcome.value, outcome.bound, proven)
    return Plan(
        season.name, openings, driven, proof, seconds, effort.seed, guests_per_1000_kr=1000 * outcome.money,
        remarks=remarks(season, openings, proof.status),
    )  # fmt: skip


def _proof(season: Season, outcome: Outcome, value: float, bound: float, proven: bool) -> Proof:
    status = _status(outcome, proven)
    return Proof(value, bound, status, why_unproven(season, status, getattr(outcome, "hard", ())))


def _status(outcome: Outcome, proven: bool) -> Status:
    if proven:
        return Status.PROVEN
    ends = {End.OUT_OF_TIME: Status.TIME_LIMIT, End.CALLED_OFF: Status.STOPPED}
    return ends.get(outcome.end, Status.UNPROVEN)


def infeasible(problem: Problem, effort: Effort, seconds: float) -> Plan:
    """No week keeps every wish: a plan without openings that names the wishes which clash."""
    proof = Proof(0.0, 0.0, Status.INFEASIBLE)
    told = remarks(problem.season, (), proof.status)
    return Plan(
        problem.season.name, (), (), proof, seconds, effort.seed, clash=find_clash(problem), remarks=told
    )  # fmt: skip
