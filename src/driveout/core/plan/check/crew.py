"""Rules 10–12: the people."""

from collections import defaultdict
from collections.abc import Iterator

from driveout.core.plan.check.desk import Desk
from driveout.core.plan.check.said import VOLUNTEER, Finding, Said, day, no_such
from driveout.core.plan.check.said import name as named
from driveout.core.words import MINUTES_A_DAY, Opening, Tour, clock


def _tours_of(desk: Desk) -> dict[str, list[Tour]]:
    found: dict[str, list[Tour]] = defaultdict(list)
    for tour in desk.tours:
        found[tour.employee].append(tour)
    return found


def hours(desk: Desk) -> Iterator[Finding]:
    """10: an employee's week."""
    for key, tours in _tours_of(desk).items():
        employee, minutes = desk.employees.get(key), sum(tour.minutes for tour in tours)
        if employee and minutes > employee.minutes_a_week:
            most = employee.minutes_a_week
            yield (
                named(desk.names.employee(key)),
                Said(
                    f"{minutes} minutes a week; at most {most} were expected.",
                    f"{minutes} minutter om ugen; ventet: højst {most}.",
                ),
            )


def rest(desk: Desk) -> Iterator[Finding]:
    """11: rest until the next day's tour, round the week."""
    for key, tours in _tours_of(desk).items():
        for before in tours:
            for after in tours:
                if after.weekday != (before.weekday + 1) % 7:
                    continue
                free = after.leaves + MINUTES_A_DAY - before.returns
                if free < desk.terms.rest_minutes:
                    when, least = day(before.weekday), desk.terms.rest_minutes
                    span = Said(*(f"{clock(before.returns)} {to} {clock(after.leaves)}" for to in ("to", "til")))
                    yield (
                        named(desk.names.employee(key)),
                        Said(
                            f"From {when.en} {span.en} are {free} minutes of rest; at least {least} were expected.",
                            f"Fra {when.da} kl. {span.da} er der {free} minutters hvile; ventet: mindst {least}.",
                        ),
                    )


def volunteers(desk: Desk) -> Iterator[Finding]:
    """12: the right number of different people, of the hub, available, not asked too often."""
    served: dict[str, list[Opening]] = defaultdict(list)
    for opening in desk.openings:
        stop, keys = desk.stops.get(opening.stop), opening.volunteers
        if stop and len(keys) != stop.volunteers:
            count, asked = len(keys), stop.volunteers
            yield (
                desk.at(opening),
                Said(f"{count} volunteers; {asked} were expected.", f"{count} frivillige; ventet: {asked}."),
            )
        if len(set(keys)) < len(keys):
            listed = ", ".join(map(desk.names.volunteer, keys))
            yield (
                desk.at(opening),
                Said(f"{listed}: different people were expected.", f"{listed}: ventet: forskellige mennesker."),
            )
        for name, key in sorted((desk.names.volunteer(key), key) for key in set(keys)):
            served[key].append(opening)
            volunteer = desk.volunteers.get(key)
            if volunteer is None:
                yield desk.at(opening), no_such(VOLUNTEER, name)
            elif volunteer.hub != opening.hub:
                own, here = desk.names.place(volunteer.hub), desk.names.place(opening.hub)
                yield (
                    desk.at(opening),
                    Said(
                        f"{name} belongs to {own}; someone from {here} was expected.",
                        f"{name} hører til {own}; ventet: en fra {here}.",
                    ),
                )
            elif opening.weekday not in volunteer.weekdays:
                when = day(opening.weekday)
                yield desk.at(opening), Said(f"{name} is not available on {when.en}.", f"{name} kan ikke {when.da}.")
    for key, openings in served.items():
        yield from _not_too_often(desk, key, openings)


def _not_too_often(desk: Desk, key: str, openings: list[Opening]) -> Iterator[Finding]:
    volunteer, name = desk.volunteers.get(key), desk.names.volunteer(key)
    if volunteer is None:
        return
    if len(openings) > volunteer.openings_a_week:
        count, most = len(openings), volunteer.openings_a_week
        yield (
            named(name),
            Said(
                f"{count} openings a week; at most {most} were expected.",
                f"{count} åbninger om ugen; ventet: højst {most}.",
            ),
        )
    for weekday in sorted({opening.weekday for opening in openings}):
        that_day = [opening for opening in openings if opening.weekday == weekday]
        when, count, most = day(weekday), len(that_day), volunteer.openings_a_day
        if count > most:
            yield (
                named(name),
                Said(
                    f"{count} openings on {when.en}; at most {most} were expected.",
                    f"{count} åbninger {when.da}; ventet: højst {most}.",
                ),
            )
        if len({opening.tour for opening in that_day}) > 1:
            tours = ", ".join(sorted(desk.called(tour) for tour in {opening.tour for opening in that_day}))
            yield (
                named(name),
                Said(
                    f"On {when.en} on tours {tours}; one tour a day was expected.",
                    f"På turene {tours} {when.da}; ventet: én tur om dagen.",
                ),
            )
