"""A season's driving minutes, and guests given outright, follow its hubs and stops when those are edited.

What an edit changed of them is kept with the edit, cell by cell, so that it can be taken back.
"""

from collections.abc import Iterable, Mapping
from itertools import product
from typing import Any

from driveout.core.travel import ERROR, estimates
from driveout.core.travel.network import network
from driveout.core.travel.source import ON_SCREEN
from driveout.core.words import Place
from driveout.records.plan import models as rows
from driveout.records.plan.models.edit import Register
from driveout.records.plan.registers.values import Values
from driveout.records.plan.storing.legs import ferries_read, stored

Legs = dict[tuple[str, str], list[Any]]  # as stored, see `legs`
Reach = dict[tuple[str, int, int], float]
Cells = dict[str, Any]
HAS_ROADS = (Register.HUB, Register.STOP)


def warm() -> None:
    """Build the one network of this process (half a second), before anybody waits for a transaction."""
    network()


def follow(
    season: rows.Season, register: Register, before: Mapping[int, Values | None], after: Mapping[int, Values | None]
) -> tuple[Cells, Cells] | None:
    """Let drives and reach follow rows that are written already. What was changed, before and after; None: nothing."""
    pairs = [(before.get(pk), row) for pk, row in after.items()]
    if register not in HAS_ROADS or not any(_moves(old, new) for old, new in pairs):
        return None
    legs, reach = _legs(season), _reach(season)
    was_legs, was_reach = dict(legs), dict(reach)
    for old, new in pairs:
        if old and new and old["name"] != new["name"]:
            legs = {(_renamed(a, old, new), _renamed(b, old, new)): drive for (a, b), drive in legs.items()}
            reach = {(_renamed(stop, old, new), n, times): guests for (stop, n, times), guests in reach.items()}
    for old, new in pairs:
        if old is None or new is None or _at(old) != _at(new):
            name = (new or old or {})["name"]
            legs = {pair: drive for pair, drive in legs.items() if name not in pair}
            if new is None:
                reach = {key: guests for key, guests in reach.items() if key[0] != name}
    filled = _fill(season, legs, {new["name"] for old, new in pairs if new and _moves(old, new)})
    cells = _changed(was_legs, {**legs, **filled}, was_reach, reach)
    cells[0]["source"] = _said_by_others(season)
    cells[1]["estimated"] = bool(filled)
    _store(season, {**legs, **filled}, reach)
    return cells


def _moves(old: Values | None, new: Values | None) -> bool:
    if old is None or new is None:
        return True
    return any(old.get(name) != new.get(name) for name in ("name", "lat", "lon", "hubs"))


def _at(row: Values) -> tuple[float, float]:
    return row["lat"], row["lon"]


def _renamed(name: str, old: Values, new: Values) -> str:
    return str(new["name"]) if name == old["name"] else name


def _fill(season: rows.Season, legs: Legs, touched: set[str]) -> Legs:
    """Estimated minutes for every pair of a touched name that the planner may ask for and that is not there."""
    hubs = {hub.pk: hub for hub in rows.Hub.objects.filter(season=season)}
    served: dict[int, list[rows.Stop]] = {pk: [] for pk in hubs}
    stops = {stop.pk: stop for stop in rows.Stop.objects.filter(season=season).only("name", "lat", "lon")}
    for stop, hub in rows.MayServe.objects.filter(stop__season=season).values_list("stop_id", "hub_id"):
        served[hub].append(stops[stop])
    spots: list[rows.Hub | rows.Stop] = [*hubs.values(), *stops.values()]
    places = {spot.name: Place(spot.name, spot.lat, spot.lon) for spot in spots}
    once: dict[tuple[str, str], None] = {}
    for pk, own in served.items():
        group = [hubs[pk].name, *(stop.name for stop in own)]
        for a, b in product([name for name in group if name in touched], group):
            if a != b and not ((a, b) in legs and (b, a) in legs):
                once[min(a, b), max(a, b)] = None
    index = {name: at for at, name in enumerate(places)}
    asked = [pair for a, b in once for pair in ((a, b), (b, a)) if pair not in legs]
    ferries = ferries_read(season.drives)
    found = estimates(list(places.values()), [(index[a], index[b]) for a, b in asked], ferries=ferries)
    return {pair: stored(drive) for pair, drive in zip(asked, found, strict=True) if drive is not None}


def _changed(was_legs: Legs, legs: Legs, was_reach: Reach, reach: Reach) -> tuple[Cells, Cells]:
    pairs = sorted(pair for pair in {*was_legs, *legs} if was_legs.get(pair) != legs.get(pair))
    keys = sorted(key for key in {*was_reach, *reach} if was_reach.get(key) != reach.get(key))
    return (
        {
            "legs": [[*pair, was_legs.get(pair)] for pair in pairs],
            "reach": [[*key, was_reach.get(key)] for key in keys],
        },
        {"legs": [[*pair, legs.get(pair)] for pair in pairs], "reach": [[*key, reach.get(key)] for key in keys]},
    )


def stand(season: rows.Season, cells: Cells) -> bool:
    """Are drives and reach as these cells say?"""
    legs, reach = _legs(season), _reach(season)
    return all(legs.get((a, b)) == drive for a, b, drive in cells["legs"]) and all(
        reach.get((stop, visits, minutes)) == guests for stop, visits, minutes, guests in cells["reach"]
    )


def put(season: rows.Season, cells: Cells) -> None:
    """Write these cells back."""
    legs, reach = _legs(season), _reach(season)
    for a, b, drive in cells["legs"]:
        _set(legs, (a, b), drive)
    for stop, visits, minutes, guests in cells["reach"]:
        _set(reach, (stop, visits, minutes), guests)
    _store(season, legs, reach)


def _set(table: dict[Any, Any], key: Any, value: Any) -> None:
    if value is None:
        table.pop(key, None)
    else:
        table[key] = value


def tell_source(season: rows.Season) -> None:
    """Say that drives are estimated while an edit that estimated some is in force; else what was said before."""
    estimated = rows.Edit.objects.filter(season=season, after__roads__estimated=True).order_by("id")
    first = estimated.first()
    if first is None:
        return
    said = str(first.before["roads"]["source"])
    if estimated.filter(undone_at__isnull=True).exists() and ERROR.english not in said:
        said = f"{said} {ON_SCREEN.english} {ERROR.english}".strip()
    if said != season.drives_source:
        season.drives_source = said
        season.save(update_fields=["drives_source"])


def _said_by_others(season: rows.Season) -> str:
    """What the season said of its drives before anything was estimated on screen."""
    estimated = rows.Edit.objects.filter(season=season, after__roads__estimated=True).order_by("id").first()
    return str(estimated.before["roads"]["source"]) if estimated else season.drives_source


def _legs(season: rows.Season) -> Legs:
    names = season.drives["names"]
    return {(names[a], names[b]): leg for a, b, *leg in season.drives["legs"]}


def _reach(season: rows.Season) -> Reach:
    return {(stop, visits, minutes): guests for stop, visits, minutes, guests in season.reach}


def _store(season: rows.Season, legs: Legs, reach: Reach) -> None:
    """As a season's words are stored: names once, then numbers for names."""
    names = sorted({name for pair in legs for name in pair})
    number = {name: at for at, name in enumerate(names)}
    found = [[number[a], number[b], *leg] for (a, b), leg in legs.items()]
    season.drives = {**season.drives, "names": names, "legs": found}
    season.reach = [[*key, guests] for key, guests in reach.items()]
    season.save(update_fields=["drives", "reach"])


def nearest(spots: Iterable[tuple[int, float, float]], lat: float, lon: float) -> list[tuple[int, int]]:
    """(id, driving minutes) of the spots that a road leads to, nearest first."""
    listed = list(spots)
    places = [Place("here", lat, lon), *(Place("there", a, b) for _pk, a, b in listed)]
    found = estimates(places, [(0, at) for at in range(1, len(places))])
    ways = [(pk, drive.minutes) for (pk, _a, _b), drive in zip(listed, found, strict=True) if drive is not None]
    return sorted(ways, key=lambda way: way[1])
