"""Copies of a season: a scenario in which something is tried out, and a new season made from the last.

A scenario's `copy_of` is the season that it may take the place of. When it does, that season is set aside: kept,
readable, and back again when somebody takes it back.
"""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db import models, transaction

from driveout.core import words
from driveout.records.place.finding import call
from driveout.records.plan.models import (
    EarlierOpening,
    Employee,
    Forbidden,
    Frontier,
    Hub,
    MayServe,
    Opening,
    Pin,
    Plan,
    PlanRun,
    Season,
    Stop,
    StopWindow,
    Vehicle,
    Volunteer,
    Workday,
)
from driveout.records.plan.models.season import new_calendar_key
from driveout.records.plan.models.work import UNDER_WAY
from driveout.records.plan.rules import Refused
from driveout.records.plan.storing.fingerprints import content_fingerprint
from driveout.records.plan.storing.reading import read_season
from driveout.records.plan.work import lifecycle
from driveout.records.team.holding import hold_organisation
from driveout.records.trust.actions import By, leave_trace
from driveout.records.trust.models import Trace

NAME_LENGTH = Season._meta.get_field("name").max_length or 120
MOST_WEEKS = 104
PEOPLE_KNOW = (models.F("approved_at").desc(nulls_last=True), "-made_at", "-id")  # the approved plan, else the newest
BECAME, WENT_BACK = "made a scenario the season", "made the season a scenario again"
DELETED, DELETED_SEASON = "deleted a scenario", "deleted a season"


class NameTaken(Refused):
    """The organisation has a season of that name."""


class NotAScenario(Refused):
    """A season that counts is not deleted as a scenario is: see drive.days.removing."""


class UnderWay(Refused):
    """Something is being worked out on it; that would be lost half done."""


class StillDecided(Refused):
    """A plan in it is approved: that is taken back first."""


class NotTheSeason(Refused):
    """It did not take another's place, or another has taken its place since."""


@transaction.atomic
def make_scenario(*, season: Season, name: str, why: str, by: By, now: datetime) -> Season:
    """A copy of everything under a name of its own, to try something in. The same one again is the one that is there.

    NameTaken when another season has the name.
    """
    of = season.copy_of_id if season.is_scenario else season.id
    content = replace(read_season(season.id), name=name)
    copy = _copied(season, content, now=now, copy_of_id=of, is_scenario=True)
    return _traced(copy, "made a scenario", by=by, now=now, of=season.id, why=why.strip())


@transaction.atomic
def make_next_season(
    *, season: Season, name: str, first_day: date, weeks: int, keep_wishes: bool, by: By, now: datetime
) -> Season:
    """The next season from this one: the same places, people and guests, and what people are used to from its plan.

    Used to: the approved plan's openings, else the newest plan's, else what the season itself said. Closed dates come
    along where they fall within the new weeks. NameTaken when another season has the name.
    """
    content = read_season(season.id)
    last = first_day + timedelta(7 * weeks - 1)
    content = replace(
        content,
        name=name,
        first_day=first_day,
        weeks=weeks,
        closed_dates=tuple(day for day in content.closed_dates if first_day <= day <= last),
        earlier=_used_to(season) or content.earlier,
        pins=content.pins if keep_wishes else (),
        forbidden=content.forbidden if keep_wishes else (),
    )
    copy = _copied(season, content, now=now, copy_of_id=season.id, is_scenario=False)
    return _traced(copy, "made the next season", by=by, now=now, of=season.id, wishes=keep_wishes)


def plan_people_know(season_id: int) -> Plan | None:
    """The approved plan, else the newest. One query."""
    return Plan.objects.filter(season_id=season_id).order_by(*PEOPLE_KNOW).first()


def _used_to(season: Season) -> tuple[words.EarlierOpening, ...]:
    plan = plan_people_know(season.id)
    openings = plan.openings.select_related("stop") if plan else Opening.objects.none()
    return tuple(words.EarlierOpening(o.stop.name, words.Weekday(o.weekday), o.starts, o.minutes) for o in openings)


def _traced(made: tuple[Season, bool], what: str, *, by: By, now: datetime, **details: Any) -> Season:
    copy, is_new = made
    if is_new:
        leave_trace(by=by, what=what, about=copy, now=now, **details)
    return copy


def _copied(season: Season, content: words.Season, *, now: datetime, **kind: Any) -> tuple[Season, bool]:
    """The copy, and whether it was made now: sent twice, it is stored once."""
    mark = content_fingerprint(content)
    hold_organisation(season.organisation_id)
    if here := Season.objects.filter(organisation_id=season.organisation_id, name=content.name).first():
        if (here.fingerprint, here.copy_of_id, here.is_scenario) == (mark, kind["copy_of_id"], kind["is_scenario"]):
            return here, False
        raise NameTaken(f"There is a season called {content.name} already.")
    copy = Season.objects.get(pk=season.pk)
    copy.pk, copy._state.adding = None, True
    copy.name, copy.first_day, copy.weeks = content.name, content.first_day, content.weeks
    copy.closed_dates = [day.isoformat() for day in content.closed_dates]
    copy.fingerprint, copy.imported_at, copy.set_aside_at = mark, now, None
    copy.calendar_key = new_calendar_key()
    for name, value in kind.items():
        setattr(copy, name, value)
    copy.save(force_insert=True)
    _copy_parts(season, copy, content)
    return copy, True


def _copy_parts(season: Season, copy: Season, content: words.Season) -> None:
    """Hubs, places, people and wishes, row by row, whatever columns they have; in their order."""
    hubs = _again(Hub.objects.filter(season=season), season=copy)
    stops = _again(Stop.objects.filter(season=season), season=copy)
    for kind in (Workday, Vehicle, Employee, Volunteer):
        _again(kind._default_manager.filter(hub__season=season), hub=hubs)
    _again(MayServe.objects.filter(stop__season=season), stop=stops, hub=hubs)
    _again(StopWindow.objects.filter(stop__season=season), stop=stops)
    if content.pins:
        _again(Pin.objects.filter(season=season), season=copy, stop=stops)
    if content.forbidden:
        _again(Forbidden.objects.filter(season=season), season=copy, stop=stops)
    named = {stop.name: stop for stop in stops.values()}
    EarlierOpening.objects.bulk_create(
        EarlierOpening(
            season=copy, stop=named[was.stop], weekday=was.weekday, starts=was.starts, minutes=was.minutes
        )
        for was in content.earlier
    )  # fmt: skip


def _again(rows: Any, **belongs: Any) -> dict[int, Any]:
    """The rows once more, belonging to the copy's; by the old row's number."""
    old = list(rows.order_by("id"))
    values = [field for field in rows.model._meta.concrete_fields if not field.primary_key]
    new = []
    for row in old:
        made = rows.model(**{field.attname: getattr(row, field.attname) for field in values})
        for name, to in belongs.items():
            setattr(made, name, to[getattr(row, f"{name}_id")] if isinstance(to, dict) else to)
        new.append(made)
    return dict(zip((row.pk for row in old), rows.model._default_manager.bulk_create(new), strict=True))


@transaction.atomic
def make_it_the_season(*, season_id: int, why: str, by: By, now: datetime) -> Season:
    """The scenario becomes the season, and the one it was made from is set aside. Doing it again changes nothing.

    That one's public times stand until new ones are published. Other scenarios of it are now of this season.
    """
    scenario = _held(season_id)
    if not scenario.is_scenario:
        return scenario
    before = _held(scenario.copy_of_id) if scenario.copy_of_id else None
    scenario.is_scenario = False
    scenario.save(update_fields=["is_scenario"])
    if before:
        Season.objects.filter(pk=before.pk).update(set_aside_at=now)
        Season.objects.filter(copy_of=before, is_scenario=True).update(copy_of=scenario)
        _swap_calendars(scenario, before)
    stand: list[Hub | Stop] = [*scenario.hubs.all(), *scenario.stops.all()]
    for stood in stand:
        call(stood.where_id, stood.name, stood.lat, stood.lon)
    instead_of = before.pk if before else None
    leave_trace(by=by, what=BECAME, about=scenario, now=now, why=why.strip(), instead_of=instead_of)
    return scenario


@transaction.atomic
def take_it_back(*, season_id: int, why: str, by: By, now: datetime) -> Season:
    """The season is a scenario again, and the one it took the place of is the season. Doing it again changes nothing.

    NotTheSeason when there is none to go back to; StillDecided while a plan in it is approved. Screens come here by way
    of `publish.actions.take_season_back`, which also asks whether its times are public.
    """
    season = _held(season_id)
    if season.is_scenario:
        return season
    before = took_place_of(season)
    if before is None or season.set_aside_at:
        raise NotTheSeason(f"{season.name} did not take another season's place, or another has taken its own.")
    if Plan.objects.filter(season=season, approved_at__isnull=False).exists():
        raise StillDecided(f"A plan of {season.name} is approved.")
    Season.objects.filter(copy_of=season, is_scenario=True).update(copy_of=before)
    Season.objects.filter(pk=before.pk).update(set_aside_at=None)
    season.is_scenario = True
    season.save(update_fields=["is_scenario"])
    _swap_calendars(season, before)
    leave_trace(by=by, what=WENT_BACK, about=season, now=now, why=why.strip(), instead_of=before.pk)
    return season


def _swap_calendars(one: Season, other: Season) -> None:
    """What people have in their calendars is of the season that counts, and follows it."""
    one.calendar_key, other.calendar_key = other.calendar_key, one.calendar_key
    for season in (one, other):
        season.save(update_fields=["calendar_key"])


@transaction.atomic
def delete_scenario(*, season_id: int, by: By, now: datetime) -> None:
    """Remove a scenario with its plans. NotAScenario for a season that counts, UnderWay while it is worked on.

    The trace keeps its name, so that an old link can be told what happened.
    """
    # It goes: nobody may refer to it anew meanwhile.
    season = Season.objects.select_for_update().defer("drives", "reach").filter(pk=season_id).first()
    if season is None:
        return
    if not season.is_scenario:
        raise NotAScenario(f"{season.name} is a season, and not deleted here.")
    check_idle(season, now=now)
    leave_trace(by=by, what=DELETED, about=season, now=now, name=season.name, organisation=season.organisation_id)
    season.delete()


def check_idle(season: Season, *, now: datetime) -> None:
    """UnderWay while a search or a what-if works on it; one whose worker died does not count."""
    kinds: tuple[Any, ...] = (PlanRun, Frontier)
    for kind in kinds:
        lifecycle.bury_silent(kind, now=now)
        if kind.objects.filter(season=season, state__in=UNDER_WAY).exists():
            raise UnderWay(f"{season.name} is being worked on.")


def took_place_of(season: Season) -> Season | None:
    """The season that was set aside when this one took its place; None when it took none's. At most two queries."""
    before = season.copy_of if season.copy_of_id and not season.is_scenario else None
    if before is None or before.set_aside_at is None:
        return None
    became = Trace.objects.filter(what=BECAME, about=f"season {season.pk}", at=before.set_aside_at)
    return before if became.exists() else None


def in_place_of(season: Season) -> Season | None:
    """The season that took this one's place. Two queries at most."""
    if season.set_aside_at is None:
        return None
    copies = Season.objects.filter(copy_of=season, is_scenario=False).defer("drives", "reach")
    found = {f"season {copy.pk}": copy for copy in copies}
    became = Trace.objects.filter(what=BECAME, about__in=found, at=season.set_aside_at).values_list("about", flat=True)
    return next((found[about] for about in became), None)


def all_it_replaced(season: Season) -> list[int]:
    """The seasons set aside, one after the other, on the way to this one."""
    found: list[int] = []
    before = took_place_of(season)
    while before is not None and before.pk not in found:
        found.append(before.pk)
        before = took_place_of(before)
    return found


def deleted(season_id: int, organisation_id: int) -> Trace | None:
    """Who deleted the scenario or season that was here, if it was this organisation's. One query."""
    gone = Trace.objects.filter(what__in=(DELETED, DELETED_SEASON), about=f"season {season_id}")
    rows = gone.select_related("who")
    return next((row for row in rows if row.details.get("organisation") == organisation_id), None)


def _held(season_id: int) -> Season:
    return Season.objects.select_for_update(no_key=True).defer("drives", "reach").get(pk=season_id)


def overview(organisation_id: int) -> tuple[list[Season], dict[int, Season]]:
    """All of an organisation's seasons, newest first, each with `plan_guests` and `plan_approved` of the plan people
    know; and which season took the place of each that was set aside. Two queries at most."""
    known = Plan.objects.filter(season=models.OuterRef("pk")).order_by(*PEOPLE_KNOW)
    rows = (
        Season.objects.filter(organisation_id=organisation_id)
        .defer("drives", "reach", "terms", "notes")
        .annotate(
            known_guests=models.Subquery(known.values("guests")[:1]),
            known_approved=models.Subquery(known.values("approved_at")[:1]),
        )
    )
    seasons: list[Season] = []
    for row in rows:
        row.plan_guests, row.plan_approved = row.known_guests, row.known_approved
        seasons.append(row)
    aside = {season.set_aside_at: season.pk for season in seasons if season.set_aside_at}
    by_name = {f"season {season.pk}": season for season in seasons}
    became = Trace.objects.filter(what=BECAME, at__in=aside, about__in=by_name) if aside else []
    return seasons, {aside[trace.at]: by_name[trace.about] for trace in became}
