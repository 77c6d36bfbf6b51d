"""Rules 10–12: the people."""

from collections import defaultdict
from collections.abc import Iterator

from driveout.core.plan.check.desk import Desk, Finding, at
from driveout.core.words import MINUTES_A_DAY, Opening, Tour, Weekday, clock


def _tours_of(desk: Desk) -> dict[str, list[Tour]]:
    found: dict[str, list[Tour]] = defaultdict(list)
    for tour in desk.tours:
        found[tour.employee].append(tour)
    return found


def hours(desk: Desk) -> Iterator[Finding]:
    """10: an employee's week."""
    for name, tours in _tours_of(desk).items():
        employee, minutes = desk.employees.get(name), sum(tour.minutes for tour in tours)
        if employee and minutes > employee.minutes_a_week:
            yield name, f"{minutes} minutes a week; at most {employee.minutes_a_week} were expected."


def rest(desk: Desk) -> Iterator[Finding]:
    """11: rest until the next day's tour, round the week."""
    for name, tours in _tours_of(desk).items():
        for before in tours:
            for after in tours:
                if after.weekday != (before.weekday + 1) % 7:
                    continue
                free = after.leaves + MINUTES_A_DAY - before.returns
                if free < desk.terms.rest_minutes:
                    night = f"{Weekday(before.weekday).english} {clock(before.returns)} to {clock(after.leaves)}"
                    expected = f"at least {desk.terms.rest_minutes} were expected"
                    yield name, f"From {night} are {free} minutes of rest; {expected}."


def volunteers(desk: Desk) -> Iterator[Finding]:
    """12: the right number of different people, of the hub, available, not asked too often."""
    served: dict[str, list[Opening]] = defaultdict(list)
    for opening in desk.openings:
        stop, names = desk.stops.get(opening.stop), opening.volunteers
        if stop and len(names) != stop.volunteers:
            yield at(opening), f"{len(names)} volunteers; {stop.volunteers} were expected."
        if len(set(names)) < len(names):
            yield at(opening), f"{', '.join(names)}: different people were expected."
        for name in sorted(set(names)):
            served[name].append(opening)
            volunteer = desk.volunteers.get(name)
            if volunteer is None:
                yield at(opening), f"The season has no volunteer called {name}."
            elif volunteer.hub != opening.hub:
                yield at(opening), f"{name} belongs to {volunteer.hub}; someone from {opening.hub} was expected."
            elif opening.weekday not in volunteer.weekdays:
                yield at(opening), f"{name} is not available on {Weekday(opening.weekday).english}."
    for name, openings in served.items():
        yield from _not_too_often(desk, name, openings)


def _not_too_often(desk: Desk, name: str, openings: list[Opening]) -> Iterator[Finding]:
    volunteer = desk.volunteers.get(name)
    if volunteer is None:
        return
    if len(openings) > volunteer.openings_a_week:
        yield name, f"{len(openings)} openings a week; at most {volunteer.openings_a_week} were expected."
    for weekday in sorted({opening.weekday for opening in openings}):
        that_day = [opening for opening in openings if opening.weekday == weekday]
        day = Weekday(weekday).english
        if len(that_day) > volunteer.openings_a_day:
            yield name, f"{len(that_day)} openings on {day}; at most {volunteer.openings_a_day} were expected."
        if len({opening.tour for opening in that_day}) > 1:
            tours = ", ".join(sorted({opening.tour for opening in that_day}))
            yield name, f"On {day} on tours {tours}; one tour a day was expected."
