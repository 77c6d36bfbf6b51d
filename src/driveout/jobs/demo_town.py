"""The demo's data: the season "Akut 2020", planned, and the cast. Made once; a second start finds it there."""

import sys
import time
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from driveout.jobs.demo_season import CAST, SEASON, as_begun, as_planned
from driveout.jobs.telling import telling
from driveout.jobs.terminal import chosen_language, say

if TYPE_CHECKING:
    from datetime import datetime

    from driveout.core import words
    from driveout.records.models import Member, Season

FIRST_SEARCH = 120  # seconds at most: a slow machine should show a plan too; it ends when the plan is proven


def password(username: str) -> str:
    """Public on purpose: the demo listens on this machine only."""
    return f"cafe-{username}"


def prepare() -> None:
    """Cast, season and a first plan in line. Django is set up already."""
    from django.utils import timezone

    from driveout.jobs.demo_help import fill_directory
    from driveout.outside.season_files import read_season
    from driveout.records.plan import queries
    from driveout.records.plan.search import asking, runs
    from driveout.records.team.actions import welcome
    from driveout.records.team.models import Role

    now = timezone.now()
    members = {
        username: welcome(
            username=username,
            first_name=name,
            password=password(username),
            organisation=where,
            role=Role(role),
            hub=hub,
            by=None,
            now=now,
        )
        for username, name, where, role, hub, _, _ in CAST
    }
    carla = members["carla"]
    fill_directory(carla, now)
    if not SEASON.exists():
        lang = chosen_language(None)
        say(lang, f"{SEASON.name} is not here, so the demo starts empty.", f"{SEASON.name} mangler, så demoen er tom.")
        return
    example = read_season(SEASON)
    season = _season(example, carla, now)
    runs.bury_silent_runs(now=now)
    if queries.newest_plan(season.id) is None and not _kept(season, example, carla, now):
        asking.ask_for_plan(season_id=season.id, by=carla.user, now=now, limit_seconds=FIRST_SEARCH)


def _kept(season: "Season", example: "words.Season", carla: "Member", now: "datetime") -> bool:
    """The plan that is kept beside the season becomes its first, once the checker has found that it holds.

    False, and the season has to be planned, where the plan was made of other words, or somebody has changed the season.
    """
    from driveout.jobs.demo_plan import kept_plan
    from driveout.records.plan import queries
    from driveout.records.plan.plans.saving import save_plan

    assert season.first_day is not None
    begun, here = as_begun(example, season.first_day), queries.season_as_words(season.id)
    plan = kept_plan(as_planned(example))
    if plan is None or here != begun:
        return False
    save_plan(season_id=season.id, season=here, plan=plan, by=carla.user, now=now, sent_by="kept with the season")
    return True


def _season(example: "words.Season", carla: "Member", now: "datetime") -> "Season":
    """The example season as stored, with what was tried in it. When its files have changed since, it makes way.

    The season that is stored keeps its first day, so that a second start finds it unchanged.
    """
    from django.utils import timezone

    from driveout.records.plan import queries
    from driveout.records.plan.rules import OtherContent
    from driveout.records.plan.seasons import taking_in
    from driveout.records.plan.storing.fingerprints import content_fingerprint

    here = queries.seasons_of(carla.organisation_id).filter(name=example.name).first()
    today = timezone.localdate()
    last_monday = today - timedelta(days=today.weekday() + 7)
    words = as_begun(example, (here and here.first_day) or last_monday)
    wanted: dict[str, Any] = {"words": words, "organisation": carla.organisation, "by": carla.user, "now": now}
    if here and here.fingerprint == content_fingerprint(words):
        return here
    try:
        return taking_in.import_season(**wanted)
    except OtherContent:
        for old in queries.seasons_of(carla.organisation_id).filter(name=words.name):
            taking_in.forget_season(season=old, by=carla.user, now=now)
        return taking_in.import_season(**wanted)


def wait_for_plan(seconds: float) -> None:
    """Until the first plan is there, or its search has ended: the first page should show a week, not a promise."""
    from driveout.records.plan.models import PlanRun
    from driveout.records.plan.models.work import UNDER_WAY

    deadline = time.monotonic() + seconds
    under_way = PlanRun.objects.filter(state__in=UNDER_WAY)
    if under_way.exists():
        said = ("Planning the season, for the first time only", "Planlægger sæsonen, kun denne ene gang")
        with telling(chosen_language(None), *said):
            while time.monotonic() < deadline and under_way.exists():
                time.sleep(0.2)


def begin_week(lang: str) -> None:
    """The first plan goes to work, once, while people already sign in: days, crew, stores, cafés held and cancelled."""
    from django.utils import timezone

    from driveout.jobs import demo_week

    print()
    with telling(lang, "Putting the week in progress", "Sætter ugen i gang"):
        demo_week.begin(timezone.now(), timezone.localdate())
    say(lang, "\nThe week is in progress.", "\nUgen er i gang.")
    sys.stdout.flush()


def say_cast(lang: str) -> None:
    """Who can sign in, and with what."""
    say(lang, "\nSign in as:                     password", "\nLog ind som:                    adgangskode")
    for username, _name, _where, _role, _hub, english, danish in CAST:
        print(f"  {username:<30}{password(username):<14}{danish if lang == 'da' else english}", flush=True)
