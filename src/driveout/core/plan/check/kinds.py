"""What a readable opening and tour is made of: every field of its kind, every number finite."""

from collections.abc import Iterator
from math import isfinite
from numbers import Integral, Real
from typing import Any

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


def opening_faults(opening: Any) -> Iterator[str]:
    """Why an opening cannot be read: one sentence a field."""
    if not isinstance(opening, Opening):
        yield f"{opening!r} is not an opening."
        return
    for field in ("stop", "hub", "tour"):
        if not is_text(getattr(opening, field)):
            yield f"{field} is {getattr(opening, field)!r}; a name was expected."
    if not is_whole(opening.weekday, 0, 6):
        yield f"weekday is {opening.weekday!r}; 0 (Monday) to 6 was expected."
    if not is_whole(opening.starts, 0, MINUTES_A_DAY):
        yield f"starts is {opening.starts!r}; a minute of the day was expected."
    if not is_whole(opening.minutes, 1, MINUTES_A_DAY):
        yield f"minutes is {opening.minutes!r}; whole minutes above 0 were expected."
    if not is_number(opening.guests):
        yield f"guests is {opening.guests!r}; a number was expected."
    if not isinstance(opening.volunteers, tuple | list) or not all(is_text(name) for name in opening.volunteers):
        yield f"volunteers is {opening.volunteers!r}; names were expected."


def tour_faults(tour: Any) -> Iterator[str]:
    """Why a tour cannot be read: one sentence a field."""
    if not isinstance(tour, Tour):
        yield f"{tour!r} is not a tour."
        return
    for field in ("name", "hub", "vehicle", "employee"):
        if not is_text(getattr(tour, field)):
            yield f"{field} is {getattr(tour, field)!r}; a name was expected."
    if not is_whole(tour.weekday, 0, 6):
        yield f"weekday is {tour.weekday!r}; 0 (Monday) to 6 was expected."
    for field in ("leaves", "returns"):
        if not is_whole(getattr(tour, field), 0, MINUTES_A_DAY):
            yield f"{field} is {getattr(tour, field)!r}; a minute of the day was expected."
    for field in ("driving_minutes", "km", "cost_kr"):
        if not is_number(getattr(tour, field)):
            yield f"{field} is {getattr(tour, field)!r}; a number was expected."
    if tour.break_starts is not None and not is_whole(tour.break_starts, 0, MINUTES_A_DAY):
        yield f"break_starts is {tour.break_starts!r}; a minute of the day or nothing was expected."
