"""One thing that a phone sent, read with suspicion: every field is asked for, and nothing else is let in.

What a phone writes may come from a newer app, a broken disk or somebody who means harm. A text is taken as it was
said; only what no database can hold (NUL, half a character) becomes “�”.
"""

import re
from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime, timedelta
from typing import cast
from uuid import UUID

from driveout.core.words import GIVEN, CountWhat, EventKind, FieldEvent, NeedKind, TallyField, Trouble

KINDS_VERSION = 1
LONGEST_WORDS, LONGEST_TEXT = 20_000, 500  # characters
CODES = ("not_an_event", "newer", "unknown_opening", "not_yours", "too_long", "too_many")
MOST_AT_ONCE = 99
MOST_SEEN = 40  # numbers on the summary that was looked at when closing
HIGHEST_ROW, HIGHEST_SEQ = 2**53, 2**31 - 1
WEATHERS = ("dry", "rain", "snow", "wind", "ice")
CARD = re.compile(r"[23456789ABCDEFGHJKMNPQRSTVWXYZ]{4}-[23456789ABCDEFGHJKMNPQRSTVWXYZ]{4}")
ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
SEEN = re.compile(r"[a-z_]{1,30}")
UNWRITABLE = re.compile("[\x00\ud800-\udfff]")
FIELDS = {"v", "id", "seq", "at", "kind", "occurrence", "body"}
FIRST_YEAR, LAST_YEAR = 1970, 9000  # those that every database and every clock of ours can reckon with
NO_MOMENT = datetime(FIRST_YEAR, 1, 1, tzinfo=UTC)  # stands where the phone's clock said nothing that can be

KINDS, COUNTED, NEEDS, TROUBLES, SAID = (  # looked up for every tap of every phone
    frozenset(one.value for one in words) for words in (EventKind, CountWhat, NeedKind, Trouble, TallyField)
)

Raw = Mapping[str, object]


class NotTaken(Exception):
    """It cannot be taken as it stands. `code`: why, one of CODES."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def read_item(raw: object) -> FieldEvent:
    """An event as docs/reference/wire.md has it, or NotTaken with the code that the phone is told.

    Its moment never costs an event: a clock may stand anywhere. One that says nothing that can be is not believed.
    """
    if not isinstance(raw, dict) or not isinstance(raw.get("id"), str) or not ID.fullmatch(raw["id"]):
        raise NotTaken("not_an_event")
    version, kind = raw.get("v"), raw.get("kind")
    if _is_whole(version) and cast(int, version) > KINDS_VERSION:
        raise NotTaken("newer")
    if version != KINDS_VERSION or isinstance(version, bool) or not isinstance(kind, str):
        raise NotTaken("not_an_event")
    if kind not in KINDS:
        raise NotTaken("newer")
    body = raw.get("body")
    _hold(raw.keys() | {"at"} == FIELDS and isinstance(body, dict))
    at = _moment(raw.get("at"))
    event = FieldEvent(
        id=str(UUID(raw["id"])),
        seq=_whole(raw["seq"], 1, HIGHEST_SEQ),
        at=at or NO_MOMENT,
        kind=EventKind(kind),
        occurrence=_whole(raw["occurrence"], 1, HIGHEST_ROW),
        body=BODIES[EventKind(kind)](cast(Raw, body)),
        believed=at is not None,
    )
    _hold(event.id not in _named(event))  # nothing undoes itself, or takes its own place
    return event


def _named(event: FieldEvent) -> list[str]:
    """The events that this one is about."""
    if event.kind is EventKind.SET:
        return cast("list[str]", event.body["was"])
    return [str(event.body["of"])] if event.kind is EventKind.UNDO else []


def _hold(makes_sense: bool) -> None:
    if not makes_sense:
        raise NotTaken("not_an_event")


def _keys(body: Raw, *asked: str, may: tuple[str, ...] = ()) -> None:
    """Those that are asked for, perhaps the others, and no more: nothing unknown is ever stored."""
    _hold(set(asked) <= body.keys() <= {*asked, *may})


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _whole(value: object, lowest: int, highest: int) -> int:
    _hold(_is_whole(value) and lowest <= cast(int, value) <= highest)
    return cast(int, value)


def _moment(value: object) -> datetime | None:
    """None for what is no moment: a clock of one's own, a year beyond 9999, a word."""
    if not isinstance(value, str) or len(value) > 40:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None


def can_be(moment: datetime) -> bool:
    """Is it in a year that can be reckoned with, wherever on earth?"""
    return FIRST_YEAR <= moment.year <= LAST_YEAR


def put_right(moment: datetime, off_s: int) -> datetime | None:
    """The moment without the seconds that the phone's clock was ahead; None where that is none."""
    try:
        right = moment - timedelta(seconds=off_s)
    except OverflowError:
        return None
    return right if can_be(right) else None


def _text(value: object, longest: int = LONGEST_TEXT) -> str:
    if not isinstance(value, str) or not value.strip():
        raise NotTaken("not_an_event")
    if len(value) > longest:
        raise NotTaken("too_long")
    return UNWRITABLE.sub("\ufffd", value)


def _one_of(value: object, known: Collection[str]) -> str:
    if not isinstance(value, str) or value not in known:
        raise NotTaken("not_an_event")
    return value


def _id(value: object) -> str:
    if not isinstance(value, str) or not ID.fullmatch(value):
        raise NotTaken("not_an_event")
    return str(UUID(value))


def _open(body: Raw) -> Raw:
    _keys(body)
    return {}


def _count(body: Raw) -> Raw:
    _keys(body, "what", "n", may=("why", "good"))
    what = _one_of(body["what"], COUNTED)
    _hold(_is_whole(body["n"]))
    n = cast(int, body["n"])
    if n == 0 or abs(n) > MOST_AT_ONCE:
        raise NotTaken("too_many")
    good = {"good": _whole(body["good"], 1, HIGHEST_ROW)} if body.get("good") is not None else {}
    _hold(not good or what in GIVEN)  # guests are of no kind of goods
    return {"what": what, "n": n, **good, **({"why": _text(body["why"])} if body.get("why") not in (None, "") else {})}


def _undo(body: Raw) -> Raw:
    _keys(body, "of")
    return {"of": _id(body["of"])}


def _words(body: Raw) -> Raw:
    _keys(body, "text", "read_back")
    _hold(isinstance(body["read_back"], bool))
    return {"text": _text(body["text"], LONGEST_WORDS), "read_back": body["read_back"]}


def _next_step(body: Raw) -> Raw:
    _keys(body, "need", "card")
    card = body["card"]
    if not isinstance(card, str) or not CARD.fullmatch(card):
        raise NotTaken("not_an_event")
    return {"need": _one_of(body["need"], NEEDS), "card": card}


def _mishap(body: Raw) -> Raw:
    _keys(body, "what", may=("text",))
    what = _one_of(body["what"], TROUBLES)
    return {"what": what, **({"text": _text(body["text"])} if body.get("text") not in (None, "") else {})}


def _shadow(body: Raw) -> Raw:
    _keys(body, "what", "minutes")
    return {"what": _text(body["what"]), "minutes": _whole(body["minutes"], 1, 24 * 60)}


def _set(body: Raw) -> Raw:
    _keys(body, "field", "value", "was")
    name, value, was = TallyField(_one_of(body["field"], SAID)), body["value"], body["was"]
    _hold(isinstance(was, list) and len(cast("list[object]", was)) <= MOST_SEEN)
    said: object
    if name is TallyField.WEATHER:
        said = _one_of(value, WEATHERS)
    elif name is TallyField.SEATS:
        said = _whole(value, 0, 99)
    else:
        said = "" if value == "" else _text(value)  # an empty note takes the old one away
    return {"field": name.value, "value": said, "was": [_id(event) for event in cast("list[object]", was)]}


def _close(body: Raw) -> Raw:
    _keys(body, "seen")
    seen = body["seen"]
    _hold(isinstance(seen, dict) and len(cast("dict[str, object]", seen)) <= MOST_SEEN)
    numbers = cast("dict[str, object]", seen)
    _hold(all(SEEN.fullmatch(name) for name in numbers))
    return {"seen": {name: _whole(n, -HIGHEST_SEQ, HIGHEST_SEQ) for name, n in numbers.items()}}


BODIES: dict[EventKind, Callable[[Raw], Raw]] = {
    EventKind.OPEN: _open,
    EventKind.COUNT: _count,
    EventKind.UNDO: _undo,
    EventKind.WORDS: _words,
    EventKind.NEXT_STEP: _next_step,
    EventKind.MISHAP: _mishap,
    EventKind.SHADOW: _shadow,
    EventKind.SET: _set,
    EventKind.CLOSE: _close,
}
