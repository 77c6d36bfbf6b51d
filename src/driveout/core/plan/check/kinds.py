"""What a readable opening and tour is made of: every field of its kind, every number finite."""

from collections.abc import Iterator
from math import isfinite
from numbers import Integral, Real
from typing import Any

from driveout.core.plan.check.said import Said
from driveout.core.words import MINUTES_A_DAY, Opening, Tour


def is_number(value: Any) -> bool:
    """A finite number, and not a truth value."""
    return type(value) is not bool and isinstance(value, Real) and isfinite(value)


def is_whole(value: Any, least: int, most: int) -> bool:
    """A whole number from least to most, and not a truth value."""
    return type(value) is not bool and isinstance(value, Integral) and least <= int(value) <= most


def is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def items(value: Any) -> tuple[Any, ...]:
    """What a plan lists, or nothing when it is not a list."""
    return tuple(value) if isinstance(value, tuple | list) else ()


NAME, NAMES = Said("a name was", "et navn"), Said("names were", "navne")
NUMBER, LIST = Said("a number was", "et tal"), Said("a list was", "en liste")
WEEKDAY = Said("0 (Monday) to 6 was", "0 (mandag) til 6")
MINUTE = Said("a minute of the day was", "et minut på dagen")
MINUTES = Said("whole minutes above 0 were", "hele minutter over 0")
BREAK = Said("a minute of the day or nothing was", "et minut på dagen eller intet")


def not_of_kind(field: str, value: Any, kind: Said) -> Said:
    """“minutes is -60; whole minutes above 0 were expected.”"""
    return Said(f"{field} is {value!r}; {kind.en} expected.", f"{field} er {value!r}; ventet: {kind.da}.")


def opening_faults(opening: Any) -> Iterator[Said]:
    """Why an opening cannot be read: one sentence a field."""
    if not isinstance(opening, Opening):
        yield Said(f"{opening!r} is not an opening.", f"{opening!r} er ikke en åbning.")
        return
    for field in ("stop", "hub", "tour"):
        if not is_text(getattr(opening, field)):
            yield not_of_kind(field, getattr(opening, field), NAME)
    if not is_whole(opening.weekday, 0, 6):
        yield not_of_kind("weekday", opening.weekday, WEEKDAY)
    if not is_whole(opening.starts, 0, MINUTES_A_DAY):
        yield not_of_kind("starts", opening.starts, MINUTE)
    if not is_whole(opening.minutes, 1, MINUTES_A_DAY):
        yield not_of_kind("minutes", opening.minutes, MINUTES)
    if not is_number(opening.guests):
        yield not_of_kind("guests", opening.guests, NUMBER)
    if not isinstance(opening.volunteers, tuple | list) or not all(is_text(name) for name in opening.volunteers):
        yield not_of_kind("volunteers", opening.volunteers, NAMES)


def tour_faults(tour: Any) -> Iterator[Said]:
    """Why a tour cannot be read: one sentence a field."""
    if not isinstance(tour, Tour):
        yield Said(f"{tour!r} is not a tour.", f"{tour!r} er ikke en tur.")
        return
    for field in ("name", "hub", "vehicle", "employee"):
        if not is_text(getattr(tour, field)):
            yield not_of_kind(field, getattr(tour, field), NAME)
    if not is_whole(tour.weekday, 0, 6):
        yield not_of_kind("weekday", tour.weekday, WEEKDAY)
    for field in ("leaves", "returns"):
        if not is_whole(getattr(tour, field), 0, MINUTES_A_DAY):
            yield not_of_kind(field, getattr(tour, field), MINUTE)
    for field in ("driving_minutes", "km", "cost_kr"):
        if not is_number(getattr(tour, field)):
            yield not_of_kind(field, getattr(tour, field), NUMBER)
    if tour.break_starts is not None and not is_whole(tour.break_starts, 0, MINUTES_A_DAY):
        yield not_of_kind("break_starts", tour.break_starts, BREAK)
