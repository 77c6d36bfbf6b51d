"""What a person does with the own access. Passkeys and sessions are others' rows: here is only the trace of them."""

from datetime import datetime
from typing import Any

from django.db import transaction

from driveout.records.team import sessions
from driveout.records.team.models import Member
from driveout.records.trust.actions import leave_trace


def signed_in(*, user: Any, language: str, now: datetime) -> None:
    """By a password or a passkey. From where is nobody's business; messages come in the language of this page."""
    Member.objects.filter(user=user).exclude(language=language).update(language=language)
    leave_trace(by=user, what="signed in", about=user, now=now)


def signed_out(*, user: Any, now: datetime) -> None:
    """In the browser where it was asked for."""
    leave_trace(by=user, what="signed out", about=user, now=now)


def tried_wrong_password(*, username: str, now: datetime) -> None:
    """Nobody knows by whom. What was typed is kept nowhere: a name that nobody here has may be a password."""
    member = Member.objects.filter(user__username__iexact=username).first()
    if member:
        leave_trace(by=None, what="tried a wrong password", about=member, now=now)


@transaction.atomic
def sign_out_of(*, user: Any, mark: str, now: datetime) -> bool:
    """End one of the own sessions. False when it is not there any more."""
    if not sessions.end_one(user.pk, mark, now=now):
        return False
    leave_trace(by=user, what="signed out elsewhere", about=user, now=now)
    return True


@transaction.atomic
def sign_out_elsewhere(*, user: Any, but: str | None, now: datetime) -> bool:
    """End the own sessions, except one. False when there were no others."""
    if not sessions.end_all(user.pk, now=now, but=but):
        return False
    leave_trace(by=user, what="signed out elsewhere", about=user, now=now)
    return True


@transaction.atomic
def changed_password(*, user: Any, but: str | None, now: datetime) -> None:
    """The password is new: every other session ends."""
    sessions.end_all(user.pk, now=now, but=but)
    leave_trace(by=user, what="changed the password", about=user, now=now)


@transaction.atomic
def made_passkey(*, user: Any, name: str, now: datetime) -> None:
    """There is one more way in."""
    leave_trace(by=user, what="made a passkey", about=user, now=now, name=name)


@transaction.atomic
def removed_passkey(*, user: Any, name: str, now: datetime) -> None:
    """There is one way in less."""
    leave_trace(by=user, what="removed a passkey", about=user, now=now, name=name)
