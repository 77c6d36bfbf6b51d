"""What a stop's wishes become when somebody changes them.

What a price is reckoned with and what is then stored are made here, so that what was promised is what is done.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from driveout.core.words import Forbidden, Pin, Season, Stop, Weekday


class Deed(StrEnum):
    """What somebody does to a stop's wishes."""

    LOCK = "lock"
    MOVE = "move"
    HOUR = "hour"
    LENGTH = "length"
    OFTEN = "often"
    NEVER = "never"
    FREE = "free"


class CannotHave(Exception):
    """The stop cannot have what was wished, for example a day on which its hall is closed."""


class Visit(Protocol):
    """An opening of the stop in the plan that is looked at."""

    @property
    def weekday(self) -> int: ...
    @property
    def starts(self) -> int: ...
    @property
    def minutes(self) -> int: ...


@dataclass(frozen=True)
class Wished:
    """Everything wished of one stop, in place of what is wished of it now. A ban without a weekday: no visit at all."""

    pins: tuple[Pin, ...]
    forbidden: tuple[Forbidden, ...]
    visits: tuple[int, int]
    lengths: tuple[int, ...]


@dataclass(frozen=True)
class Hall:
    """When a stop can be open: (weekday, opens, closes); which lengths it may have; starts fall on `step` minutes."""

    key: str
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
    def kind(self) -> Deed:
        return Deed.MOVE if self.starts is None else Deed.HOUR

    @property
    def amount(self) -> int:
        return self.day if self.starts is None else self.starts


def hall_of(stop: Stop, step: int) -> Hall:
    """A season's stop as a hall."""
    windows = tuple((int(window.weekday), window.opens, window.closes) for window in stop.windows)
    return Hall(stop.key, stop.name, windows, stop.lengths, step)


def wishes_of(season: Season, stop: Stop) -> Wished:
    """Everything wished of a season's stop, in order of the week."""
    pins = sorted((pin for pin in season.pins if pin.stop == stop.key), key=lambda pin: pin.weekday)
    bans = [ban for ban in season.forbidden if ban.stop == stop.key]
    bans.sort(key=lambda ban: -1 if ban.weekday is None else ban.weekday)
    return Wished(tuple(pins), tuple(bans), (stop.visits_min, stop.visits_max), stop.lengths)


def wished(
    hall: Hall, before: Wished, deed: Deed, amount: int | None, visits: Sequence[Visit], first: Wished | None = None
) -> Wished:
    """The stop's wishes after a deed. CannotHave where it cannot be.

    `visits`: the stop's own in the plan that is looked at. `first`: its wishes before anybody changed them; None where
    nobody has.
    """
    if deed is Deed.LOCK and visits:
        pins = _in_order(Pin(hall.key, Weekday(o.weekday), o.starts, o.minutes) for o in visits)
        return replace(before, pins=pins, forbidden=without(before.forbidden, {pin.weekday for pin in pins}))
    if deed is Deed.FREE:
        return let_go(before, first)
    if deed is Deed.NEVER:
        return replace(before, pins=(), forbidden=(Forbidden(hall.key),), visits=(0, before.visits[1]))
    if deed is Deed.MOVE and amount is not None:
        return moved(hall, before, Move(None, amount), [])
    if deed is Deed.LENGTH and amount in hall.lengths and visits:
        pins = tuple(lasting(hall, pin, amount) for pin in before.pins)
        return replace(before, pins=pins, lengths=(amount,), visits=(len(visits), len(visits)))
    if deed is Deed.OFTEN and amount in (1, 2):
        bans = without(before.forbidden, ())
        return replace(before, pins=before.pins[:amount], forbidden=bans, visits=(amount, amount))
    raise CannotHave(f"{hall.name} cannot have this: {deed.value} {amount}.")


def moved(hall: Hall, before: Wished, move: Move, visits: Sequence[Visit]) -> Wished:
    """The wishes when one opening moves and the stop's other one stays on its day."""
    stay = [int(o.weekday) for o in visits if move.of is not None and o.weekday != move.of]
    if move.of is not None and len(stay) == len(visits):
        raise CannotHave(f"{hall.name} has no opening on that day to move.")
    pinned = {int(pin.weekday): pin for pin in before.pins}
    minutes = pinned[move.of].minutes if move.of in pinned else None
    fits = move.day in hall.days and (move.starts is None or hall.fits(move.day, move.starts, minutes))
    if not fits or move.day in stay:
        raise CannotHave(f"{hall.name} cannot be open then.")
    others = [pinned.get(day, Pin(hall.key, Weekday(day))) for day in stay]
    pins = _in_order([Pin(hall.key, Weekday(move.day), move.starts, minutes), *others])
    bans = without(before.forbidden, {pin.weekday for pin in pins})
    return replace(before, pins=pins, forbidden=bans, visits=(len(pins), len(pins)))


def let_go(stands: Wished, first: Wished | None) -> Wished:
    """What stood before anybody changed the stop here. Where that stands, what came with a workbook or with the season
    that it was copied from goes too: no pin and no ban, for nobody could let go of those otherwise."""
    if first is None or stands in (first, replace(first, pins=(), forbidden=())):  # once more: the locks stay away
        return replace(stands, pins=(), forbidden=())
    return first


def lasting(hall: Hall, pin: Pin, minutes: int) -> Pin:
    """A lock of an opening that is to last so long: its day always, its hour where the hall is open for so long."""
    if pin.starts is None or not hall.fits(int(pin.weekday), pin.starts, minutes):
        return Pin(pin.stop, pin.weekday)
    return replace(pin, minutes=None if pin.minutes is None else minutes)


def without(forbidden: Sequence[Forbidden], days: Collection[int]) -> tuple[Forbidden, ...]:
    """What stays forbidden when the stop is to be open on these days."""
    return tuple(ban for ban in forbidden if ban.weekday is not None and ban.weekday not in days)


def instead(stop: str, asked: Wished) -> Callable[[Season], Season]:
    """The season with these wishes for the stop."""

    def change(season: Season) -> Season:
        least, most = asked.visits
        stops = tuple(
            replace(s, visits_min=least, visits_max=most, lengths=asked.lengths) if s.key == stop else s
            for s in season.stops
        )
        pins = tuple(pin for pin in season.pins if pin.stop != stop)
        forbidden = tuple(ban for ban in season.forbidden if ban.stop != stop)
        return replace(season, stops=stops, pins=pins + asked.pins, forbidden=forbidden + asked.forbidden)

    return change


def only_narrows(before: Wished, after: Wished) -> bool:
    """Is every week that keeps the new wishes one that keeps the old ones?"""
    visits = before.visits[0] <= after.visits[0] and after.visits[1] <= before.visits[1]
    kept = set(before.pins) <= set(after.pins) and set(before.forbidden) <= set(after.forbidden)
    return visits and kept and set(after.lengths) <= set(before.lengths)


def _in_order(pins: Iterable[Pin]) -> tuple[Pin, ...]:
    return tuple(sorted(pins, key=lambda pin: pin.weekday))
