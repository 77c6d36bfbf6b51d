"""A person's yes, to one receiver, for these fields, until a day. Taken back in one step, which closes at once."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from driveout.core.bridge.states import NEEDS_CONSENT, RECEIVERS, may_go
from driveout.core.words import Party, ReferralState, SaidHow, Shared
from driveout.records.bridge.referral.models import Consent, Thread
from driveout.records.bridge.referral.moving import end_yes, held, remark, say
from driveout.records.bridge.referral.rules import LONGEST_LINE, Lacks, NotNow, check_text, check_until
from driveout.records.trust.actions import By, leave_trace

TEXT_VERSION = 1  # of the words on the page that are read out; a new one when they change

BACK_TO_US = NEEDS_CONSENT | RECEIVERS | {ReferralState.CONSENTED, ReferralState.MISSED}


@dataclass(frozen=True)
class Receiver:
    """Who is asked. `person` may be empty: then whoever answers there."""

    organisation: str
    service: str = ""
    person: str = ""
    phone: str = ""


@transaction.atomic
def take_consent(
    *, thread: Thread, receiver: Receiver, fields: Collection[Shared], until: date, how: SaidHow, read_back: bool,
    by: By, now: datetime,
) -> Consent:  # fmt: skip
    """The person said yes. A yes of before ends: one receiver has it at a time.

    Lacks where nobody is named, nothing is shared or it was not read back; NoSuchDay; CivilNumber; NotNow.
    """
    lacks = [
        *(["receiver"] if not receiver.organisation.strip() else []),
        *(["fields"] if not fields else []),
        *(["read_back"] if not read_back else []),
    ]
    if lacks:
        raise Lacks(*lacks)
    check_text(receiver.organisation, receiver.service, receiver.person, receiver.phone)
    check_until(until, timezone.localdate(now))
    row = held(thread)
    state = ReferralState(row.state)
    if state != ReferralState.CONSENTED and not may_go(state, ReferralState.CONSENTED, Party.GUEST, agreed=False):
        raise NotNow
    end_yes(row, Party.GUEST, now)
    consent = Consent.objects.create(
        thread=row, organisation_name=receiver.organisation.strip()[:LONGEST_LINE],
        service=receiver.service.strip()[:LONGEST_LINE], person=receiver.person.strip()[:80],
        phone=receiver.phone.strip()[:20], fields=sorted(Shared(field).value for field in fields), until=until,
        how=how.value, read_back=True, text_version=TEXT_VERSION, given_at=now, taken_by=by,
    )  # fmt: skip
    say(thread=row, state=ReferralState.CONSENTED, party=Party.GUEST, by=by, now=now, called=str(consent))
    leave_trace(by=by, what="took a consent", about=row, now=now, until=str(until), fields=len(consent.fields))
    return consent


@transaction.atomic
def withdraw_consent(*, thread: Thread, party: Party, by: By, now: datetime) -> bool:
    """No more: every receiver is out from this moment, and the thread is ours again. False when there was no yes."""
    row = Thread.objects.select_for_update(no_key=True).get(pk=thread.pk)
    names = list(row.consents.filter(withdrawn_at=None).values_list("organisation_name", flat=True))
    if not end_yes(row, party, now):
        return False
    called = names[-1] if names else ""
    if ReferralState(row.state) in BACK_TO_US:
        say(thread=row, state=ReferralState.DRAFT, party=party, by=by, now=now, called=called)
    else:  # who has arrived has arrived
        remark(thread=row, kind="withdrawn", party=party, by=by, now=now, called=called)
    leave_trace(by=by, what="took a consent back", about=row, now=now, party=party.value)
    return True
