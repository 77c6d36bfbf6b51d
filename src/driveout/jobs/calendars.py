"""A plan's calendar as guests have it: what holds on each date, and what was said before and holds no more."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
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

Weekly = Mapping[tuple[int, int], Opening]  # a place's number and a weekday
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
    """What is otherwise on a date than the plan has it each week. Of a plan that is not approved only what somebody
    told of its own hours: the days are not made of it."""
    cafes = cafes_of(plan.season_id)
    weekly = {(o.stop.where_id, o.weekday): o for o in plan.openings.select_related("stop", "plan")}
    if plan.approved_at is None:
        return (
            _of(row, o) for row in cafes if row.changed_at and (o := _own(row, weekly)) and o.starts == row.promised
        )
    there = (_of(row, o) for row in cafes if (o := _own(row, weekly)) and _otherwise(row, o))
    return chain(there, _beside(plan, cafes, weekly), _not_held(plan, cafes, weekly))


def _own(row: Occurrence, weekly: Weekly) -> Opening | None:
    return weekly.get((row.where_id, row.date.weekday()))


def _of(row: Occurrence, opening: Opening) -> OnADate:
    off, told = row.state == OccurrenceState.CANCELLED, row.changed_at or opening.plan.made_at
    return OnADate(opening.stop.name, row.date, opening.starts, row.starts, row.minutes, off, row.why, told)


def _otherwise(row: Occurrence, opening: Opening) -> bool:
    """Is it another hour, or was it told of? What was once told of a date is told again, also that it is as it was."""
    off = row.state == OccurrenceState.CANCELLED
    return off or bool(row.changed_at) or (row.starts, row.minutes) != (opening.starts, opening.minutes)


def _beside(plan: Plan, cafes: list[Occurrence], weekly: Weekly) -> Iterator[OnADate]:
    """Cafés ahead that the plan does not have: they still stand, or somebody called them off."""
    stops, today = dict(plan.season.stops.values_list("where", "name")), timezone.localdate()
    for row in cafes:
        off = row.state == OccurrenceState.CANCELLED
        if row.date >= today and row.where_id in stops and not _own(row, weekly) and row.why != NOT_IN_THE_PLAN:
            told = row.changed_at or plan.made_at
            yield OnADate(stops[row.where_id], row.date, row.promised, row.starts, row.minutes, off, row.why, told)


def _not_held(plan: Plan, cafes: list[Occurrence], weekly: Weekly) -> Iterator[OnADate]:
    """Dates on which a weekly opening is not held, because it holds from a later one."""
    if not cafes or plan.season.first_day is None:
        return
    there = {(row.where_id, row.date) for row in cafes}
    days = [day for day in making.dates_of(plan.season) if cafes[0].date <= day <= cafes[-1].date]
    for (where, weekday), opening in weekly.items():
        for day in days:
            if day.weekday() == weekday and (where, day) not in there:
                hours = (opening.starts, opening.starts, opening.minutes)
                yield OnADate(opening.stop.name, day, *hours, True, NOT_HERE, plan.made_at)
