"""Links that take a person in, or let one who is here choose a new password. Each works once and for a while.

The link's secret is made here and given back once; the table holds a digest of it, so that nobody who reads the
table, a backup or a session can use it.
"""

import hmac
import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction

from driveout.records.place.models import Place
from driveout.records.team import second, sessions
from driveout.records.team.giving import waits
from driveout.records.team.models import Invitation, Member, Organisation, Role
from driveout.records.team.rules import LinkIsOver, LinkWaits, NameTaken
from driveout.records.trust.actions import By, leave_trace
from driveout.records.trust.organisation_of import check_one_organisation

INVITATION_LASTS, RESET_LASTS = timedelta(days=7), timedelta(hours=24)
SAME_CLICK = timedelta(seconds=10)  # the same form sent twice is one wish


@transaction.atomic
def invite(
    *, first_name: str, role: Role, base: Place | None, organisation: Organisation, by: By, now: datetime
) -> tuple[Invitation, str]:
    """An open invitation and its secret. Sent twice, the second one holds and the first is ended. What gives more than
    `by` holds waits for a coordinator's yes (team.giving)."""
    check_one_organisation(organisation, base)
    wanted = {"organisation": organisation, "member": None, "first_name": first_name, "role": role, "base": base}
    _open(now).filter(**wanted, made_by=by, made_at__gt=now - SAME_CLICK).update(ended_at=now)
    invitation, secret = _make(**wanted, by=by, now=now, lasts=INVITATION_LASTS)
    told = {"first_name": first_name, "role": role, "hub": invitation.hub_name}
    leave_trace(by=by, what="invited a person", about=invitation, now=now, **told)
    return invitation, secret


@transaction.atomic
def make_reset_link(*, member: Member, by: By, now: datetime) -> tuple[Invitation, str]:
    """A link to a new password for somebody who is here. Their earlier ones end. To somebody who may do more than `by`
    it waits for a coordinator's yes: a link is a way in."""
    _open(now).filter(member=member).update(ended_at=now)
    who = {"organisation": member.organisation, "member": member, "first_name": member.user.first_name}
    link, secret = _make(**who, role=member.role, base=member.base, by=by, now=now, lasts=RESET_LASTS)
    leave_trace(by=by, what="made a reset link", about=member, now=now)
    return link, secret


@transaction.atomic
def withdraw(*, invitation: Invitation, by: By, now: datetime) -> bool:
    """End a link before it is used. False when it was over already."""
    if not _open(now).filter(pk=invitation.pk).update(ended_at=now):
        return False
    leave_trace(by=by, what="withdrew a link", about=invitation, now=now, first_name=invitation.first_name)
    return True


def digest_of(secret: str) -> str:
    """What is kept of a secret."""
    return sha256(secret.encode()).hexdigest()


def found(digest: str) -> Invitation | None:
    """The link of that digest, also one that is over. One query."""
    rows = Invitation.objects.select_related("organisation", "member__user", "made_by__member")
    row = rows.filter(digest=digest).first()
    return row if row and hmac.compare_digest(row.digest, digest) else None


def is_open(invitation: Invitation, now: datetime) -> bool:
    """Can it still be used?"""
    return invitation.ended_at is None and invitation.expires_at > now


def open_links(organisation_id: int, now: datetime) -> list[Invitation]:
    """Links that can still be used, newest first. One query."""
    return list(_open(now).filter(organisation_id=organisation_id).select_related("made_by__member", "member"))


@transaction.atomic
def take_invitation(*, invitation: Invitation, username: str, password: str, now: datetime) -> Member:
    """Make the person's sign-in. LinkIsOver, LinkWaits or NameTaken. The password has been tried by the validators."""
    _check_yes(invitation)
    _use(invitation, now, member=None)
    people = get_user_model().objects
    if people.filter(username__iexact=username).exists():
        raise NameTaken(username)
    try:
        with transaction.atomic():
            user = people.create_user(username, password=password, first_name=invitation.first_name)
    except IntegrityError as taken:  # somebody else chose it in the same moment
        raise NameTaken(username) from taken
    own = {"organisation": invitation.organisation, "role": invitation.role, "base": invitation.base}
    member = Member.objects.create(user=user, **own)
    leave_trace(by=user, what="took an invitation", about=member, now=now, role=member.role)
    return member


@transaction.atomic
def choose_password(*, invitation: Invitation, password: str, now: datetime) -> Member:
    """A new password by a link. Sessions and passkeys end: whoever had got hold of the old ones is out. LinkIsOver,
    LinkWaits."""
    member = invitation.member
    if member is None or not member.user.is_active:
        raise LinkIsOver
    _check_yes(invitation)
    _use(invitation, now, member=member)
    member.user.set_password(password)
    member.user.save(update_fields=["password"])
    Authenticator.objects.filter(user=member.user).delete()
    second.forget([member.user_id])
    sessions.end_all(member.user_id, now=now)
    leave_trace(by=member.user, what="chose a new password by link", about=member, now=now)
    return member


def _open(now: datetime) -> Any:
    return Invitation.objects.filter(ended_at=None, expires_at__gt=now)


def _make(*, by: By, now: datetime, lasts: timedelta, **values: Any) -> tuple[Invitation, str]:
    secret = secrets.token_urlsafe(32)
    row = Invitation.objects.create(**values, digest=digest_of(secret), made_at=now, made_by=by, expires_at=now + lasts)
    return row, secret


def _check_yes(invitation: Invitation) -> None:
    """As it stands now, not as it was read."""
    if waits(Invitation.objects.select_related("made_by__member", "member").get(pk=invitation.pk)):
        raise LinkWaits


def _use(invitation: Invitation, now: datetime, *, member: Member | None) -> None:
    """Once: of two at the same moment one is refused."""
    if not _open(now).filter(pk=invitation.pk, member=member).update(ended_at=now):
        raise LinkIsOver
