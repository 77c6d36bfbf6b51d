"""A second factor taken away for somebody: the other coordinators are told, for it is a way in."""

from datetime import datetime

from django.db import transaction

from driveout.core.words import Told
from driveout.records.team.models import Member, Role
from driveout.records.team.second import trace_reset
from driveout.records.tell.telling import tell
from driveout.records.trust.actions import By


@transaction.atomic
def reset_second_factor(*, member: Member, by: By, now: datetime) -> bool:
    """The person signs in with the password alone, until they make one anew. False when there was none."""
    if not trace_reset(member=member, by=by, now=now):
        return False
    who = member.user.first_name or member.user.username
    own = Member.objects.filter(organisation=member.organisation, role=Role.COORDINATOR, user__is_active=True)
    for other in own.exclude(pk=member.pk).select_related("user"):
        tell(
            member=other,
            kind=Told.SECOND_FACTOR,
            once=f"second factor of {member.pk} reset {now.isoformat()} to {other.pk}",
            subject=f"Koden ved log ind er nulstillet for {who}",
            text=f"Den, der passer serveren, har nulstillet koden for {who}. Spørg, om {who} har bedt om det.",
            due_at=now,
            now=now,
        )
    return True
