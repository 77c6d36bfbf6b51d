"""The approved plan on dates: trips, cafés and shifts. Made again when the plan changes; what was promised stays told.

A café that the new plan does not hold is cancelled, not removed. One whose hour has come is not touched, nor is a trip
that has left, whether or not a phone has told of it.
However many stops and weeks there are, it takes the same few statements.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from driveout.core.words import Told
from driveout.records.drive.crew import plan_people, standing
from driveout.records.drive.crew.both import tell_of_both
from driveout.records.drive.crew.plan_people import Named
from driveout.records.drive.days import dated, way_out_and_home
from driveout.records.drive.days.announcing import announce_plan
from driveout.records.drive.days.coming import tell_of_difference, who_comes
from driveout.records.drive.days.dated import NOT_IN_THE_PLAN
from driveout.records.drive.days.remade import TOLD_AHEAD, houses, list_of, tell_of_cancelled
from driveout.records.drive.models import Occurrence, Shift, Trip
from driveout.records.drive.models.crew import ShiftRole
from driveout.records.drive.models.days import OccurrenceState
from driveout.records.drive.news.one import pick_ups_of
from driveout.records.plan.files.uploads import forget_calendars
from driveout.records.plan.models import OnDates, Opening, Plan, Season
from driveout.records.plan.publishing import copied
from driveout.records.plan.queries import called_in
from driveout.records.plan.rules import Refused, check_binds
from driveout.records.plan.seasons.closed_dates import closed_dates
from driveout.records.publish.told import mark_of
from driveout.records.trust.actions import By, leave_trace
from driveout.records.trust.models import Trace
from driveout.records.trust.names import is_former

__all__ = ["NOT_IN_THE_PLAN", "Made", "NoDates", "NotApproved", "dates_of", "put_on_dates"]
MADE = "made the days"


class NoDates(Refused):
    """The season has no first day, so no date is known."""


class NotApproved(Refused):
    """Only an approved plan is put on dates."""


@dataclass(frozen=True)
class Made:
    """What it came to: cafés that stand, of which new; how many were cancelled, and how many have another hour; people
    put on shifts, and taken off."""

    cafes: int
    new: int
    cancelled: int
    people: int
    standing: int
    taken_off: int
    moved: int = 0


def dates_of(season: Season) -> list[date]:
    """Every date of the season on which it may be open, in order. NoDates without a first day."""
    if season.first_day is None:
        raise NoDates
    closed = set(closed_dates(season))
    days = (season.first_day + timedelta(days=n) for n in range(7 * season.weeks))
    return [day for day in days if day not in closed]


@transaction.atomic
def put_on_dates(*, plan_id: int, by: By, now: datetime, today: date, first: date | None = None) -> Made:
    """Put an approved plan on the dates from `today`, or from `first` where that is later: what comes before stays in
    everything as it is. Twice is once.

    The plan's own people are put on their shifts, then those who have a standing sign-up. Who signed up stays where
    the café stays, and everybody is told of what is another for them. NotApproved, NoDates, BindsNobody.
    """
    plan = Plan.objects.select_related("season").get(pk=plan_id)
    season = Season.objects.select_for_update(no_key=True).defer("drives", "reach").get(pk=plan.season_id)
    check_binds(season)
    start = max(today, first or today)
    days = [day for day in dates_of(season) if day >= start]
    if plan.approved_at is None:
        raise NotApproved
    wanted = _wanted(plan, days)
    everybody = season.organisation_id
    before = who_comes(season.pk, today, today + TOLD_AHEAD, everybody=everybody)
    since = dated.moment_of(start, now)
    kept, left = dated.cafes_from(season, since), dated.have_left(season, since)
    told = left | {row.trip_id for row in kept.values() if dated.was_told(row) or row.begun}
    was = {row.pk: row.starts for row in kept.values() if row.state == OccurrenceState.PLANNED}
    promised = way_out_and_home.promised_on(told, kept.values())
    trips = dated.trips(season, wanted, start, told)
    new, ahead = dated.cafes(season, wanted, trips, kept, since, left)
    held = {(opening.stop.where_id, day) for day, _, openings in wanted for opening in openings}
    gone = [row for key, row in kept.items() if key not in held and _can_go(row)]
    dated.cancel(gone, by, now)
    dated.call_by_name(season, today)
    way_out_and_home.plan_again(promised, left, now=now)
    used = set(Occurrence.objects.filter(season=season, date__gte=start).values_list("trip_id", flat=True))
    driven = [trip for trip in trips.values() if trip.pk in used - left]
    shifts = dated.shifts(season, start, driven, ahead)
    empty = Trip.objects.filter(season=season, date__gte=start, occurrences=None).exclude(pk__in=left)
    unfetched = pick_ups_of(empty.filter(date__lte=today + TOLD_AHEAD), Told.CANCELLED)
    off = plan_people.clear(empty, by=by, now=now)
    forget_calendars(season_id=season.pk)
    announce_plan(plan=plan, today=today, now=now)
    tell_of_cancelled(gone, season_id=season.pk, today=today, now=now)
    people = plan_people.sign(season, _named(driven, ahead, shifts), by=by, now=now)
    standing.call_by_name(season)
    regulars = standing.apply(season, today=start, now=now)
    after = who_comes(season.pk, today, today + TOLD_AHEAD, everybody=everybody)
    news = [*tell_of_difference(before, after, now=now), *houses(gone, ahead, was, today), *unfetched]
    if was:  # the first plan changes nothing that anybody could have planned by
        list_of(plan, first=start, news=news, by=by, now=now)
    tell_of_both(season.organisation_id, today, today + TOLD_AHEAD, now=now)
    total = Occurrence.objects.filter(season=season, state=OccurrenceState.PLANNED).count()
    moved = sum(was.get(row.pk, row.starts) != row.starts for row, _opening in ahead)
    made = Made(total, new, len(gone), people.new, regulars, people.gone + off, moved)
    _keep(plan, season, start, now)
    said = {"cafes": total, "cancelled": len(gone), "taken_off": made.taken_off, "first": start.isoformat()}
    leave_trace(by=by, what=MADE, about=plan, now=now, **said)
    return made


def _keep(plan: Plan, season: Season, first: date, now: datetime) -> None:
    """What is on dates now, to be held beside what stands in the open."""
    mark = mark_of(copied.of_season(season), copied.of_openings(plan))
    values = {"plan": plan, "mark": mark, "first": first, "made_at": now}
    OnDates.objects.update_or_create(season=season, defaults=values)


def _named(
    driven: list[Trip], ahead: list[tuple[Occurrence, Opening]], shifts: dict[tuple[ShiftRole, int], Shift]
) -> dict[Shift, Named]:
    """Whom the plan names for each shift of what is driven and held; nobody where the person was taken out."""
    names = {
        shifts[ShiftRole.EMPLOYEE, trip.pk]: Named(
            trip.hub_key, trip.date, trip.leaves, _somebody({trip.driver_key or trip.driver: trip.driver})
        )
        for trip in driven
    }
    known = called_in(ahead[0][0].season_id) if ahead else {}
    for row, opening in ahead:
        if row.state == OccurrenceState.PLANNED:
            people = _somebody({who: known.get((opening.hub_id, who), who) for who in opening.volunteers})
            names[shifts[ShiftRole.HOST, row.pk]] = Named(row.hub_key, row.date, row.starts, people)
    return names


def _somebody(people: dict[str, str]) -> dict[str, str]:
    """Key → name, without those who were taken out."""
    return {who: name for who, name in people.items() if not is_former(name)}


def _can_go(row: Any) -> bool:
    return row.state == OccurrenceState.PLANNED and not row.begun


def _wanted(plan: Plan, days: list[date]) -> dated.Wanted:
    """Each date with each tour that is driven on its weekday. Two queries."""
    openings: defaultdict[int, list[Opening]] = defaultdict(list)
    for opening in plan.openings.select_related("stop").order_by("starts"):
        openings[opening.tour_id].append(opening)
    tours = list(plan.tours.select_related("hub", "vehicle", "employee"))
    return [(day, tour, openings[tour.id]) for day in days for tour in tours if tour.weekday == day.weekday()]


def state(season_id: int) -> tuple[int, int | None]:
    """How many cafés stand on dates, and of which plan they were made last. Two queries."""
    cafes = Occurrence.objects.filter(season_id=season_id, state=OccurrenceState.PLANNED).count()
    about = [f"plan {pk}" for pk in Plan.objects.filter(season_id=season_id).values_list("pk", flat=True)]
    newest = Trace.objects.filter(what=MADE, about__in=about).order_by("-id").values_list("about", flat=True).first()
    return cafes, int(newest.removeprefix("plan ")) if newest else None
