"""A season's driving minutes, and guests given outright, follow its hubs and stops when those are edited.

What an edit changed of them is kept with the edit, cell by cell, so that it can be taken back.
"""

from collections.abc import Iterable, Mapping
from itertools import product
from typing import Any

from django.db.models.functions import Coalesce

from driveout.core.travel import ERROR, estimates
from driveout.core.travel.network import network
from driveout.core.travel.source import ON_SCREEN
from driveout.core.words import Place
from driveout.records.plan import models as rows
from driveout.records.plan.models.edit import Register
from driveout.records.plan.registers.values import Values
from driveout.records.plan.storing.legs import ferries_read, stored

Ref = tuple[str, int]  # ("stop", 12) or ("hub", 3): the row, whatever it is called
Legs = dict[tuple[Ref, Ref], list[Any]]  # as stored, see `legs`
Reach = dict[tuple[Ref, int, int], float]
Names = dict[Ref, str]
Cells = dict[str, Any]
HAS_ROADS = (Register.HUB, Register.STOP)
BY_ROW = "by_row"  # in cells: they tell rows. Those from before it told names.


def warm() -> None:
    """Build the one network of this process (half a second), before anybody waits for a transaction."""
    network()


def follow(
    season: rows.Season, register: Register, before: Mapping[int, Values | None], after: Mapping[int, Values | None]
) -> tuple[Cells, Cells] | None:
    """Let drives and reach follow rows that are written already. What was changed, before and after; None: nothing.

    Who is meant is the row: two that swap their names swap nothing else.
    """
    if register not in HAS_ROADS or not any(_moves(before.get(pk), row) for pk, row in after.items()):
        return None
    names = names_now(season)
    was_legs, was_reach = _read(season, _before(names, register, before))
    gone = {(register.value, pk) for pk, row in after.items() if row is None}
    moved = gone | {(register.value, pk) for pk, row in after.items() if _at(row) != _at(before.get(pk))}
    legs = {pair: drive for pair, drive in was_legs.items() if moved.isdisjoint(pair)}
    reach = {key: guests for key, guests in was_reach.items() if key[0] not in gone}
    touched = {(register.value, pk) for pk, row in after.items() if row and _moves(before.get(pk), row)}
    filled = _fill(season, legs, touched)
    cells = _changed(was_legs, {**legs, **filled}, was_reach, reach)
    cells[0]["source"] = _said_by_others(season)
    cells[1]["estimated"] = bool(filled)
    _store(season, {**legs, **filled}, reach, names)
    return cells


def names_now(season: rows.Season) -> Names:
    """What each hub and stop is called. Two queries."""
    kinds: tuple[tuple[Register, Any], ...] = ((Register.HUB, rows.Hub), (Register.STOP, rows.Stop))
    return {
        (register.value, pk): name
        for register, model in kinds
        for pk, name in model.objects.filter(season=season).values_list("pk", "name")
    }


def _before(names: Names, register: Register, before: Mapping[int, Values | None]) -> Names:
    """What they were called before rows became what they are now: `before`."""
    told = {(register.value, pk): row for pk, row in before.items()}
    kept = {ref: name for ref, name in names.items() if ref not in told}
    return kept | {ref: row["name"] for ref, row in told.items() if row is not None}


def _moves(old: Values | None, new: Values | None) -> bool:
    if old is None or new is None:
        return True
    return any(old.get(name) != new.get(name) for name in ("name", "lat", "lon", "hubs"))


def _at(row: Values | None) -> tuple[float, float] | None:
    return None if row is None else (row["lat"], row["lon"])


def _fill(season: rows.Season, legs: Legs, touched: set[Ref]) -> Legs:
    """Estimated minutes for every pair of a touched row that the planner may ask for and that is not there."""
    spots: dict[Ref, rows.Hub | rows.Stop] = {("hub", hub.pk): hub for hub in rows.Hub.objects.filter(season=season)}
    served: dict[Ref, list[Ref]] = {hub: [] for hub in spots}
    spots |= {("stop", stop.pk): stop for stop in rows.Stop.objects.filter(season=season).only("name", "lat", "lon")}
    for stop, hub in rows.MayServe.objects.filter(stop__season=season).values_list("stop_id", "hub_id"):
        served["hub", hub].append(("stop", stop))
    once: dict[tuple[Ref, Ref], None] = {}
    for base, own in served.items():
        for a, b in product([ref for ref in (base, *own) if ref in touched], (base, *own)):
            if a != b and not ((a, b) in legs and (b, a) in legs):
                once[min(a, b), max(a, b)] = None
    index = {ref: at for at, ref in enumerate(spots)}
    asked = [pair for a, b in once for pair in ((a, b), (b, a)) if pair not in legs]
    places = [Place(spot.name, spot.lat, spot.lon) for spot in spots.values()]
    found = estimates(places, [(index[a], index[b]) for a, b in asked], ferries=ferries_read(season.drives))
    return {pair: stored(drive) for pair, drive in zip(asked, found, strict=True) if drive is not None}


def _changed(was_legs: Legs, legs: Legs, was_reach: Reach, reach: Reach) -> tuple[Cells, Cells]:
    pairs = sorted(pair for pair in {*was_legs, *legs} if was_legs.get(pair) != legs.get(pair))
    keys = sorted(key for key in {*was_reach, *reach} if was_reach.get(key) != reach.get(key))
    was, now = (
        {
            "legs": [[*map(list, pair), of.get(pair)] for pair in pairs],
            "reach": [[list(ref), visits, minutes, given.get((ref, visits, minutes))] for ref, visits, minutes in keys],
            BY_ROW: True,
        }
        for of, given in ((was_legs, was_reach), (legs, reach))
    )
    return was, now


def stand(season: rows.Season, cells: Cells) -> bool:
    """Are drives and reach as these cells say?"""
    names = names_now(season)
    legs, reach = _read(season, names)
    told_legs, told_reach = _told(cells, names)
    here = {pair: drive for pair, drive in told_legs.items() if pair[0] in names and pair[1] in names}
    return all(legs.get(pair) == drive for pair, drive in here.items()) and all(
        reach.get(key) == guests for key, guests in told_reach.items()
    )


def put(season: rows.Season, register: Register, was: Mapping[int, Values | None], cells: Cells) -> None:
    """Write these cells back, where rows are written already that were `was` before.

    An end that has gone since has no drives. When it comes back, the other end's drives to it are those that were said
    last, whichever edit said them; of what no edit knows they are estimated.
    """
    names = names_now(season)
    earlier = _before(names, register, was)
    legs, reach = _read(season, earlier)
    told_legs, told_reach = _told(cells, earlier | names)
    for pair, drive in told_legs.items():
        _set(legs, pair, drive)
    for key, guests in told_reach.items():
        _set(reach, key, guests)
    legs = {pair: drive for pair, drive in legs.items() if pair[0] in names and pair[1] in names}
    came = {ref for ref in names if ref not in earlier}
    if came:
        legs |= _said_last(
            season, names, {*product(came, names), *product(names, came)} - legs.keys() - told_legs.keys()
        )
        legs |= _fill(season, legs, came)
    _store(season, legs, reach, earlier | names)


def _said_last(season: rows.Season, names: Names, missing: set[tuple[Ref, Ref]]) -> Legs:
    """What edits in force, or undone ones before them, say of these pairs: the newest word of each. One query."""
    found: Legs = {}
    said: set[tuple[Ref, Ref]] = set()
    edits = rows.Edit.objects.filter(season=season, after__roads__isnull=False)
    for edit in edits.annotate(last=Coalesce("turned_at", "made_at")).order_by("-last", "-id"):
        legs, _reach = _told((edit.before if edit.undone_at else edit.after)["roads"], names)
        for pair in legs.keys() & missing - said:
            said.add(pair)
            if legs[pair] is not None:
                found[pair] = legs[pair]
    return found


def _told(cells: Cells, names: Names) -> tuple[dict[Any, Any], dict[Any, Any]]:
    """What cells say, by row; a None says that nothing is there."""
    if cells.get(BY_ROW):
        legs = {(tuple(a), tuple(b)): drive for a, b, drive in cells["legs"]}
        return legs, {(tuple(ref), visits, minutes): guests for ref, visits, minutes, guests in cells["reach"]}
    ref = {name: ref for ref, name in names.items()}  # kept by names, before rows were
    legs = {(ref[a], ref[b]): drive for a, b, drive in cells["legs"] if a in ref and b in ref}
    return legs, {(ref[a], visits, minutes): n for a, visits, minutes, n in cells["reach"] if a in ref}


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


def _read(season: rows.Season, names: Names) -> tuple[Legs, Reach]:
    """Drives and reach by row. `names`: what each was called when they were written."""
    ref = {name: ref for ref, name in names.items()}
    stored_names = season.drives["names"]
    legs = {
        (ref[stored_names[a]], ref[stored_names[b]]): leg
        for a, b, *leg in season.drives["legs"]
        if stored_names[a] in ref and stored_names[b] in ref
    }
    return legs, {(ref[stop], n, minutes): guests for stop, n, minutes, guests in season.reach if stop in ref}


def _store(season: rows.Season, legs: Legs, reach: Reach, names: Names) -> None:
    """As a season's words are stored: names once, then numbers for names."""
    told = sorted({names[ref] for pair in legs for ref in pair})
    number = {name: at for at, name in enumerate(told)}
    found = [[number[names[a]], number[names[b]], *leg] for (a, b), leg in legs.items()]
    season.drives = {**season.drives, "names": told, "legs": found}
    season.reach = [[names[ref], visits, minutes, guests] for (ref, visits, minutes), guests in reach.items()]
    season.save(update_fields=["drives", "reach"])


def nearest(spots: Iterable[tuple[int, float, float]], lat: float, lon: float) -> list[tuple[int, int]]:
    """(id, driving minutes) of the spots that a road leads to, nearest first."""
    listed = list(spots)
    places = [Place("here", lat, lon), *(Place("there", a, b) for _pk, a, b in listed)]
    found = estimates(places, [(0, at) for at in range(1, len(places))])
    ways = [(pk, drive.minutes) for (pk, _a, _b), drive in zip(listed, found, strict=True) if drive is not None]
    return sorted(ways, key=lambda way: way[1])
