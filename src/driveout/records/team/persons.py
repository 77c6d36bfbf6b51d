"""One of the crew, whether they sign in or not: the row of a person, whom to ring, and who signs in as them."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.apps import apps
from django.db import transaction

from driveout.records.team.holding import hold
from driveout.records.team.models import Member, Person
from driveout.records.team.rules import Refused
from driveout.records.trust.actions import By, leave_trace

WROTE, FORGOT, WROTE_OWN = "wrote whom to ring", "removed whom to ring", "wrote the own number"
LINKED, PARTED = "said who signs in as somebody", "said that nobody signs in as somebody"


class OtherPerson(Refused):
    """Whoever signs in is said to be somebody else already."""


class NotHere(Refused):
    """Somebody was taken out in the moment in which something is done with them."""


def hold_person(person: Person) -> Person:
    """Their row as it is now, locked until the transaction ends. NotHere. One query."""
    found = Person.objects.select_for_update(no_key=True).filter(pk=person.pk).first()
    if found is None:
        raise NotHere
    return found


def person_of(*, organisation_id: int, base_id: int, key: str, now: datetime) -> Person:
    """The row of somebody of the register, made when they have none. `base_id`: their hub's place."""
    at = {"organisation_id": organisation_id, "base_id": base_id, "key": key}
    return Person.objects.get_or_create(**at, defaults={"made_at": now})[0]


def persons_of(*, organisation_id: int, at: Collection[tuple[int, str]], now: datetime) -> dict[tuple[int, str], int]:
    """(hub's place, key) → the number of their row, made where they have none. Three queries at most."""
    found = _numbers(organisation_id, at)
    if missing := sorted(set(at) - found.keys()):
        rows = [Person(organisation_id=organisation_id, base_id=base, key=key, made_at=now) for base, key in missing]
        Person.objects.bulk_create(rows, ignore_conflicts=True)  # another may make them in the same moment
        found |= _numbers(organisation_id, missing)
    return found


def _numbers(organisation_id: int, at: Collection[tuple[int, str]]) -> dict[tuple[int, str], int]:
    if not at:
        return {}
    here = Person.objects.filter(organisation=organisation_id, base__in={base for base, _key in at})
    rows = {(base, key): pk for base, key, pk in here.values_list("base", "key", "pk")}
    return {one: rows[one] for one in at if one in rows}


@transaction.atomic
def person_of_member(*, member: Member, now: datetime) -> Person:
    """The row of who signs in here: that of the register where somebody said who it is, else one of their own."""
    hold(member)
    mine = Person.objects.filter(member=member)
    # Locked, for somebody may be saying that this row is not theirs; asked again, for then they have one of their own.
    known = mine.select_for_update(no_key=True).first() or mine.first()
    return known or Person.objects.create(organisation=member.organisation, member=member, made_at=now)


@transaction.atomic
def write_phone(*, person: Person, phone: str, by: By, now: datetime) -> Person:
    """Whom to ring, as `tell.ways.address_from` has it; empty: nobody has a number any more. Twice is once.

    The trace never keeps a number. NotHere.
    """
    row = hold_person(person)
    own = by is not None and row.member is not None and by.pk == row.member.user_id
    _write(row, phone, own=own and bool(phone), what=WROTE if phone else FORGOT, by=by, now=now)
    return row


@transaction.atomic
def write_own_phone(*, member: Member, phone: str, now: datetime) -> Person:
    """Whom to ring, said by themselves: that it is their own word is kept with it. Twice is once."""
    row = person_of_member(member=member, now=now)
    _write(row, phone, own=True, what=WROTE_OWN, by=member.user, now=now)
    return row


def _write(row: Person, phone: str, *, own: bool, what: str, by: By, now: datetime) -> None:
    if (row.phone, row.phone_is_own) != (phone, own):
        row.phone, row.phone_is_own = phone, own
        row.save(update_fields=["phone", "phone_is_own"])
        leave_trace(by=by, what=what, about=row, now=now)


@transaction.atomic
def say_who(*, person: Person, member: Member | None, by: By, now: datetime) -> Person:
    """Who signs in as them, or None: nobody does, whatever the names. Twice is once. OtherPerson,
    NotHere.

    Days away and papers are read by who it is, so they follow.
    """
    if member is not None:
        hold(member)  # first: two who say at once of two people that the same one signs in as them
    row = hold_person(person)
    if (row.member_id, row.is_said) == (member.pk if member else None, True):
        return row
    if row.phone_is_own and row.member_id is not None:
        _give_back(row, now)
    if member is not None:
        _take_over(row, member)
    row.member, row.is_said = member, True
    row.save(update_fields=["member", "is_said"])
    leave_trace(by=by, what=LINKED if member else PARTED, about=row, now=now)
    return row


def _take_over(row: Person, member: Member) -> None:
    """A row that the member had alone goes into this one; one of another of the register stays: OtherPerson."""
    if row.organisation_id != member.organisation_id:
        raise OtherPerson
    other = Person.objects.select_for_update(no_key=True).filter(member=member).exclude(pk=row.pk).first()
    if other is None:
        return
    if other.base_id is not None:
        raise OtherPerson
    if other.phone_is_own or not row.phone:
        row.phone, row.phone_is_own = other.phone, other.phone_is_own
        row.save(update_fields=["phone", "phone_is_own"])
    other.delete()  # nothing else hangs on it: papers and days away of who signs in are theirs by their member


def _give_back(row: Person, now: datetime) -> None:
    """They are somebody else after all: what they said of themselves goes with them, to a row of their own."""
    alone = Person(organisation_id=row.organisation_id, member_id=row.member_id, made_at=now)
    alone.phone, alone.phone_is_own = row.phone, True
    row.member, row.phone, row.phone_is_own = None, "", False
    row.save(update_fields=["member", "phone", "phone_is_own"])
    alone.save()


def said(organisation_id: int) -> dict[tuple[str, str], int | None]:
    """(key of a hub, key of a person) → which member somebody said it is, None: nobody who signs in. One query."""
    rows = Person.objects.filter(organisation=organisation_id, is_said=True, base__isnull=False).select_related(None)
    return {(str(base), key): member for base, key, member in rows.values_list("base_id", "key", "member_id")}


def names_of(persons: Iterable[Person]) -> dict[int, str]:
    """Person → what registers call them, by the newest that has them; else the name they sign in with, else their key,
    as for whom a plan names by name alone. Three queries at most."""
    rows = list(persons)
    wanted = {(row.base_id, row.key): row.pk for row in rows if row.base_id}
    found: dict[int, str] = {}
    for table in ("Employee", "Volunteer") if wanted else ():
        at = apps.get_model("records", table).objects.filter(
            hub__where__in={base for base, _ in wanted}, key__in={key for _, key in wanted}
        )
        for base, key, name in at.order_by("hub__season_id").values_list("hub__where_id", "key", "name"):
            if (base, key) in wanted:
                found[wanted[base, key]] = name
    members = Member.objects.filter(pk__in=[row.member_id for row in rows if row.member_id]).select_related("user")
    signs_in = {member.pk: member.user.first_name or member.user.username for member in members}
    return {row.pk: found.get(row.pk) or signs_in.get(row.member_id or 0) or row.key for row in rows}
