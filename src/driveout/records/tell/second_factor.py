"""A second factor taken away from somebody: they and the other coordinators are told, for it is a way in."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from driveout.core.tell.sign_in import second_factor_gone_by_link, second_factor_reset
from driveout.core.words import Told
from driveout.records.team import links, second
from driveout.records.team.models import Invitation, Member, Role
from driveout.records.team.queries import language_of
from driveout.records.tell.telling import tell
from driveout.records.trust.actions import By

Says = Callable[[bool, str], tuple[str, str]]  # is it the person's own, the reader's language → subject and text


@transaction.atomic
def reset_second_factor(*, member: Member, by: By, now: datetime) -> bool:
    """The person signs in with the password alone, until they make one anew. False when there was none."""
    if not second.trace_reset(member=member, by=by, now=now):
        return False
    _tell_all(
        member, lambda own, language: second_factor_reset(who=_name(member), is_own=own, language=language), now=now
    )
    return True


@transaction.atomic
def choose_password(*, invitation: Invitation, password: str, now: datetime) -> Member:
    """A new password by a link, as in `team.links`; where a code or a passkey went with the old one, it is told.
    LinkIsOver, LinkWaits."""
    had_more = invitation.member is not None and second.has_more_than_password(invitation.member.user_id)
    member = links.choose_password(invitation=invitation, password=password, now=now)
    if had_more:
        maker = (invitation.made_by.first_name or invitation.made_by.username) if invitation.made_by else ""

        def says(own: bool, language: str) -> tuple[str, str]:
            return second_factor_gone_by_link(who=_name(member), maker=maker, is_own=own, language=language)

        _tell_all(member, says, now=now)
    return member


def _tell_all(member: Member, says: Says, *, now: datetime) -> None:
    others = Member.objects.filter(organisation=member.organisation, role=Role.COORDINATOR, user__is_active=True)
    for other in (member, *others.exclude(pk=member.pk).select_related("user")):
        subject, text = says(other.pk == member.pk, language_of(other))
        once = f"second factor of {member.pk} reset {now.isoformat()} to {other.pk}"
        tell(member=other, kind=Told.SECOND_FACTOR, once=once, subject=subject, text=text, due_at=now, now=now)


def _name(member: Member) -> str:
    return member.user.first_name or member.user.username
