"""The registers' walk: a window and a van's days with their price, a place by click and by keyboard, many at once,
two people, and a season by hand from nothing to a plan."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.walks.conftest import look_at
from tests.walks.house import hold_to_the_house

pytestmark = pytest.mark.browser


@pytest.fixture
def registers(server):
    """The address of the season's registers."""
    season = server.do("from driveout.records.models import Season; print(Season.objects.get(name='Akut 2020').pk)")
    return f"/office/seasons/{season}/registers/"


def save(page: Page, button: str = "Gem") -> None:
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.get_by_text("Gemt.", exact=True)).to_be_visible()


def test_a_window_and_a_vans_days_with_their_price_and_back(open_page, picture, registers):
    page = open_page("carla")
    page.get_by_role("link", name="Registre").click()
    page.get_by_role("link", name="Steder", exact=True).click()
    page.get_by_label("Søg efter navn").fill("karby")
    page.get_by_role("button", name="Vis", exact=True).click()
    page.get_by_role("link", name="Karby").click()
    page.get_by_label("Til, række 1").fill("14")
    page.get_by_label("Hvorfor?").fill("Hallen er kold om mandagen.")
    save(page)
    expect(page.locator(".cost strong").first).to_be_visible()
    expect(page.get_by_role("heading", name="1 rettelse venter på en ny plan")).to_be_visible()
    picture(page, "registers-edit")
    hold_to_the_house(page)
    page.goto(f"{registers}vans/")
    page.get_by_role("link", name=re.compile("Nykøbing Mors")).first.click()
    page.get_by_role("checkbox", name="Mandag").uncheck()
    save(page)
    expect(page.locator(".cost strong").first).to_be_visible()
    page.goto(registers.replace("registers/", ""))
    expect(page.get_by_role("heading", name="2 rettelser venter på en ny plan")).to_be_visible()
    picture(page, "registers-on-the-season")
    for _edit in range(2):
        page.locator("#rettelser").get_by_role("button", name=re.compile("^Fortryd")).first.click()
        expect(page.get_by_text("Fortrudt.")).to_be_visible()
    expect(page.get_by_role("heading", name=re.compile(r"^\d+ rettelser? venter"))).to_have_count(0)


def test_what_cannot_be_is_said_at_its_field_and_kept(open_page, registers):
    page = open_page("carla")
    page.goto(f"{registers}stops/?q=karby")
    page.get_by_role("link", name="Karby").click()
    page.get_by_label("Siddepladser").fill("mange")
    page.get_by_label("Til, række 1").fill("8")
    page.get_by_role("button", name="Gem", exact=True).click()
    expect(page.get_by_role("heading", name="2 ting skal rettes")).to_be_visible()
    look_at(page, "walk-office", "registers-faults")
    page.locator("#fejl").get_by_role("link", name="Siddepladser").click()
    expect(page.get_by_label("Siddepladser")).to_have_value("mange")


def test_a_place_is_set_by_click_and_by_keyboard(open_page, picture, registers):
    page = open_page("carla")
    page.goto(f"{registers}stops/new/")
    page.get_by_label("Stedets navn").fill("Prøveby")
    page.get_by_role("button", name="Vælg på kort").click()
    board = page.locator(".leaflet-container")
    expect(board).to_be_visible()
    board.click(position={"x": 180, "y": 170})
    expect(page.get_by_text("Punktet er sat.")).to_be_visible()
    clicked = page.get_by_label("Breddegrad").input_value()
    assert re.fullmatch(r"5[4-7],\d{5}", clicked)
    board.focus()
    page.keyboard.press("ArrowUp")
    middle = page.get_by_role("button", name="Sæt punktet midt på kortet")
    middle.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Breddegrad")).not_to_have_value(clicked)
    page.get_by_label("Breddegrad").fill("56,757")
    page.get_by_label("Længdegrad").fill("8,60")
    picture(page, "registers-new-place")
    hold_to_the_house(page)
    save(page, "Læg til")
    row = page.get_by_role("row").filter(has_text="Prøveby")
    expect(row).to_contain_text("Nykøbing Mors")
    page.locator("#rettelser").get_by_role("button", name=re.compile("^Fortryd.*Prøveby")).press("Enter")
    expect(page.get_by_text("Fortrudt.")).to_be_visible()
    expect(page.get_by_role("row").filter(has_text="Prøveby")).to_have_count(0)


def test_many_places_at_once(open_page, picture, registers):
    page = open_page("carla")
    page.goto(f"{registers}stops/?q=vi")
    for tick in page.get_by_role("checkbox").all()[:2]:
        tick.check()
    page.get_by_role("button", name="Ret de valgte").click()
    expect(page.get_by_role("heading", name="Ret 2 steder")).to_be_visible()
    page.get_by_role("radio", name="Siddepladser").check()
    page.locator("#felt-seats").fill("14")
    page.get_by_role("button", name="Se, hvad der bliver ændret").click()
    expect(page.get_by_role("heading", name="2 af 2 bliver ændret.")).to_be_visible()
    picture(page, "registers-many")
    hold_to_the_house(page)
    save(page, "Gem dem alle")
    expect(page.locator("#rettelser")).to_contain_text("2 steder")
    page.locator("#rettelser").get_by_role("button", name=re.compile("^Fortryd.*2 steder")).click()
    expect(page.get_by_text("Fortrudt.")).to_be_visible()


def test_two_people_at_one_row_see_both_versions(open_page, picture, registers):
    first, second = open_page("carla"), open_page("carla")
    for page in (first, second):
        page.goto(f"{registers}stops/?q=balling")
        page.get_by_role("link", name="Balling").click()
    first.get_by_label("Siddepladser").fill("9")
    save(first)
    second.get_by_label("Siddepladser").fill("6")
    second.get_by_role("button", name="Gem", exact=True).click()
    expect(second.get_by_role("heading", name="Carla har ændret det")).to_be_visible()
    expect(second.get_by_label("Siddepladser")).to_have_value("6")
    picture(second, "registers-two-people")
    hold_to_the_house(second)
    first.locator("#rettelser").get_by_role("button", name=re.compile("^Fortryd.*Balling")).click()
    expect(first.get_by_text("Fortrudt.")).to_be_visible()


def test_without_a_script_a_window_is_added_and_a_town_found(open_page, registers):
    page = open_page("carla", script=False)
    page.goto(f"{registers}stops/new/")
    page.get_by_label("Søg efter en by").fill("thyborøn")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Thyborøn").first.click()
    expect(page.get_by_label("Stedets navn")).to_have_value("Thyborøn")
    page.get_by_role("button", name="Flere rækker").click()
    expect(page.get_by_label("Til, række 12")).to_be_visible()


def test_a_season_by_hand_from_nothing_to_a_plan(open_page, picture):
    page = open_page("carla")
    page.goto("/office/seasons/new/")
    page.get_by_role("link", name="Begynd i hånden").click()
    page.get_by_label("Sæsonens navn").fill("Forår i hånden")
    page.get_by_label("Varighed, uger").fill("8")
    page.get_by_label("Budget, kr. om ugen").fill("12.500")
    page.get_by_role("button", name="Lav sæsonen").click()
    expect(page.get_by_role("heading", name="Før sæsonen kan planlægges, mangler der")).to_be_visible()
    picture(page, "registers-empty-season")
    hold_to_the_house(page)
    there = page.url
    page.get_by_role("link", name="Mindst én hub").click()
    page.get_by_label("Søg efter en by").fill("Lemvig")
    page.get_by_label("Søg efter en by").press("Enter")
    page.get_by_role("button", name="Lemvig").first.click()
    expect(page.get_by_label("Stedets navn").or_(page.get_by_label("Hubbens navn"))).to_have_value("Lemvig")
    save(page, "Læg til")
    page.goto(f"{there}stops/new/")
    for at, (name, lat, lon) in enumerate((("Bonnet", "56,507", "8,22"), ("Ramme", "56,497", "8,38"))):
        page.goto(f"{there}stops/new/")
        page.get_by_label("Stedets navn").fill(name)
        page.get_by_label("Breddegrad").fill(lat)
        page.get_by_label("Længdegrad").fill(lon)
        page.get_by_label("Frivillige ved hver åbning").fill("0")
        save(page, "Læg til")
        expect(page.get_by_role("row").filter(has_text=name)).to_contain_text("Lemvig" if at < 2 else "")
    page.goto(there)
    page.get_by_role("link", name="Mindst én vogn").click()
    page.get_by_label("Vognens navn").fill("Bil 1")
    save(page, "Læg til")
    page.goto(there)
    page.get_by_role("link", name="Mindst én medarbejder").click()
    page.get_by_label("Navn", exact=True).fill("Alma")
    save(page, "Læg til")
    page.get_by_role("link", name="Tilbage til sæsonen").click()
    page.get_by_role("button", name="Planlæg sæsonen").click()
    expect(page.locator("a.slot").filter(has_text=re.compile("Bonnet|Ramme")).first).to_be_visible()
    picture(page, "registers-by-hand-planned")
