"""What a café's events add up to: the same sum in whatever order they came, and however often each came.

An event counts unless an undo that itself counts names it. A value stands until one that counts names it as what it
takes the place of: two values that do not know of each other both stand, and a person says which.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, cast

from driveout.core.words import GIVEN, CountWhat, EventKind, FieldEvent, FieldValue, Tally, TallyField
from driveout.core.words.meet import Value


def add_up(events: Iterable[FieldEvent]) -> Tally:
    """The sum of one café's events. An id that comes again counts once."""
    known = {event.id: event for event in events}
    live = _live(known)
    counts: Counter[str] = Counter()
    for event in live:
        if event.kind is EventKind.COUNT:
            counts[str(event.body["what"])] += cast(int, event.body["n"])
    kinds = Counter(event.kind for event in live)
    fields = _fields(live)
    return Tally(
        **{what.value: counts[what] for what in CountWhat if what not in GIVEN},
        given={what.value: counts[what] for what in GIVEN if counts[what]},
        words=kinds[EventKind.WORDS],
        next_steps=kinds[EventKind.NEXT_STEP],
        mishaps=kinds[EventKind.MISHAP],
        shadow_minutes=sum(cast(int, event.body["minutes"]) for event in live if event.kind is EventKind.SHADOW),
        fields=fields,
        in_doubt=tuple(name for name, values in fields.items() if len({value.value for value in values}) > 1),
        opened_at=min(_moments(live, EventKind.OPEN), default=None),
        closed_at=max(_moments(live, EventKind.CLOSE), default=None),
        events=len(known),
    )


def _moments(live: Iterable[FieldEvent], kind: EventKind) -> list[datetime]:
    """When that was done; where no moment of it is believed, when anything was written that is."""
    own = [event for event in live if event.kind is kind]
    believed = [event.at for event in own if event.believed]
    return believed or ([event.at for event in live if event.believed] if own else []) or [event.at for event in own]


def goods_given(events: Iterable[FieldEvent]) -> dict[str, int]:
    """Good, by its key, → how many of it were handed out, where the phone said which."""
    goods: Counter[str] = Counter()
    for event in counting(events):
        if event.kind is EventKind.COUNT and "good" in event.body:
            goods[str(event.body["good"])] += cast(int, event.body["n"])
    return {good: n for good, n in goods.items() if n}


def given_when(events: Iterable[FieldEvent]) -> dict[str, tuple[tuple[datetime, int], ...]]:
    """What one café handed out: the moments, oldest first, and how many at each. By kind (“meal”), or by kind and good
    (“meal.12”) where the phone said which.

    A correction takes from what was handed out before it of the same, the last first; else of the kind, else from what
    comes after. What its corrections are as many as is left out. What has no moment that is believed stands with the
    last that has.
    """
    live = counting(events)
    last = max((event.at for event in live if event.believed), default=None)
    taps = [event for event in live if event.kind is EventKind.COUNT and event.body["what"] in GIVEN]
    found: dict[str, list[list[Any]]] = defaultdict(list)  # what → moment, how many, kind and good
    owed: Counter[str] = Counter()
    for event in sorted(taps, key=lambda event: (_told(event, last), event.id)):
        what, n = str(event.body["what"]), cast(int, event.body["n"])
        which = f"{what}.{event.body['good']}" if "good" in event.body else what
        own = found[what]
        if n > 0:
            settled = min(n, owed[what])
            owed[what] -= settled
            own.append([_told(event, last), n - settled, which])
        else:
            owed[what] += _taken_back(own, -n, which)
    given: dict[str, list[tuple[datetime, int]]] = defaultdict(list)
    for own in found.values():
        for at, n, which in own:
            if n:
                given[which].append((at, n))
    return {which: tuple(rows) for which, rows in given.items()}


def _taken_back(own: list[list[Any]], n: int, which: str) -> int:
    """Take so many from what was handed out before, of the same good first; gives how many are left to take."""
    for one in [*(row for row in reversed(own) if row[2] == which), *reversed(own)]:
        some = min(n, one[1])
        one[1] -= some
        n -= some
    return n


def _told(event: FieldEvent, last: datetime | None) -> datetime:
    return event.at if event.believed or last is None else last


def counting(events: Iterable[FieldEvent]) -> list[FieldEvent]:
    """Those that nobody has undone."""
    return _live({event.id: event for event in events})


def _live(known: Mapping[str, FieldEvent]) -> list[FieldEvent]:
    """Those that count. An undo counts once every undo of itself is known not to; undos in a ring never do."""
    undos = {event.id: str(event.body["of"]) for event in known.values() if event.kind is EventKind.UNDO}
    open_against = Counter(target for target in undos.values())
    undone: set[str] = set()
    ready = [undo for undo in undos if not open_against[undo]]
    while ready:
        target = undos[ready.pop()]
        if target in undone:
            continue
        undone.add(target)
        if target in undos:  # an undo that does not count stands against nothing any more
            open_against[undos[target]] -= 1
            if undos[target] in undos and not open_against[undos[target]] and undos[target] not in undone:
                ready.append(undos[target])
    return [event for event in known.values() if event.id not in undone]


def _fields(live: Iterable[FieldEvent]) -> dict[str, tuple[FieldValue, ...]]:
    """For each field the values that no other one takes the place of, oldest first."""
    sets = [event for event in live if event.kind is EventKind.SET]
    replaced = {was for event in sets for was in cast("list[str]", event.body["was"])}
    found: dict[str, list[FieldValue]] = defaultdict(list)
    for event in sets:
        if event.id not in replaced:
            value = FieldValue(event.id, cast(Value, event.body["value"]), event.at)
            found[str(event.body["field"])].append(value)
    return {name.value: tuple(sorted(found[name.value], key=_age)) for name in TallyField if name.value in found}


def _age(value: FieldValue) -> tuple[float, str]:
    return value.at.timestamp(), value.id
