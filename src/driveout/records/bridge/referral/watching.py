"""What nobody says: a receiver who is silent, a promise that broke, a yes whose day has passed."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from driveout.core.bridge.states import NEEDS_CONSENT, OVER, RECEIVERS
from driveout.core.words import Party, ReferralState
from driveout.records.bridge.referral.consenting import withdraw_consent
from driveout.records.bridge.referral.models import Consent, Thread
from driveout.records.bridge.referral.moving import remark
from driveout.records.bridge.referral.telling import tell_owner

AGAIN = timedelta(days=7)  # who did nothing is told anew, and so is the leader
AT_ONCE = 500  # in a look; the rest in the next
WITH_RECEIVER = NEEDS_CONSENT | RECEIVERS


def watch(*, now: datetime) -> int:
    """Whatever broke since the last look: how many threads somebody was told of. Two queries where there is none."""
    return _end_yeses(now) + _late(now)


def _late(now: datetime) -> int:
    late = Thread.objects.filter(due_at__lte=now).exclude(state__in=[state.value for state in OVER])
    late = late.filter(Q(told_late_at=None) | Q(told_late_at__lte=now - AGAIN)).order_by("due_at", "id")
    rows = list(late.select_related("owner__user", "where", "base")[:AT_ONCE])
    for row in rows:
        _tell_late(row, now)
    return len(rows)


@transaction.atomic
def _tell_late(row: Thread, now: datetime) -> None:
    """The owner and whoever leads the hub. It stands in the thread, once for each promise."""
    if not Thread.objects.filter(pk=row.pk, due_at=row.due_at, told_late_at=row.told_late_at).update(told_late_at=now):
        return
    silent = row.state in (ReferralState.SENT, ReferralState.OPENED)
    if row.told_late_at is None:
        remark(thread=row, kind="silence" if silent else "late", party=Party.CLOCK, by=None, now=now)
    tell_owner(thread=row, news="silence" if silent else "late", now=now, leaders_too=True)


def _end_yeses(now: datetime) -> int:
    """A yes whose day has passed closes the receiver's way in by itself; the owner asks anew."""
    today = timezone.localdate(now)
    states = [state.value for state in WITH_RECEIVER]
    rows = Consent.objects.filter(withdrawn_at=None, until__lt=today, thread__state__in=states)
    n = 0
    for row in list(rows.select_related("thread__owner__user", "thread__where", "thread__base")[:AT_ONCE]):
        if withdraw_consent(thread=row.thread, party=Party.CLOCK, by=None, now=now):
            tell_owner(thread=row.thread, news="consent over", now=now)
            n += 1
    return n
