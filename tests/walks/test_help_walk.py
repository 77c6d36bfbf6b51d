"""Help in a real browser: a figure explains itself, the keys, the first steps, and wishes that clash."""

import re

import pytest
from playwright.sync_api import expect

from tests.walks.conftest import SIZES, look_at
from tests.walks.house import hold_to_the_house
from tests.walks.way_round import own_menu

pytestmark = pytest.mark.browser

CLASH = """
from django.utils import timezone
from driveout.core.words import Wish
from driveout.records.models import Pin, Season
from driveout.records.plan.search import runs
from driveout.records.plan.models import PlanRun
from driveout.records.plan.models.work import State

season = Season.objects.get(name__startswith="Akut")
stop = season.stops.order_by("id").first()
now = timezone.now()
for day, name in ((1, "tuesday"), (2, "wednesday")):
    Pin.objects.create(season=season, stop=stop, weekday=day, starts=600)
run = PlanRun.objects.create(season=season, asked_at=now, limit_seconds=60, started_at=now, state="running")
said = [(f"pin:{stop.name}:tuesday", "tirsdag kl. 10"), (f"pin:{stop.name}:wednesday", "onsdag kl. 10")]
clash = [Wish.from_key(key, f"{stop.name} is open then.", f"{stop.name} har åbent {when}.") for key, when in said]
runs.end_run(run_id=run.id, state=State.IMPOSSIBLE, now=now, clash=clash)
print(stop.name)
"""


def test_help_words_and_a_figure_at_every_width(open_page):
    page = open_page("carla")
    expect(page.get_by_role("heading", name="Din første sæson")).to_be_visible()
    page.get_by_role("button", name="Forklar: Gæster om ugen").click()
    told = page.locator("#ord-guests-proof")
    expect(told).to_be_visible()
    expect(told).to_contain_text("Behovet er antaget")
    look_at(page, "walk-office", "explained")
    for width, _dark in SIZES:
        page.set_viewport_size({"width": width, "height": 900})
        expect(told).to_be_visible()
        box = told.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= width
    page.keyboard.press("Escape")
    expect(told).to_be_hidden()
    own_menu(page).get_by_role("link", name="Hjælp").click()
    expect(page.get_by_role("heading", name="Hjælp", exact=True)).to_be_visible()
    page.get_by_role("link", name="Se ord og tal").click()
    expect(page.get_by_role("heading", name="Ord og tal", exact=True)).to_be_visible()


def test_every_question_mark_is_large_enough_to_hit(open_page):
    page = open_page("carla", width=320)
    sizes = page.locator("main .ask").evaluate_all("all => all.map(one => one.getBoundingClientRect())")
    seen = [(size["width"], size["height"]) for size in sizes if size["width"]]
    assert len(seen) >= 5
    assert [size for size in seen if min(size) < 44] == []


def test_a_figure_is_explained_by_keyboard_and_without_script(open_page):
    page = open_page("carla", script=False)
    button = page.get_by_role("button", name="Forklar: Højst muligt")
    button.focus()
    page.keyboard.press("Enter")
    told = page.locator("#ord-roof-proof")
    expect(told).to_be_visible()
    page.keyboard.press("Tab")
    expect(told.get_by_role("link", name="Alle ord og tal")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/office/help/words/#roof$"))


def test_the_keys(open_page, picture):
    page = open_page("carla")
    keys = page.get_by_role("dialog", name="Genveje på tastaturet")
    page.keyboard.press("?")
    expect(keys).to_be_visible()
    picture(page, "keys-1280")
    hold_to_the_house(page)
    page.keyboard.press("Escape")
    expect(keys).to_be_hidden()
    page.keyboard.press("f")
    expect(page.get_by_label("Hub", exact=True)).to_be_focused()
    page.keyboard.press("?")  # in a list of choices, keys belong to the list
    expect(keys).to_be_hidden()
    page.locator("h1").click()
    page.keyboard.press("n")
    expect(page.locator("a.slot").first).to_be_focused()
    page.keyboard.press("n")
    expect(page.locator("a.slot").nth(1)).to_be_focused()
    for key, address in (
        ("p", r"/plans/$"),
        ("h", r"/what-if/$"),
        ("o", r"/help/words/$"),
        ("s", r"/office/seasons/\d+/"),
    ):
        page.keyboard.press("g")
        page.keyboard.press(key)
        expect(page).to_have_url(re.compile(address))
        page.wait_for_load_state("domcontentloaded")  # the address is there before the script that listens for keys


def test_the_keys_work_after_a_part_of_the_page_was_swapped(open_page):
    page = open_page("carla")
    page.get_by_label("Dag", exact=True).select_option("1")
    expect(page).to_have_url(re.compile("dag=1"))
    page.locator("h1").click()
    page.keyboard.press("n")
    expect(page.locator("a.slot").first).to_be_focused()
    page.locator("#ord-interval-week").locator("xpath=..").get_by_role("button").click()
    expect(page.locator("#ord-interval-week")).to_be_visible()


def test_the_keys_can_be_switched_off_and_stay_off(open_page):
    page = open_page("carla")
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Genveje på tastaturet")
    keys.get_by_label("Brug genveje i denne browser").uncheck()
    keys.get_by_role("button", name="Luk").click()
    page.reload()
    page.keyboard.press("?")
    page.keyboard.press("g")
    page.keyboard.press("p")
    expect(keys).to_be_hidden()
    assert page.url.endswith("/") and "/plans/" not in page.url
    page.goto("/office/help/")
    page.locator("main").get_by_label("Brug genveje i denne browser").check()
    page.keyboard.press("Tab")
    page.locator("h1").click()
    page.keyboard.press("?")
    expect(keys).to_be_visible()


def test_the_first_steps_lead_on_and_are_put_away(open_page, picture):
    page = open_page("carla")
    steps = page.get_by_role("region", name="Din første sæson")
    expect(steps.get_by_role("listitem")).to_have_count(7)
    steps.get_by_role("link", name="Spørg hvorfor").last.click()
    expect(page.locator("#sted")).to_be_visible()
    expect(page.locator("#sted[aria-busy]")).to_have_count(0)
    picture(page, "place-1280")
    page.reload()
    expect(steps.locator("[aria-current=step]")).to_contain_text("Prøv en ændring")
    steps.get_by_role("button", name="Læg trinene væk").click()
    expect(steps).to_have_count(0)
    expect(page.get_by_role("status").filter(has_text="lagt væk")).to_be_visible()
    own_menu(page).get_by_role("link", name="Hjælp").click()
    page.get_by_role("button", name="Vis trinene på sæsonens side").click()
    expect(page.get_by_role("button", name="Læg trinene væk")).to_be_visible()


def test_a_wish_that_clashes_is_dropped(open_page, picture, server):
    stop = server.do(CLASH)
    page = open_page("carla")
    expect(page.get_by_role("heading", name="Ønskerne kan ikke opfyldes sammen")).to_be_visible()
    picture(page, "clash-1280")
    hold_to_the_house(page)
    page.get_by_role("button", name=re.compile(f"Drop ønsket.*{stop} har åbent tirsdag")).click()
    expect(page.get_by_text("Ønsket er droppet.")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("Drop ønsket"))).to_have_count(1)
    expect(page.get_by_text("(ikke ønsket mere)")).to_be_visible()
    picture(page, "clash-dropped-1280")
