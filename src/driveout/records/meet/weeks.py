"""What a person may see of the days around today: their hub's trips, and those where they have a shift.

A volunteer sees the hub's other cafés as the public timetable has them, and may help there unannounced.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from driveout.records.drive.models import Good, Occurrence, Signup, Trip
from driveout.records.drive.models.crew import SignupState
from driveout.records.drive.stock.loads import for_phones
from driveout.records.meet.models import FieldEvent, Phone, Tally
from driveout.records.plan.models import Hub, Season
from driveout.records.team.models import Member, Role

BACK, AHEAD = 7, 7  # days; today is the first of those ahead
Legs = dict[tuple[str, str], int]


@dataclass(frozen=True)
class OnShift:
    """Somebody on a shift: at one café, or on the whole trip."""

    trip: int
    opening: int | None
    member: int | None
    name: str


@dataclass
class Week:
    """Rows of the fourteen days, by what they belong to. `others`: trips of which only the timetable is shown."""

    days: list[date]
    trips: list[Trip] = field(default_factory=list)
    others: set[int] = field(default_factory=set)
    openings: dict[int, list[Occurrence]] = field(default_factory=lambda: defaultdict(list))
    shifts: dict[int, list[OnShift]] = field(default_factory=lambda: defaultdict(list))
    hubs: dict[tuple[int, int], Hub] = field(default_factory=dict)
    legs: dict[int, Legs] = field(default_factory=dict)
    loads: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    goods: list[Good] = field(default_factory=list)
    tallies: dict[int, Tally] = field(default_factory=dict)
    ids: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    names: dict[str, str] = field(default_factory=dict)


def week_of(phone: Phone, today: date) -> Week:
    """Everything the phone's person may see, in at most 15 queries however many trips there are."""
    member = phone.member
    week = Week([today + timedelta(days=n) for n in range(-BACK, AHEAD)])
    week.trips = _trips(member, week.days)
    week.goods = list(Good.objects.filter(organisation_id=member.organisation_id, ended_at=None))
    if not week.trips:
        return week
    for one in _shifts(week.trips):
        week.shifts[one.trip].append(one)
    for row in Occurrence.objects.filter(trip__in=week.trips).select_related("stop").order_by("starts", "id"):
        week.openings[row.trip_id].append(row)
    _keep_own(week, member)
    _only_the_timetable(week, member)
    seasons = {trip.season_id for trip in week.trips}
    week.hubs = {(hub.season_id, hub.where_id): hub for hub in Hub.objects.filter(season_id__in=seasons)}
    week.legs = {pk: _legs(drives) for pk, drives in Season.objects.filter(pk__in=seasons).values_list("id", "drives")}
    packed = [trip for trip in week.trips if trip.pk not in week.others]
    week.loads = for_phones(packed, member.organisation_id)
    _add_tallies(week, phone)
    return week


def is_mine(week: Week, opening: Occurrence, member: Member) -> bool:
    """Has the person a shift there, at the café or on its whole trip?"""
    here = (one for one in week.shifts[opening.trip_id] if one.opening in (None, opening.pk))
    return any(one.member == member.pk for one in here)


def sees_trip(member: Member, trip: Trip) -> bool:
    """All of a trip: the own hub's, and every one for the coordinator."""
    return member.role == Role.COORDINATOR or (member.base_id is not None and member.base_id == trip.base_id)


def _trips(member: Member, days: list[date]) -> list[Trip]:
    rows = Trip.objects.filter(season__organisation_id=member.organisation_id, date__range=(days[0], days[-1]))
    rows = rows.filter(season__is_scenario=False, season__set_aside_at=None)
    if member.role != Role.COORDINATOR:
        signed = Signup.objects.filter(member=member, state=SignupState.SIGNED).values("shift__trip_id")
        rows = rows.filter(Q(base=member.base_id, base__isnull=False) | Q(pk__in=signed))
    return list(rows.order_by("date", "leaves", "id"))


def _shifts(trips: Iterable[Trip]) -> list[OnShift]:
    """Who is on them, in the order of signing up; those of the whole trip first."""
    rows = Signup.objects.filter(shift__trip__in=trips, state=SignupState.SIGNED).order_by("id")
    asked = ("shift__trip_id", "shift__occurrence_id", "member_id", "member__user__first_name", "name")
    found = [
        OnShift(trip, opening, member, (first or name).split()[0] if (first or name).strip() else "")
        for trip, opening, member, first, name in rows.values_list(*asked)
    ]
    return sorted(found, key=lambda one: one.opening is not None)


def _keep_own(week: Week, member: Member) -> None:
    """Of another hub's trip only the cafés where the person has a shift."""
    for trip in week.trips:
        if not sees_trip(member, trip):
            week.openings[trip.pk] = [row for row in week.openings[trip.pk] if is_mine(week, row, member)]


def _only_the_timetable(week: Week, member: Member) -> None:
    """Of a trip where a volunteer has no shift no name of the crew is told, nor what lies in the van."""
    if member.role == Role.VOLUNTEER:
        week.others = {trip.pk for trip in week.trips if all(one.member != member.pk for one in week.shifts[trip.pk])}
        for trip in week.others:
            week.shifts[trip] = []


def _legs(drives: dict[str, Any]) -> Legs:
    names = drives.get("names", [])
    return {(names[a], names[b]): minutes for a, b, minutes, *_ in drives.get("legs", [])}


def _add_tallies(week: Week, phone: Phone) -> None:
    """The sums, which of the phone's own events are in them, and who said what stands."""
    openings = [row.pk for rows in week.openings.values() for row in rows]
    week.tallies = {row.occurrence_id: row for row in Tally.objects.filter(occurrence_id__in=openings)}
    own = FieldEvent.objects.filter(phone__member=phone.member_id, occurrence_id__in=week.tallies).order_by("seq", "id")
    wrote = set()
    for occurrence, id_, by in own.values_list("occurrence_id", "id", "phone_id"):
        wrote.add(occurrence)
        if by == phone.pk:
            week.ids[occurrence].append(str(id_))
    notes = _keep_sums(week, phone.member, wrote)
    week.names = who_said(
        value["id"] for row in week.tallies.values() for said in row.fields.values() for value in said
    )
    week.tallies |= notes


def _keep_sums(week: Week, member: Member, wrote: Collection[int]) -> dict[int, Tally]:
    """Take away the sums of the others' cafés, but where the person wrote: they help there, and go on from the sum.

    Gives what the crew before left for a place where the person comes: the note alone, by nobody.
    """
    coming = {row.where_id for rows in week.openings.values() for row in rows if is_mine(week, row, member)}
    notes = {}
    for row in (row for trip in week.others for row in week.openings[trip] if row.pk not in wrote):
        tally = week.tallies.pop(row.pk, None)
        if tally and row.where_id in coming and "note" in tally.fields:
            said = {"note": tally.fields["note"]}
            notes[row.pk] = Tally(occurrence_id=row.pk, fields=said, changed_at=tally.changed_at)
    return notes


def who_said(ids: Iterable[str]) -> dict[str, str]:
    """First names of those who wrote these events. One query."""
    asked: Collection[str] = set(ids)
    rows = FieldEvent.objects.filter(id__in=asked).order_by()
    return {str(id_): name for id_, name in rows.values_list("id", "phone__member__user__first_name")}
