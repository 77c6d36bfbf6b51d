"""From values to words. Rows that have a fault are left out here; the season is only used when there is none at all."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, cast

from driveout.core.travel import estimates
from driveout.core.words import (
    Drive,
    EarlierOpening,
    Ferry,
    Forbidden,
    Hub,
    Pin,
    Place,
    Season,
    Stop,
    Window,
)
from driveout.core.words.fields import EMPLOYEE, HUB, SEASON, STOP, TERMS, VEHICLE, VOLUNTEER
from driveout.outside.season_files.of_fields import value_of, word_of
from driveout.outside.season_files.records import Record


@dataclass(slots=True)
class Records:
    """All rows of a season, read but not yet words."""

    keys: Record
    hubs: list[Record]
    stops: list[Record]
    vehicles: list[Record]
    employees: list[Record]
    volunteers: list[Record]
    wishes: list[Record]
    earlier: list[Record]
    reach: list[Record]
    minutes: list[Record]
    ferries: list[Record]
    unread: frozenset[str] = frozenset()  # tables that are there but could not be read


def build(records: Records) -> Season:
    """A season from every whole row. Raises Nonsense where a word refuses what no check saw coming."""
    keys = records.keys
    return Season(
        hubs=tuple(hub(r) for r in records.hubs if r.whole),
        stops=tuple(stop(r) for r in records.stops if r.whole),
        vehicles=tuple(word_of(VEHICLE, r.meant) for r in records.vehicles if r.whole),
        employees=tuple(word_of(EMPLOYEE, r.meant) for r in records.employees if r.whole),
        volunteers=tuple(word_of(VOLUNTEER, r.meant) for r in records.volunteers if r.whole),
        terms=word_of(TERMS, keys.values),
        pins=tuple(pin(r) for r in records.wishes if r.whole and r["wish"] == "pin"),
        forbidden=tuple(
            Forbidden(r.ref("stop"), r["day"]) for r in records.wishes if r.whole and r["wish"] == "forbid"
        ),
        earlier=tuple(
            EarlierOpening(r.ref("stop"), r["day"], r["starts"], r["minutes"]) for r in records.earlier if r.whole
        ),
        reach={(r.ref("stop"), r["visits"], r["minutes"]): r["guests"] for r in records.reach if r.whole},
        drives=drives(records.minutes, places(records)),
        ferries=tuple(ferry(r) for r in records.ferries if r.whole),
        **about(keys),
    )


def about(keys: Record) -> dict[str, Any]:
    """What the season says of itself; what could not be read has its default."""
    given = {field.name: keys.get(field.name) for field in SEASON}
    given["name"] = given["name"] or "?"
    given["closed_dates"] = tuple(sorted(set(given["closed_dates"] or ())))
    return {name: value for name, value in given.items() if value is not None}


def ferry(record: Record) -> Ferry:
    return Ferry(record["crossing"], **{f.name: record[f.name] for f in fields(Ferry) if f.name != "name"})


def pin(record: Record) -> Pin:
    return Pin(record.ref("stop"), record["day"], record["starts"], record["minutes"])


def windows(record: Record) -> tuple[Window, ...]:
    """A stop's hours, also of a row that is not whole."""
    field = STOP["windows"]
    return cast(tuple[Window, ...], value_of(field, [record.get(head.name) for head in field.heads]))


def hub(record: Record) -> Hub:
    return cast(Hub, word_of(HUB, record.meant, place_name=record["hub"]))


def place(record: Record, name: str) -> Place:
    return Place(name, record["lat"], record["lon"], record["municipality"], record["inhabitants"])


def stop(record: Record) -> Stop:
    return cast(Stop, word_of(STOP, record.meant, place_name=record["stop"]))


def places(records: Records) -> dict[str, Place]:
    """By key."""
    rows = [(r, r["hub"]) for r in records.hubs if r.whole] + [(r, r["stop"]) for r in records.stops if r.whole]
    return {r.key: place(r, name) for r, name in rows}


def drives(records: list[Record], places: Mapping[str, Place]) -> dict[tuple[str, str], Drive]:
    """Minutes given outright; the way back takes the same where nothing else is said. Missing km are estimated."""
    whole = [r for r in records if r.whole]
    missing = _missing_km(whole, places)
    given: dict[tuple[str, str], Drive] = {}
    for r in whole:
        pair = r.ref("from"), r.ref("to")
        given[pair] = Drive(r["minutes"], r["km"] if r["km"] is not None else missing[pair])
    back = {(to, start): drive for (start, to), drive in given.items()}
    return {**back, **given}


def _missing_km(records: list[Record], places: Mapping[str, Place]) -> dict[tuple[str, str], float]:
    """As the built-in estimate has them, all at once; where it knows no way, at 54 km/h."""
    bare = {(r.ref("from"), r.ref("to")): round(r["minutes"] * 0.9, 1) for r in records if r["km"] is None}
    index = {name: number for number, name in enumerate(places)}
    asked = [(a, b) for a, b in bare if a in index and b in index]
    found = estimates(list(places.values()), [(index[a], index[b]) for a, b in asked])
    return bare | {pair: drive.km for pair, drive in zip(asked, found, strict=True) if drive is not None}
