"""Phones that are otherwise: set to another part of the world, an iPhone, an iPad that says it is a Mac."""

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from tests.walks.cafe import Cafe, make_today, phone_in
from tests.walks.house import hold_to_the_house

pytestmark = pytest.mark.browser
SAFARI = "Mozilla/5.0 ({}) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15"
IPHONE = SAFARI.format("iPhone; CPU iPhone OS 18_5 like Mac OS X")
MAC = SAFARI.format("Macintosh; Intel Mac OS X 10_15_7")
TOUCHED = """
Object.defineProperty(navigator, "platform", { get: () => "MacIntel" });
Object.defineProperty(navigator, "maxTouchPoints", { get: () => 5 });
"""
FIRST, PRIVATE = "Læg først appen på forsiden", "Et privat vindue glemmer alt"


@pytest.fixture(scope="module")
def cafes(server) -> list[Cafe]:
    return make_today(server)


def where_it_is_another_day() -> str:
    """A zone whose date is not Denmark's now, whenever now is: New Zealand is ahead, Samoa behind."""
    return "Pacific/Auckland" if datetime.now(UTC).hour >= 11 else "Pacific/Pago_Pago"


def test_the_day_is_the_cafes_on_a_phone_set_to_the_other_side_of_the_world(browser, server, cafes):
    with phone_in(browser, server, timezone_id=where_it_is_another_day()) as phone:
        phone.come_in(server, "alma")
        phone.settle("alma")  # “I dag”, and today's tour
        expect(phone.page.locator(".trip .card h2")).to_have_text(cafes[0].place)
        hours = phone.page.locator(".trip .card strong").inner_text()
        with phone_in(browser, server) as at_home:
            at_home.come_in(server, "alma")
            at_home.settle("alma")
            expect(at_home.page.locator(".trip .card strong")).to_have_text(hours)


def test_on_apple_the_app_is_put_on_the_home_screen_first(browser, server):
    with phone_in(browser, server, user_agent=IPHONE) as phone:
        phone.page.goto("/felt/")
        for words in (FIRST, "Appen på forsiden har sit eget lager", "Føj til hjemmeskærm", PRIVATE):
            phone.see(words)
        expect(phone.page.get_by_role("link", name="Log ind")).to_be_visible()  # no dead end
        hold_to_the_house(phone.page)
    with phone_in(browser, server) as phone:
        phone.page.goto("/felt/")
        phone.see(PRIVATE)
        expect(phone.page.get_by_text(FIRST)).to_have_count(0)


def test_an_ipad_that_says_it_is_a_mac_opens_its_own_map(browser, server, cafes):
    with phone_in(browser, server, user_agent=MAC, viewport={"width": 820, "height": 1180}) as pad:
        pad.context.add_init_script(TOUCHED)
        pad.page.goto("/felt/")
        pad.see(FIRST)
        pad.come_in(server, "alma")
        pad.settle("alma")
        expect(pad.page.get_by_role("link", name="Vis vej").first).to_have_attribute(
            "href", re.compile(r"^maps:\?daddr=[\d.]+,[\d.]+$")
        )
