"""The first steps, put away and taken back."""

from datetime import datetime

from django.db import transaction

from driveout.records.team.models import Member
from driveout.records.trust.actions import By, leave_trace


@transaction.atomic
def put_away(*, member: Member, by: By, now: datetime) -> None:
    """Hide the first steps from this person. Twice is once: the first time stands."""
    if Member.objects.filter(pk=member.pk, guide_hidden_at__isnull=True).update(guide_hidden_at=now):
        leave_trace(by=by, what="put the first steps away", about=member, now=now)


@transaction.atomic
def take_back(*, member: Member, by: By, now: datetime) -> None:
    """Show the first steps again."""
    if Member.objects.filter(pk=member.pk, guide_hidden_at__isnull=False).update(guide_hidden_at=None):
        leave_trace(by=by, what="took the first steps back", about=member, now=now)
