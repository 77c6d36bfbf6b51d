"""From the solver's weeks back to words: openings with hours, tours with people and vans."""

from collections.abc import Sequence
from itertools import pairwise

from driveout.core.plan.build import Problem
from driveout.core.solve.crews import Work, match_crew
from driveout.core.solve.hub_week import work_of
from driveout.core.solve.listing import Tours
from driveout.core.solve.problem import HubProblem
from driveout.core.solve.timetable import Timetable, timetable
from driveout.core.words import Opening, Tour, Weekday


def assemble(problem: Problem, weeks: Sequence[Tours]) -> tuple[tuple[Opening, ...], tuple[Tour, ...]]:
    """Openings and tours of all hubs, in the season's order of hubs, then by weekday and hour.

    `weeks`: for each hub the tours it drives.
    """
    openings: list[Opening] = []
    tours: list[Tour] = []
    for hub, week in zip(problem.hubs, weeks, strict=True):
        mine = hub_week(problem, hub, week)
        openings += mine[0]
        tours += mine[1]
    return tuple(openings), tuple(tours)


def hub_week(problem: Problem, hub: HubProblem, tours: Tours) -> tuple[list[Opening], list[Tour]]:
    """One hub's openings and tours, by weekday and hour."""
    season, numbers = problem.season, list(range(len(tours)))
    work = work_of(hub, tours, numbers)
    order = sorted(range(len(work)), key=lambda w: (work[w].day, work[w].minutes, work[w].needs))
    match = match_crew(hub.crew, tuple(work[w] for w in order))
    if match is None:
        raise RuntimeError(f"{hub.name}: a week was chosen that its people cannot do.")
    employees = [e.name for e in season.employees if e.hub == hub.name]
    vehicles = [v.name for v in season.vehicles if v.hub == hub.name]
    volunteers = [v.name for v in season.volunteers if v.hub == hub.name]
    visits = [season.stops[hub.stops[i]].name for t in numbers for i in tours.stop[t] if i >= 0]
    made: tuple[list[Opening], list[Tour]] = ([], [])
    count: dict[int, int] = {}
    for at, w in enumerate(order):
        t, day = numbers[w], work[w].day
        count[day] = count.get(day, 0) + 1
        name = f"{hub.name}, {Weekday(day).danish} {count[day]}"
        times = timetable(hub, tours, t)
        names = [tuple(volunteers[v] for v in people) for people in match.volunteers[at]]
        crew = (employees[match.employees[at]], vehicles[match.vehicles[at]])
        made[0].extend(_openings(problem, hub, tours, t, name, times, names, visits))
        made[1].append(_tour(problem, hub, tours, t, name, times, work[w], crew))
    made[0].sort(key=lambda o: (o.weekday, o.starts, o.stop))
    return made


def _openings(
    problem: Problem,
    hub: HubProblem,
    tours: Tours,
    t: int,
    tour: str,
    times: Timetable,
    names: list[tuple[str, ...]],
    visits: list[str],
) -> list[Opening]:
    found = []
    for j, starts in enumerate(times.starts):
        stop = problem.season.stops[hub.stops[tours.stop[t, j]]]
        minutes, day = int(hub.lengths[tours.length[t, j]]), Weekday(int(tours.day[t]))
        guests = problem.worth.guests_at(stop.name, day, visits.count(stop.name), minutes)
        found.append(Opening(stop.name, hub.name, day, starts, minutes, guests, tour, names[j]))
    return found


def _tour(
    problem: Problem,
    hub: HubProblem,
    tours: Tours,
    t: int,
    name: str,
    times: Timetable,
    work: Work,
    crew: tuple[str, str],
) -> Tour:
    season = problem.season
    route = [hub.name, *(season.stops[hub.stops[i]].name for i in tours.stop[t] if i >= 0), hub.name]
    driving = sum(season.drives[pair].minutes for pair in pairwise(route))
    return Tour(
        name=name, hub=hub.name, weekday=Weekday(work.day), vehicle=crew[1], employee=crew[0], leaves=times.leaves,
        returns=times.returns, driving_minutes=driving, km=float(tours.km[t]), cost_kr=float(tours.cost[t]),
        break_starts=times.break_starts,
    )  # fmt: skip
