"""Taking what phones send: each thing once, each with an answer of its own, all of a call in one transaction."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import partial
from hashlib import sha256
from typing import Any

from django.db import IntegrityError, OperationalError, transaction
from django.db.models import Q
from django.utils import timezone

from driveout.core.meet import LONGEST_WORDS, NotTaken, put_right, read_item
from driveout.core.meet.reading import can_be
from driveout.core.words import EventKind, Fate
from driveout.core.words import FieldEvent as Event
from driveout.records.drive.models import Occurrence, Signup
from driveout.records.drive.models.crew import SignupState
from driveout.records.meet.adding import add_up_again
from driveout.records.meet.models import Card, FieldEvent, OwnWords, Phone, Refusal, Tally
from driveout.records.meet.own_words import empty_what_was_taken_back
from driveout.records.meet.rules import CLOCK_MAY_BE_OFF_S, believable, flags_of, may_write

__all__ = ["LONGEST_WORDS", "take_events"]
WORDS_KEPT_DAYS = 365
HELD_BY_ANOTHER = "55P03"  # PostgreSQL: lock not available
Hours = tuple[datetime | None, datetime | None]  # when a café opened and closed
LONGEST_NAMED = 40  # characters of an id that is none


def take_events(
    *, items: Sequence[Any], phone: Phone, now: datetime, off_s: int | None = 0, waiting: int = 0, app: str = "",
    from_file: bool = False,
) -> list[Fate]:  # fmt: skip
    """Write down what is new, and say of each, in order, what became of it. Safe to send any number of times.

    `items`: as they came, unread. `off_s`: the phone's clock minus ours in seconds; None when it did not say.
    `waiting`: what the phone still held when it called, these included. On PostgreSQL the second of two calls of one
    phone at once gets 423. `from_file`: the office reads them in, so the phone itself is not heard by it; it waits.
    """
    read = [_read(raw) for raw in items]  # before anything is held: others wait as short as can be
    take = partial(_take, read, phone=phone, now=now, off_s=off_s, waiting=waiting, app=app, from_file=from_file)
    try:
        return take()
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", "") != HELD_BY_ANOTHER:
            raise
        return [Fate(one.id, 423, "in_progress") for one in read]
    except IntegrityError:  # the same id came by another phone at this very moment: now it stands there
        return take()


@dataclass(frozen=True, slots=True)
class _Read:
    """One thing that was sent. `id`: as the phone wrote it. `event`: None where it is none, and `code` says why."""

    id: str | None
    event: Event | None
    digest: str = ""
    code: str = ""


@dataclass
class _Known:
    """What is known before the first thing is looked at. `digests`: of what has landed, by id.

    `open`: when the cafés opened and closed. `on_shift`: cafés where the person is on the shift. `named`: also those
    where they were, and were taken off: a phone without a network could not know.
    """

    digests: dict[str, str]
    openings: dict[int, Occurrence]
    on_shift: set[int]
    named: set[int]
    open: dict[int, Hours]
    today: date | None  # None where the office reads a file in
    not_yours: set[str] = field(default_factory=set)  # refused before, by the id the phone wrote


@transaction.atomic
def _take(
    read: Sequence[_Read],
    *,
    phone: Phone,
    now: datetime,
    off_s: int | None,
    waiting: int,
    app: str,
    from_file: bool,
) -> list[Fate]:
    held = Phone.objects.select_related("member__user").select_for_update(
        of=("self",), no_key=True, nowait=not from_file
    )
    phone = held.get(pk=phone.pk)
    today = None if from_file else timezone.localdate(now)
    known = _known([one.event for one in read if one.event], phone, today)
    if not from_file:
        known.not_yours = _refused_before(read, phone)
    fates, new = [], []
    for one in read:
        status, code = _judge(one, phone, known)
        if one.event and status == 201:
            known.digests[one.event.id] = one.digest
            new.append((_row(one.event, known, phone, now, off_s), one.event))
        fates.append(Fate(one.id, status, code))
    _write(new, now)
    _remember_refusals(phone, fates, now)
    add_up_again({row.occurrence_id for row, _event in new}, now, by=phone.member.user)
    phone.last_seq = max([phone.last_seq, *(row.seq for row, _event in new)])
    if from_file:
        phone.waiting = max(0, phone.waiting - len(new))
        phone.save(update_fields=["waiting", "last_seq"])
    else:
        _heard(phone, fates, now, off_s, waiting, app)
    return fates


def _read(raw: Any) -> _Read:
    written = raw.get("id") if isinstance(raw, dict) else None
    named = written if isinstance(written, str) else None
    try:
        return _Read(named, read_item(raw), digest_of(raw))
    except NotTaken as refused:
        return _Read(named, None, code=refused.code)


def digest_of(raw: Any) -> str:
    """Of everything that was said, in whatever order and spelling the JSON had it."""
    return sha256(json.dumps(raw, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def _known(events: Sequence[Event], phone: Phone, today: date | None) -> _Known:
    """Four queries. The cafés are held until the call is over: nobody else adds them up meanwhile."""
    landed = FieldEvent.objects.filter(id__in=[event.id for event in events]).values_list("id", "digest")
    asked = {event.occurrence for event in events}
    own = Occurrence.objects.filter(id__in=asked, season__organisation_id=phone.member.organisation_id)
    openings = {row.pk: row for row in own.order_by("id").select_for_update(of=("self",), no_key=True)}
    trips = {row.trip_id for row in openings.values()}
    here = Q(shift__occurrence_id__in=openings) | Q(shift__occurrence=None, shift__trip_id__in=trips)
    rows = Signup.objects.filter(here, member_id=phone.member_id)
    signed = list(rows.values_list("shift__occurrence_id", "shift__trip_id", "state"))

    def those(*states: str) -> set[int]:
        on = {(cafe, trip) for cafe, trip, state in signed if state in states}
        return {pk for pk, row in openings.items() if {(pk, row.trip_id), (None, row.trip_id)} & on}

    hours = Tally.objects.filter(occurrence_id__in=openings).values_list("occurrence_id", "opened_at", "closed_at")
    return _Known(
        digests={str(id_): digest for id_, digest in landed},
        openings=openings,
        on_shift=those(SignupState.SIGNED),
        named=those(*SignupState.values),
        open={pk: (opened, closed) for pk, opened, closed in hours},
        today=today,
    )


def _refused_before(read: Sequence[_Read], phone: Phone) -> set[str]:
    """What the phone was told is not its person's: it shows that, so it stays so though a shift was given since, and
    the network brings the same call again. Only the office, which reads a file in, may see it anew. One query."""
    told = Refusal.objects.filter(phone=phone, code="not_yours", event_id__in=[one.id for one in read if one.event])
    return set(told.values_list("event_id", flat=True))


def _judge(one: _Read, phone: Phone, known: _Known) -> tuple[int, str]:
    """Status and code. What has landed once has landed, whatever has become of the café or the person since."""
    if one.event is None:
        return 422, one.code
    if one.event.id in known.digests:
        return (200, "") if known.digests[one.event.id] == one.digest else (409, "other_content")
    opening = known.openings.get(one.event.occurrence)
    if opening is None:
        return 422, "unknown_opening"
    named = one.event.occurrence in known.named
    if one.id in known.not_yours or not may_write(phone.member, opening, named=named, today=known.today):
        return 422, "not_yours"
    return 201, ""


def _row(event: Event, known: _Known, phone: Phone, now: datetime, off_s: int | None) -> FieldEvent:
    """The event as it is kept: own words and card codes lie in tables of their own."""
    opening = known.openings[event.occurrence]
    is_off = off_s is not None and abs(off_s) > CLOCK_MAY_BE_OFF_S
    at = put_right(event.at, off_s if off_s and is_off else 0) if event.believed else None
    believed = believable(at, opening, now)
    opened_at, closed_at = known.open.get(event.occurrence, (None, None))
    flags = flags_of(
        replace(event, at=at if at and believed else now, believed=believed),
        opening,
        off_s=off_s,
        on_shift=event.occurrence in known.on_shift,
        heard_at=phone.heard_at,
        ends_at=end_of(opening),
        opened_at=opened_at,
        closed_at=closed_at,
    )
    if believed:
        known.open[event.occurrence] = _since(event.kind, at, opened_at, closed_at)
    can_be_kept = event.believed and can_be(event.at)  # the phone's own words, where a database can hold them
    return FieldEvent(
        id=event.id,
        phone=phone,
        occurrence=opening,
        seq=event.seq,
        kind=event.kind.value,
        body={name: value for name, value in event.body.items() if name not in ("text", "card") or not _apart(event)},
        digest=known.digests[event.id],
        told_at=event.at if can_be_kept else at or now,
        received_at=now,
        flags=[*flags, f"off {off_s}"] if is_off and can_be_kept else flags,
    )


def _since(kind: EventKind, at: Any, opened_at: datetime | None, closed_at: datetime | None) -> Hours:
    """When the café opened and closed, by what is known with this too."""
    if kind is EventKind.OPEN:
        return min(at, opened_at or at), closed_at
    return (opened_at, max(at, closed_at or at)) if kind is EventKind.CLOSE else (opened_at, closed_at)


def end_of(opening: Occurrence) -> datetime:
    """When it is to close."""
    midnight = datetime.combine(opening.date, datetime.min.time(), timezone.get_default_timezone())
    return midnight + timedelta(minutes=opening.starts + opening.minutes)


def _apart(event: Event) -> bool:
    return event.kind in (EventKind.WORDS, EventKind.NEXT_STEP)


def _write(new: Sequence[tuple[FieldEvent, Event]], now: datetime) -> None:
    today = timezone.localdate(now)
    FieldEvent.objects.bulk_create([row for row, _event in new])
    OwnWords.objects.bulk_create(
        OwnWords(
            event=row,
            occurrence_id=row.occurrence_id,
            text=str(event.body["text"]),
            read_back=bool(event.body["read_back"]),
            keep_until=today + timedelta(days=WORDS_KEPT_DAYS),
        )
        for row, event in new
        if event.kind is EventKind.WORDS
    )
    Card.objects.bulk_create(
        Card(
            event=row,
            occurrence_id=row.occurrence_id,
            need=str(event.body["need"]),
            code=str(event.body["card"]),
            last_step_on=today,
        )
        for row, event in new
        if event.kind is EventKind.NEXT_STEP
    )
    if spoken := {row.occurrence_id for row, event in new if event.kind in (EventKind.WORDS, EventKind.UNDO)}:
        empty_what_was_taken_back(spoken, now)


def _remember_refusals(phone: Phone, fates: Sequence[Fate], now: datetime) -> None:
    """That it was refused, and why; not what it said."""
    refused = {(_harmless(fate.id), fate.code) for fate in fates if fate.status in (409, 422)}
    if not refused:
        return
    told = Refusal.objects.filter(phone=phone, event_id__in={id_ for id_, _code in refused})
    refused -= set(told.values_list("event_id", "code"))
    Refusal.objects.bulk_create(Refusal(phone=phone, event_id=id_, code=code, at=now) for id_, code in sorted(refused))


def _harmless(id_: str | None) -> str:
    """What a phone called an id, so that every database can keep it."""
    return "".join(letter for letter in (id_ or "")[:LONGEST_NAMED] if letter.isprintable())


def _heard(phone: Phone, fates: Sequence[Fate], now: datetime, off_s: int | None, waiting: int, app: str) -> None:
    """When it was heard, and what it told of itself. What has its answer now does not wait any more."""
    settled = len({fate.id for fate in fates if fate.is_settled})
    phone.heard_at, phone.app_version = now, app
    phone.waiting = max(0, waiting - settled)
    if off_s is not None:
        phone.clock_off_s = max(-(2**31), min(2**31 - 1, off_s))
    phone.save(update_fields=["heard_at", "app_version", "waiting", "last_seq", "clock_off_s"])
