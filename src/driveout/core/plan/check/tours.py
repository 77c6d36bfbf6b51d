"""Rules 6–9: each tour's day."""

from collections.abc import Iterator

from driveout.core.plan.check.desk import Desk, Finding, at, on
from driveout.core.words import Employee, Tour, Vehicle, Weekday, clock


def one_van_one_employee(desk: Desk) -> Iterator[Finding]:
    """6: openings belong to tours; van and employee are the hub's, available, on one tour a day."""
    names = {tour.name: tour for tour in desk.tours}
    for opening in desk.openings:
        tour = names.get(opening.tour)
        if tour is None:
            yield at(opening), f"It names tour {opening.tour}, which is not in the plan."
        elif (tour.hub, tour.weekday) != (opening.hub, opening.weekday):
            yield at(opening), f"{on(tour)} of {tour.hub} does not run from {opening.hub} on that weekday."
    seen: dict[tuple[str, str, int], Tour] = {}
    for tour in desk.tours:
        count = len(desk.on_tour.get(tour.name, []))
        if not 1 <= count <= desk.terms.stops_a_tour:
            yield on(tour), f"{count} openings; 1 to {desk.terms.stops_a_tour} were expected."
        if tour.hub not in desk.hubs:
            yield on(tour), f"The season has no hub called {tour.hub}."
        yield from _available(tour, "vehicle", tour.vehicle, desk.vehicles.get(tour.vehicle))
        yield from _available(tour, "employee", tour.employee, desk.employees.get(tour.employee))
        for what, name in (("vehicle", tour.vehicle), ("employee", tour.employee)):
            other = seen.setdefault((what, name, tour.weekday), tour)
            if other is not tour:
                yield on(tour), f"The {what} {name} is on tour {other.name} that day too; one tour a day was expected."


def _available(tour: Tour, what: str, name: str, who: Vehicle | Employee | None) -> Iterator[Finding]:
    if who is None:
        yield on(tour), f"The season has no {what} called {name}."
    elif who.hub != tour.hub:
        yield on(tour), f"The {what} {name} is of {who.hub}; one of {tour.hub} was expected."
    elif tour.weekday not in who.weekdays:
        yield on(tour), f"The {what} {name} cannot be had on {Weekday(tour.weekday).english}."


def times(desk: Desk) -> Iterator[Finding]:
    """7: every leg has its time, and the driving minutes are the season's."""
    for tour in desk.tours:
        for leg in desk.legs(tour):
            if isinstance(leg, str):
                yield on(tour), leg
                continue
            leaves, arrives, least = leg
            if arrives - leaves < least:
                span = f"{clock(leaves)} to {clock(arrives)}" if arrives >= 0 else str(leaves)
                yield on(tour), f"From {span} are {arrives - leaves} minutes; at least {least} were expected."
        driven = desk.driven(tour)
        if driven and abs(driven[0] - tour.driving_minutes) > 1e-6:
            yield on(tour), f"{tour.driving_minutes} driving minutes are stated; {driven[0]} were expected."


def workday(desk: Desk) -> Iterator[Finding]:
    """8: inside the hub's workday, no longer than the employee's day."""
    for tour in desk.tours:
        hub, employee = desk.hubs.get(tour.hub), desk.employees.get(tour.employee)
        spans = [window for window in hub.workdays if window.weekday == tour.weekday] if hub else []
        if not any(window.opens <= tour.leaves <= tour.returns <= window.closes for window in spans):
            expected = " or ".join(f"{clock(window.opens)}–{clock(window.closes)}" for window in spans) or "no workday"
            yield on(tour), f"It lasts {clock(tour.leaves)}–{clock(tour.returns)}; {expected} was expected."
        if employee and tour.minutes > employee.minutes_a_day:
            most = f"at most {employee.minutes_a_day} were expected of {employee.name}"
            yield on(tour), f"It lasts {tour.minutes} minutes; {most}."


def breaks(desk: Desk) -> Iterator[Finding]:
    """9: a long tour has a break, inside one leg that has the time for it and is not the leg home."""
    length = desk.terms.break_minutes
    for tour in desk.tours:
        starts = tour.break_starts
        if starts is None:
            if tour.minutes > desk.terms.break_after_minutes:
                most = f"a break was expected in tours over {desk.terms.break_after_minutes}"
                yield on(tour), f"It lasts {tour.minutes} minutes without a break; {most}."
            continue
        legs = [leg for leg in desk.legs(tour)[:-1] if not isinstance(leg, str)]
        inside = [leg for leg in legs if leg[0] <= starts and starts + length <= leg[1]]
        span = f"{clock(starts)}–{clock(starts + length)}"
        if not inside:
            yield on(tour), f"The break {span} was expected inside one leg, before the leg home."
        elif not any(arrives - leaves >= least + length for leaves, arrives, least in inside):
            leaves, arrives, least = inside[0]
            room = f"the leg has {arrives - leaves} minutes and takes {least}"
            yield on(tour), f"There is no time for the break {span}: {room}; {least + length} were expected."
