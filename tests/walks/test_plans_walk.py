"""All plans in a real browser: compare two, approve one, let everybody read its times, and take them back."""

import re

import pytest
from playwright.sync_api import expect

from tests.walks.house import hold_to_the_house

pytestmark = pytest.mark.browser

# The demo's plan without one tour, and with three tours an hour earlier or later: checked like any other, and put
# in as the day before's, so that the demo's own plan stays the newest.
SECOND = """
from dataclasses import replace
from datetime import timedelta
from driveout.core.plan.check import check
from driveout.records.models import Season
from driveout.records.plan.plans.saving import save_plan
from driveout.records.plan.queries import plan_as_words, season_as_words

season = Season.objects.get(name__startswith="Akut")
row = season.plans.order_by("-guests").first()
words, plan = season_as_words(season.id), plan_as_words(row.id)
stops = [o.stop for o in plan.openings]
once = [t for t in plan.tours if all(stops.count(o.stop) == 1 for o in plan.openings if o.tour == t.name)]
openings = tuple(o for o in plan.openings if o.tour != once[0].name)
plan = replace(plan, openings=openings, tours=tuple(t for t in plan.tours if t != once[0]))
plan = replace(plan, proof=replace(plan.proof, objective=plan.guests_a_week))
moved = 0
for tour in plan.tours[:40]:
    for by in (-60, 60):
        rest = tour.break_starts and tour.break_starts + by
        other = replace(tour, leaves=tour.leaves + by, returns=tour.returns + by, break_starts=rest)
        shifted = replace(
            plan,
            tours=tuple(other if t == tour else t for t in plan.tours),
            openings=tuple(replace(o, starts=o.starts + by) if o.tour == tour.name else o for o in plan.openings),
        )
        if moved < 3 and check(words, shifted).holds:
            plan, moved = shifted, moved + 1
            break
then = row.made_at - timedelta(days=1)
save_plan(season_id=season.id, season=words, plan=plan, by=row.made_by, now=then, sent_by="a walk")
print(season.id)
"""


@pytest.fixture(scope="module")
def plans(server) -> str:
    """The address of the season's plans; there are two at least."""
    return f"/office/seasons/{server.do(SECOND)}/plans/"


def test_from_all_plans_to_two_compared_and_to_one(open_page, plans):
    page = open_page("carla")
    page.goto(plans)
    expect(page.get_by_role("heading", name="Planer", exact=True)).to_be_visible()
    page.get_by_role("button", name="Sammenlign").click()
    expect(page.get_by_role("heading", name="Steder, der får flere gæster")).to_be_visible()
    page.get_by_role("link", name="Byt om").click()
    expect(page.get_by_role("heading", name=re.compile("til «Plan 1»"))).to_be_visible()
    page.get_by_role("link", name="Plan 1", exact=True).click()
    expect(page.get_by_role("heading", name="Det giver planen")).to_be_visible()


def test_from_a_name_to_public_times_and_back(open_page, picture, plans):
    page = open_page("carla")
    page.goto(plans)
    page.get_by_role("link", name="Plan 1", exact=True).click()
    page.get_by_role("textbox", name=re.compile("^Navn")).fill("Efterår, uden én tur")
    page.get_by_role("textbox", name=re.compile("^Note")).fill("Salen er kold om tirsdagen.")
    page.get_by_role("button", name="Gem navn og note").click()
    expect(page.get_by_role("heading", name="Efterår, uden én tur", exact=True)).to_be_visible()
    page.get_by_role("textbox", name=re.compile("^Hvorfor")).fill("Hubledere og kommuner har sagt ja.")
    page.get_by_role("button", name="Godkend planen").click()
    expect(page.get_by_text("Godkendt af Carla")).to_be_visible()
    picture(page, "plan-approved")
    hold_to_the_house(page)
    page.get_by_role("link", name="Offentliggør, og sæt på datoer").first.click()
    expect(page.get_by_role("heading", name="Hvad sker der, når planen gælder?")).to_be_visible()
    picture(page, "plan-hold")
    hold_to_the_house(page)
    page.get_by_role("button", name="Offentliggør, og sæt på datoer").click()
    expect(page.get_by_role("heading", name="Tiderne er offentlige")).to_be_visible()
    picture(page, "plan-public")
    page.get_by_role("link", name="Se de offentlige tider").click()
    address = page.url
    anyone = open_page()
    anyone.goto(address)
    expect(anyone.get_by_role("heading", name="Her åbner caféen")).to_be_visible()
    expect(anyone.locator("body")).not_to_contain_text("Alma")
    page.go_back()
    page.get_by_text("Tag tiderne ned").first.click()
    page.get_by_role("button", name="Tag tiderne ned").click()
    expect(page.get_by_role("heading", name="Offentliggør tiderne")).to_be_visible()
    page.get_by_text("Tag godkendelsen tilbage").first.click()
    picture(page, "plan-take-back")
    page.get_by_role("button", name="Tag godkendelsen tilbage").click()
    expect(page.get_by_role("heading", name="Godkend planen")).to_be_visible()
    anyone = open_page(width=390)
    anyone.goto(address)
    expect(anyone.get_by_role("heading", name="Ingen tider lige nu")).to_be_visible()
    picture(anyone, "times-none-390")
    hold_to_the_house(anyone)


def test_a_hub_leader_reads_by_keyboard_and_without_script(open_page, picture, plans):
    page = open_page("dan", script=False)
    page.goto(plans)
    page.get_by_label("Fra", exact=True).focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Flyttede åbninger")).to_be_visible()
    page.get_by_role("link", name="Alle planer").press("Enter")
    page.get_by_role("link", name="Plan 2", exact=True).press("Enter")
    expect(page.get_by_text("Det er koordinatoren, der godkender")).to_be_visible()
    expect(page.locator("main form")).to_have_count(0)
    picture(page, "plan-hub-leader")
