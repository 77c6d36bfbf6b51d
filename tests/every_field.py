"""A season in which every field of every word says something it does not say of itself, and what got lost on a way."""

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass, replace
from datetime import date
from typing import Any

from driveout.core.simulate.small_town import small_town
from driveout.core.words import Drive, EarlierOpening, Fairness, Ferry, Forbidden, Known, Pin, Season, Weekday
from driveout.core.words.fields import EMPLOYEE, HUB, NEEDED, STOP, TERMS, VEHICLE, VOLUNTEER
from driveout.core.words.fields.kinds import Decimal, Hours, OneOf, Whole

REGISTERS = {
    "hub": HUB, "stop": STOP, "vehicle": VEHICLE, "employee": EMPLOYEE, "volunteer": VOLUNTEER, "terms": TERMS,
}  # fmt: skip
BY_HAND: dict[str, Any] = {
    "municipality": "773", "inhabitants": 412, "source": "by hand; size: counted", "venue": "Hallen", "lengths": (60,),
    "address": "Hovedgaden 12", "phone": "12 34 56 78",
    "weekdays": (Weekday.MONDAY, Weekday.TUESDAY), "holidays": "SE", "fairness": Fairness.FLOOR, "visits_min": 1,
    "visits_max": 1, "known": Known.LEARNED, "mean_guests": 7.25,
}  # fmt: skip


def another(register: Any, field: Any) -> Any:
    """A value that the field has not of itself."""
    if field.name in BY_HAND:
        return BY_HAND[field.name]
    default, kind = register.default(field), field.kind
    if default is NEEDED:
        return None  # it says something in any case
    if isinstance(kind, OneOf):
        return next(value for value in kind.of if value != default)
    if isinstance(kind, Whole | Hours):
        return default + 1 if kind.most is None or default < kind.most else default - 1
    if isinstance(kind, Decimal):
        return (default or 0.25) * 0.5 + 0.1875
    return None


def all_said(register: Any, word: Any) -> Any:
    """The word with another value in every field that has a default."""
    values = {field.name: another(register, field) for field in register if field.in_word}
    return register.made({**register.of(word), **{name: value for name, value in values.items() if value is not None}})


def season_that_says_all() -> Season:
    town = small_town()
    first, second = town.stops[0].name, town.stops[1].name
    return replace(
        town,
        hubs=(all_said(HUB, town.hubs[0]), *town.hubs[1:]),
        stops=(all_said(STOP, town.stops[0]), *town.stops[1:]),
        vehicles=(all_said(VEHICLE, town.vehicles[0]), *town.vehicles[1:]),
        employees=(all_said(EMPLOYEE, town.employees[0]), *town.employees[1:]),
        volunteers=(all_said(VOLUNTEER, town.volunteers[0]), *town.volunteers[1:]),
        terms=all_said(TERMS, town.terms),
        first_day=date(2026, 9, 7),
        weeks=12,
        closed_dates=(date(2026, 10, 12),),
        pins=(Pin(second, Weekday.TUESDAY, 600, 90),),
        forbidden=(Forbidden(second, Weekday.MONDAY),),
        earlier=(EarlierOpening(first, Weekday.MONDAY, 600, 60),),
        target_guests_a_week=30.0,
        notes=("Opdigtet.",),
        drives_source="Counted.",
        drives={**town.drives, (first, second): Drive(40, 20.5, ("Hou-Sælvig",), 500, 900, 350.0)},
        ferries=(Ferry("Hou-Sælvig", 420, 1200, 430, 1210, 60, 350.0),),
    )


def said(word: Any, at: str = "") -> Iterator[tuple[str, str, Any]]:
    """(“Stop.venue”, where, value) of every field of every word within."""
    if is_dataclass(word):
        for field in fields(word):
            value = getattr(word, field.name)
            yield f"{type(word).__name__}.{field.name}", f"{at}.{field.name}", value
            yield from said(value, f"{at}.{field.name}")
    elif isinstance(word, Mapping):
        for key, value in word.items():
            yield from said(value, f"{at}[{key}]")
    elif isinstance(word, tuple):
        for number, value in enumerate(word):
            yield from said(value, f"{at}[{number}]")


def not_said(season: Season) -> set[str]:
    """Fields that say in none of its words anything but what they say of themselves."""
    found: dict[str, bool] = {}
    own = {f"{kind.__name__}.{f.name}": _default(f) for kind in _kinds(season) for f in fields(kind)}
    for name, _at, value in said(season):
        found[name] = found.get(name, False) or value != own[name]
    return {name for name, is_said in found.items() if not is_said}


def _kinds(word: Any) -> set[type]:
    kinds = {type(value) for _name, _at, value in said(word) if is_dataclass(value)}
    inner = (one for _n, _a, value in said(word) for one in _within(value) if is_dataclass(one))
    return {type(word), *kinds, *map(type, inner)}


def _within(value: Any) -> Iterator[Any]:
    yield from value.values() if isinstance(value, Mapping) else value if isinstance(value, tuple) else ()


def _default(field: Any) -> Any:
    if field.default is not MISSING:
        return field.default
    return field.default_factory() if field.default_factory is not MISSING else MISSING


def lost(before: Season, after: Season) -> set[str]:
    """Fields whose values did not come through."""
    was = {at: (name, value) for name, at, value in said(before) if not is_dataclass(value)}
    now = {at: value for _name, at, value in said(after)}
    plain = {at: (name, value) for at, (name, value) in was.items() if not any(map(is_dataclass, _within(value)))}
    return {name for at, (name, value) in plain.items() if now.get(at, MISSING) != value}


__all__ = ["REGISTERS", "lost", "not_said", "season_that_says_all"]
