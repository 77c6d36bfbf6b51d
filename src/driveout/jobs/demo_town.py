"""The demo's data: the season "Akut 2020", planned, and the cast. Made once; a second start finds it there."""

import sys
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from driveout.jobs.telling import telling
from driveout.jobs.terminal import chosen_language, say

if TYPE_CHECKING:
    from datetime import date, datetime

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
    from driveout.records.plan.storing.writing import season_fingerprint

    here = queries.seasons_of(carla.organisation_id).filter(name=example.name).first()
    today = timezone.localdate()
    last_monday = today - timedelta(days=today.weekday() + 7)
    words = as_begun(example, (here and here.first_day) or last_monday)
    wanted = {"words": words, "organisation": carla.organisation, "by": carla.user, "now": now}
    if here and here.fingerprint == season_fingerprint(words):
        return here
    try:
        return taking_in.import_season(**wanted)
    except OtherContent:
        for old in queries.seasons_of(carla.organisation_id).filter(name=words.name):
            taking_in.forget_season(season=old, by=carla.user, now=now)
        return taking_in.import_season(**wanted)


def as_begun(example: "words.Season", first: "date") -> "words.Season":
    """The season of spring 2020 as if it began on that Monday, with the cast in its crew.

    Its holidays move along, as days on which it is closed: the same plan is found.
    """
    from driveout.core.plan.calendar import closed_on

    assert example.first_day is not None
    ahead = first - example.first_day
    named = {"Alma M.": "Alma", "Bo A.": "Bo"}
    hub = next(hub for name, _, _, _, hub, _, _ in CAST if name == "alma")
    return replace(
        example,
        first_day=first,
        closed_dates=tuple(day + ahead for day in closed_on(example)),
        terms=replace(example.terms, holidays=""),
        employees=tuple(
            replace(e, name=named.get(e.name, e.name), key="") if e.hub == hub else e for e in example.employees
        ),
        volunteers=tuple(
            replace(v, name=named.get(v.name, v.name), key="") if v.hub == hub else v for v in example.volunteers
        ),
    )


def as_planned(example: "words.Season") -> "words.Season":
    """The same on its own dates, which are those of no day on which the demo is started: what its kept plan is of."""
    assert example.first_day is not None
    return as_begun(example, example.first_day)


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
