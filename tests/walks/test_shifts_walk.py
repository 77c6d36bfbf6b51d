"""Shifts on a phone without script: Bo is told why not, takes one, gives it back; Carla sees the gap and asks him."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.walks.house import hold_to_the_house

pytestmark = pytest.mark.browser
HUB = "Nykøbing Mors"

# Two hubs' plan on dates since last Monday; one of the hub's next cafés has nobody, and nobody's papers were seen.
PREPARE = """
from datetime import timedelta
from django.utils import timezone
from tests.on_dates import make_days
from driveout.records.drive.models import Check, Shift, Signup
from driveout.records.models import Member, Season
from driveout.records.plan import queries
from driveout.records.plan import actions
now, today = timezone.now(), timezone.localdate()
carla = Member.objects.get(user__username="carla")
season = Season.objects.filter(organisation=carla.organisation).earliest("id")
season.first_day, season.weeks, season.closed_dates = today - timedelta(days=today.weekday() + 7), 4, []
season.save()
plan = queries.newest_plan(season.id)
actions.approve_plan(plan_id=plan.id, by=carla.user, now=now)
plan.tours.exclude(hub__name__in=("Nykøbing Mors", "Skjern")).delete()
make_days(plan_id=plan.id, by=carla.user, now=now, today=season.first_day)
Check.objects.all().delete()
Signup.objects.filter(member__user__username="bo").delete()
rows = Shift.objects.filter(role="host", trip__hub="Nykøbing Mors", trip__date__gt=today).order_by("trip__date", "id")
row = rows.select_related("trip", "occurrence").first()
Signup.objects.filter(shift=row).delete()
print(season.id, row.id, row.trip.date, row.occurrence.place, sep="|")
"""


@pytest.fixture(scope="module")
def gap(server):
    """(season, shift, date, place) of the café that has nobody."""
    season, shift, day, place = server.do(PREPARE).split("|")
    return int(season), int(shift), day, place


def test_bo_is_told_why_not_takes_a_shift_and_gives_it_back_and_carla_asks_him(open_page, picture, gap):
    season, shift, day, place = gap
    bo, carla = open_page("bo", width=390, script=False), open_page("carla")
    expect(bo).to_have_url(re.compile("/vagter/$"))
    expect(bo.get_by_text("Du har ingen vagter lige nu.")).to_be_visible()
    bo.get_by_role("link", name="Se de ledige vagter").click()
    card = bo.get_by_role("listitem").filter(has_text=place).first
    expect(card).to_contain_text("Ikke set endnu: Børneattest.")
    expect(card).to_contain_text(re.compile("Vis det til \\w+, og kom igen."))
    picture(bo, "shifts-no")
    see_papers(carla, season)
    picture(carla, "shifts-papers")
    bo.goto("/vagter/ledige/")
    bo.get_by_role("button", name=re.compile(f"Tag vagten.*{place}")).first.click()
    expect(bo.get_by_text("Du er på vagten. Tak.")).to_be_visible()
    picture(bo, "shifts-mine")
    bo.get_by_text("Kan du ikke?").first.click()
    bo.get_by_role("button", name=re.compile("Giv vagten fra dig")).first.click()
    expect(bo.get_by_text("Vagten er givet fra dig.")).to_be_visible()
    ask_him(carla, picture, season, shift, day, place)


def see_papers(carla: Page, season: int) -> None:
    """Carla has seen both of Bo's."""
    for paper in ("Børneattest", "Introduktion"):
        carla.goto(f"/office/seasons/{season}/crew/papers/?hub=alle")
        carla.get_by_label("Hvem").select_option(label="Bo")
        carla.get_by_label("Hvad så du?").select_option(label=paper)
        carla.get_by_role("button", name="Jeg har set det").click()
        expect(carla.get_by_text("Det er skrevet ind for Bo.")).to_be_visible()


def ask_him(carla: Page, picture, season: int, shift: int, day: str, place: str) -> None:
    """From the gap in the week to the right one, with the arithmetic."""
    carla.goto(f"/office/seasons/{season}/crew/?fra={day}")
    carla.get_by_label("Hub", exact=True).select_option(label=HUB)
    carla.get_by_role("button", name="Vis", exact=True).click()
    row = carla.get_by_role("row").filter(has=carla.get_by_role("link", name=place, exact=True)).first
    expect(row).to_contain_text("ingen")
    picture(carla, "shifts-week")
    row.get_by_role("link", name=re.compile("^Spørg")).click()
    expect(carla).to_have_url(re.compile(f"/crew/{shift}/"))
    first = carla.locator(".ask-list li").filter(has_text="Bo").first
    expect(first).to_contain_text(re.compile(r"\d+ \(.*\) \+ \d+ \(.*\) \+ \d+ \(.*\)\s+= \d+"))
    picture(carla, "shifts-one")
    hold_to_the_house(carla)
    first.get_by_role("button", name=re.compile("^Spørg")).click()
    expect(carla.get_by_text("Bo er spurgt.")).to_be_visible()
