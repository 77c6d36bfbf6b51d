"""From values to words. Rows that have a fault are left out here; the season is only used when there is none at all."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from driveout.core.travel import estimates
from driveout.core.words import (
    Belief,
    Drive,
    EarlierOpening,
    Employee,
    Fairness,
    Ferry,
    Forbidden,
    Hub,
    Known,
    Pin,
    Place,
    Season,
    Stop,
    Terms,
    Vehicle,
    Volunteer,
    Weekday,
    Window,
)
from driveout.outside.season_files.records import Record
from driveout.outside.season_files.table_places import DAYS

SIZE = "size: "


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
        name=keys.get("name") or "?",
        hubs=tuple(hub(r) for r in records.hubs if r.whole),
        stops=tuple(stop(r) for r in records.stops if r.whole),
        vehicles=tuple(Vehicle(r["vehicle"], r.ref("hub"), r["days"], r.key) for r in records.vehicles if r.whole),
        employees=tuple(
            Employee(r["employee"], r.ref("hub"), r["days"], r["hours_a_week"], r["hours_a_day"], r.key)
            for r in records.employees
            if r.whole
        ),
        volunteers=tuple(
            Volunteer(r["volunteer"], r.ref("hub"), r["days"], r["openings_a_day"], r["openings_a_week"], r.key)
            for r in records.volunteers
            if r.whole
        ),
        terms=terms(keys),
        first_day=keys.get("first_day"),
        weeks=keys.get("weeks") or 13,
        closed_dates=tuple(sorted(set(keys.get("closed_dates") or ()))),
        pins=tuple(pin(r) for r in records.wishes if r.whole and r["wish"] == "pin"),
        forbidden=tuple(
            Forbidden(r.ref("stop"), r["day"]) for r in records.wishes if r.whole and r["wish"] == "forbid"
        ),
        earlier=tuple(
            EarlierOpening(r.ref("stop"), r["day"], r["starts"], r["minutes"]) for r in records.earlier if r.whole
        ),
        reach={(r.ref("stop"), r["visits"], r["minutes"]): r["guests"] for r in records.reach if r.whole},
        drives=drives(records.minutes, places(records)),
        drives_source=keys.get("drives_source") or "",
        target_guests_a_week=keys.get("target_guests_a_week"),
        notes=keys.get("notes") or (),
        ferries=tuple(ferry(r) for r in records.ferries if r.whole),
    )


def ferry(record: Record) -> Ferry:
    return Ferry(record["crossing"], **{f.name: record[f.name] for f in fields(Ferry) if f.name != "name"})


def pin(record: Record) -> Pin:
    return Pin(record.ref("stop"), record["day"], record["starts"], record["minutes"])


def windows(record: Record) -> tuple[Window, ...]:
    return tuple(
        Window(weekday, opens, closes)
        for weekday, column in zip(Weekday, DAYS, strict=True)
        for opens, closes in record.get(column) or ()
    )


def hub(record: Record) -> Hub:
    return Hub(record["hub"], place(record, record["hub"], record["source"]), windows(record), record.key)


def place(record: Record, name: str, source: str) -> Place:
    return Place(name, record["lat"], record["lon"], record["municipality"], record["inhabitants"], source)


def joined_sources(position: str, size: str) -> str:
    """A place has one source; the file has two columns."""
    return "; ".join(part for part in (position, SIZE + size if size else "") if part)


def split_sources(source: str) -> tuple[str, str]:
    position, found, size = source.rpartition(SIZE)
    return (position.removesuffix("; "), size) if found else (source, "")


def stop(record: Record) -> Stop:
    also = (key for key in record.ref("also_hubs") if key != record.ref("hub"))
    return Stop(
        name=record["stop"],
        place=place(record, record["stop"], joined_sources(record["position_source"], record["size_source"])),
        hubs=(record.ref("hub"), *dict.fromkeys(also)),
        key=record.key,
        windows=windows(record),
        belief=Belief(
            record["guests"],
            record["guests_spread"],
            record["guests_shape"],
            Known(record["guests_known"]),
            record["guests_openings"],
        ),
        **{
            name: record[name]
            for name in (
                "lengths", "setup_minutes", "packdown_minutes", "seats", "stay_minutes",
                "volunteers", "weight", "visits_min", "visits_max", "venue",
            )
        },
    )  # fmt: skip


def places(records: Records) -> dict[str, Place]:
    """By key."""
    rows = [(r, r["hub"]) for r in records.hubs if r.whole] + [(r, r["stop"]) for r in records.stops if r.whole]
    return {r.key: place(r, name, "") for r, name in rows}


def terms(keys: Record) -> Terms:
    given: dict[str, Any] = {f.name: keys.values[f.name] for f in fields(Terms) if f.name in keys.values}
    if "fairness" in given:
        given["fairness"] = Fairness(given["fairness"])
    return Terms(**given)


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
