"""Rules 6–9: each tour's day."""

from collections.abc import Iterator

from driveout.core.plan.check.desk import Desk, Leg
from driveout.core.plan.check.said import EMPLOYEE, HUB, VEHICLE, Finding, Said, day, no_such
from driveout.core.plan.check.week import either
from driveout.core.words import Employee, Tour, Vehicle, clock

THE = {"vehicle": (VEHICLE, "Bilen"), "employee": (EMPLOYEE, "Medarbejderen")}


def one_van_one_employee(desk: Desk) -> Iterator[Finding]:
    """6: openings belong to tours; van and employee are the hub's, available, on one tour a day."""
    by_key = {tour.key: tour for tour in desk.tours}
    for opening in desk.openings:
        tour = by_key.get(opening.tour)
        if tour is None:
            yield (
                desk.at(opening),
                Said(
                    f"It names tour {opening.tour}, which is not in the plan.",
                    f"Den nævner turen {opening.tour}, som ikke er i planen.",
                ),
            )
        elif (tour.hub, tour.weekday) != (opening.hub, opening.weekday):
            which = desk.on(tour)
            own, here = desk.names.place(tour.hub), desk.names.place(opening.hub)
            yield (
                desk.at(opening),
                Said(
                    f"{which.en} of {own} does not run from {here} on that weekday.",
                    f"{which.da} fra {own} kører ikke fra {here} den ugedag.",
                ),
            )
    seen: dict[tuple[str, str, int], Tour] = {}
    for tour in desk.tours:
        count = len(desk.on_tour.get(tour.key, []))
        if not 1 <= count <= desk.terms.stops_a_tour:
            most = desk.terms.stops_a_tour
            yield (
                desk.on(tour),
                Said(f"{count} openings; 1 to {most} were expected.", f"{count} åbninger; ventet: 1 til {most}."),
            )
        if tour.hub not in desk.hubs:
            yield desk.on(tour), no_such(HUB, desk.names.place(tour.hub))
        van, driver = desk.names.vehicle(tour.vehicle), desk.names.employee(tour.employee)
        yield from _available(desk, tour, "vehicle", van, desk.vehicles.get(tour.vehicle))
        yield from _available(desk, tour, "employee", driver, desk.employees.get(tour.employee))
        for what, key, name in (("vehicle", tour.vehicle, van), ("employee", tour.employee, driver)):
            other = seen.setdefault((what, key, tour.weekday), tour)
            if other is not tour:
                yield (
                    desk.on(tour),
                    Said(
                        f"The {what} {name} is on tour {other.name} that day too; one tour a day was expected.",
                        f"{THE[what][1]} {name} er også på turen {other.name} den dag; ventet: én tur om dagen.",
                    ),
                )


def _available(desk: Desk, tour: Tour, what: str, name: str, who: Vehicle | Employee | None) -> Iterator[Finding]:
    none, the = THE[what]
    if who is None:
        yield desk.on(tour), no_such(none, name)
    elif who.hub != tour.hub:
        own, here = desk.names.place(who.hub), desk.names.place(tour.hub)
        yield (
            desk.on(tour),
            Said(
                f"The {what} {name} is of {own}; one of {here} was expected.",
                f"{the} {name} hører til {own}; ventet: en fra {here}.",
            ),
        )
    elif tour.weekday not in who.weekdays:
        when = day(tour.weekday)
        yield (
            desk.on(tour),
            Said(f"The {what} {name} cannot be had on {when.en}.", f"{the} {name} er ikke til rådighed {when.da}."),
        )


def times(desk: Desk) -> Iterator[Finding]:
    """7: every leg has its time and meets its ferries, and the driving minutes are the season's."""
    for tour in desk.tours:
        for leg in desk.legs(tour):
            if isinstance(leg, Said):
                yield desk.on(tour), leg
            elif leg.end - leg.start < leg.least:
                start, end, room = clock(leg.start), clock(leg.end) if leg.end >= 0 else "?", leg.end - leg.start
                yield (
                    desk.on(tour),
                    Said(
                        f"From {start} to {end} are {room} minutes; at least {leg.least} were expected.",
                        f"Fra kl. {start} til {end} er der {room} minutter; ventet: mindst {leg.least}.",
                    ),
                )
            elif leg.begin[0] > leg.begin[1]:
                yield desk.on(tour), _no_ferry(leg)
        driven = desk.driven(tour)
        if driven and abs(driven[0] - tour.driving_minutes) > 1e-6:
            yield (
                desk.on(tour),
                Said(
                    f"{tour.driving_minutes} driving minutes are stated; {driven[0]} were expected.",
                    f"Der står {tour.driving_minutes} minutters kørsel; ventet: {driven[0]}.",
                ),
            )


def _no_ferry(leg: Leg) -> Said:
    """A leg that has the minutes, but not at an hour at which its ferries sail."""
    first, last = leg.drive.leave_from, leg.drive.leave_by
    en = " and ".join(
        ([f"at {clock(first)} at the earliest"] if first is not None else [])
        + ([f"by {clock(last)}"] if last is not None else [])
    )
    da = " og ".join(
        ([f"tidligst kl. {clock(first)}"] if first is not None else [])
        + ([f"senest kl. {clock(last)}"] if last is not None else [])
    )
    start, end, ways = clock(leg.start), clock(leg.end), leg.ends
    return Said(
        f"The way {ways} by ferry is taken between {start} and {end}; the drive was expected to begin {en}.",
        f"Vejen {ways} med færge ligger mellem kl. {start} og {end}; ventet: kørslen begynder {da}.",
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
                desk.on(tour),
                Said(
                    f"It lasts {lasts}; {expected.en} was expected.", f"Den varer kl. {lasts}; ventet: {expected.da}."
                ),
            )
        if employee and tour.minutes > employee.minutes_a_day:
            most, who = employee.minutes_a_day, desk.names.employee(employee.key)
            yield (
                desk.on(tour),
                Said(
                    f"It lasts {tour.minutes} minutes; at most {most} were expected of {who}.",
                    f"Den varer {tour.minutes} minutter; ventet af {who}: højst {most}.",
                ),
            )


def breaks(desk: Desk) -> Iterator[Finding]:
    """9: no work longer than allowed without a break, which lies in a leg that has the time for it."""
    most, length = desk.terms.break_after_minutes, desk.terms.break_minutes
    for tour in desk.tours:
        starts = tour.break_starts
        if starts is None:
            if tour.minutes > most:
                yield (
                    desk.on(tour),
                    Said(
                        f"It lasts {tour.minutes} minutes without a break; a break was expected in tours over {most}.",
                        f"Den varer {tour.minutes} minutter uden pause; ventet: en pause i ture over {most}.",
                    ),
                )
            continue
        fault = _misplaced([leg for leg in desk.legs(tour) if not isinstance(leg, Said)], starts, length)
        if fault:
            yield desk.on(tour), fault
        for begins, ends in ((tour.leaves, starts), (starts + length, tour.returns)):
            if ends - begins > most:
                span = f"{clock(begins)}–{clock(ends)}"
                yield (
                    desk.on(tour),
                    Said(
                        f"{ends - begins} minutes, {span}, are work without a break; at most {most} were expected.",
                        f"{ends - begins} minutter, kl. {span}, er arbejde uden pause; ventet: højst {most}.",
                    ),
                )


def _misplaced(legs: list[Leg], starts: int, length: int) -> Said | None:
    """What is wrong with where the break lies, if anything."""
    inside = [n for n, leg in enumerate(legs) if leg.start <= starts and starts + length <= leg.end]
    span = f"{clock(starts)}–{clock(starts + length)}"
    if not inside:
        return Said(
            f"The break {span} was expected inside one leg, not while a café is open.",
            f"Pausen kl. {span} skulle ligge i ét stykke af turen, ikke mens en café har åbent.",
        )
    faults = [_in_leg(legs[n], starts, length, span, first=n == 0, last=n == len(legs) - 1) for n in inside]
    return None if None in faults else faults[0]


def _in_leg(leg: Leg, starts: int, length: int, span: str, *, first: bool, last: bool) -> Said | None:
    """What is wrong with a break inside this leg: no time, in the middle of work, or on board when the ferry goes."""
    room, needed = leg.end - leg.start, leg.least + length
    if room < needed:
        return Said(
            f"There is no time for the break {span}: the leg has {room} minutes and takes {leg.least}; "
            f"{needed} were expected.",
            f"Der er ikke tid til pausen kl. {span}: stykket har {room} minutter og tager {leg.least}; "
            f"ventet: {needed}.",
        )
    soonest = max(leg.start + leg.before, leg.start + 1 if first else 0)
    latest = min(leg.end - leg.after, leg.end - 1 if last else leg.end) - length
    if not soonest <= starts <= latest:
        return Said(
            f"The break {span} was expected between {clock(soonest)} and {clock(latest + length)}: after loading or "
            "pack-down, before set-up or unloading.",
            f"Pausen kl. {span} skulle ligge mellem kl. {clock(soonest)} og {clock(latest + length)}: efter læsning "
            "eller nedpakning, før opstilling eller aflæsning.",
        )
    begins, by = leg.begin
    timed = leg.drive.leave_from is not None or leg.drive.leave_by is not None
    if timed and begins + leg.drive.minutes > starts and max(begins, starts + length) > by:
        return Said(
            f"The break {span} parts the drive {leg.ends}, whose ferry has its hours; before or after it was expected.",
            f"Pausen kl. {span} deler kørslen {leg.ends}, hvor færgen har sine tider; ventet: før eller efter den.",
        )
    return None
