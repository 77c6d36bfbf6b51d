"""Taking people in."""

from datetime import datetime

from django.contrib.auth import get_user_model
from django.db import transaction

from driveout.records.place.finding import hub_called
from driveout.records.team.models import Member, Organisation, Role
from driveout.records.trust.actions import By, leave_trace


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
    where, _ = Organisation.objects.get_or_create(name=organisation)
    user, is_new = get_user_model().objects.get_or_create(username=username, defaults={"first_name": first_name})
    if is_new:
        user.set_password(password)
        user.save()
    values = {"organisation": where, "role": role, "base": hub_called(where.pk, hub) if hub else None}
    member, _ = Member.objects.update_or_create(user=user, defaults=values)
    if is_new:
        leave_trace(by=by, what="welcomed", about=member, now=now, role=role)
    return member
