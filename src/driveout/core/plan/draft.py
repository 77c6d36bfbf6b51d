"""Plan a season: the whole way from words to a proven week, on one page."""

from collections.abc import Callable
from concurrent.futures import Executor
from contextlib import nullcontext
from dataclasses import dataclass
from time import perf_counter

from driveout.core.plan.assemble import assemble
from driveout.core.plan.build import Problem, build
from driveout.core.plan.clash import find_clash, wishes_fit
from driveout.core.plan.workers import Hands, workers
from driveout.core.plan.worth import worth
from driveout.core.solve.prices import Outcome, Search, solve
from driveout.core.words import Plan, Progress, Proof, Season, Status

ROUNDING = 1e-7  # guests
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
        return Plan(season.name, (), (), Proof(0.0, 0.0, Status.PROVEN), clock() - started, effort.seed)
    own = workers(min(effort.processes, len(season.hubs))) if executor is None else nullcontext(executor)
    with own as hands:
        problem = build(season, worth(season))
        if not wishes_fit(problem):
            return infeasible(problem, effort, clock() - started)
        outcome = _search(problem, effort, watch, hands, lambda: clock() - started, memory or Memory())
    seconds = clock() - started
    if outcome.weeks is None and outcome.finished:
        return infeasible(problem, effort, seconds)
    return _plan(problem, outcome, effort, seconds)


def _search(
    problem: Problem, effort: Effort, watch: Watch | None, hands: Executor | None, elapsed: Callable[[], float],
    memory: Memory,
) -> Outcome:  # fmt: skip
    def tell(found: float | None, ceiling: float | None) -> bool:
        seconds = elapsed()
        told = watch(Progress(seconds, found, ceiling)) if watch else None
        in_time = effort.time_limit_s is None or seconds < effort.time_limit_s
        return told is not False and in_time

    shares = len(hands.pools) if isinstance(hands, Hands) else max(1, effort.processes)
    memory.search = Search(problem.hubs, problem.shared, effort.gap, tell, hands, shares, memory.search)
    return solve(memory.search)


def _plan(problem: Problem, outcome: Outcome, effort: Effort, seconds: float) -> Plan:
    season = problem.season
    if outcome.weeks is None:
        proof = Proof(0.0, max(0.0, outcome.bound), Status.TIME_LIMIT)
        return Plan(season.name, (), (), proof, seconds, effort.seed, notes=("Stopped before any plan was found.",))
    openings, tours = assemble(problem, outcome.weeks)
    proven = outcome.bound - outcome.value <= effort.gap * abs(outcome.bound) + ROUNDING
    in_time = effort.time_limit_s is None or seconds < effort.time_limit_s
    status = Status.PROVEN if proven else Status.STOPPED if in_time else Status.TIME_LIMIT
    proof = Proof(outcome.value, outcome.bound, status)
    return Plan(
        season.name, openings, tours, proof, seconds, effort.seed, guests_per_1000_kr=1000 * outcome.money
    )  # fmt: skip


def infeasible(problem: Problem, effort: Effort, seconds: float) -> Plan:
    """No week keeps every wish: a plan without openings that names the wishes which clash."""
    proof = Proof(0.0, 0.0, Status.INFEASIBLE)
    return Plan(problem.season.name, (), (), proof, seconds, effort.seed, clash=find_clash(problem))
