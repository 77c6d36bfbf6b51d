"""What a stop's wishes become when somebody changes them, as JSON: the planner's own page on it does the thinking.

A stop's wishes: `pins` as [weekday, start, minutes], `forbidden` weekdays (None: all), `visits` [least, most] and
`lengths`.
"""

from collections.abc import Sequence
from typing import Any

from driveout.core.plan import stop_wishes as core
from driveout.core.plan.stop_wishes import Hall, Move, Visit, Wished
from driveout.core.words import Forbidden, Pin, Weekday
from driveout.records.plan.models.change import Kind
from driveout.records.plan.rules import Refused

__all__ = ["Hall", "Move", "NotPossible", "Visit", "Wishes", "as_words", "kind_of", "let_go", "moved", "wished"]
Wishes = dict[str, Any]


class NotPossible(Refused):
    """The stop cannot have what was wished, for example a day on which its hall is closed."""


def as_words(stop: str, wishes: Wishes) -> Wished:
    """Stored wishes as the planner's words."""
    return Wished(
        pins=tuple(Pin(stop, Weekday(day), starts, minutes) for day, starts, minutes in wishes["pins"]),
        forbidden=tuple(Forbidden(stop, None if day is None else Weekday(day)) for day in wishes["forbidden"]),
        visits=(wishes["visits"][0], wishes["visits"][1]),
        lengths=tuple(wishes["lengths"]),
    )


def as_stored(wishes: Wished) -> Wishes:
    """The other way."""
    return {
        "pins": [[int(pin.weekday), pin.starts, pin.minutes] for pin in wishes.pins],
        "forbidden": [None if ban.weekday is None else int(ban.weekday) for ban in wishes.forbidden],
        "visits": list(wishes.visits),
        "lengths": list(wishes.lengths),
    }


def kind_of(move: Move) -> Kind:
    """What moving an opening is called in the list of changes."""
    return Kind(move.kind.value)


def wished(
    hall: Hall, before: Wishes, kind: Kind, amount: int | None, visits: Sequence[Visit], first: Wishes | None
) -> Wishes:
    """The stop's wishes after a change: what the price on screen was reckoned with. NotPossible where it cannot be."""
    began = None if first is None else as_words(hall.name, first)
    try:
        return as_stored(core.wished(hall, as_words(hall.name, before), core.Deed(kind.value), amount, visits, began))
    except core.CannotHave as cannot:
        raise NotPossible(str(cannot)) from cannot


def moved(hall: Hall, before: Wishes, move: Move, visits: Sequence[Visit]) -> Wishes:
    """The wishes when one opening moves and the stop's other one stays on its day."""
    try:
        return as_stored(core.moved(hall, as_words(hall.name, before), move, visits))
    except core.CannotHave as cannot:
        raise NotPossible(str(cannot)) from cannot


def let_go(stands: Wishes, first: Wishes | None) -> Wishes:
    """What stood before anybody changed the stop here; where that stands, nothing is wished of it any more."""
    return as_stored(core.let_go(as_words("", stands), None if first is None else as_words("", first)))
