"""Who may write at a café, and what somebody should look at though it was taken."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.utils import timezone

from driveout.core.words import EventKind, FieldEvent
from driveout.records.drive.models import Occurrence
from driveout.records.drive.models.days import OccurrenceState
from driveout.records.team.models import Member, Role

CREW = (Role.EMPLOYEE, Role.VOLUNTEER, Role.HUB_LEADER, Role.COORDINATOR)
SIGN_IN_LASTS = timedelta(days=90)
CLOCK_MAY_BE_OFF_S = 10 * 60
CLOCK_MAY_BE_OFF = timedelta(seconds=CLOCK_MAY_BE_OFF_S)
SHOWN_AHEAD = timedelta(days=7)  # phones show no café that is further away, so nobody wrote at it before
UNANNOUNCED_BACK, UNANNOUNCED_AHEAD = timedelta(days=30), timedelta(days=7)
FLAGS = ("clock", "before_its_day", "closed_first", "cancelled", "moved", "not_on_shift", "after_close")
HELD_THERE = (EventKind.OPEN, EventKind.COUNT, EventKind.CLOSE)  # a note may well be written the evening before
DOUBTED = "doubted"  # stands among the flags of an event whose moment is not believed


class NotThisPhone(Exception):
    """The id belongs to another key or another person."""


class Ended(Exception):
    """The phone was ended, or its person has no access any more."""


class NotCrew(Exception):
    """Whoever neither drives nor hosts has no use for the field app."""


class NotYours(Exception):
    """The café belongs to another hub or another organisation."""


class StandsOtherwise(Exception):
    """Other values stand there than the person saw."""


def may_write(member: Member, opening: Occurrence, *, named: bool, today: date | None = None) -> bool:
    """The own hub's cafés, and those where the person is or was on the shift; the coordinator everywhere.

    `named`: on the shift now or once: whoever was taken off while they had no network was there all the same. `today`:
    a volunteer who never was on it may have come unannounced, so some weeks back and as far ahead as phones show;
    None where somebody in the office looks at it.
    """
    if named or member.role == Role.COORDINATOR:
        return True
    if member.base_id is None or member.base_id != opening.base_id:
        return False
    if member.role != Role.VOLUNTEER or today is None:
        return True
    return today - UNANNOUNCED_BACK <= opening.date <= today + UNANNOUNCED_AHEAD


def may_use_the_field(member: Member | None) -> bool:
    """Those who drive and host, and those who lead them, while they have access."""
    return member is not None and member.role in CREW and member.user.is_active


def may_see_phones(member: Member | None) -> bool:
    """The office's page of phones: the coordinator all, a hub leader those of the own hub's people."""
    return member is not None and member.role in (Role.COORDINATOR, Role.HUB_LEADER)


def flags_of(
    event: FieldEvent,
    opening: Occurrence,
    *,
    off_s: int | None,
    on_shift: bool,
    heard_at: datetime | None,
    ends_at: datetime,
    opened_at: datetime | None,
    closed_at: datetime | None,
) -> list[str]:
    """What somebody should look at. `event`: with the clock put right. `off_s`: the phone's clock minus ours; None:
    it did not say. `heard_at`: when the phone was heard before; what was told since, it could not know. `opened_at`,
    `closed_at`: as it stands by now."""
    told_at = opening.told_at if opening.starts != opening.promised else None
    unaware = told_at is not None and (heard_at is None or heard_at < told_at or event.at < told_at)
    first = event.kind == EventKind.OPEN and opened_at is None and closed_at is not None and event.at > closed_at
    last = event.kind == EventKind.CLOSE and opened_at is not None and event.at < opened_at
    doubtful = off_s is None or abs(off_s) > CLOCK_MAY_BE_OFF_S or not event.believed
    early = event.kind in HELD_THERE and timezone.localdate(event.at) < opening.date
    found = {
        "clock": doubtful,
        "before_its_day": early and not doubtful,
        "closed_first": event.believed and (first or last),
        "cancelled": opening.state == OccurrenceState.CANCELLED,
        "moved": unaware,
        "not_on_shift": not on_shift,
        "after_close": event.at > (closed_at or ends_at) + timedelta(days=1),
    }
    return [flag for flag in FLAGS if found[flag]] + ([] if event.believed else [DOUBTED])


def believable(at: datetime | None, opening: Occurrence, now: datetime) -> bool:
    """Can it have been written then? Not after it came, and not before phones showed the café. `at`: None for no
    moment at all."""
    if at is None or at > now + CLOCK_MAY_BE_OFF:
        return False
    return timezone.localdate(at) >= opening.date - SHOWN_AHEAD


def off_of(flags: Collection[str]) -> int:
    """How far the phone's clock was off when it sent this, in seconds, where that was too far: it stands among the
    flags as “off 31536000”."""
    told = [flag.removeprefix("off ") for flag in flags if flag.startswith("off ")]
    return int(told[0]) if told else 0
