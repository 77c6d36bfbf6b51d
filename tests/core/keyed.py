"""The same season with other keys, or with other names: nothing that anybody reads, or plans, may depend on a key."""

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256

from driveout.core.words import Opening, Plan, Season, Tour

MARK = "key·"  # stands in every opaque key, and in nothing that people read


def opaque(kind: str, key: str) -> str:
    """A key that tells nothing, and whose order is another than that of the names."""
    return MARK + sha256(f"{kind}{key}".encode()).hexdigest()[:8]


def place(key: str) -> str:
    return opaque("place", key)


def with_opaque_keys(season: Season, place: Callable[[str], str] = place) -> Season:
    """Every key replaced, every name as it was. `place`: key of a hub or stop → its other one."""
    hub = place
    return replace(
        season,
        hubs=tuple(replace(one, key=place(one.key)) for one in season.hubs),
        stops=tuple(replace(one, key=place(one.key), hubs=tuple(map(hub, one.hubs))) for one in season.stops),
        vehicles=tuple(replace(one, key=opaque("van", one.key), hub=hub(one.hub)) for one in season.vehicles),
        employees=tuple(replace(one, key=opaque("employee", one.key), hub=hub(one.hub)) for one in season.employees),
        volunteers=tuple(replace(one, key=opaque("host", one.key), hub=hub(one.hub)) for one in season.volunteers),
        pins=tuple(replace(one, stop=place(one.stop)) for one in season.pins),
        forbidden=tuple(replace(one, stop=place(one.stop)) for one in season.forbidden),
        earlier=tuple(replace(one, stop=place(one.stop)) for one in season.earlier),
        reach={(place(stop), n, times): guests for (stop, n, times), guests in season.reach.items()},
        drives={(place(a), place(b)): drive for (a, b), drive in season.drives.items()},
    )


def with_other_names(season: Season, called: Callable[[str], str]) -> Season:
    """Every hub, stop, van and person called otherwise, every key as it was."""
    return replace(
        season,
        hubs=tuple(replace(one, name=called(one.name)) for one in season.hubs),
        stops=tuple(replace(one, name=called(one.name)) for one in season.stops),
        vehicles=tuple(replace(one, name=called(one.name)) for one in season.vehicles),
        employees=tuple(replace(one, name=called(one.name)) for one in season.employees),
        volunteers=tuple(replace(one, name=called(one.name)) for one in season.volunteers),
    )


def plan_with_opaque_keys(plan: Plan, place: Callable[[str], str] = place) -> Plan:
    """The plan of the season with opaque keys that this plan is of the season itself."""
    tours = {tour.key: _tour_key(tour, place) for tour in plan.tours}

    def opening(one: Opening) -> Opening:
        hosts = tuple(opaque("host", key) for key in one.volunteers)
        tour = tours.get(one.tour, one.tour)
        return replace(one, stop=place(one.stop), hub=place(one.hub), tour=tour, volunteers=hosts)

    def tour(one: Tour) -> Tour:
        van, driver = opaque("van", one.vehicle), opaque("employee", one.employee)
        return replace(one, key=_tour_key(one, place), hub=place(one.hub), vehicle=van, employee=driver)

    return replace(plan, openings=tuple(map(opening, plan.openings)), tours=tuple(map(tour, plan.tours)))


def _tour_key(tour: Tour, place: Callable[[str], str]) -> str:
    """As the planner makes them: the hub's key in place of its name."""
    return tour.key.replace(tour.hub, place(tour.hub)) if tour.hub in tour.key else opaque("tour", tour.key)
