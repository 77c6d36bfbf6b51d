"""The one place where a season's keys become those of the rows, and where keys of rows will enter the words.

Rows know hubs and stops by names that stand once in a season: two that share one are asked about before. Vans and
people have keys of their own. Two people of one name are two; two vans of one hub are asked about.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from driveout.core import words
from driveout.core.travel.one_name import named_in, shared
from driveout.records.plan import models as rows


def _two_of_a_key(season: words.Season) -> Iterator[str]:
    """Each key that two vans or people of one hub share."""
    for crew in (season.vehicles, season.employees, season.volunteers):
        keys = Counter((one.hub, one.key) for one in crew)
        yield from (key for (_hub, key), times in keys.items() if times > 1)


def keys_told(season: words.Season) -> dict[str, str]:
    """Hub or stop, by name → the key that a file has for it, which says which place it is, whatever it is called."""
    places: tuple[words.Hub | words.Stop, ...] = (*season.hubs, *season.stops)
    return {one.name: one.key for one in places if one.key != one.name}


def as_stored(season: words.Season) -> words.Season:
    """The season with its names for keys, but for vans and people. Raises Nonsense where two share one."""
    doubled = [
        f"{two.one.name} ({two.other.where.english or '?'}; {two.one.where.english or '?'}: perhaps “{two.instead}”)"
        for two in shared(named_in(season))
    ]
    doubled += dict.fromkeys(_two_of_a_key(season))
    words.refuse_unless(
        not doubled, f"{season.name}: two are called {', '.join(doubled)}. Give each a name of its own."
    )
    name = {hub.key: hub.name for hub in season.hubs} | {stop.key: stop.name for stop in season.stops}
    return with_keys(season, name)


def people_by_name(season: words.Season) -> words.Season:
    """The season as it would be without keys of its own: vans and people whose name is one at their hub are told by
    it."""
    crews: dict[str, Any] = {}
    for which in ("vehicles", "employees", "volunteers"):
        those = getattr(season, which)
        alike = Counter((one.hub, one.name) for one in those)
        crews[which] = tuple(replace(one, key="") if alike[one.hub, one.name] == 1 else one for one in those)
    return replace(season, **crews)


def places_of(season_id: int) -> dict[str, str]:
    """Hub or stop, by what the season calls it → its place, which is the same season after season. Two queries."""
    return {
        name: str(where)
        for model in (rows.Hub, rows.Stop)
        for name, where in model._default_manager.filter(season=season_id).values_list("name", "where")
    }


def plan_with_keys(plan: words.Plan, key: Mapping[str, str]) -> words.Plan:
    """The plan with other keys for the hubs and stops it visits: as `with_keys` gives them to its season."""
    openings = (replace(one, stop=key.get(one.stop, one.stop), hub=key.get(one.hub, one.hub)) for one in plan.openings)
    tours = (replace(one, hub=key.get(one.hub, one.hub)) for one in plan.tours)
    return replace(plan, openings=tuple(openings), tours=tuple(tours))


def with_keys(season: words.Season, key: Mapping[str, str]) -> words.Season:
    """The season with other keys for its hubs and stops: old → new; those that are not named keep theirs."""

    def at(old: str) -> str:
        return key.get(old, old)

    crews: dict[str, Any] = {
        which: tuple(replace(one, hub=at(one.hub)) for one in getattr(season, which))
        for which in ("vehicles", "employees", "volunteers")
    }
    return replace(
        season,
        **crews,
        hubs=tuple(replace(hub, key=at(hub.key)) for hub in season.hubs),
        stops=tuple(replace(stop, key=at(stop.key), hubs=tuple(map(at, stop.hubs))) for stop in season.stops),
        pins=tuple(replace(pin, stop=at(pin.stop)) for pin in season.pins),
        forbidden=tuple(replace(ban, stop=at(ban.stop)) for ban in season.forbidden),
        earlier=tuple(replace(was, stop=at(was.stop)) for was in season.earlier),
        reach={(at(stop), visits, length): guests for (stop, visits, length), guests in season.reach.items()},
        drives={(at(a), at(b)): drive for (a, b), drive in season.drives.items()},
    )
