"""What the planner tells, in a real browser: a promise beside what it became, why two plans differ, what money would
bring, and a ferry that must be reached."""

import re

import pytest
from playwright.sync_api import expect

from tests.walks.conftest import look_at
from tests.walks.test_what_if_walk import THREE_HUBS, plan_it

pytestmark = pytest.mark.browser
FEWER_VOLUNTEERS = """
from driveout.records.models import Season
from driveout.records.plan.models.edit import Register
from driveout.records.plan.registers.editing import edit
from driveout.records.plan.registers.values import mark_of, read
from driveout.records.models import Member, Volunteer
from django.utils import timezone
season = Season.objects.get(pk={season})
hub = season.hubs.first()
gone = Volunteer.objects.filter(hub=hub).order_by("pk").values_list("pk", flat=True)
gone = list(gone)[: max(1, len(gone) * 2 // 3)]
rows = read(season.pk, Register.VOLUNTEER, gone)
edit(season_id=season.pk, register=Register.VOLUNTEER, rows=dict.fromkeys(rows), opened_with=mark_of(rows), why="",
     by=Member.objects.get(user__username="finn").user, now=timezone.now())
print(hub.name)
"""
ISLAND = """
from django.utils import timezone
from driveout.records.models import Member
from driveout.records.plan.plans.saving import save_plan
from driveout.records.plan.seasons.taking_in import import_season
from tests.over_water import island_plan
finn = Member.objects.get(user__username="finn")
done = {"by": finn.user, "now": timezone.now()}
words, plan = island_plan()
season = import_season(words=words, organisation=finn.organisation, **done)
save_plan(season_id=season.id, season=words, plan=plan, sent_by="a walk", **done)
print(season.id)
"""


@pytest.fixture(scope="module")
def season(server):
    return server.do(THREE_HUBS).strip()


def test_two_plans_differ_because_of_what_was_changed(open_page, server, season):
    page = open_page("finn")
    hub = server.do(FEWER_VOLUNTEERS.format(season=season)).strip()
    page.goto(f"/office/seasons/{season}/")
    plan_it(page)
    page.goto(f"/office/seasons/{season}/plans/")
    page.get_by_role("button", name=re.compile("^Sammenlign")).first.click()
    expect(page.locator(".causes")).to_contain_text(re.compile(f"{hub}.*fordi.*frivillig"))
    look_at(page, "walk-office", "reason-with-its-cause")


def test_what_was_said_of_a_wish_stands_beside_what_it_became(open_page, season):
    page = open_page("finn")
    page.goto(f"/office/seasons/{season}/")
    page.locator("a.slot").first.click()
    panel = page.locator("#sted")
    expect(panel.get_by_role("heading", name=re.compile("^Andre muligheder"))).to_be_visible()
    look_at(page, "walk-office", "reason-with-prices")
    panel.locator('button[name="wish"][value^="never"]').click()
    expect(page.get_by_text("Ændringen er gemt.")).to_be_visible()
    plan_it(page)
    page.goto(f"/office/seasons/{season}/")
    became = re.compile(r"Sagt −?\d+,\d, blev −?\d+,\d gæster om ugen\.")
    expect(page.locator("#proof")).to_contain_text(became)
    look_at(page, "walk-office", "said-and-became")
    page.get_by_role("link", name="Godkend planen").last.click()
    expect(page.locator("section.kept")).to_contain_text(became)
    expect(page.locator("section.kept")).not_to_contain_text("Det gjorde det ikke.")
    page.locator("section.kept").scroll_into_view_if_needed()
    look_at(page, "walk-office", "said-and-became-plan")


def test_more_money_never_promises_less(open_page, season):
    page = open_page("finn")
    page.goto(f"/office/seasons/{season}/what-if/")
    curve = page.locator("#budget")
    curve.get_by_role("button", name=re.compile("^Regn på det")).click()
    expect(curve.get_by_role("button", name=re.compile("^Regn igen"))).to_be_visible()
    for column in (2, 3):  # guests, and at most possible
        shown = curve.locator(f"tbody tr td:nth-child({column})").all_inner_texts()
        numbers = [re.match(r"[\d.]*\d(,\d+)?", text) for text in shown]  # “71. ikke bevist” where time was short
        amounts = [float(number[0].replace(".", "").replace(",", ".")) for number in numbers if number]
        assert len(amounts) > 3 and amounts == sorted(amounts)
    look_at(page, "walk-office", "frontier")


def test_a_ferry_is_told_in_the_plan_and_in_the_reason(open_page, server):
    page = open_page("finn")
    island = server.do(ISLAND).strip()
    page.goto(f"/office/seasons/{island}/")
    expect(page.get_by_text("Sidste afgang kl. 20: kør senest kl. 19.").first).to_be_visible()
    look_at(page, "walk-office", "ferry-in-the-plan")
    page.locator("a.slot").first.click()
    expect(page.locator("#sted")).to_contain_text("Hjem med den kl. 20 eller slet ikke")
    look_at(page, "walk-office", "ferry-in-the-reason")
