"""Changing what people may do. Every change leaves a trace, whoever makes it."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from driveout.records.place.models import Place
from driveout.records.team import sessions
from driveout.records.team.giving import check_holds
from driveout.records.team.models import Invitation, Member, Role
from driveout.records.team.rules import LastCoordinator, OwnAccess
from driveout.records.trust.actions import By, leave_trace
from driveout.records.trust.organisation_of import check_one_organisation

ERASED_USERNAME = "slettet-"


@transaction.atomic
def change_role(*, member: Member, role: Role, base: Place | None, by: By, now: datetime) -> Member:
    """Another role or hub. OwnAccess, LastCoordinator, NotHeld. The same again changes nothing."""
    check_one_organisation(member, base)
    member = _held(member)
    if (member.role, member.base) == (role, base):
        return member
    if role != member.role:
        _check(member, by)
    check_holds(by, role)
    was = [member.role, member.hub_name]
    member.role, member.base = role, base
    leave_trace(by=by, what="changed a role", about=member, now=now, role=role, hub=member.hub_name, was=was)
    member.save(update_fields=["role", "base"])
    return member


@transaction.atomic
def end_access(*, member: Member, by: By, now: datetime) -> Member:
    """Nobody signs in with it any more, and everywhere it is signed in it is out. OwnAccess, LastCoordinator."""
    member = _held(member)
    if not member.user.is_active:
        return member
    _check(member, by)
    member.user.is_active = False
    member.user.save(update_fields=["is_active"])
    Invitation.objects.filter(member=member, ended_at=None).update(ended_at=now)
    sessions.end_all(member.user_id, now=now)
    leave_trace(by=by, what="ended access", about=member, now=now)
    return member


@transaction.atomic
def give_access_back(*, member: Member, by: By, now: datetime) -> Member:
    """The old sign-in works again, with the role the person had. Who was taken out has none: they are invited anew.
    NotHeld."""
    member = _held(member)
    if not member.user.is_active and not is_erased(member):
        check_holds(by, member.role)
        member.user.is_active = True
        member.user.save(update_fields=["is_active"])
        leave_trace(by=by, what="gave access back", about=member, now=now)
    return member


def erased_username(member: Member) -> str:
    """What stands where somebody who was taken out had a name to sign in with."""
    return f"{ERASED_USERNAME}{member.pk}"


def is_erased(member: Member) -> bool:
    """Was the person taken out?"""
    return bool(member.user.username == erased_username(member))


def _held(member: Member) -> Member:
    """The member as it is now, locked with all coordinators: two cannot end each other at the same moment."""
    own = Member.objects.filter(organisation_id=member.organisation_id)
    held = own.filter(Q(role=Role.COORDINATOR) | Q(pk=member.pk)).order_by("id")
    list(held.select_for_update(no_key=True).values_list("id"))
    return own.select_related("user", "organisation", "base").get(pk=member.pk)


def _check(member: Member, by: By) -> None:
    if by is not None and by.pk == member.user_id:
        raise OwnAccess
    others = Member.objects.filter(
        organisation_id=member.organisation_id, role=Role.COORDINATOR, user__is_active=True
    ).exclude(pk=member.pk)
    if member.role == Role.COORDINATOR and member.user.is_active and not others.exists():
        raise LastCoordinator
