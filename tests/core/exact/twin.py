"""The exact twin: the true best week of a small season, by another way than the planner's and than `solve/tiny`.

Tours are listed in plain Python and chosen by one whole-number program. What the program says is not believed: it is
rounded to a week, the money summed in fractions, floors and guests counted anew; a week that lives off the solver's
tolerances is cut away and the program asked again.
"""

from dataclasses import dataclass

from driveout.core.words import Employee, Fairness, Season, Volunteer, Weekday
from tests.core.exact.days import DayTour, exactly
from tests.core.exact.guests import Guests, counts_for, demand_of, floor_misses
from tests.core.exact.program import NO_MONEY, Pattern, Program

SLACK = 1e-7  # guests that a municipality may be below its floor, for rounding
MOST_CUTS = 100


@dataclass(frozen=True, slots=True)
class Week:
    """A week by what was chosen; `objective` in guests, `cost` in kroner."""

    objective: float
    cost: float
    patterns: tuple[Pattern, ...]
    tours: tuple[tuple[DayTour, Employee], ...]
    hosts: tuple[tuple[Volunteer, int, Weekday], ...]


def best_week(season: Season, guests: Guests, slack: float = SLACK, presolve: bool = True) -> Week | None:
    """The best week, None when no week keeps all wishes. `slack`: see SLACK; twice as much is never accepted.

    Seconds at most for up to about five stops, three vans and five weekdays.
    """
    program = Program(season, guests, slack)
    for _ in range(MOST_CUTS):
        values = None if program.impossible else program.whole.solve(presolve)
        if values is None:
            return None
        week = _week(program, values)
        if _holds(program, week):
            return week
        _cut(program, values)
    raise RuntimeError("Week after week lives off the solver's tolerances.")


def _week(program: Program, values: list[float]) -> Week:
    patterns = tuple(way for way, column in program.patterns.items() if values[column] > 0.5)
    tours = tuple(pair for pair, column in program.tours.items() if values[column] > 0.5)
    hosts = tuple(host for host, column in program.hosts.items() if values[column] > 0.5)
    cost = sum((tour.cost for tour, _ in tours), start=exactly(0.0))
    return Week(_objective(program, patterns, tours, float(cost)), float(cost), patterns, tours, hosts)


def _met(program: Program, patterns: tuple[Pattern, ...], weighted: bool) -> dict[str, float]:
    """Guests of each municipality that has a stop."""
    met = dict.fromkeys(demand_of(program.season), 0.0)
    for way in patterns:
        stop = program.season.stops[way.stop]
        met[stop.place.municipality] += program.met(way) * (stop.weight if weighted else 1.0)
    return met


def _objective(
    program: Program, patterns: tuple[Pattern, ...], tours: tuple[tuple[DayTour, Employee], ...], cost: float
) -> float:
    """Rule 19."""
    terms, met = program.terms, _met(program, patterns, weighted=True)
    if terms.fairness is Fairness.PROPORTIONAL:
        demand = demand_of(program.season)
        value = sum(counts_for(guests, demand[name]) for name, guests in met.items())
    else:
        value = sum(met.values())
    value -= program.price * (len(program.season.earlier) - sum(tour.kept for tour, _ in tours))
    return value + terms.guests_per_1000_kr * ((terms.budget_kr_a_week or 0.0) - cost) / 1000


def _holds(program: Program, week: Week) -> bool:
    """Money and floors without the solver's tolerance; all other rows are small whole numbers."""
    terms = program.terms
    spent = sum((tour.cost for tour, _ in week.tours), start=exactly(0.0))
    if terms.budget_kr_a_week is not None and spent > exactly(terms.budget_kr_a_week) + NO_MONEY:
        return False
    if terms.fairness is not Fairness.FLOOR:
        return True
    misses = floor_misses(_met(program, week.patterns, weighted=False), demand_of(program.season), terms.floor_share)
    return all(miss <= 2 * program.slack for miss in misses)


def _cut(program: Program, values: list[float]) -> None:
    """Not this choice of patterns and tours again."""
    chosen = [*program.patterns.values(), *program.tours.values()]
    row = {column: 1.0 if values[column] > 0.5 else -1.0 for column in chosen}
    program.whole.row(row, high=float(sum(entry > 0 for entry in row.values()) - 1))
