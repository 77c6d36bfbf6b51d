"""Taking a person out: the name goes everywhere it is ours to take, and everything still adds up.

Shifts and their hours, plans, what was counted at cafés, and the books of the stores stay as they are, without the
name. What only a person can judge is told: a first name in what others wrote (`scrubbing.said_of`).
"""

from collections.abc import Collection, Iterable
from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction

from driveout.records.team import erased, second
from driveout.records.team.erased import mark_of_member, mark_of_row, marks_of
from driveout.records.team.holding import hold_seasons
from driveout.records.team.models import Invitation, Member
from driveout.records.team.people import end_access, erased_username, is_erased
from driveout.records.team.rules import LastCoordinator
from driveout.records.team.scrubbing import scrub
from driveout.records.team.whose import REGISTERS, links_of, person_in_register, person_who_signs_in, table
from driveout.records.trust.actions import By, leave_trace
from driveout.records.trust.names import former

DELETED = (  # about nobody else, needed for nothing
    *("Way", "FeedAddress", "Call", "Message", "Absence", "Standing", "Check"),
)


@transaction.atomic
def erase(*, member: Member, by: By, now: datetime, also: Collection[str] = ()) -> dict[str, int]:
    """End the access and take the person's name and addresses away; returns how many rows of each kind.

    `also`: what people wrote in which somebody has seen that this person is meant (`scrubbing.said_of`). OwnAccess,
    LastCoordinator: nothing is changed then. The same again finds nothing more to do.
    """
    hold_seasons(member.organisation_id)
    member = end_access(member=member, by=by, now=now)
    if is_erased(member):
        return {}
    person = person_who_signs_in(member)
    marks = marks_of(person)
    done = scrub(person, also=also, now=now)
    for name in DELETED:
        done[name] = table(name).filter(member=member).delete()[0]
    done["Swap"] = table("Swap").filter(to=member).delete()[0]
    done["Phone"] = _end_phones(member, now)
    Invitation.objects.filter(links_of(member)).delete()
    Authenticator.objects.filter(user=member.user).delete()
    EmailAddress.objects.filter(user=member.user).delete()
    second.forget([member.user_id])
    _anonymise(member)
    leave_trace(by=by, what=erased.ERASED, about=member, now=now, rows=done, marks=marks)
    return done


@transaction.atomic
def erase_from_register(
    *, kind: str, row_id: int, organisation_id: int, by: By, now: datetime, also: Collection[str] = ()
) -> dict[str, int] | None:
    """Take out somebody whom a register has, by a row of it; who signs in too is taken out with it. `kind`: a name of
    whose.REGISTERS. None where no register here has them, also when it was done already."""
    hold_seasons(organisation_id)
    person = person_in_register(kind, row_id, organisation_id)
    if person is None:
        return None
    if person.member:
        return erase(member=person.member, by=by, now=now, also=also)
    marks = marks_of(person)
    done = scrub(person, also=also, now=now)
    leave_trace(by=by, what=erased.ERASED, about=table(kind).get(pk=row_id), now=now, rows=done, marks=marks)
    return done


def erase_again(*, marks: Iterable[str], now: datetime) -> tuple[int, list[str]]:
    """Take out everybody of these whom the database names, as one put back from an older copy does. Returns how many
    were, and the marks of those who could not be: the last coordinator. What is not of this database is passed over."""
    done, refused = 0, []
    for mark in marks:
        what, _space, rest = mark.partition(" ")
        number = rest.partition(" ")[0]
        if not number.isdecimal():
            continue
        try:
            done += bool(_again(what, int(number), mark, now))
        except LastCoordinator:
            refused.append(mark)
    return done, refused


def _again(what: str, number: int, mark: str, now: datetime) -> object:
    """Something where somebody was taken out."""
    if what == "member":
        member = Member.objects.select_related("user").filter(pk=number).first()
        return member and mark_of_member(member) == mark and erase(member=member, by=None, now=now)
    kind = what.capitalize()
    if kind not in REGISTERS:
        return None
    row = table(kind).filter(pk=number).select_related("hub__season", "hub__where").first()
    if row is None or mark_of_row(kind, row) != mark:
        return None
    whose = {"organisation_id": row.hub.season.organisation_id, "by": None, "now": now}
    return erase_from_register(kind=kind, row_id=row.pk, **whose)


def _end_phones(member: Member, now: datetime) -> int:
    """What a phone sent stays: it proves the counts. The phone may send no more, and has no name."""
    own = table("Phone").filter(member=member)
    own.filter(ended_at=None).update(ended_at=now)
    return int(own.update(name=""))


def _anonymise(member: Member) -> None:
    user = member.user
    user.username, user.first_name = erased_username(member), former(member.role)
    user.last_name = user.email = ""
    user.last_login = None
    user.set_unusable_password()
    user.save()
    member.near = member.language = ""
    member.save(update_fields=["near", "language"])
