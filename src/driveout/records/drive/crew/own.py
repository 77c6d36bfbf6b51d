"""What one of the crew sees on their own page: their shifts, free ones, questions to them, promises and papers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from driveout.core.drive.crew import TERMS, cannot, cautions, is_over
from driveout.core.travel.crow import crow_km
from driveout.core.words import Cannot, Helper, Hindrance, Shift
from driveout.records.drive.crew.held import mark, took_place
from driveout.records.drive.crew.reading import Crew, Spot, crew_between
from driveout.records.drive.models import Occurrence, Signup, Standing, Swap
from driveout.records.drive.models import Shift as ShiftRow
from driveout.records.drive.models.crew import SignupState
from driveout.records.plan.models import Season
from driveout.records.team.models import Member, Role

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
    rows = (
        Occurrence.objects.filter(
            season__organisation_id=organisation_id, season__is_scenario=False, season__set_aside_at=None
        )
        .select_related("season")
        .defer("season__drives", "season__reach")
    )
    ahead = rows.filter(date__gte=today).order_by("date", "id").first()
    found = ahead or rows.order_by("-date", "-id").first()
    return found.season if found else None


def crew_ahead(season: Season, member: Member, today: date, near: Mapping[str, Spot]) -> Crew:
    """The weeks that are open for sign-up, for one person. Twelve queries."""
    return crew_between(season, today, today + timedelta(weeks=WEEKS_AHEAD), only=member, near=near)


def crew_on(season: Season, member: Member, day: date, near: Mapping[str, Spot]) -> Crew:
    """The ISO week of a day, for one person: what warnings of a week look at. Twelve queries."""
    monday = day - timedelta(days=day.weekday())
    return crew_between(season, monday, monday + timedelta(days=6), only=member, near=near)


def shift_here(organisation_id: int, shift_id: int) -> ShiftRow | None:
    """A shift of an own season that counts. One query."""
    rows = ShiftRow.objects.select_related("trip__season", "occurrence__stop")
    rows = rows.defer("trip__season__drives", "trip__season__reach")
    here = {"trip__season__organisation_id": organisation_id, "trip__season__is_scenario": False}
    return rows.filter(pk=shift_id, **here).first()


def signup_here(organisation_id: int, signup_id: int) -> Signup | None:
    """Somebody's place on a shift of the organisation. One query, two of a whole trip."""
    rows = Signup.objects.select_related("shift__trip", "shift__occurrence", "member__user")
    found = rows.filter(pk=signup_id, shift__trip__season__organisation_id=organisation_id).first()
    mark([found.shift] if found else [])
    return found


def swap_here(member: Member, swap_id: int) -> Swap | None:
    """A question to one, or of one's own. One query, two of a whole trip."""
    rows = Swap.objects.select_related("signup__shift__trip", "signup__shift__occurrence", "to__user")
    found = rows.filter(Q(to=member) | Q(signup__member=member), pk=swap_id).first()
    mark([found.signup.shift] if found else [])
    return found


def leader_of(member: Member) -> str:
    """Whom to ask: the leader of the own hub, else a coordinator. One query."""
    rows = Member.objects.filter(organisation_id=member.organisation_id, user__is_active=True).exclude(pk=member.pk)
    rows = rows.filter(Q(role=Role.COORDINATOR) | Q(role=Role.HUB_LEADER, base=member.base_id))
    found = sorted(rows.select_related("user"), key=lambda one: (one.role == Role.COORDINATOR, one.pk))
    return (found[0].user.first_name or found[0].user.username) if found else ""


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
            km = None
            if helper.lat is not None and helper.lon is not None:
                km = crow_km(helper.lat, helper.lon, shift.lat, shift.lon)
            found.append(Free(shift, km, hindrances, cautions(helper, shift, booked, TERMS)))
    return found


def own_signups(member: Member, today: date) -> list[Signup]:
    """Shifts from today that one has, also cancelled ones; none of a season that another took the place of.

    One query, two with a whole trip among them.
    """
    ahead = Signup.objects.filter(member=member, state=SignupState.SIGNED, shift__trip__date__gte=today)
    rows = ahead.filter(shift__trip__season__set_aside_at=None)
    rows = rows.select_related("shift__trip", "shift__occurrence")
    mark([row.shift for row in rows])
    return sorted(rows, key=lambda row: (row.shift.trip.date, _starts(row)))


def own_past(member: Member, today: date, most: int = 20) -> list[Signup]:
    """The newest that lie behind one and took place. One query."""
    rows = Signup.objects.filter(took_place("shift__"), member=member, shift__trip__date__lt=today)
    rows = rows.filter(state__in=(SignupState.SIGNED, SignupState.NO_SHOW))
    rows = rows.select_related("shift__trip", "shift__occurrence", "said_by")
    found = list(rows.order_by("-shift__trip__date", "-id")[:most])
    for row in found:
        row.shift.held = True
    return found


def open_swaps(member: Member, today: date) -> list[Swap]:
    """Questions to one, and one's own that nobody has answered. One query, two with a whole trip among them."""
    rows = Swap.objects.filter(Q(to=member) | Q(signup__member=member), answered_at=None)
    rows = rows.filter(signup__state=SignupState.SIGNED, signup__shift__trip__date__gte=today)
    rows = rows.filter(signup__shift__trip__season__set_aside_at=None)
    found = list(
        rows.select_related("to__user", "signup__member__user", "signup__shift__trip", "signup__shift__occurrence")
    )
    mark([swap.signup.shift for swap in found])
    return found


def standings_of(member: Member, *, ended: bool = False) -> list[Standing]:
    """Promises that hold; also those that have ended when they are asked for. One query."""
    rows = Standing.objects.filter(member=member).select_related("season")
    return list(rows if ended else rows.filter(ended_at=None))


def season_here(organisation_id: int, typed: str) -> Season | None:
    """An own season that counts, by the number in a form. One query."""
    rows = Season.objects.filter(organisation_id=organisation_id, is_scenario=False, set_aside_at=None)
    return rows.defer("drives", "reach").filter(pk=int(typed)).first() if typed.isdecimal() else None


def opens_there(season: Season, member: Member, where: int) -> bool:
    """Is there a café at the place on any date, of the own hub where one has a hub? One query."""
    rows = Occurrence.objects.filter(season=season, where=where)
    return (rows.filter(base=member.base_id) if member.base_id else rows).exists()


def offers(season: Season, member: Member) -> list[tuple[str, int, int]]:
    """(name, place, weekday) that one may promise: the own hub's cafés, or all where one has no hub. One query."""
    rows = Occurrence.objects.filter(season=season, state="planned")
    rows = rows.filter(base=member.base_id) if member.base_id else rows
    known = rows.order_by().values_list("where__name", "where", "date").distinct()
    found = {(name, where, day.weekday()) for name, where, day in known}
    return sorted(found)


def colleagues_of(member: Member) -> list[Member]:
    """Who can be asked to take a shift: those of the same hub who take shifts. One query."""
    rows = Member.objects.filter(organisation_id=member.organisation_id, user__is_active=True)
    rows = rows.filter(role__in=("volunteer", "employee", "hub leader")).exclude(pk=member.pk).select_related("user")
    if member.base_id:
        rows = rows.filter(Q(base=member.base_id) | Q(base=None))
    return list(rows.order_by("user__first_name"))


def _starts(row: Signup) -> int:
    cafe = row.shift.occurrence
    return cafe.starts if cafe else row.shift.trip.leaves


def first_date_from(season: Season, today: date) -> date | None:
    """The next date of the season, else its last; None when it was not put on dates. One or two queries."""
    rows = Occurrence.objects.filter(season=season).values_list("date", flat=True)
    ahead = rows.filter(date__gte=today).order_by("date").first()
    return ahead or rows.order_by("-date").first()


def ended_on(shift_id: int) -> list[Signup]:
    """Who was on a shift and is not any more, the newest first. One query."""
    rows = Signup.objects.filter(shift_id=shift_id).exclude(state=SignupState.SIGNED)
    return list(rows.select_related("said_by").order_by("-ended_at"))


def drives_on(member: Member, trip_id: int) -> bool:
    """Is somebody the employee or driver of a trip? One query."""
    rows = Signup.objects.filter(member=member, state=SignupState.SIGNED)
    return rows.filter(shift__trip_id=trip_id, shift__occurrence=None).exists()
