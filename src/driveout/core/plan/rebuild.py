"""A season's problem made from that of a season much like it: only hubs that see a difference are built anew."""

from dataclasses import fields, replace

from driveout.core.plan.build import Problem, build, build_hub, build_shared
from driveout.core.plan.worth import Worth
from driveout.core.words import EarlierOpening, Employee, Forbidden, Pin, Season, Vehicle, Volunteer

BY_HUB = frozenset({"stops", "pins", "forbidden", "earlier", "employees", "vehicles", "volunteers", "hubs", "terms"})
UNSEEN = frozenset({"name", "notes", "drives_source", "target_guests_a_week", "ferries"})  # not by the planner


def rebuild(season: Season, worth: Worth, before: Problem) -> Problem:
    """As `build`. Raises Nonsense where the season cannot be planned at all (rest)."""
    if not _is_like(season, before.season):
        return build(season, worth)
    saw, sees = _seen(before.season), _seen(season)
    known = {hub.name: hub for hub in before.hubs}
    hubs = tuple(
        known[hub.name] if sees[hub.name] == saw.get(hub.name) else build_hub(season, worth, hub) for hub in season.hubs
    )
    return Problem(season, worth, hubs, build_shared(season))


def _is_like(one: Season, other: Season) -> bool:
    """Is all the same that every hub sees? The budget is for what they share."""
    for name in (field.name for field in fields(Season) if field.name not in BY_HUB | UNSEEN):
        mine, its = getattr(one, name), getattr(other, name)
        if mine is not its and mine != its:
            return False
    budget = other.terms.budget_kr_a_week
    return replace(one.terms, budget_kr_a_week=budget) == other.terms


def _seen(season: Season) -> dict[str, list[object]]:
    """By hub's name: itself, its stops with their numbers, what is wished of them, its people and vans, in order."""
    seen: dict[str, list[object]] = {hub.name: [hub] for hub in season.hubs}
    homes = {stop.name: stop.hubs for stop in season.stops}
    for number, stop in enumerate(season.stops):
        for hub in stop.hubs:
            seen.get(hub, []).append((number, stop))
    wishes: tuple[Pin | Forbidden | EarlierOpening, ...] = (*season.pins, *season.forbidden, *season.earlier)
    for wish in wishes:
        for hub in homes.get(wish.stop, ()):
            seen.get(hub, []).append(wish)
    people: tuple[Employee | Vehicle | Volunteer, ...] = (*season.employees, *season.vehicles, *season.volunteers)
    for own in people:
        seen.get(own.hub, []).append(own)
    return seen
