"""Hours and kilometres of each person, and how fairly shifts are shared."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from driveout.core.drive.asking import fair_load
from driveout.core.words import FairLoad, day_and_minute
from driveout.records.drive.crew.held import held, took_place
from driveout.records.drive.crew.plan_people import connected
from driveout.records.drive.crew.reading import key_of, shifts_so_far
from driveout.records.drive.models import Signup
from driveout.records.drive.models.crew import SignupState
from driveout.records.plan.models import Season, Volunteer
from driveout.records.team.models import Member, Role
from driveout.records.trust.names import is_former
from driveout.records.trust.reading import Whose


@dataclass
class Worked:
    """What somebody has done so far and has ahead. `hub`: what it is called. `whose`: to note who read it. `km`: of the
    vans they drove or rode along in for the whole trip."""

    name: str
    hub: str
    role: str
    whose: Whose
    held: int = 0
    minutes: int = 0
    km: float = 0.0
    ahead: int = 0
    no_shows: int = 0


def worked(season: Season, now: datetime, *, hub: str = "") -> list[Worked]:
    """One row a person, by hub and name: shifts held, minutes, kilometres, shifts ahead. `hub`: the key of one.

    Five queries.

    A cancelled café counts for nobody, and a trip with no other café does not either, unless it was open before.
    Minutes are the shift's own and what was corrected.
    """
    here = timezone.localtime(now)
    moment = day_and_minute(here)
    known = connected(season.organisation_id)
    members = Member.objects.filter(organisation_id=season.organisation_id).select_related("user").in_bulk()
    states = (SignupState.SIGNED, SignupState.NO_SHOW)
    rows = Signup.objects.filter(took_place("shift__"), shift__trip__season=season, state__in=states)
    if hub:
        rows = rows.filter(shift__trip__base=int(hub))
    found: dict[str, Worked] = {}
    # Plain values, not rows: a season is thousands of them.
    values = rows.annotate(stands=held("shift__")).values_list(
        "member_id", "name", "person", "state", "extra_minutes", "shift__role", "shift__trip__base",
        "shift__trip__base__name", "shift__trip__date", "shift__trip__leaves", "shift__trip__returns",
        "shift__trip__km", "shift__occurrence__starts", "shift__occurrence__minutes", "stands",
    )  # fmt: skip
    for member_id, typed, person, state, extra, duty, base, hub_name, day, leaves, returns, km, opens, *cafe in values:
        minutes, stands = cafe
        key = key_of(member_id, str(base), person or typed, known)
        if key not in found:
            member = members.get(member_id) or known.get((str(base), person or typed))
            name = (member.user.first_name or member.user.username) if member else typed
            whose = Whose(member=member.pk) if member else Whose(base=base, person=person or typed)
            found[key] = Worked(name, hub_name, _role(member, duty), whose)
        one = found[key]
        starts, ends = (leaves, returns) if opens is None else (opens, opens + minutes)
        if (day, ends) > moment:
            one.ahead += stands and state == SignupState.SIGNED
        elif state == SignupState.NO_SHOW:
            one.no_shows += 1
        else:
            one.held += 1
            one.minutes += ends - starts + extra
            one.km += km if opens is None else 0.0
    return sorted(found.values(), key=lambda one: (one.hub, one.name))


def volunteers_load(season: Season, *, hub: str = "") -> FairLoad:
    """Shifts of every volunteer of the season, also of those who have none. Five queries."""
    known = connected(season.organisation_id)
    counts = shifts_so_far(season, known)
    people: defaultdict[str, str] = defaultdict(str)
    for row in Volunteer.objects.filter(hub__season=season).select_related("hub"):
        if is_former(row.name):
            continue
        at = str(row.hub.where_id)
        people[key_of(None, at, row.key, known)] = f"{row.name}, {row.hub.name}"
        if hub and at != hub:
            del people[key_of(None, at, row.key, known)]
    members = Member.objects.filter(
        Q(base=int(hub)) if hub else Q(), organisation_id=season.organisation_id, role=Role.VOLUNTEER,
        user__is_active=True,
    )  # fmt: skip
    for member in members.select_related("user"):
        name = member.user.first_name or member.user.username
        people[f"m{member.pk}"] = f"{name}, {member.hub_name}" if member.hub_name else name
    shifts: defaultdict[str, int] = defaultdict(int)
    for key, name in people.items():
        shifts[name if name not in shifts else f"{name} ({key})"] = counts.get(key, 0)
    return fair_load(shifts)


def _role(member: Member | None, duty: str) -> str:
    """What they are here; of somebody who does not sign in, what they do on the shift."""
    return member.role if member else {"host": Role.VOLUNTEER.value}.get(duty, Role.EMPLOYEE.value)
