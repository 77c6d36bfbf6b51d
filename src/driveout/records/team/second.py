"""The second factor: a code of six digits that changes each half minute, made by an app on the person's own phone.

What the app was given is sealed with the server's key; a code is taken once; recovery codes are kept as digests. It is
for coordinators and operators; a passkey is as good, and needs none.
"""

import base64
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from allauth.mfa.models import Authenticator
from cryptography.fernet import InvalidToken
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.db import transaction
from django.db.models import Exists, OuterRef

from driveout.records.team.models import Member, Organisation, RecoveryCode, Role, SecondFactor
from driveout.records.team.tries import TooSoon, wait_after
from driveout.records.trust.actions import By, leave_trace
from driveout.records.trust.sealing import keys

STEP = 30  # seconds
DIGITS = 6
DRIFT = 1  # steps to either side: the app's clock is not ours
SECRET = 20  # bytes
LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that can be taken for another
CODES, CODE_LENGTH = 10, 12  # 59 bits each: a digest without a salt gives none away
ASKED_OF = (Role.COORDINATOR, Role.OPERATOR)


class WrongCode(Exception):
    """Not the code of now, or one that was taken already."""


class NoFactorYet(Exception):
    """Who asks others for a second factor has one."""


def has_second(user_id: int) -> bool:
    """Is the person asked for a code beside the password? One query."""
    return SecondFactor.objects.filter(user_id=user_id, confirmed_at__isnull=False).exists()


def has_more_than_password(user_id: int) -> bool:
    """A code or a passkey. At most two queries."""
    return has_second(user_id) or Authenticator.objects.filter(user=user_id).exists()


def with_second(organisation_id: int) -> set[int]:
    """Users who have one. One query."""
    rows = SecondFactor.objects.filter(user__member__organisation_id=organisation_id, confirmed_at__isnull=False)
    return set(rows.values_list("user_id", flat=True))


def codes_left(user_id: int) -> int:
    """Recovery codes that were not used. One query."""
    return RecoveryCode.objects.filter(user_id=user_id, used_at=None).count()


def how_many_lack(organisation_id: int) -> int:
    """How many coordinators and operators have neither a code nor a passkey. One query."""
    rows = Member.objects.filter(organisation_id=organisation_id, role__in=ASKED_OF, user__is_active=True)
    code = SecondFactor.objects.filter(user=OuterRef("user"), confirmed_at__isnull=False)
    return rows.exclude(Exists(code)).exclude(Exists(Authenticator.objects.filter(user=OuterRef("user")))).count()


def is_missing(member: Member) -> bool:
    """Does the organisation ask for one that the person has not? Who came in by a passkey is not asked. A query where
    it does."""
    return member.role in ASKED_OF and member.organisation.second_factor_asked and not has_second(member.user_id)


@transaction.atomic
def begin(*, user: Any, now: datetime) -> str:
    """What the app is given, as base32. The same until it is confirmed; what is confirmed is never shown again."""
    drawn = {"sealed": _seal(secrets.token_bytes(SECRET)), "made_at": now}
    row, _is_new = SecondFactor.objects.select_for_update(no_key=True).get_or_create(user=user, defaults=drawn)
    if row.confirmed_at is not None:
        raise WrongCode
    return base64.b32encode(_open(row)).decode()


def address_of(secret: str, username: str) -> str:
    """What the app reads from the picture."""
    told = TOTP(base64.b32decode(secret), DIGITS, SHA1(), STEP, enforce_key_length=False)  # noqa: S303
    return told.get_provisioning_uri(username, "Drive Out")


@transaction.atomic
def confirm(*, user: Any, code: str, now: datetime) -> list[str]:
    """The first code was right: from now on one is asked for. Gives the recovery codes, which are shown once.

    WrongCode, TooSoon.
    """
    row = SecondFactor.objects.select_for_update(no_key=True).filter(user=user).first()
    if row is None or row.confirmed_at is not None:  # pressed twice, or in two windows
        raise WrongCode
    _take(row, code, now)
    row.confirmed_at = now
    row.save(update_fields=["confirmed_at"])
    leave_trace(by=user, what="made a second factor", about=user, now=now)
    return _new_codes(user, now)


def check(*, user: Any, code: str, now: datetime) -> None:
    """A code of the app, or a recovery code. WrongCode, TooSoon; a wrong one is counted all the same."""
    with transaction.atomic():
        row = SecondFactor.objects.select_for_update(no_key=True).filter(user=user).first()
        if row is None or row.confirmed_at is None:  # taken away meanwhile: from the sign-in none is asked for
            raise WrongCode
        right = _is_right(row, code, now)
    if not right:
        raise WrongCode


@transaction.atomic
def renew_codes(*, user: Any, now: datetime) -> list[str]:
    """Other recovery codes; those of before are over. WrongCode: there is no factor any more."""
    row = SecondFactor.objects.select_for_update(no_key=True).filter(user=user).first()
    if row is None or row.confirmed_at is None:
        raise WrongCode
    leave_trace(by=user, what="made new recovery codes", about=user, now=now)
    return _new_codes(user, now)


@transaction.atomic
def remove(*, user: Any, now: datetime) -> bool:
    """The person wants no code any more. False when there was none."""
    if not forget([user.pk]):
        return False
    leave_trace(by=user, what="removed a second factor", about=user, now=now)
    return True


def forget(user_ids: Iterable[int]) -> int:
    """Rows go, without a word: part of a deed that has its own trace. How many had one."""
    RecoveryCode.objects.filter(user__in=list(user_ids)).delete()
    return SecondFactor.objects.filter(user__in=list(user_ids)).delete()[0]


@transaction.atomic
def ask_for(*, organisation: Organisation, asked: bool, by: By, now: datetime) -> None:
    """From now on coordinators and operators sign in with a passkey or a code, or need not. NoFactorYet. Nobody is
    shut out by it: who has none makes one at the next sign-in."""
    row = Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    if asked and (by is None or not has_second(by.pk)):
        raise NoFactorYet
    if row.second_factor_asked == asked:
        return
    row.second_factor_asked = asked
    row.save(update_fields=["second_factor_asked"])
    what = "asked for a second factor" if asked else "asks for no second factor"
    leave_trace(by=by, what=what, about=row, now=now)


def _take(row: SecondFactor, code: str, now: datetime) -> None:
    if not _is_right(row, code, now):
        raise WrongCode


def _is_right(row: SecondFactor, code: str, now: datetime) -> bool:
    """Take a code once; count a wrong one. TooSoon."""
    if row.wrong_at is not None and (left := row.wrong_at + wait_after(row.wrong) - now) > timedelta(0):
        raise TooSoon(left)
    typed = "".join(code.upper().split()).replace("-", "")
    step = _step_of(row, typed, now)
    if step is not None:
        row.last_step, row.wrong, row.wrong_at = step, 0, None
    elif row.confirmed_at is not None and _use_recovery(row, typed, now):
        row.wrong, row.wrong_at = 0, None
    else:
        row.wrong, row.wrong_at = row.wrong + 1, now
    row.save(update_fields=["last_step", "wrong", "wrong_at"])
    return row.wrong == 0


def _step_of(row: SecondFactor, typed: str, now: datetime) -> int | None:
    """Which half minute the code is of; None for none that may still be taken."""
    if len(typed) != DIGITS or not typed.isascii() or not typed.isdigit():
        return None
    try:
        app = TOTP(_open(row), DIGITS, SHA1(), STEP, enforce_key_length=False)  # noqa: S303
    except InvalidToken:  # sealed under a secret that is gone: a recovery code, or the command line
        return None
    here = int(now.timestamp()) // STEP
    for step in range(here - DRIFT, here + DRIFT + 1):
        if step > row.last_step and secrets.compare_digest(app.generate(step * STEP), typed.encode()):
            return step
    return None


def _use_recovery(row: SecondFactor, typed: str, now: datetime) -> bool:
    unused = RecoveryCode.objects.filter(user=row.user_id, digest=_digest(row.user_id, typed), used_at=None)
    if not unused.update(used_at=now):
        return False
    leave_trace(by=row.user, what="used a recovery code", about=row.user, now=now)
    return True


def _new_codes(user: Any, now: datetime) -> list[str]:
    RecoveryCode.objects.filter(user=user).delete()
    made = ["".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH)) for _ in range(CODES)]
    RecoveryCode.objects.bulk_create(RecoveryCode(user=user, digest=_digest(user.pk, one), made_at=now) for one in made)
    return ["-".join(one[at : at + 4] for at in range(0, CODE_LENGTH, 4)) for one in made]


def _digest(user_id: int, code: str) -> str:
    return sha256(f"recovery {user_id} {code}".encode()).hexdigest()


def _seal(raw: bytes) -> str:
    return keys("second factor").encrypt(raw).decode()


def _open(row: SecondFactor) -> bytes:
    """InvalidToken."""
    return keys("second factor").decrypt(row.sealed.encode())


@transaction.atomic
def trace_reset(*, member: Member, by: By, now: datetime) -> bool:
    """The row goes, and the trace says who did it. False when there was none."""
    if not forget([member.user_id]):
        return False
    leave_trace(by=by, what="reset a second factor", about=member, now=now)
    return True
