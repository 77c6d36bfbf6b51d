"""What one of the crew sees on their own page: their shifts, free ones, questions to them, promises and papers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from driveout.core.drive.crew import TERMS, cannot, cautions, is_over
from driveout.core.travel.crow import crow_km
from driveout.core.words import Cannot, Helper, Hindrance, Shift
from driveout.records.drive.crew import Crew, Spot, crew_between
from driveout.records.drive.models import Occurrence, Signup, Standing, Swap
from driveout.records.drive.models.crew import SignupState
from driveout.records.plan.models import Season
from driveout.records.team.models import Member

WEEKS_AHEAD = TERMS.opens_weeks_before
# Somebody else's business: no use in showing a shift that is none of one's own.
NOT_SHOWN = frozenset({Cannot.OVER, Cannot.CANCELLED, Cannot.HAS_IT, Cannot.FULL, Cannot.OTHER_HUB, Cannot.OTHER_DUTY})


@dataclass(frozen=True)
class Free:
    """A shift that lacks somebody, and what stands in one's own way of it."""

    shift: Shift
    km: float | None
    hindrances: tuple[Hindrance, ...]
    cautions: tuple[Hindrance, ...]


def season_of(organisation_id: int, today: date) -> Season | None:
    """The season whose cafés come next; else the one that was last put on dates. One query."""
    rows = Occurrence.objects.filter(
        season__organisation_id=organisation_id, season__is_scenario=False, season__set_aside_at=None
    ).select_related("season")
    ahead = rows.filter(date__gte=today).order_by("date", "id").first()
    found = ahead or rows.order_by("-date", "-id").first()
    return found.season if found else None


def crew_ahead(season: Season, member: Member, today: date, near: Mapping[str, Spot]) -> Crew:
    """The weeks that are open for sign-up, for one person. Twelve queries."""
    return crew_between(season, today, today + timedelta(weeks=WEEKS_AHEAD), only=member, near=near)


def helper_in(crew: Crew, member: Member) -> Helper:
    """Oneself, as the rules see one."""
    return crew.helpers[f"m{member.pk}"]


def free_for(crew: Crew, member: Member, now: datetime) -> list[Free]:
    """Free shifts of the own hub, soonest first, with everything that stands in the way. No query."""
    helper, here = helper_in(crew, member), timezone.localtime(now)
    booked = crew.booked.get(helper.id, [])
    found = []
    for shift in crew.shifts.values():
        if not shift.missing or is_over(shift, here):
            continue
        hindrances = cannot(helper, shift, booked, TERMS, here)
        if not {hindrance.why for hindrance in hindrances} & NOT_SHOWN:
            far = helper.lat is not None and helper.lon is not None
            km = crow_km(helper.lat, helper.lon, shift.lat, shift.lon) if far else None
            found.append(Free(shift, km, hindrances, cautions(helper, shift, booked, TERMS)))
    return found


def own_signups(member: Member, today: date) -> list[Signup]:
    """Shifts from today that one has, also of cancelled cafés. One query."""
    rows = Signup.objects.filter(member=member, state=SignupState.SIGNED, shift__trip__date__gte=today)
    rows = rows.select_related("shift__trip__season", "shift__occurrence")
    return sorted(rows, key=lambda row: (row.shift.trip.date, _starts(row)))


def own_past(member: Member, today: date, most: int = 20) -> list[Signup]:
    """The newest that lie behind one. One query."""
    rows = Signup.objects.filter(member=member, shift__trip__date__lt=today)
    rows = rows.filter(state__in=(SignupState.SIGNED, SignupState.NO_SHOW))
    rows = rows.exclude(shift__occurrence__state="cancelled").select_related(
        "shift__trip", "shift__occurrence", "said_by"
    )
    return list(rows.order_by("-shift__trip__date", "-id")[:most])


def open_swaps(member: Member, today: date) -> list[Swap]:
    """Questions to one, and one's own that nobody has answered. One query."""
    rows = Swap.objects.filter(Q(to=member) | Q(signup__member=member), answered_at=None)
    rows = rows.filter(signup__state=SignupState.SIGNED, signup__shift__trip__date__gte=today)
    return list(
        rows.select_related("to__user", "signup__member__user", "signup__shift__trip", "signup__shift__occurrence")
    )


def standings_of(member: Member) -> list[Standing]:
    """Promises that hold. One query."""
    return list(Standing.objects.filter(member=member, ended_at=None).select_related("season"))


def colleagues_of(member: Member) -> list[Member]:
    """Who can be asked to take a shift: those of the same hub who take shifts. One query."""
    rows = Member.objects.filter(organisation_id=member.organisation_id, user__is_active=True)
    rows = rows.filter(role__in=("volunteer", "employee", "hub leader")).exclude(pk=member.pk).select_related("user")
    if member.hub_name:
        rows = rows.filter(hub_name__in=(member.hub_name, ""))
    return list(rows.order_by("user__first_name"))


def _starts(row: Signup) -> int:
    cafe = row.shift.occurrence
    return cafe.starts if cafe else row.shift.trip.leaves
