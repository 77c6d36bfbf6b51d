"""The calendars that anyone follows: made anew by the clockwork from the times in the open, and from what holds on each
date. They say what the calendar of the plan says, with the same names and numbers."""

import logging
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from django.utils import timezone

from driveout.core.tell.calendar import Event, no_more, says
from driveout.core.words import Plan as PlanWords
from driveout.jobs import calendars
from driveout.outside.faults import Faults
from driveout.outside.plan_files.calendar import Named, OnADate, Since, as_calendar
from driveout.records.plan import queries
from driveout.records.plan.models import Plan, Season
from driveout.records.publish import following
from driveout.records.publish.following import OpenEvent
from driveout.records.publish.models import PublicEvent
from driveout.records.publish.queries import times_of
from driveout.records.tell import stamping

log = logging.getLogger(__name__)
Where = tuple[str, str, str, str]  # a place's key and name, a hub's key and name


def say_all(now: datetime) -> int:
    """Of every season that guests read, or read once. How many events are others now; one that fails harms no other."""
    changed = 0
    for season_id in sorted(following.seasons_said()):
        try:
            changed += _say(season_id, now)
        except Faults:
            continue  # a season without a first day has no dates
        except Exception:
            log.exception("The public calendars of season %s could not be made", season_id)
    return changed


def _say(season_id: int, now: datetime) -> int:
    times = times_of(season_id)
    before = {row.uid: row for row in following.events_of(season_id)}
    if times is None:
        return _end(season_id, list(before.values()), now)
    plan = Plan.objects.select_related("season").get(pk=times.plan_id)
    told, since, here = _told(plan)
    where = {**_before(before.values(), here.values()), **here}
    events = {
        uid: OpenEvent(*where[uid], said=text, since=since[uid]) for uid, text in says(told).items() if uid in where
    }
    return following.say(organisation_id=plan.season.organisation_id, season_id=season_id, events=events)


def _before(rows: Iterable[PublicEvent], here: Collection[Where]) -> dict[str, Where]:
    """Where events of before are, under what the place and the hub are called now: people find them by that."""
    places = {place_key: place for place_key, place, _base_key, _hub in here}
    hubs = {base_key: hub for _place_key, _place, base_key, hub in here if base_key}
    return {
        row.uid: (row.place_key, places.get(row.place_key, row.place), row.base_key, hubs.get(row.base_key, row.hub))
        for row in rows
    }


def _told(plan: Plan) -> tuple[Sequence[Event], Since, Mapping[str, Where]]:
    """All events, since when they say so, and uid → where. Raises Faults."""
    heard: list[tuple[Sequence[Event], Since]] = []
    beside = calendars.of(plan)

    def remembered(events: Sequence[Event]) -> tuple[Sequence[Event], Since]:
        heard.append(beside["remembered"](events))
        return heard[0]

    words = queries.plan_as_words(plan.pk)
    as_calendar(queries.season_of(plan), words, changed=plan.made_at, **{**beside, "remembered": remembered})
    return *heard[0], _where(plan, words, beside["named"], beside["on_dates"])


def _where(plan: Plan, words: PlanWords, named: Named, on_dates: Sequence[OnADate]) -> dict[str, Where]:
    stops = {row.name: (row.where.key, row.name) for row in plan.season.stops.select_related("where")}
    hubs = {row.name: (row.where.key, row.name) for row in plan.season.hubs.select_related("where")}
    at = {opening.stop: hubs.get(opening.hub, ("", "")) for opening in words.openings}
    found = {named.uid(o.stop, o.weekday): (*stops[o.stop], *at[o.stop]) for o in words.openings}
    for one in on_dates:
        where = (*stops[one.stop], *at.get(one.stop, ("", "")))
        week = one.date.weekday()
        found |= dict.fromkeys((named.uid(one.stop, week), named.uid(one.stop, week, one.date)), where)
    return found


def _end(season_id: int, before: Sequence[PublicEvent], now: datetime) -> int:
    """The times are taken down: what lay ahead is cancelled for all who follow it."""
    season = Season.objects.defer("drives", "reach").get(pk=season_id)
    feed = stamping.Feed(season.organisation_id, f"season {season.calendar_key}")
    said = {row.uid: says(no_more(row.said, timezone.localdate(now))).get(row.uid, row.said) for row in before}
    since = stamping.say(feed, before=stamping.remembered(feed), says=said, now=now)
    events = {
        row.uid: OpenEvent(row.place_key, row.place, row.base_key, row.hub, said[row.uid], since[row.uid])
        for row in before
    }
    return following.say(organisation_id=season.organisation_id, season_id=season_id, events=events)


__all__ = ["say_all"]
