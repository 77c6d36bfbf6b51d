"""Through the season page in a real browser: every width and theme, by mouse, by keyboard and without script."""

import re
from contextlib import suppress

import pytest
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import expect

from tests.walks.conftest import tab_to
from tests.walks.house import hold_to_the_house
from tests.walks.planner import asking, held
from tests.walks.way_round import own_menu

pytestmark = pytest.mark.browser


def test_the_season_and_all_its_places(open_page):
    page = open_page("carla")
    expect(page.get_by_role("heading", name="Akut 2020")).to_be_visible()
    expect(page.locator("#proof")).to_contain_text("gæster om ugen")
    expect(page.locator(".slot").first).to_be_visible()
    page.get_by_role("button", name="Alle steder").click()
    expect(page.locator("tbody tr")).to_have_count(180)


def test_sign_in_and_explanation(open_page, picture):
    page = open_page()
    expect(page.get_by_text("cafe-carla")).to_be_visible()
    picture(page, "sign-in")
    page = open_page("carla", width=320)
    page.get_by_role("link", name="Sådan er det regnet").click()
    expect(page.get_by_role("heading", name="Højst muligt")).to_be_visible()
    picture(page, "how-320")


def test_filters_change_week_map_and_address_and_the_way_back_works(open_page, picture):
    page = open_page("carla")
    page.get_by_label("Hub", exact=True).select_option(label="Skjern")
    expect(page.get_by_role("heading", name="Skjern, hver uge")).to_be_visible()
    page.get_by_label("Dag", exact=True).focus()
    page.get_by_label("Dag", exact=True).select_option(label="Onsdag")
    expect(page.get_by_role("heading", name="Skjern, onsdag")).to_be_visible()
    expect(page).to_have_url(re.compile("dag=2"))
    expect(page.get_by_label("Dag", exact=True)).to_be_focused()
    picture(page, "skjern-wednesday")
    page.get_by_label("Hub", exact=True).select_option(label="Alle hubs")
    expect(page.get_by_role("heading", name="Alle hubs, hver uge")).to_be_visible()
    picture(page, "all-hubs")
    page.go_back()
    expect(page.get_by_role("heading", name="Skjern, onsdag")).to_be_visible()
    page.get_by_label("Kommune", exact=True).select_option(label="Ringkøbing-Skjern")
    expect(page).to_have_url(re.compile("kommune=760"))


def test_numbers_on_the_near_map_are_those_of_the_list(open_page):
    page = open_page("carla")
    pins = page.locator("#turen svg .in-no").all_text_contents()
    listed = page.locator("#turen .trip-list .pin").all_text_contents()
    assert pins == listed == [str(n + 1) for n in range(len(pins))] != []


def test_the_map_that_moves(open_page, picture):
    page = open_page("carla")
    page.get_by_role("button", name="Zoom og flyt kortet").click()
    expect(page.locator(".leaflet-container canvas")).to_be_visible()
    expect(page.locator("svg.dk")).to_be_hidden()
    picture(page, "map-that-moves")
    hold_to_the_house(page)
    page.get_by_role("button", name="Zoom ind").press("Enter")
    page.get_by_role("button", name="Vis det faste kort").click()
    expect(page.locator("svg.dk")).to_be_visible()


def test_plan_again_with_live_progress_and_a_stop(open_page, server, picture):
    page = open_page("carla")
    live = page.locator("#live")
    stop = page.get_by_role("button", name="Stop, brug den bedste")
    with held(server, *asking(page)):
        page.reload()  # see test_a_planner_that_is_killed_takes_nothing_with_it
        expect(live).to_contain_text("Planlægger 15 hubs")
        expect(page.get_by_role("button", name="Planlæg igen")).to_be_disabled()
        expect(stop).to_be_visible()
        picture(page, "planning")
        hold_to_the_house(page)
    expect(live.locator(".got, .say-title").first).to_be_visible()
    picture(page, "planning-found")
    with suppress(PlaywrightError):  # it may end just before
        stop.click(timeout=1_000)
    ended = re.compile("Stoppet|Din plan er stadig den bedste|Den nye plan er klar|Søgningen sluttede")
    expect(live).to_contain_text(ended)
    expect(page.locator("#news")).to_contain_text(ended)
    expect(page.get_by_role("button", name="Planlæg igen")).to_be_enabled()
    expect(page.locator(".slot").first).to_be_visible()
    picture(page, "planned")


def test_by_keyboard_alone(open_page):
    page = open_page("carla")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Spring til indhold")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    tab_to(page, page.get_by_role("link", name="Hent planen", exact=True), 3)
    tab_to(page, page.get_by_role("button", name="Planlæg igen"), 3)
    tab_to(page, page.get_by_role("link", name="Sådan er det regnet"), 40)
    tab_to(page, page.get_by_label("Hub", exact=True), 3)
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("heading", name="Skjern, hver uge")).to_be_visible()
    for _ in range(3):
        page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Kort og uge")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Alle steder")).to_be_visible()


def test_without_script(open_page):
    page = open_page("carla", script=False)
    page.get_by_label("Hub", exact=True).select_option(label="Esbjerg")
    page.get_by_role("button", name="Vis", exact=True).click()
    expect(page.get_by_role("heading", name="Esbjerg, hver uge")).to_be_visible()
    page.get_by_role("button", name="Alle steder").click()
    expect(page.locator("tbody tr")).to_have_count(180)
    page.get_by_role("button", name="Kort og uge").click()
    expect(page.locator("svg.dk .hub")).to_have_count(15)


def test_in_english(open_page, picture):
    page = open_page("carla")
    own_menu(page).get_by_role("button", name="English").click()
    expect(page.get_by_role("button", name="Plan again")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    picture(page, "season-1280-english")
    page.set_viewport_size({"width": 320, "height": 900})
    picture(page, "season-320-english")
    hold_to_the_house(page)


def test_finn_sees_nothing_and_bo_is_told_whom_to_ask(open_page, picture):
    carla = open_page("carla")
    for name, title in (("finn", "Den side er her ikke"), ("bo", "Du har ikke adgang til det her")):
        page = open_page(name)
        page.goto(carla.url)
        expect(page.get_by_role("heading", name=title)).to_be_visible()
        expect(page.locator("body")).not_to_contain_text("Akut")
        picture(page, f"refused-{name}")


STORE = """
from django.utils import timezone
from driveout.core.simulate.small_town import small_town
from driveout.records.plan.seasons.taking_in import import_season
from driveout.records.models import Member
finn = Member.objects.get(user__username="finn")
import_season(words=small_town(), organisation=finn.organisation, by=finn.user, now=timezone.now())
"""
BREAK = """
from django.utils import timezone
from driveout.records.models import PlanRun, Season
now = timezone.now()
PlanRun.objects.create(season=Season.objects.get(name="Small town"), asked_at=now, ended_at=now, state="failed",
                       trouble="broke", limit_seconds=30)
"""


def test_from_no_season_to_a_first_plan_to_a_search_that_breaks(open_page, server, picture):
    page = open_page("finn", width=320)
    expect(page.get_by_role("heading", name="Her er ingen sæson endnu")).to_be_visible()
    picture(page, "no-season-320")
    server.do(STORE)
    page.goto("/")
    expect(page.get_by_role("heading", name="Her er ingen plan endnu")).to_be_visible()
    picture(page, "no-plan-320")
    hold_to_the_house(page)
    page.set_viewport_size({"width": 1280, "height": 900})
    picture(page, "no-plan-1280")
    page.get_by_role("button", name="Planlæg sæsonen").click()
    expect(page.locator("#proof")).to_contain_text("gæster om ugen")
    expect(page.locator(".slot").first).to_be_visible()
    picture(page, "two-vans")
    server.do(BREAK)
    page.reload()
    expect(page.locator("#live")).to_contain_text("Den gamle plan er her stadig")
    picture(page, "search-broke")
    hold_to_the_house(page)
