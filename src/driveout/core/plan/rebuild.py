"""A season's problem made from that of a season much like it: only hubs that see a difference are built anew."""

from dataclasses import fields, replace

from driveout.core.plan.build import Problem, build, build_hub, build_shared, seen
from driveout.core.plan.worth import worth, worth_like
from driveout.core.words import Season
from driveout.core.words.fields import SEASON

WISHES = frozenset({"pins", "forbidden", "earlier"})
BY_HUB = WISHES | {"hubs", "stops", "employees", "vehicles", "volunteers", "terms"}
UNSEEN = frozenset({*(field.name for field in SEASON if not field.planned), "ferries"})  # not by the planner


def rebuild(season: Season, before: Problem) -> Problem:
    """As `build`. Raises Nonsense where the season cannot be planned at all (rest)."""
    if not _is_like(season, before.season):
        return build(season, worth(season))
    same = season.stops == before.season.stops
    each = before.worth if same else worth_like(season, before.season, before.worth)
    saw, sees = before.seen, seen(season)
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
