"""What a stop's wishes become when somebody changes them: plain values in, plain values out.

A stop's wishes: `pins` as [weekday, start, minutes], `forbidden` weekdays (None: all), `visits` [least, most] and
`lengths`.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from driveout.records.plan.models.change import Kind
from driveout.records.plan.rules import Refused

Wishes = dict[str, Any]


class NotPossible(Refused):
    """The stop cannot have what was wished, for example a day on which its hall is closed."""


class Visit(Protocol):
    """An opening of the stop in the plan that is looked at."""

    weekday: int
    starts: int
    minutes: int


@dataclass(frozen=True)
class Hall:
    """When a stop can be open: (weekday, opens, closes); which lengths it may have; starts fall on `step` minutes."""

    name: str
    windows: tuple[tuple[int, int, int], ...]
    lengths: tuple[int, ...]
    step: int

    @property
    def days(self) -> set[int]:
        return {day for day, _, _ in self.windows}

    def fits(self, day: int, starts: int, minutes: int | None) -> bool:
        """Can it be open from then, for so long or for some length of its own?"""
        least = minutes or min(self.lengths)
        return starts % self.step == 0 and any(
            day == weekday and opens <= starts and starts + least <= closes for weekday, opens, closes in self.windows
        )


@dataclass(frozen=True)
class Move:
    """One opening to another day or hour: from which weekday (None: the stop's only one), to which, and when it starts
    (None: whenever suits the week)."""

    of: int | None
    day: int
    starts: int | None = None

    @property
    def kind(self) -> Kind:
        return Kind.MOVE if self.starts is None else Kind.HOUR

    @property
    def amount(self) -> int:
        return self.day if self.starts is None else self.starts


def wished(
    hall: Hall, before: Wishes, kind: Kind, amount: int | None, visits: Sequence[Visit], first: Wishes | None
) -> Wishes:
    """The stop's wishes after a change: what the price on screen was reckoned with. NotPossible where it cannot be.

    `visits`: the stop's own in the plan that is looked at. `first`: its wishes before anybody changed them; None where
    nobody has.
    """
    if kind == Kind.LOCK and visits:
        pins = sorted([o.weekday, o.starts, o.minutes] for o in visits)
        return {**before, "pins": pins, "forbidden": without(before["forbidden"], _days(pins))}
    if kind == Kind.FREE:
        return let_go(before, first)
    if kind == Kind.NEVER:
        return {**before, "pins": [], "forbidden": [None], "visits": [0, before["visits"][1]]}
    if kind == Kind.MOVE and amount is not None:
        return moved(hall, before, Move(None, amount), [])
    if kind == Kind.LENGTH and amount in hall.lengths and visits:
        pins = [lasting(hall, pin, amount) for pin in before["pins"]]
        return {**before, "pins": pins, "lengths": [amount], "visits": [len(visits)] * 2}
    if kind == Kind.OFTEN and amount in (1, 2):
        return {
            **before,
            "pins": before["pins"][:amount],
            "forbidden": without(before["forbidden"], ()),
            "visits": [amount, amount],
        }
    raise NotPossible(f"{hall.name} cannot have this: {kind.value} {amount}.")


def moved(hall: Hall, before: Wishes, move: Move, visits: Sequence[Visit]) -> Wishes:
    """The wishes when one opening moves and the stop's other one stays on its day."""
    stay = [o.weekday for o in visits if move.of is not None and o.weekday != move.of]
    if move.of is not None and len(stay) == len(visits):
        raise NotPossible(f"{hall.name} has no opening on that day to move.")
    pinned = {pin[0]: pin for pin in before["pins"]}
    minutes = pinned[move.of][2] if move.of in pinned else None
    fits = move.day in hall.days and (move.starts is None or hall.fits(move.day, move.starts, minutes))
    if not fits or move.day in stay:
        raise NotPossible(f"{hall.name} cannot be open then.")
    pins = sorted([[move.day, move.starts, minutes], *(pinned.get(day, [day, None, None]) for day in stay)])
    many = len(pins)
    return {
        **before,
        "pins": pins,
        "forbidden": without(before["forbidden"], _days(pins)),
        "visits": [many, many],
    }


def let_go(stands: Wishes, first: Wishes | None) -> Wishes:
    """What stood before anybody changed the stop here. Where that stands, what came with a workbook or with the season
    that it was copied from goes too: no pin and no ban, for nobody could let go of those otherwise."""
    bare: Wishes = {"pins": [], "forbidden": []}
    if first is None or stands in (first, {**first, **bare}):  # let go once more, the locks do not come back
        return {**stands, **bare}
    return first


def lasting(hall: Hall, pin: list[Any], minutes: int) -> list[Any]:
    """A lock when its opening is to last so long: its day always, its hour where the hall is open for that long then.

    `core.plan.reasons` prices the same; a test holds the two together.
    """
    day, starts, was = pin
    if starts is None or not hall.fits(day, starts, minutes):
        return [day, None, None]
    return [day, starts, None if was is None else minutes]


def without(forbidden: Sequence[int | None], days: Collection[int | None]) -> list[int | None]:
    """What stays forbidden when the stop is to be open on these days."""
    return [day for day in forbidden if day is not None and day not in days]


def _days(pins: list[list[int | None]]) -> set[int | None]:
    return {day for day, _, _ in pins}
