"""A season's problem made from that of a season much like it: only hubs that see a difference are built anew."""

from dataclasses import fields, replace

from driveout.core.plan.build import Problem, build, build_hub, build_shared
from driveout.core.plan.worth import worth
from driveout.core.words import EarlierOpening, Employee, Forbidden, Pin, Season, Vehicle, Volunteer
from driveout.core.words.fields import SEASON

WISHES = frozenset({"pins", "forbidden", "earlier"})
BY_HUB = WISHES | {"hubs", "stops", "employees", "vehicles", "volunteers", "terms"}
UNSEEN = frozenset({*(field.name for field in SEASON if not field.planned), "ferries"})  # not by the planner


def rebuild(season: Season, before: Problem) -> Problem:
    """As `build`. Raises Nonsense where the season cannot be planned at all (rest)."""
    if not _is_like(season, before.season):
        return build(season, worth(season))
    same = season.stops == before.season.stops
    each = before.worth if same else worth(season)
    saw, sees = _seen(before.season), _seen(season)
    known = {hub.hub_key: hub for hub in before.hubs}
    hubs = tuple(
        known[hub.key] if sees[hub.key] == saw.get(hub.key) else build_hub(season, each, hub) for hub in season.hubs
    )
    if same and all(getattr(season, name) == getattr(before.season, name) for name in WISHES):
        return Problem(season, each, hubs, replace(before.shared, budget=season.terms.budget_kr_a_week))
    return Problem(season, each, hubs, build_shared(season))


def _is_like(one: Season, other: Season) -> bool:
    """Is all the same that every hub sees? The budget is for what they share."""
    for name in (field.name for field in fields(Season) if field.name not in BY_HUB | UNSEEN):
        mine, its = getattr(one, name), getattr(other, name)
        if mine is not its and mine != its:
            return False
    budget = other.terms.budget_kr_a_week
    return replace(one.terms, budget_kr_a_week=budget) == other.terms


def _seen(season: Season) -> dict[str, list[object]]:
    """By hub's key: itself, its stops with their numbers, what is wished of them, its people and vans, in order."""
    seen: dict[str, list[object]] = {hub.key: [hub] for hub in season.hubs}
    homes = {stop.key: stop.hubs for stop in season.stops}
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
