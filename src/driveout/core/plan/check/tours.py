"""Rules 6–9: each tour's day."""

from collections.abc import Iterator

from driveout.core.plan.check.desk import Desk, at, on
from driveout.core.plan.check.said import EMPLOYEE, HUB, VEHICLE, Finding, Said, day, no_such
from driveout.core.plan.check.week import either
from driveout.core.words import Employee, Tour, Vehicle, clock

THE = {"vehicle": (VEHICLE, "Bilen"), "employee": (EMPLOYEE, "Medarbejderen")}


def one_van_one_employee(desk: Desk) -> Iterator[Finding]:
    """6: openings belong to tours; van and employee are the hub's, available, on one tour a day."""
    names = {tour.name: tour for tour in desk.tours}
    for opening in desk.openings:
        tour = names.get(opening.tour)
        if tour is None:
            yield (
                at(opening),
                Said(
                    f"It names tour {opening.tour}, which is not in the plan.",
                    f"Den nævner turen {opening.tour}, som ikke er i planen.",
                ),
            )
        elif (tour.hub, tour.weekday) != (opening.hub, opening.weekday):
            which, own, here = on(tour), tour.hub, opening.hub
            yield (
                at(opening),
                Said(
                    f"{which.en} of {own} does not run from {here} on that weekday.",
                    f"{which.da} fra {own} kører ikke fra {here} den ugedag.",
                ),
            )
    seen: dict[tuple[str, str, int], Tour] = {}
    for tour in desk.tours:
        count = len(desk.on_tour.get(tour.name, []))
        if not 1 <= count <= desk.terms.stops_a_tour:
            most = desk.terms.stops_a_tour
            yield (
                on(tour),
                Said(f"{count} openings; 1 to {most} were expected.", f"{count} åbninger; ventet: 1 til {most}."),
            )
        if tour.hub not in desk.hubs:
            yield on(tour), no_such(HUB, tour.hub)
        yield from _available(tour, "vehicle", tour.vehicle, desk.vehicles.get(tour.vehicle))
        yield from _available(tour, "employee", tour.employee, desk.employees.get(tour.employee))
        for what, name in (("vehicle", tour.vehicle), ("employee", tour.employee)):
            other = seen.setdefault((what, name, tour.weekday), tour)
            if other is not tour:
                yield (
                    on(tour),
                    Said(
                        f"The {what} {name} is on tour {other.name} that day too; one tour a day was expected.",
                        f"{THE[what][1]} {name} er også på turen {other.name} den dag; ventet: én tur om dagen.",
                    ),
                )


def _available(tour: Tour, what: str, name: str, who: Vehicle | Employee | None) -> Iterator[Finding]:
    none, the = THE[what]
    if who is None:
        yield on(tour), no_such(none, name)
    elif who.hub != tour.hub:
        yield (
            on(tour),
            Said(
                f"The {what} {name} is of {who.hub}; one of {tour.hub} was expected.",
                f"{the} {name} hører til {who.hub}; ventet: en fra {tour.hub}.",
            ),
        )
    elif tour.weekday not in who.weekdays:
        when = day(tour.weekday)
        yield (
            on(tour),
            Said(f"The {what} {name} cannot be had on {when.en}.", f"{the} {name} er ikke til rådighed {when.da}."),
        )


def times(desk: Desk) -> Iterator[Finding]:
    """7: every leg has its time, and the driving minutes are the season's."""
    for tour in desk.tours:
        for leg in desk.legs(tour):
            if isinstance(leg, Said):
                yield on(tour), leg
                continue
            leaves, arrives, least = leg
            if arrives - leaves < least:
                start, end, room = clock(leaves), clock(arrives) if arrives >= 0 else "?", arrives - leaves
                yield (
                    on(tour),
                    Said(
                        f"From {start} to {end} are {room} minutes; at least {least} were expected.",
                        f"Fra kl. {start} til {end} er der {room} minutter; ventet: mindst {least}.",
                    ),
                )
        driven = desk.driven(tour)
        if driven and abs(driven[0] - tour.driving_minutes) > 1e-6:
            yield (
                on(tour),
                Said(
                    f"{tour.driving_minutes} driving minutes are stated; {driven[0]} were expected.",
                    f"Der står {tour.driving_minutes} minutters kørsel; ventet: {driven[0]}.",
                ),
            )


def workday(desk: Desk) -> Iterator[Finding]:
    """8: inside the hub's workday, no longer than the employee's day."""
    for tour in desk.tours:
        hub, employee = desk.hubs.get(tour.hub), desk.employees.get(tour.employee)
        spans = [window for window in hub.workdays if window.weekday == tour.weekday] if hub else []
        if not any(window.opens <= tour.leaves <= tour.returns <= window.closes for window in spans):
            expected, lasts = (
                either(spans, "no workday", "ingen arbejdsdag"),
                f"{clock(tour.leaves)}–{clock(tour.returns)}",
            )
            yield (
                on(tour),
                Said(
                    f"It lasts {lasts}; {expected.en} was expected.", f"Den varer kl. {lasts}; ventet: {expected.da}."
                ),
            )
        if employee and tour.minutes > employee.minutes_a_day:
            most, who = employee.minutes_a_day, employee.name
            yield (
                on(tour),
                Said(
                    f"It lasts {tour.minutes} minutes; at most {most} were expected of {who}.",
                    f"Den varer {tour.minutes} minutter; ventet af {who}: højst {most}.",
                ),
            )


def breaks(desk: Desk) -> Iterator[Finding]:
    """9: a long tour has a break, inside one leg that has the time for it and is not the leg home."""
    length = desk.terms.break_minutes
    for tour in desk.tours:
        starts = tour.break_starts
        if starts is None:
            if tour.minutes > desk.terms.break_after_minutes:
                most = desk.terms.break_after_minutes
                yield (
                    on(tour),
                    Said(
                        f"It lasts {tour.minutes} minutes without a break; a break was expected in tours over {most}.",
                        f"Den varer {tour.minutes} minutter uden pause; ventet: en pause i ture over {most}.",
                    ),
                )
            continue
        legs = [leg for leg in desk.legs(tour)[:-1] if not isinstance(leg, Said)]
        inside = [leg for leg in legs if leg[0] <= starts and starts + length <= leg[1]]
        span = f"{clock(starts)}–{clock(starts + length)}"
        if not inside:
            yield (
                on(tour),
                Said(
                    f"The break {span} was expected inside one leg, before the leg home.",
                    f"Pausen kl. {span} skulle ligge i ét stykke af turen, før turen hjem.",
                ),
            )
        elif not any(arrives - leaves >= least + length for leaves, arrives, least in inside):
            leaves, arrives, least = inside[0]
            room, needed = arrives - leaves, least + length
            yield (
                on(tour),
                Said(
                    f"There is no time for the break {span}: the leg has {room} minutes and takes {least}; "
                    f"{needed} were expected.",
                    f"Der er ikke tid til pausen kl. {span}: stykket har {room} minutter og tager {least}; "
                    f"ventet: {needed}.",
                ),
            )
