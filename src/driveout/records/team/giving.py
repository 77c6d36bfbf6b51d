"""Who gives a role holds it: nobody makes themselves more than they are, by a role, a link or a second account.

A coordinator holds every role, so a coordinator says yes where somebody else gives one. The first coordinator is made
on the server's command line, which asks nobody.
"""

from datetime import datetime

from django.db import transaction

from driveout.records.team.models import Invitation
from driveout.records.team.queries import member_of
from driveout.records.team.rules import LinkIsOver, NotHeld, may_give
from driveout.records.trust.actions import By, leave_trace


def holds(by: By, role: str) -> bool:
    """May this person give the role, or open the way in to somebody who has it? None, the command line, may. One
    query."""
    return by is None or (by.is_active and may_give(member_of(by), role))


def check_holds(by: By, role: str) -> None:
    """NotHeld."""
    if not holds(by, role):
        raise NotHeld(role)


def waits(link: Invitation) -> bool:
    """Does the link wait for a coordinator's yes? By what its maker and who it is for may do now: a role may have
    changed since it was made. No query where the row was read with `made_by__member` and `member`."""
    if link.confirmed_by_id is not None or link.made_by is None:
        return False
    maker = getattr(link.made_by, "member", None)
    return not (link.made_by.is_active and may_give(maker, _role(link)))


@transaction.atomic
def confirm(*, link: Invitation, by: By, now: datetime) -> bool:
    """Say yes to a link. False when nobody waits for it any more. NotHeld, LinkIsOver."""
    check_holds(by, _role(link))
    row = Invitation.objects.select_for_update(no_key=True).get(pk=link.pk)
    if row.ended_at is not None or row.expires_at <= now:
        raise LinkIsOver
    if not waits(row):
        return False
    row.confirmed_by = by
    row.save(update_fields=["confirmed_by"])
    leave_trace(by=by, what="said yes to a link", about=row, now=now, first_name=row.first_name, role=row.role)
    return True


def _role(link: Invitation) -> str:
    """What it gives: a role, or a way in to somebody with theirs."""
    return link.member.role if link.member else link.role
