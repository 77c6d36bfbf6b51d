"""A café's week on its dates: each day on which it is open, cancelled, or at another hour than guests were told."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

WEEK = timedelta(days=7)
Hours = tuple[int, int, int, str]  # weekday, start, minutes, hall
Before = tuple[date, int]  # a date, and a minute of it


class State(StrEnum):
    """How it stands on that date. LATER: at another hour on this date alone. MOVED: each week from a date on."""

    HELD = "held"
    CANCELLED = "cancelled"
    LATER = "later"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Weekly:
    """One opening a week. `starts` a minute of the day."""

    place_key: str
    place: str
    weekday: int
    starts: int
    minutes: int
    venue: str = ""


@dataclass(frozen=True, slots=True)
class Otherwise:
    """One date that is not as the week says. `promised`: when it was to start."""

    place_key: str
    place: str
    date: date
    promised: int
    starts: int
    minutes: int
    cancelled: bool
    why: str


@dataclass(frozen=True, slots=True)
class Moving:
    """A café's week is another from a date on: its hours before and after."""

    place_key: str
    place: str
    before: tuple[Hours, ...]
    after: tuple[Hours, ...]
    from_date: date


@dataclass(frozen=True, slots=True)
class Span:
    """The days on which a season drives: `first` for so many `weeks`, but for the `closed` ones."""

    first: date
    weeks: int
    closed: frozenset[date]

    def holds(self, day: date) -> bool:
        return self.first <= day < self.first + self.weeks * WEEK and day not in self.closed


@dataclass(frozen=True, slots=True, order=True)
class Occasion:
    """A café on a date. `was`: the date and minute that guests were told, where that was another."""

    date: date
    starts: int
    place: str
    place_key: str
    minutes: int
    venue: str = ""
    state: State = State.HELD
    why: str = ""
    was: "Before | None" = None

    @property
    def cancelled(self) -> bool:
        return self.state == State.CANCELLED


def occasions(
    week: Iterable[Weekly], otherwise: Iterable[Otherwise], moving: Iterable[Moving], span: Span, days: Sequence[date]
) -> list[Occasion]:
    """All of them on these days, soonest first. A date that is told otherwise is told so, whatever the week says."""
    at: defaultdict[int, list[Weekly]] = defaultdict(list)
    for opening in week:
        at[opening.weekday].append(opening)
    moved = {move.place_key: move for move in moving}
    told = {(one.place_key, one.date): one for one in otherwise if one.date in set(days)}
    found = [_told(one) for one in told.values()]
    for day in days:
        if span.holds(day):
            held = [*_as_ever(at[day.weekday()], moved), *_by_moves(moved.values(), day)]
            found += [one for one in held_on(held, day) if (one.place_key, day) not in told]
    return sorted(found, key=lambda one: (one.date, one.starts, one.place))


Found = tuple[Weekly, "Moving | None"]


def _as_ever(openings: Iterable[Weekly], moved: dict[str, Moving]) -> Iterable[Found]:
    return ((one, None) for one in openings if one.place_key not in moved)


def _by_moves(moves: Iterable[Moving], day: date) -> Iterable[Found]:
    """What those that move have on a day: the hours of before until the date, those of after from it on."""
    for move in moves:
        for weekday, starts, minutes, venue in move.after if move.from_date <= day else move.before:
            if weekday == day.weekday():
                yield Weekly(move.place_key, move.place, weekday, starts, minutes, venue), move


def held_on(openings: Iterable[Found], day: date) -> Iterable[Occasion]:
    """The openings of a weekday on one of its dates."""
    for one, move in openings:
        was = _before(move, one, day) if move else None
        state = State.MOVED if was else State.HELD
        yield Occasion(day, one.starts, one.place, one.place_key, one.minutes, one.venue, state, was=was)


def _before(move: Moving, one: Weekly, day: date) -> Before | None:
    """The date and minute of that week on which it would have been; None where it is as it was, or came to be new."""
    if day < move.from_date:
        return None
    gone = [hours for hours in move.before if hours[:2] not in {other[:2] for other in move.after}]
    new = [hours for hours in move.after if hours[:2] not in {other[:2] for other in move.before}]
    mine = [at for at, hours in enumerate(new) if hours[:2] == (one.weekday, one.starts)]
    if not mine or mine[0] >= len(gone):
        return None
    weekday, starts, *_rest = gone[mine[0]]
    return day + timedelta(days=weekday - day.weekday()), starts


def _told(one: Otherwise) -> Occasion:
    state = State.CANCELLED if one.cancelled else State.LATER
    was = None if one.cancelled else (one.date, one.promised)
    starts = one.promised if one.cancelled else one.starts
    return Occasion(one.date, starts, one.place, one.place_key, one.minutes, "", state, one.why, was)
