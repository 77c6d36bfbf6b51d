"""The number somebody wrote for themselves: who leads them rings it, and reads whose word it is."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from driveout.records.drive.crew.plan_people import connected
from driveout.records.drive.crew.rules import NotYours, may_take_shifts
from driveout.records.team import persons
from driveout.records.team.models import Member, Person
from driveout.records.tell.ways import address_from
from driveout.records.trust.actions import By


@dataclass(frozen=True)
class OwnNumber:
    """What is rung; empty: nobody has a number. `is_own`: they wrote it; else somebody who leads them did."""

    phone: str = ""
    is_own: bool = False


def number_of(member: Member) -> OwnNumber:
    """As who leads them sees it. Four queries."""
    rows = sorted(_rows(member), key=lambda one: one.phone_is_own)
    return OwnNumber(rows[-1].phone, rows[-1].phone_is_own) if rows else OwnNumber()


@transaction.atomic
def write_own(*, member: Member, typed: str, now: datetime) -> Person:
    """Ring me here, said by the member. NoAddress (tell.ways), NotYours."""
    if not may_take_shifts(member):
        raise NotYours
    number = address_from("sms", typed)
    return persons.write_own_phone(member=member, phone=number, now=now)


@transaction.atomic
def write_for(*, person: Person, own: Person | None, phone: str, by: By, now: datetime) -> None:
    """Ring them here, said by who leads them; empty: nobody has a number. `own`: the row in which they wrote theirs,
    which holds no more, unless it is the same number: then it stays their own word. NotHere (team.persons)."""
    if own is not None and own.phone == phone:
        return
    if own is not None and own.pk != person.pk:
        persons.write_phone(person=own, phone="", by=by, now=now)
    persons.write_phone(person=person, phone=phone, by=by, now=now)


@transaction.atomic
def forget_own(*, member: Member, now: datetime) -> bool:
    """No number any more, whoever wrote it. False where there was none. NotYours."""
    if not may_take_shifts(member):
        raise NotYours
    rows = _rows(member)
    for row in rows:
        persons.write_phone(person=row, phone="", by=member.user, now=now)
    return bool(rows)


def _rows(member: Member) -> list[Person]:
    """Rows with a number that are theirs, also where only the name says so. Four queries."""
    mine = Q(member=member)
    for (hub, key), whose in connected(member.organisation_id).items():
        mine |= Q(base=int(hub), key=key, member=None) if hub and whose == member else Q()
    return list(Person.objects.filter(mine, organisation=member.organisation_id).exclude(phone=""))
