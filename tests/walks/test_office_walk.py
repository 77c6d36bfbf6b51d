"""The coordinator's walk: why, change it and see what it costs, plan again; then two people, and a worker that dies."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.walks.conftest import look_at
from tests.walks.house import hold_to_the_house
from tests.walks.planner import asking, held

pytestmark = pytest.mark.browser
# A town that is planned in a moment: what a planner leaves behind that is killed hangs on no season's size.
SMALL = """
from django.utils import timezone
from driveout.core.simulate.small_town import small_town
from driveout.records.models import Member
from driveout.records.plan.plans.saving import save_plan
from driveout.records.plan.seasons.taking_in import import_season
from tests.core.good_plan import good_plan
finn = Member.objects.get(user__username="finn")
done = {"by": finn.user, "now": timezone.now()}
season = import_season(words=small_town(), organisation=finn.organisation, **done)
save_plan(season_id=season.id, season=small_town(), plan=good_plan(), sent_by="a walk", **done)
"""
FORGOTTEN = """
from django.utils import timezone
from driveout.records.models import PlanRun
PlanRun.objects.filter(state="running").update(heartbeat=timezone.now())
"""


def choose(page: Page, place: str) -> None:
    """Open a place's reasons and wait until they are worked out."""
    page.locator("a.slot").filter(has_text=place).first.click()
    expect(page.locator("#sted h2")).to_contain_text(f"{place}: hvorfor")
    expect(page.locator("#sted .sum").first).to_be_visible()


def test_why_and_what_would_help(open_page):
    page = open_page("carla")
    choose(page, "Karby")
    expect(page.get_by_role("heading", name="Andre muligheder for Karby")).to_be_visible()
    if page.get_by_role("link", name="Regn på det").is_visible():
        page.get_by_role("link", name="Regn på det").click()
    expect(page.locator("#hjaelp .price").first).to_be_visible()
    look_at(page, "walk-office", "office-why")


def test_change_it_with_its_price_plan_again_and_take_it_back(open_page, picture):
    page = open_page("carla")
    choose(page, "Karby")
    page.get_by_label("Hvorfor ændrer du det?").fill("Hallen i Karby er kold om tirsdagen.")
    page.locator("#sted button").filter(has_text=" i stedet for ").first.click()
    expect(page.get_by_text("Ændringen er gemt.")).to_be_visible()
    expect(page.get_by_role("heading", name="1 ændring venter på en ny plan")).to_be_visible()
    picture(page, "office-changed")
    hold_to_the_house(page)
    page.get_by_role("button", name="Planlæg igen").click()
    # Proven or as far as the search came: the change is kept either way, and nothing waits any more.
    expect(page.locator("#live")).to_contain_text("Den nye plan er klar")
    expect(page.get_by_role("heading", name="1 ændring venter")).to_be_hidden()
    picture(page, "office-planned-again")
    choose(page, "Karby")
    expect(page.locator("a.slot").filter(has_text="Karby").first).to_contain_text("Låst")
    page.get_by_role("button", name="Slip ændringerne").click()
    expect(page.get_by_text("Ændringen er gemt.")).to_be_visible()
    page.get_by_role("button", name=re.compile("^Fortryd")).click()
    expect(page.get_by_text("Fortrudt.")).to_be_visible()
    page.get_by_role("button", name=re.compile("^Gør om")).click()
    expect(page.get_by_text("Ændringen gælder igen.")).to_be_visible()


def test_two_people_at_one_place(open_page, picture):
    first, second = open_page("carla"), open_page("carla")
    for page in (first, second):
        choose(page, "Balling")
    first.locator("#sted button").filter(has_text="Intet besøg").click()
    expect(first.get_by_text("Ændringen er gemt.")).to_be_visible()
    second.get_by_role("button", name="Lås som nu").click()
    expect(second.locator("#besked")).to_contain_text("Balling: intet besøg (Carla")
    expect(second.locator("#besked")).to_contain_text("Din ændring er ikke gemt.")
    picture(second, "office-two-people")
    hold_to_the_house(second)
    first.get_by_role("button", name=re.compile("^Fortryd: Balling|^Fortryd.*Balling")).click()
    expect(first.get_by_text("Fortrudt.")).to_be_visible()


def test_by_keyboard_from_a_place_to_a_change(open_page):
    page = open_page("carla")
    page.locator("a.slot").filter(has_text="Vils").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#sted .sum").first).to_be_visible()
    page.get_by_role("button", name="Lås som nu").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Ændringen er gemt.")).to_be_visible()
    page.get_by_role("button", name=re.compile("^Fortryd.*Vils")).press("Enter")
    expect(page.get_by_text("Fortrudt.")).to_be_visible()


def test_a_hub_leader_sees_reasons_and_proposes_outside_the_own_hub(open_page, picture):
    page = open_page("dan")
    page.get_by_label("Hub", exact=True).select_option(label="Vejle")
    expect(page.get_by_role("heading", name="Vejle, hver uge")).to_be_visible()
    page.locator("a.slot").first.click()
    expect(page.locator("#sted .sum").first).to_be_visible()
    picture(page, "office-hub-leader")
    place = page.locator("#sted h2").inner_text().partition(":")[0]
    page.get_by_label("Hvorfor foreslår du det?").first.fill("Vi har en nøgle til hallen den dag.")
    page.get_by_role("button", name="Foreslå at låse").click()
    expect(page.get_by_text("Dit forslag er sendt.")).to_be_visible()
    expect(page.locator(".proposals")).to_contain_text(f"{place}: låst som nu")
    hold_to_the_house(page)
    coordinator = open_page("carla", width=390)
    expect(coordinator.get_by_role("heading", name="1 forslag venter på dit svar")).to_be_visible()
    picture(coordinator, "office-proposal-390")
    hold_to_the_house(coordinator)
    coordinator.get_by_role("button", name=re.compile(f"^Ja, gør det.*{place}")).click()
    expect(coordinator.get_by_text("Ændringen er gemt.")).to_be_visible()
    coordinator.get_by_role("button", name=re.compile(f"^Fortryd.*{place}")).click()


def test_a_planner_that_is_killed_takes_nothing_with_it(open_page, server, picture):
    server.do(SMALL)
    page = open_page("finn")
    before = page.locator("#proof").inner_text()
    with held(server, *asking(page)) as planner:
        page.reload()  # holding it may have taken longer than a search may be silent, and then the page no longer asks
        expect(page.locator("#live")).to_contain_text("Planlægger 1 hub")
        server.do(FORGOTTEN)
        planner.kill()
    expect(page.locator("#live")).to_contain_text("holdt op med at svare")
    assert page.locator("#proof").inner_text() == before
    picture(page, "office-planner-killed")
    hold_to_the_house(page)
    page.get_by_role("button", name="Planlæg igen").click()
    expect(page.locator("#live")).to_contain_text(re.compile("Den nye plan er klar|Din plan er stadig den bedste"))
