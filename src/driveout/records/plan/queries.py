"""Named reads. Each says how many queries it takes."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta
from math import inf

from django.db.models import Exists, F, OuterRef, QuerySet

from driveout.core import words
from driveout.records.place.models import Place
from driveout.records.plan.agree import with_both
from driveout.records.plan.models import (
    Hub,
    MayServe,
    Opening,
    Plan,
    PlanRun,
    Season,
    Stop,
    StopWindow,
    Tour,
    Volunteer,
)
from driveout.records.plan.storing.fingerprints import season_fingerprint
from driveout.records.plan.storing.reading import read_plan, read_season


def season_as_words(season_id: int, *, follows: int | None = None) -> words.Season:
    """Everything the planner may know about a season. `follows`: the plan whose openings people are used to."""
    return read_season(season_id, follows=follows)


def season_of(plan: Plan) -> words.Season:
    """The season as it stands now, with what people were used to when this plan was made: what its objective is
    reckoned with. Everything that tries, explains or hands on a stored plan reads its season here."""
    return season_as_words(plan.season_id, follows=plan.follows_id)


def would_be_planned(plan: Plan, follows: int | None) -> tuple[words.Season, words.Plan]:
    """The season as it would be planned now, and the plan that is looked at: what reasons and prices compare.

    `follows`: the plan whose times people know, which a new search would hold. The plan's bound is endless where it
    was proven of another season: then it says nothing of this one.
    """
    season, found = season_as_words(plan.season_id, follows=follows), plan_as_words(plan.id)
    # A bound without held times is one with them: holding only costs.
    same = plan.follows_id in (None, follows) and season_fingerprint(season_of(plan)) == plan.made_from
    bound = found.proof.bound if same else inf
    return season, replace(found, proof=replace(found.proof, bound=bound))


def approved_plan(season_id: int) -> int | None:
    """The plan that holds, by its number. One query."""
    return Plan.objects.filter(season_id=season_id, approved_at__isnull=False).values_list("id", flat=True).first()


def plan_as_words(plan_id: int) -> words.Plan:
    """A stored plan."""
    return read_plan(plan_id)


def seasons_of(organisation_id: int) -> QuerySet[Season]:
    """An organisation's seasons and scenarios, newest first, without the heavy columns. One query."""
    seasons = Season.objects.filter(organisation_id=organisation_id).select_related("copy_of")
    return seasons.defer("drives", "reach", "copy_of__drives", "copy_of__reach")


def season_now(organisation_id: int, today: date) -> Season | None:
    """The season that is running today with an approved plan, else the newest. One that counts: no scenario, and none
    that was set aside. One query."""
    approved = Plan.objects.filter(season=OuterRef("pk"), approved_at__isnull=False)
    counting = seasons_of(organisation_id).filter(is_scenario=False, set_aside_at=None)
    seasons = list(counting.annotate(is_decided=Exists(approved)))
    running = (season for season in seasons if season.is_decided and _runs(season, today))
    return next(running, seasons[0] if seasons else None)


def _runs(season: Season, today: date) -> bool:
    first = season.first_day
    return first is not None and first <= today < first + timedelta(weeks=season.weeks)


def season_seen_by(organisation_id: int, season_id: int) -> Season | None:
    """The season, if it is this organisation's own. One query."""
    return with_both(seasons_of(organisation_id)).filter(pk=season_id).first()


def newest_plan(season_id: int) -> Plan | None:
    """The newest plan, also where another one is approved. One query."""
    return Plan.objects.filter(season_id=season_id).select_related("made_by").first()


def latest_run(season_id: int) -> PlanRun | None:
    """The last search asked for. One query."""
    return PlanRun.objects.filter(season_id=season_id).select_related("asked_by", "plan").first()


def run_behind(plan: Plan) -> PlanRun | None:
    """The last search that ended with this plan: it read the season as the plan has it. One query."""
    return PlanRun.objects.filter(plan=plan).first()


def hubs_of(season_id: int) -> list[Hub]:
    """A season's hubs in their order. One query."""
    return list(Hub.objects.filter(season_id=season_id))


def hubs_known(organisation_id: int) -> list[Place]:
    """The places of all hubs of an organisation's seasons. One query."""
    own = Hub.objects.filter(season__organisation_id=organisation_id)
    return list(Place.objects.filter(pk__in=own.order_by().values("where")))


def called_in(season_id: int) -> dict[tuple[int, str], str]:
    """(hub, key) → what a volunteer is called who is called otherwise than their key. One query."""
    rows = Volunteer.objects.filter(hub__season_id=season_id).exclude(key=F("name"))
    return {(hub, key): name for hub, key, name in rows.values_list("hub_id", "key", "name")}


def stops_of(season_id: int) -> list[Stop]:
    """All stops. One query."""
    return list(Stop.objects.filter(season_id=season_id))


def hubs_serving(season_id: int) -> dict[int, tuple[int, ...]]:
    """By stop, the hubs that may serve it, home first. One query, and no objects: there are hundreds of rows."""
    found: dict[int, tuple[int, ...]] = {}
    for stop, hub in MayServe.objects.filter(stop__season_id=season_id).order_by("id").values_list("stop_id", "hub_id"):
        found[stop] = (*found.get(stop, ()), hub)
    return found


def windows_of(stop_id: int) -> list[StopWindow]:
    """When a stop's hall can be open, as the planner reads it: hours that touch are one. One query."""
    return windows_of_stops([stop_id])


def windows_of_stops(stop_ids: Collection[int]) -> list[StopWindow]:
    """When these stops' halls can be open, as the planner reads it: hours that touch are one. One query."""
    by_stop: dict[int, list[words.Window]] = defaultdict(list)
    for stop, day, opens, closes in StopWindow.objects.filter(stop_id__in=stop_ids).values_list(
        "stop_id", "weekday", "opens", "closes"
    ):
        by_stop[stop].append(words.Window(words.Weekday(day), opens, closes))
    return [
        StopWindow(stop_id=stop, weekday=int(window.weekday), opens=window.opens, closes=window.closes)
        for stop, windows in by_stop.items()
        for window in words.joined(windows)
    ]


def tours_of(plan: Plan | None) -> list[Tour]:
    """A plan's tours with van and employee. One query."""
    return list(plan.tours.select_related("vehicle", "employee")) if plan else []


def openings_of(plan: Plan | None) -> list[Opening]:
    """A plan's openings. One query."""
    return list(plan.openings.order_by("weekday", "starts", "id")) if plan else []


def visits_in(plan: Plan | None, stop_id: int) -> list[Opening]:
    """A stop's openings in a plan. One query."""
    return list(plan.openings.filter(stop_id=stop_id).order_by("weekday", "starts", "id")) if plan else []
