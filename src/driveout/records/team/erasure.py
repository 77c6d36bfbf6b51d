"""Taking a person out: the name goes everywhere it is ours to take, and everything still adds up.

Shifts and their hours, what was counted at cafés, and the books of the stores stay as they are, without the name. What
cannot be taken by itself is told: registers of seasons, where the plan was made with the name.
"""

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from driveout.records.team import second
from driveout.records.team.models import Invitation, Member
from driveout.records.team.people import end_access, erased_username, is_erased
from driveout.records.trust.actions import By, leave_trace
from driveout.records.trust.models import Trace
from driveout.records.trust.names import former, take_name_away

ERASED = "erased a person"
DELETED = ("Way", "FeedAddress", "Message", "Absence", "Standing", "Check")  # about nobody else, needed for nothing
NAMED = ("first_name", "name", "username")  # in a trace of the person


@transaction.atomic
def erase(*, member: Member, by: By, now: datetime) -> dict[str, int]:
    """End the access and take the person's name and addresses away; returns how many rows of each kind.

    OwnAccess, LastCoordinator: nothing is changed then. The same again finds nothing more to do.
    """
    member = end_access(member=member, by=by, now=now)
    if is_erased(member):
        return {}
    done = {"Signup": _leave_shifts(member, now)}
    for table in DELETED:
        done[table] = apps.get_model("records", table).objects.filter(member=member).delete()[0]
    swaps = apps.get_model("records", "Swap").objects.filter(to=member)
    done["Swap"] = swaps.delete()[0]
    done["Phone"] = _end_phones(member, now)
    Invitation.objects.filter(member=member).delete()
    Authenticator.objects.filter(user=member.user).delete()
    second.forget([member.user_id])
    done["Trace"] = _forget_in_traces(member)
    _anonymise(member)
    leave_trace(by=by, what=ERASED, about=member, now=now, rows=done)
    return done


def _leave_shifts(member: Member, now: datetime) -> int:
    """Shifts to come are free again; those that were stay, with their hours and without the name."""
    signups = apps.get_model("records", "Signup").objects
    own = Q(member=member) | _by_name(member)
    to_come = Q(state="signed", shift__trip__date__gt=timezone.localdate(now))
    numbers = list(signups.filter(own).values_list("pk", flat=True))
    signups.filter(to_come, pk__in=numbers).update(state="withdrawn", ended_at=now)
    rows = signups.filter(pk__in=numbers).select_related("member", "shift__trip").order_by("id")
    return sum(take_name_away(row) for row in rows)


def _by_name(member: Member) -> Q:
    """Shifts on which the plan put the name before the person signed in here; none where two have it at the hub."""
    name, base = member.user.first_name, member.base_id
    here = Member.objects.filter(organisation=member.organisation_id, base=base, user__first_name=name)
    if not name or base is None or here.exclude(pk=member.pk).exists() or _has_namesakes(member):
        return Q(pk__in=())
    season = {"shift__trip__season__organisation": member.organisation_id}
    return Q(member=None, name=name, shift__trip__base=base, **season)


def _has_namesakes(member: Member) -> bool:
    """Have two of the register at the hub this name? Then nobody can say which of them it was."""
    own = {"hub__season__organisation": member.organisation_id, "hub__where": member.base_id}
    tables = (apps.get_model("records", name).objects.filter(**own) for name in ("Employee", "Volunteer"))
    return any(rows.filter(name=member.user.first_name).values("key").distinct().count() > 1 for rows in tables)


def _end_phones(member: Member, now: datetime) -> int:
    """What a phone sent stays: it proves the counts. The phone may send no more, and has no name."""
    own = apps.get_model("records", "Phone").objects.filter(member=member)
    own.filter(ended_at=None).update(ended_at=now)
    return int(own.update(name=""))


def _forget_in_traces(member: Member) -> int:
    """That something was done stays; what the person was called does not."""
    rows = [
        row
        for row in Trace.objects.filter(about__in=(f"member {member.pk}", f"user {member.user_id}"))
        if set(NAMED) & set(row.details)
    ]
    for row in rows:
        row.details = {key: value for key, value in row.details.items() if key not in NAMED}
    Trace.objects.bulk_update(rows, ["details"])
    return len(rows)


def _anonymise(member: Member) -> None:
    user = member.user
    user.username, user.first_name = erased_username(member), former(member.role)
    user.last_name = user.email = ""
    user.last_login = None
    user.set_unusable_password()
    user.save()
    member.near = ""
    member.save(update_fields=["near"])
