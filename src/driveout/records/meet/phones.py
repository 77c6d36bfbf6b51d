"""Phones: taken in by somebody who is signed in, heard, and ended from the office."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from driveout.core.meet.telling import phone_ended
from driveout.core.words import Told
from driveout.records.meet.models import Phone
from driveout.records.meet.rules import Ended, NotCrew, NotThisPhone, may_use_the_field
from driveout.records.team.models import Member
from driveout.records.team.queries import language_of
from driveout.records.tell.telling import tell
from driveout.records.trust.actions import By, leave_trace

OFFICE_NAME = "Kontoret"


@transaction.atomic
def register_phone(*, phone_id: UUID, key: str, name: str, member: Member, now: datetime) -> tuple[Phone, bool]:
    """A person's place on a phone, and whether it is new. The same again renews the sign-in.

    `key`: the public half, already read as one. NotCrew, Ended, and NotThisPhone for another key or another person.
    """
    if not may_use_the_field(member):
        raise NotCrew
    values = {"member": member, "name": name, "public_key": key, "made_at": now, "signed_in_at": now}
    phone, is_new = Phone.objects.select_for_update(of=("self",), no_key=True).get_or_create(
        pk=phone_id, defaults=values
    )
    if (phone.member_id, phone.public_key) != (member.pk, key):
        raise NotThisPhone
    if phone.ended_at is not None:
        raise Ended
    if is_new:
        leave_trace(by=member.user, what="registered a phone", about=phone, now=now, name=name)
    else:
        phone.signed_in_at = now
        phone.save(update_fields=["signed_in_at"])
    return phone, is_new


def heard(*, phone: Phone, held: dict[str, Any], now: datetime) -> None:
    """The phone called, and fetched the week. `held`: what is kept of it (meet.held)."""
    Phone.objects.filter(pk=phone.pk).update(heard_at=now, held=held)


@transaction.atomic
def end_phone(*, phone_id: UUID, by: By, now: datetime) -> Phone:
    """It is not heard any more, and wipes names and keys the next time it calls. Twice is once."""
    phone = Phone.objects.select_related("member__user").select_for_update(of=("self",), no_key=True).get(pk=phone_id)
    if phone.ended_at is None:
        phone.ended_at, phone.ended_by = now, by
        phone.save(update_fields=["ended_at", "ended_by"])
        leave_trace(by=by, what="ended a phone", about=phone, now=now, name=phone.name)
        if by is None or by.pk != phone.member.user_id:
            _tell_owner(phone, by, now)
    return phone


def _tell_owner(phone: Phone, by: By, now: datetime) -> None:
    """Whose it was reads that it is ended, by whom, and where to see what it held."""
    who = (by.first_name or by.username) if by else "Drive Out"
    subject, text = phone_ended(who=who, phone=phone.name, waiting=phone.waiting, language=language_of(phone.member))
    once = f"phone {phone.pk} ended"
    tell(member=phone.member, kind=Told.PHONE, once=once, subject=subject, text=text, due_at=now, now=now)


def desk_of(member: Member, now: datetime) -> Phone:
    """Where what somebody writes at the office comes from: a phone without a key, so that nothing can sign as it."""
    desk = Phone.objects.select_for_update(no_key=True).filter(member=member, public_key="").first()
    if desk is None:
        values = {"name": OFFICE_NAME, "public_key": "", "made_at": now, "signed_in_at": now}
        desk = Phone.objects.create(id=uuid4(), member=member, **values)
    return desk
