"""What if in a real browser: a scenario tried and made the season, every hub's figures, and the next season."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.walks.conftest import look_at
from tests.walks.house import hold_to_the_house

pytestmark = pytest.mark.browser
SEASON = """
from driveout.records.models import Season
print(Season.objects.get(name__startswith="Akut").id)
"""
# Finn's, and planned in a moment: how a table of hubs is asked for and read hangs on no number of hubs.
THREE_HUBS = """
from django.utils import timezone
from driveout.core.plan.draft import Effort, draft
from driveout.core.simulate.scattered import Kind, scattered
from driveout.records.models import Member
from driveout.records.plan.plans.saving import save_plan
from driveout.records.plan.seasons.taking_in import import_season
finn = Member.objects.get(user__username="finn")
done = {"by": finn.user, "now": timezone.now()}
words = scattered(Kind(hubs=3, stops=5))
season = import_season(words=words, organisation=finn.organisation, **done)
plan = draft(words, Effort(gap=0.01, processes=0))
save_plan(season_id=season.id, season=words, plan=plan, sent_by="a walk", **done)
print(season.id)
"""


@pytest.fixture(scope="module")
def season(server) -> str:
    """The address of the demo's season."""
    return f"/office/seasons/{server.do(SEASON)}/"


def test_a_next_season_with_faults_says_what_is_wrong_and_keeps_the_rest(open_page, season):
    page = open_page("carla")
    page.goto(f"{season}next/")
    page.get_by_role("textbox", name=re.compile("^Uger")).fill("mange")
    page.get_by_role("button", name="Lav den nye sæson").click()
    expect(page.get_by_role("alert")).to_contain_text("Skriv et navn.")
    expect(page.get_by_role("textbox", name=re.compile("^Uger"))).to_have_value("mange")
    look_at(page, "walk-office", "next-season-faults")


def plan_it(page: Page) -> None:
    page.get_by_role("button", name=re.compile("^Planlæg")).first.click()
    expect(page.locator("#live")).to_contain_text("Den nye plan er klar")


def test_a_scenario_is_tried_compared_and_made_the_season(open_page, picture, season):
    page = open_page("carla")
    page.goto(f"{season}what-if/")
    page.get_by_role("link", name="Prøv noget af").click()
    page.get_by_role("textbox", name=re.compile("^Navn")).fill("Bevillingen bliver fast")
    page.get_by_role("button", name="Lav scenariet").click()
    expect(page.get_by_text("Scenariet er klar.")).to_be_visible()
    banner = page.get_by_text("Scenarie: Bevillingen bliver fast. Intet her gælder, før du gør det til sæsonen.")
    expect(banner).to_be_visible()
    plan_it(page)
    picture(page, "scenario-planned-1280")
    page.get_by_role("link", name="Om scenariet").click()
    page.get_by_role("link", name="Sammenlign med sæsonens plan").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("(Bevillingen bliver fast)")
    expect(page.get_by_text("Planerne er fra to sæsoner.")).to_be_visible()
    expect(banner).to_be_visible()
    picture(page, "scenario-compare-1280")
    hold_to_the_house(page)
    page.get_by_role("link", name=re.compile("^Plan 1")).last.click()
    expect(page.get_by_role("button", name="Godkend planen")).to_have_count(0)
    page.get_by_role("link", name="Om scenariet").first.click()
    page.get_by_role("textbox", name=re.compile("^Hvorfor")).fill("Bevillingen kom.")
    page.get_by_role("button", name="Gør scenariet til sæsonen").click()
    expect(page.get_by_text("Bevillingen bliver fast er nu sæsonen.")).to_be_visible()
    expect(banner).to_have_count(0)
    page.goto(season)
    expect(page.get_by_text("Intet her gælder mere.")).to_be_visible()
    page.goto("/office/seasons/")
    expect(page.get_by_role("heading", name="Lagt til side")).to_be_visible()
    picture(page, "seasons-set-aside-1280")
    hold_to_the_house(page)
    page.get_by_role("link", name="Bevillingen bliver fast", exact=True).click()
    page.goto(f"{page.url}scenario/")
    page.get_by_role("button", name="Tag det tilbage").click()
    expect(page.get_by_text("er et scenarie igen.")).to_be_visible()


def test_every_hubs_figures_are_worked_out_beside_the_page_and_read(open_page, server):
    page = open_page("finn")
    page.goto(f"/office/seasons/{server.do(THREE_HUBS)}/what-if/")
    hubs = page.locator("#hubs")
    hubs.get_by_role("button", name=re.compile("^Regn på det")).click()
    expect(hubs).to_contain_text(re.compile("punkter er regnet|Begynder|køen|Regn igen"))
    expect(hubs.get_by_role("button", name=re.compile("^Regn igen"))).to_be_visible()
    expect(hubs.locator("tbody tr")).to_have_count(3)
    page.get_by_role("link", name="Én time mere").click()
    expect(page.get_by_role("columnheader", name=re.compile("Én time mere"))).to_have_attribute(
        "aria-sort", "descending"
    )
    look_at(page, "walk-office", "what-if-hubs")


def test_a_new_season_from_the_last(open_page, picture, season):
    page = open_page("carla")
    page.goto("/office/seasons/")
    page.get_by_role("link", name="Ny sæson ud fra den sidste").click()
    page.get_by_role("textbox", name=re.compile("^Navn")).fill("Næste efterår")
    page.get_by_label("Første dag").fill("2026-08-24")
    page.get_by_role("button", name="Lav den nye sæson").click()
    expect(page.get_by_role("heading", name="Næste efterår")).to_be_visible()
    expect(page.get_by_text("Den nye sæson er klar.")).to_be_visible()
    page.goto("/")
    expect(page.get_by_role("heading", name="Næste efterår")).to_be_visible()
    picture(page, "next-season-made-1280")
