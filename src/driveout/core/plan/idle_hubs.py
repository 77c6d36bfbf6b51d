"""Hubs that cannot drive at all, and what each of them lacks."""

from collections.abc import Iterator

from driveout.core.words import Hub, Saying, Season

NO_VAN = Saying("there is no van", "der er ingen vogn")
NO_DRIVER = Saying("there is no employee to drive", "der er ingen ansat til at køre")
NO_DAY = Saying(
    "there is no weekday on which a van, an employee and the hub can all drive",
    "der er ingen ugedag, hvor både en vogn, en ansat og hubben kan køre",
)
NO_HOSTS = Saying(
    "every stop takes volunteers, and there are none when the van drives",
    "alle steder kræver frivillige, og der er ingen, når vognen kører",
)


def idle(season: Season) -> Iterator[Saying]:
    """A sentence for each hub that some stop counts on and that can drive on no day."""
    names = season.names
    for hub in season.hubs:
        if any(hub.key in stop.hubs for stop in season.stops) and (lacks := _lacks(season, hub)):
            name = names.place(hub.key)
            yield Saying(f"{name} cannot drive out: {lacks.english}.", f"{name} kan ikke køre ud: {lacks.danish}.")


def _lacks(season: Season, hub: Hub) -> Saying | None:
    vans = [vehicle for vehicle in season.vehicles if vehicle.hub == hub.key and vehicle.weekdays]
    drivers = [e for e in season.employees if e.hub == hub.key and min(e.minutes_a_week, e.minutes_a_day) > 0]
    if not vans:
        return NO_VAN
    if not drivers:
        return NO_DRIVER
    days = {day for van in vans for day in van.weekdays} & {day for one in drivers for day in one.weekdays}
    days &= {window.weekday for window in hub.workdays}
    if not days:
        return NO_DAY
    needed = min(stop.volunteers for stop in season.stops if hub.key in stop.hubs)
    hosts = [v for v in season.volunteers if v.hub == hub.key and min(v.openings_a_day, v.openings_a_week) > 0]
    enough = any(sum(day in host.weekdays for host in hosts) >= needed for day in days)
    return None if enough else NO_HOSTS
