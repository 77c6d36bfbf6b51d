"""The demo's data: the season "Akut 2020", planned, and the cast. Made once; a second start finds it there."""

import sys
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from driveout.jobs.terminal import chosen_language, say

if TYPE_CHECKING:
    from datetime import datetime

    from driveout.core import words
    from driveout.records.models import Member, Season

SEASON = Path(__file__).parents[3] / "examples" / "seasons" / "akut-2020"
FIRST_SEARCH = 120  # seconds at most: a slow machine should show a plan too; it ends when the plan is proven
HERE, PARTNER, ELSEWHERE = "Social Drive Out, prøve", "Gældsrådgivningen, prøve", "En anden organisation, prøve"

# Sign-in, first name, organisation, role, hub, and what they are in the two languages of the terminal.
CAST = (
    (
        "carla",
        "Carla",
        HERE,
        "coordinator",
        "",
        "coordinator: sees everything and plans",
        "koordinator: ser alt og planlægger",
    ),
    (
        "dan",
        "Dan",
        HERE,
        "hub leader",
        "Skjern",
        "hub leader: days and crew at Skjern",
        "hubleder: dage og hold i Skjern",
    ),
    (
        "alma",
        "Alma",
        HERE,
        "employee",
        "Nykøbing Mors",
        "employee: drives; the app is at /felt/",
        "medarbejder: kører; appen er på /felt/",
    ),
    (
        "bo",
        "Bo",
        HERE,
        "volunteer",
        "Nykøbing Mors",
        "volunteer: own shifts at /vagter/, app at /felt/",
        "frivillig: egne vagter på /vagter/, appen på /felt/",
    ),
    ("eva", "Eva", PARTNER, "partner", "", "debt counsellor at a partner", "gældsrådgiver hos en partner"),
    (
        "finn",
        "Finn",
        ELSEWHERE,
        "coordinator",
        "",
        "another organisation: sees nothing",
        "en anden organisation: ser ingenting",
    ),
)


def password(username: str) -> str:
    """Public on purpose: the demo listens on this machine only."""
    return f"cafe-{username}"


def prepare() -> None:
    """Cast, season and a first plan in line. Django is set up already."""
    from django.utils import timezone

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
    season = _season(carla, now)
    runs.bury_silent_runs(now=now)
    if season and queries.newest_plan(season.id) is None:
        asking.ask_for_plan(season_id=season.id, by=carla.user, now=now, limit_seconds=FIRST_SEARCH)


def _season(carla: "Member", now: "datetime") -> "Season | None":
    """The example season as stored, with what was tried in it. When its files have changed since, it makes way."""
    from driveout.outside.season_files import read_season
    from driveout.records.plan import queries
    from driveout.records.plan.rules import OtherContent
    from driveout.records.plan.seasons import taking_in
    from driveout.records.plan.storing.fingerprints import content_fingerprint

    lang = chosen_language(None)
    if not SEASON.exists():
        say(lang, f"{SEASON.name} is not here, so the demo starts empty.", f"{SEASON.name} mangler, så demoen er tom.")
        return None
    words = _this_autumn(read_season(SEASON), carla)
    wanted = {"words": words, "organisation": carla.organisation, "by": carla.user, "now": now}
    here = queries.seasons_of(carla.organisation_id).filter(name=words.name).first()
    if here and here.fingerprint == content_fingerprint(words):
        return here
    try:
        return taking_in.import_season(**wanted)
    except OtherContent:
        for old in queries.seasons_of(carla.organisation_id).filter(name=words.name):
            taking_in.forget_season(season=old, by=carla.user, now=now)
        return taking_in.import_season(**wanted)


def _this_autumn(words: "words.Season", carla: "Member") -> "words.Season":
    """The season of spring 2020 as if it had begun last week, with the cast in its crew.

    Its holidays move along, as days on which it is closed: the same plan is found. The season that is stored keeps its
    first day, so that a second start finds it unchanged.
    """
    from django.utils import timezone

    from driveout.core.plan.calendar import closed_on
    from driveout.records.plan import queries

    here = queries.seasons_of(carla.organisation_id).filter(name=words.name).first()
    today = timezone.localdate()
    monday = today - timedelta(days=today.weekday() + 7)
    first = here.first_day if here and here.first_day else monday
    assert words.first_day is not None
    ahead = first - words.first_day
    named = {"Alma M.": "Alma", "Bo A.": "Bo"}
    hub = next(hub for name, _, _, _, hub, _, _ in CAST if name == "alma")
    return replace(
        words,
        first_day=first,
        closed_dates=tuple(day + ahead for day in closed_on(words)),
        terms=replace(words.terms, holidays=""),
        employees=tuple(replace(e, name=named.get(e.name, e.name)) if e.hub == hub else e for e in words.employees),
        volunteers=tuple(replace(v, name=named.get(v.name, v.name)) if v.hub == hub else v for v in words.volunteers),
    )


def wait_for_plan(seconds: float) -> None:
    """Until the first plan is there, or its search has ended: the first page should show a week, not a promise."""
    from driveout.records.plan.models import PlanRun
    from driveout.records.plan.models.work import UNDER_WAY

    lang, deadline, told = chosen_language(None), time.monotonic() + seconds, False
    while time.monotonic() < deadline and PlanRun.objects.filter(state__in=UNDER_WAY).exists():
        if not told:
            say(lang, "Planning the season, for the first time only …", "Planlægger sæsonen, kun denne ene gang …")
            told = True
        time.sleep(0.2)


def begin_week(lang: str) -> None:
    """The first plan goes to work, once, while people already sign in: days, crew, stores, cafés held and cancelled."""
    from django.utils import timezone

    from driveout.jobs import demo_week

    demo_week.begin(timezone.now(), timezone.localdate())
    say(lang, "\nThe week is in progress.", "\nUgen er i gang.")
    sys.stdout.flush()


def say_cast(lang: str) -> None:
    """Who can sign in, and with what."""
    say(lang, "\nSign in as:                     password", "\nLog ind som:                    adgangskode")
    for username, _name, _where, _role, _hub, english, danish in CAST:
        print(f"  {username:<30}{password(username):<14}{danish if lang == 'da' else english}", flush=True)
