"""A newcomer's way in: a link, a password, a passkey, signing in with it, where else one is, and a new password."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.walks.conftest import look_at
from tests.walks.house import hold_to_the_house
from tests.walks.way_round import own_menu

pytestmark = pytest.mark.browser
GOOD = "tre våde støvler"
DEVICE = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


def with_a_finger(page: Page) -> None:
    """Give the browser a pretended fingerprint reader."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})


def invite(carla: Page, name: str, role: str) -> str:
    """The link that Carla is shown."""
    carla.goto("/office/people/")
    carla.get_by_label("Fornavn").fill(name)
    carla.get_by_role("radio", name=re.compile(f"^{role}")).check()
    carla.get_by_role("button", name="Lav et link").click()
    expect(carla.get_by_role("heading", name=f"Link til {name}")).to_be_visible()
    return carla.get_by_label("Linket", exact=True).input_value()


def come_in(page: Page, link: str, username: str) -> None:
    """Open the link and fill in the form."""
    page.goto(link)
    expect(page).to_have_url(re.compile("/velkommen/$"))
    page.get_by_label("Brugernavn").fill(username)
    page.get_by_label(re.compile(r"^\s*Adgangskode\s")).fill(GOOD)
    page.get_by_label("Adgangskoden igen").fill(GOOD)
    page.get_by_role("button", name="Kom ind").click()
    expect(page.get_by_text("Nu er du inde.")).to_be_visible()


def test_from_a_link_to_a_passkey_and_back_in_with_it(open_page):
    carla, new = open_page("carla"), open_page()
    with_a_finger(new)
    link = invite(carla, "Læser", "Læser")
    look_at(carla, "walk-office", "people-link")
    new.goto(link)
    look_at(new, "walk-office", "people-arrive")
    come_in(new, link, "reader")
    new.get_by_role("link", name="Lav en adgangsnøgle").click()
    new.get_by_role("button", name="Lav den").click()
    expect(new.get_by_text("Adgangsnøglen er klar.")).to_be_visible()
    own_menu(new).get_by_role("button", name="Log ud", exact=True).click()
    expect(new.get_by_role("heading", name="Log ind")).to_be_visible()
    new.get_by_role("button", name="Log ind med adgangsnøgle").click()
    expect(new.get_by_role("heading", name="Akut 2020")).to_be_visible()
    expect(new.locator("main")).not_to_contain_text("Alma")
    hold_to_the_house(new)
    carla.goto("/office/traces/")
    expect(carla.get_by_text("Læser lavede en adgangsnøgle.").first).to_be_visible()


def test_where_one_is_signed_in_and_out_of_there(open_page, picture):
    here, there = open_page("dan"), open_page("dan", width=390)
    own_menu(here).get_by_role("link", name="Din adgang").click()
    expect(here.get_by_role("heading", name="Her er du logget ind")).to_be_visible()
    picture(here, "people-sessions")
    here.get_by_role("button", name="Log ud alle andre steder").click()
    expect(here.get_by_text("Du er kun logget ind her.")).to_be_visible()
    there.goto("/")
    expect(there.get_by_role("link", name="Log ind")).to_be_visible()


def test_a_passkey_is_removed_and_one_that_is_refused_says_so(open_page, picture):
    page = open_page("alma")
    with_a_finger(page)
    page.goto("/min-adgang/adgangsnoegle/")
    page.get_by_label("Navn").fill("Min telefon")
    page.get_by_role("button", name="Lav den").press("Enter")
    expect(page.get_by_text("Min telefon", exact=True)).to_be_visible()
    page.get_by_role("link", name=re.compile("^Fjern.*Min telefon")).press("Enter")
    hold_to_the_house(page)
    page.get_by_role("button", name="Fjern den").press("Enter")
    expect(page.get_by_text("Adgangsnøglen virker ikke mere.")).to_be_visible()
    own_menu(page).get_by_role("button", name="Log ud", exact=True).click()
    page.get_by_role("button", name="Log ind med adgangsnøgle").click()
    expect(page.get_by_role("alert")).to_contain_text("Adgangsnøglen passer ikke her.")
    picture(page, "people-passkey-refused")
    hold_to_the_house(page)


def test_a_new_password_by_link_works_once(open_page, picture):
    carla, dan = open_page("carla"), open_page("dan")
    carla.goto("/office/people/")
    carla.locator("summary").filter(has_text="Dan").click()
    picture(carla, "people-edit")
    hold_to_the_house(carla)
    carla.get_by_role("button", name=re.compile("^Ny adgangskode.*Dan")).click()
    link = carla.get_by_label("Linket", exact=True).input_value()
    carla.reload()
    expect(carla.get_by_label("Linket", exact=True)).to_have_count(0)
    new = open_page(width=390)
    new.goto(link)
    expect(new.get_by_role("heading", name="Ny adgangskode, Dan")).to_be_visible()
    picture(new, "people-reset-390")
    hold_to_the_house(new)
    new.get_by_label(re.compile(r"^\s*Adgangskode\s")).fill("cafe-dan-igen")
    new.get_by_label("Adgangskoden igen").fill("cafe-dan-igen")
    new.get_by_role("button", name="Gem den nye adgangskode").click()
    expect(new.get_by_text("Nu er du inde.")).to_be_visible()
    dan.goto("/")
    expect(dan.get_by_role("link", name="Log ind")).to_be_visible()
    late = open_page(width=320)
    late.goto(link)
    expect(late.get_by_text("Bed Carla om et nyt link.")).to_be_visible()
    picture(late, "people-link-used-320")
    hold_to_the_house(late)


def test_an_operator_sees_people_and_no_season_by_keyboard(open_page, picture):
    carla, new = open_page("carla"), open_page()
    season = carla.url
    come_in(new, invite(carla, "Drift", "Driftsansvarlig"), "drift")
    new.goto("/")
    expect(new.get_by_role("heading", name="Folk", exact=True)).to_be_visible()
    new.get_by_role("link", name="Se spor").press("Enter")
    expect(new.get_by_role("heading", name="Spor").first).to_be_visible()
    expect(new.locator("main")).not_to_contain_text("Akut")
    new.goto(season)
    expect(new.get_by_text("Du passer brugere og adgang.")).to_be_visible()
    expect(new.locator("main")).not_to_contain_text("Akut")
    picture(new, "people-operator-refused")
    hold_to_the_house(new)
