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
        raise RuntimeError(f"{hub.hub_key}: a week was chosen that its people cannot do.")
    employees = [e.key for e in season.employees if e.hub == hub.hub_key]
    vehicles = [v.key for v in season.vehicles if v.hub == hub.hub_key]
    volunteers = [v.key for v in season.volunteers if v.hub == hub.hub_key]
    visits = [season.stops[hub.stops[i]].key for t in numbers for i in tours.stop[t] if i >= 0]
    names = problem.names
    made: tuple[list[Opening], list[Tour]] = ([], [])
    count: dict[int, int] = {}
    for at, w in enumerate(order):
        t, day = numbers[w], work[w].day
        count[day] = count.get(day, 0) + 1
        name, key = (f"{of}, {Weekday(day).danish} {count[day]}" for of in (names.place(hub.hub_key), hub.hub_key))
        times = timetable(hub, tours, t)
        hosts = [tuple(volunteers[v] for v in people) for people in match.volunteers[at]]
        crew = (employees[match.employees[at]], vehicles[match.vehicles[at]])
        made[0].extend(_openings(problem, hub, tours, t, key, times, hosts, visits))
        made[1].append(_tour(problem, hub, tours, t, (name, key), times, work[w], crew))
    made[0].sort(key=lambda o: (o.weekday, o.starts, names.place(o.stop), o.stop))
    return made


def _openings(
    problem: Problem,
    hub: HubProblem,
    tours: Tours,
    t: int,
    tour: str,
    times: Timetable,
    hosts: list[tuple[str, ...]],
    visits: list[str],
) -> list[Opening]:
    found = []
    for j, starts in enumerate(times.starts):
        stop = problem.season.stops[hub.stops[tours.stop[t, j]]]
        minutes, day = int(hub.lengths[tours.length[t, j]]), Weekday(int(tours.day[t]))
        guests = problem.worth.guests_at(stop.key, day, visits.count(stop.key), minutes)
        found.append(Opening(stop.key, hub.hub_key, day, starts, minutes, guests, tour, hosts[j]))
    return found


def _tour(
    problem: Problem,
    hub: HubProblem,
    tours: Tours,
    t: int,
    called: tuple[str, str],
    times: Timetable,
    work: Work,
    crew: tuple[str, str],
) -> Tour:
    season = problem.season
    route = [hub.hub_key, *(season.stops[hub.stops[i]].key for i in tours.stop[t] if i >= 0), hub.hub_key]
    driving = sum(season.drives[pair].minutes for pair in pairwise(route))
    return Tour(
        name=called[0], hub=hub.hub_key, weekday=Weekday(work.day), vehicle=crew[1], employee=crew[0],
        leaves=times.leaves, returns=times.returns, driving_minutes=driving, km=float(tours.km[t]),
        cost_kr=float(tours.cost[t]), break_starts=times.break_starts, key=called[1],
    )  # fmt: skip
