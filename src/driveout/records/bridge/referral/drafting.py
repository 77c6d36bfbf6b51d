"""What is written of a wish: own words, strengths, the track; who owns it; and how the person can be reached."""

import json
from datetime import date, datetime

from django.db import transaction

from driveout.core.bridge.sharing import CARD
from driveout.core.words import Party, Shared, Track
from driveout.records.bridge.referral.models import ContactCard, Thread
from driveout.records.bridge.referral.moving import held, remark
from driveout.records.bridge.referral.rules import LONGEST_TEXT, Lacks, NotReachable, check_text, check_until
from driveout.records.bridge.referral.seeing import owners_for
from driveout.records.team.models import Member
from driveout.records.trust.actions import By, leave_trace
from driveout.records.trust.sealing import seal, unseal

PURPOSE = "contact card"
LONGEST = {Shared.NAME: 80, Shared.PHONE: 20, Shared.HOW: 200}


@transaction.atomic
def write_wish(
    *, thread: Thread, wish: str, strengths: str, track: Track, read_back: bool, by: By, now: datetime
) -> Thread:
    """Own words first. CivilNumber: nothing is kept."""
    check_text(wish, strengths)
    row = held(thread)
    row.wish, row.strengths = wish.strip()[:LONGEST_TEXT], strengths.strip()[:LONGEST_TEXT]
    row.track, row.read_back, row.last_step_at = track.value, read_back, now
    row.save(update_fields=["wish", "strengths", "track", "read_back", "last_step_at"])
    leave_trace(by=by, what="wrote a wish", about=row, now=now)
    return row


@transaction.atomic
def hand_over(*, thread: Thread, to: Member, by: By, now: datetime) -> Thread:
    """Somebody else of ours owns it from now on. NotReachable: they have left, or work elsewhere."""
    row = held(thread)
    if to.pk not in {one.pk for one in owners_for(row)}:
        raise NotReachable
    if row.owner_id == to.pk:
        return row
    row.owner = to
    row.save(update_fields=["owner"])
    remark(thread=row, kind="owner", party=Party.OWNER, by=by, now=now)  # no name: it would outlive the person's leave
    leave_trace(by=by, what="handed a thread over", about=row, now=now)
    return row


@transaction.atomic
def write_contact_card(
    *, thread: Thread, told: dict[Shared, str], expires_on: date, today: date, by: By, now: datetime
) -> ContactCard:
    """Name, phone and how to reach somebody safely, if they chose to say it: sealed. Lacks, CivilNumber, NoSuchDay."""
    kept = {field.value: told.get(field, "").strip()[: LONGEST[field]] for field in Shared if field in CARD}
    check_text(*kept.values())
    if not any(kept.values()):
        raise Lacks("name")
    check_until(expires_on, today)
    held(thread)
    values = {"sealed": seal(json.dumps(kept), PURPOSE), "expires_on": expires_on, "made_at": now}
    row, _new = ContactCard.objects.update_or_create(thread=thread, defaults=values)
    leave_trace(by=by, what="wrote a contact card", about=thread, now=now)
    return row


@transaction.atomic
def delete_contact_card(*, thread: Thread, by: By, now: datetime) -> bool:
    """False when there was none."""
    gone = ContactCard.objects.filter(thread=thread).delete()[0]
    if gone:
        leave_trace(by=by, what="deleted a contact card", about=thread, now=now)
    return bool(gone)


def contact_of(thread: Thread, today: date) -> dict[Shared, str]:
    """What stands on the card; empty without one, after its day, or where the server's secret is gone. One query."""
    row = ContactCard.objects.filter(thread=thread, expires_on__gte=today).first()
    opened = unseal(row.sealed, PURPOSE) if row else None
    return {Shared(key): value for key, value in json.loads(opened).items() if value} if opened else {}
