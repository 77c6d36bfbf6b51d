"""A volunteer rings from a phone and says what was heard; the coordinator sees it, takes a list in and looks at the
hours; a machine reads the same."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.walks.conftest import PICTURES
from tests.walks.house import hold_to_the_house

pytestmark = pytest.mark.browser
SHELF = PICTURES / "walk-bridge"


def picture(page: Page, name: str) -> None:
    SHELF.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SHELF / f"{name}.png", full_page=True)


def test_help_is_found_rung_marked_and_read_by_anyone(open_page):
    phone = open_page("bo", width=390)
    phone.goto("/office/vejviser/")
    phone.get_by_label("Hjælp til").select_option("debt")
    phone.get_by_role("button", name="Find").click()
    ring = phone.get_by_role("link", name=re.compile("Ring til Gældsrådgivning Nord"))
    expect(ring).to_have_attribute("href", "tel:12345675")
    hold_to_the_house(phone)
    picture(phone, "directory-found-390")
    phone.get_by_role("link", name="Gældsrådgivning Nord", exact=True).click()
    phone.get_by_role("button", name="Ringede, intet svar").click()
    expect(phone.get_by_text("Skrevet: Ringede, intet svar. Tak.")).to_be_visible()
    expect(phone.get_by_text("Tre gange uden svar")).to_be_visible()
    picture(phone, "directory-marked-390")

    desk = open_page("carla")
    desk.goto("/office/vejviser/?gamle=1")
    expect(desk.get_by_text("Ringede, intet svar: 3 gange i træk")).to_be_visible()
    desk.get_by_role("link", name="Gældsrådgivning Nord", exact=True).click()
    desk.get_by_role("button", name="Ringede, alt passer").click()
    expect(desk.get_by_text("Ringede, intet svar: 3 gange i træk")).to_have_count(0)
    hold_to_the_house(desk)
    picture(desk, "directory-entry-1280")
    desk.goto("/office/vejviser/daekning/?behov=debt")
    expect(desk.get_by_role("heading", name="84 af 168 timer er der nogen")).to_be_visible()
    picture(desk, "directory-coverage-1280")

    answer = desk.request.get("/hsds/services?search=rykkere&full=true")
    [row] = answer.json()["contents"]
    assert row["name"] == "Gældsrådgivning Nord" and row["assured_date"]
    assert "set-cookie" not in answer.headers
