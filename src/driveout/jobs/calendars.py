"""A plan's calendar as guests have it: what holds on each date, and what was said before and holds no more."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from driveout.core.tell.calendar import Event, no_more, says
from driveout.outside.plan_files.calendar import Named, OnADate, Since
from driveout.records.drive.days import making
from driveout.records.drive.days.dated import NOT_IN_THE_PLAN
from driveout.records.drive.days.queries import cafes_of
from driveout.records.drive.models import Occurrence
from driveout.records.drive.models.days import OccurrenceState
from driveout.records.plan.models import Opening, Plan, Season
from driveout.records.plan.models.season import is_new_calendar_key
from driveout.records.tell import stamping

NOT_HERE = "Caféen holder ikke her denne dag."  # read by guests


@dataclass(frozen=True)
class Remembered:
    """Of a season's calendar, whichever of its plans it is made of: what was said of each event, and since when."""

    plan: Plan

    def __call__(self, events: Sequence[Event]) -> tuple[Sequence[Event], Since]:
        """All that is to be said now: also that an event of before is no more. Written down as it is said."""
        season, now = self.plan.season, timezone.now()
        feed = stamping.Feed(season.organisation_id, f"season {season.calendar_key}")
        before, here = stamping.remembered(feed), {event.uid for event in events}
        today = timezone.localdate(now)
        gone = [event for uid, stamp in before.items() if uid not in here for event in no_more(stamp.said, today)]
        told = [*events, *gone]
        return told, stamping.say(feed, before=before, says=says(told), now=now)


def of(plan: Plan) -> dict[str, Any]:
    """What `as_calendar` is told of a stored plan beside itself. Five queries."""
    return {"on_dates": list(_on_dates(plan)), "named": _named(plan.season), "remembered": Remembered(plan)}


def _named(season: Season) -> Named:
    """By the places' own keys; a season whose events were known by names before goes on so."""
    if not is_new_calendar_key(season.calendar_key):
        return Named(season.calendar_key)
    return Named(season.calendar_key, dict(season.stops.values_list("name", "where__key")))


def _on_dates(plan: Plan) -> Iterator[OnADate]:
    """What is otherwise on a date than the approved plan has it each week; nothing of one that is not approved."""
    cafes = cafes_of(plan.season_id) if plan.approved_at else []
    weekly = {(o.stop.where_id, o.weekday): o for o in plan.openings.select_related("stop")}
    stops = dict(plan.season.stops.values_list("where", "name"))
    today = timezone.localdate()
    for row in cafes:
        opening = weekly.get((row.where_id, row.date.weekday()))
        off, told = row.state == OccurrenceState.CANCELLED, row.changed_at or plan.made_at
        if opening is None:
            # Beside the plan: what still stands on a date ahead, or what somebody called off there.
            if row.date >= today and row.where_id in stops and not (off and row.why == NOT_IN_THE_PLAN):
                here = stops[row.where_id]
                yield OnADate(here, row.date, row.promised, row.starts, row.minutes, off, row.why, told)
        elif off or row.changed_at or (row.starts, row.minutes) != (opening.starts, opening.minutes):
            here = opening.stop.name
            yield OnADate(here, row.date, opening.starts, row.starts, row.minutes, off, row.why, told)
    if cafes and plan.season.first_day:
        yield from _not_yet(plan, list(weekly.values()), cafes)


def _not_yet(plan: Plan, openings: list[Opening], cafes: list[Occurrence]) -> Iterator[OnADate]:
    """Dates ahead on which the weekly openings are not held, because they hold from a later one."""
    there = {(row.where_id, row.date) for row in cafes}
    today, last = timezone.localdate(), max(row.date for row in cafes)
    days = [day for day in making.dates_of(plan.season) if today <= day <= last]
    for opening in openings:
        for day in days:
            if day.weekday() == opening.weekday and (opening.stop.where_id, day) not in there:
                hours = (opening.starts, opening.starts, opening.minutes)
                yield OnADate(opening.stop.name, day, *hours, True, NOT_HERE, plan.made_at)
