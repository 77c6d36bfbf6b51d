"""A drive as it is stored: [minutes, km], and where it takes ferries also [names], first and last minute, kroner."""

from collections.abc import Sequence
from typing import Any

from driveout.core.words import Drive, Ferry

_FERRY = ("name", "first", "last", "first_back", "last_back", "headway", "ticket_kr")


def stored(drive: Drive) -> list[Any]:
    """Short for the many drives without a ferry."""
    leg: list[Any] = [drive.minutes, drive.km]
    if drive.ferries:
        leg += [list(drive.ferries), drive.leave_from, drive.leave_by, drive.ticket_kr]
    return leg


def read(leg: Sequence[Any]) -> Drive:
    minutes, km, *ferries = leg
    if not ferries:
        return Drive(minutes, km)
    names, first, last, ticket_kr = ferries
    return Drive(minutes, km, tuple(names), first, last, ticket_kr)


def ferries_stored(ferries: Sequence[Ferry]) -> list[list[Any]]:
    return [[getattr(ferry, name) for name in _FERRY] for ferry in ferries]


def ferries_read(drives: dict[str, Any]) -> tuple[Ferry, ...]:
    """What people have written of ferries is kept beside the drives; seasons of earlier times have none."""
    return tuple(Ferry(**dict(zip(_FERRY, values, strict=True))) for values in drives.get("ferries", ()))
