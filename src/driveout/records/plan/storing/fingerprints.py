"""Two marks of a season: of what a plan reads of it, and of everything it says.

Values that are as the words have them of themselves leave no trace in either: a field that comes later, with its
default, changes no mark that is stored. Ferries are in the drives already.
"""

import json
from hashlib import sha256
from typing import Any

from driveout.core import words
from driveout.core.words.fields import EMPLOYEE, HUB, SEASON, STOP, TERMS, VEHICLE, VOLUNTEER, Register
from driveout.core.words.fields.kinds import AtHub, Hubs, Key
from driveout.records.plan.storing import legs


def season_fingerprint(season: words.Season) -> str:
    """Of what a plan reads. Hubs and stops are told by their number: what they are called changes no plan."""
    numbers = {hub.key: f"hub {n}" for n, hub in enumerate(season.hubs)}
    numbers |= {stop.key: f"stop {n}" for n, stop in enumerate(season.stops)}
    return _hash(_said(season, numbers, whole=False))


def content_fingerprint(season: words.Season) -> str:
    """Of everything: who sends the same again is told by it."""
    return _hash(_said(season, {}, whole=True))


def _hash(said: dict[str, Any]) -> str:
    plain = json.dumps({name: value for name, value in said.items() if value}, sort_keys=True)
    return sha256(plain.encode()).hexdigest()


def _said(season: words.Season, numbers: dict[str, str], *, whole: bool) -> dict[str, Any]:
    """A season as plain values, in an order that hangs on nothing."""

    def rows(register: Register, *found: Any) -> list[dict[str, Any]]:
        return [_row(register, one, numbers, whole=whole) for one in found]

    def named(name: str) -> str:
        return numbers.get(name, name)

    return {
        "season": rows(SEASON, season),
        "terms": rows(TERMS, season.terms),
        "hubs": rows(HUB, *season.hubs),
        "stops": rows(STOP, *season.stops),
        "vehicles": rows(VEHICLE, *season.vehicles),
        "employees": rows(EMPLOYEE, *season.employees),
        "volunteers": rows(VOLUNTEER, *season.volunteers),
        "pins": sorted([named(pin.stop), *map(_whole, (pin.weekday, pin.starts, pin.minutes))] for pin in season.pins),
        "forbidden": sorted([named(one.stop), _whole(one.weekday)] for one in season.forbidden),
        "earlier": sorted([named(was.stop), int(was.weekday), was.starts, was.minutes] for was in season.earlier),
        "reach": sorted([named(stop), *rest, float(n)] for (stop, *rest), n in season.reach.items()),
        "drives": sorted([named(a), named(b), *_leg(drive)] for (a, b), drive in season.drives.items()),
        "ferries": sorted([ferry.name, _ferry(ferry)] for ferry in season.ferries) if whole else [],
    }


def _row(register: Register, word: Any, numbers: dict[str, str], *, whole: bool) -> dict[str, Any]:
    """What it says that is not said of itself; without `whole`: and that a plan reads."""
    found = {}
    for name, value in register.of(word).items():
        field = register[name]
        if isinstance(field.kind, Key):
            if whole and value != word.name:
                found[name] = value
        elif (whole or field.planned) and value != register.default(field):
            if isinstance(field.kind, AtHub):
                found[name] = numbers.get(value, value)
            elif isinstance(field.kind, Hubs):
                found[name] = [numbers.get(hub, hub) for hub in value]
            else:
                found[name] = field.kind.plain(value)
    return found


def _whole(number: int | None) -> int:
    return -1 if number is None else int(number)


def _leg(drive: words.Drive) -> list[Any]:
    minutes, km, *ferries = legs.stored(drive)
    return [minutes, float(km), *ferries]


def _ferry(ferry: words.Ferry) -> list[list[Any]]:
    values = ((name, getattr(ferry, name)) for name in ferry.__dataclass_fields__)
    return [[name, float(value)] for name, value in values if value is not None and name != "name"]
