"""Who was taken out, told without a name: so that a copy of the database from before cannot bring anybody back.

A mark is a table, a number and a digest that says that this number is this row: a list of marks is never used on
another database.
"""

from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from driveout.records.team.models import Member
from driveout.records.team.people import ERASED_USERNAME, is_erased
from driveout.records.team.whose import REGISTERS, Person, table
from driveout.records.trust.models import Trace
from driveout.records.trust.names import FORMER

DIGEST = 16  # hex digits
ERASED = "erased a person"


def marks_of(person: Person) -> list[str]:
    """“member 12 9f86d081884c7d65”, and the like for each row of a register. Two queries at most."""
    found = [mark_of_member(person.member)] if person.member else []
    for kind in REGISTERS:
        pks = [pk for of, pk in person.rows if of == kind]
        found += [
            mark_of_row(kind, row) for row in table(kind).filter(pk__in=pks).select_related("hub__season", "hub__where")
        ]
    return found


def marks_kept() -> set[str]:
    """Of everybody who was ever taken out of this database. Four queries."""
    gone = Member.objects.filter(user__username__startswith=ERASED_USERNAME).select_related("user")
    found = {mark_of_member(member) for member in gone if is_erased(member)}
    for kind in REGISTERS:
        rows = table(kind).filter(name__startswith=FORMER).select_related("hub__season", "hub__where")
        found |= {mark_of_row(kind, row) for row in rows}
    for details in Trace.objects.filter(what=ERASED).values_list("details", flat=True):
        found |= set(details.get("marks", ()))
    return found


def mark_of_member(member: Member) -> str:
    """By the moment the person came, to the millionth of a second."""
    return _mark("member", member.pk, _moment(member.user.date_joined))


def mark_of_row(kind: str, row: Any) -> str:
    """By the hub's place and the moment the season came in."""
    return _mark(kind.lower(), row.pk, f"{row.hub.where.key} {_moment(row.hub.season.imported_at)}")


def _mark(what: str, number: int, told: str) -> str:
    return f"{what} {number} {sha256(f'{what} {number} {told}'.encode()).hexdigest()[:DIGEST]}"


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()
