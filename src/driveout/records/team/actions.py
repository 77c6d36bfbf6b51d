"""Taking people in."""

from datetime import datetime

from django.contrib.auth import get_user_model
from django.db import transaction

from driveout.core.words import one_line
from driveout.records.place.finding import hub_called
from driveout.records.team.models import Member, Organisation, Role
from driveout.records.trust.actions import By, leave_trace


def organisation_called(name: str) -> Organisation | None:
    """As somebody types it: with å as one letter or as an a with a ring. One query."""
    return Organisation.objects.filter(name__in={name, one_line(name)}).order_by("pk").first()


@transaction.atomic
def welcome(
    *,
    username: str,
    first_name: str,
    password: str | None,
    organisation: str,
    role: Role,
    by: By,
    now: datetime,
    hub: str = "",
) -> Member:
    """Make a person's sign-in and place in an organisation. The same one twice is one, with the newer role.

    `hub`: what it is called, as somebody types it; SeveralHubs. `password` None: they cannot sign in until they have
    chosen one by a link.
    """
    where = organisation_called(organisation) or Organisation.objects.create(name=one_line(organisation))
    people = get_user_model().objects
    user = people.filter(username__in={username, one_line(username)}).order_by("pk").first()
    if is_new := user is None:
        user = people.create_user(one_line(username), password=password, first_name=one_line(first_name))
    values = {"organisation": where, "role": role, "base": hub_called(where.pk, hub) if hub else None}
    known = Member.objects.filter(user=user).first()
    member, _ = Member.objects.update_or_create(user=user, defaults=values)
    if is_new:
        leave_trace(by=by, what="welcomed", about=member, now=now, role=role)
    elif known and (known.role, known.base) != (member.role, member.base):
        was = [known.role, known.hub_name]
        leave_trace(by=by, what="changed a role", about=member, now=now, role=role, hub=member.hub_name, was=was)
    return member
