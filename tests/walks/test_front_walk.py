"""A guest finds the café by postcode, on a phone: from the number that the office wrote once to the way there.
Pictures: build/walk-front/."""

import re

import pytest
from playwright.sync_api import expect

from tests.walks.cafe import Cafe, make_today
from tests.walks.conftest import come_in, patient, take
from tests.walks.house import hold_to_the_house
from tests.walks.test_told_to_guests_walk import PUBLISH, STOP_OF

pytestmark = pytest.mark.browser
FOLLOW = """
from django.utils import timezone
from driveout.jobs.following import say_all
say_all(timezone.now())
"""
HUB_OF = """
from django.urls import reverse
from driveout.records.models import Hub, Occurrence
row = Occurrence.objects.get(pk={id})
print(reverse("office:row", args=(row.season_id, "hubs", Hub.objects.get(season=row.season, where=row.base).pk)))
"""
NUMBER, ADDRESS = "12 34 56 78", "Kirkebakken 1, 7960 {}"


@pytest.fixture(scope="module")
def cafe(server, browser) -> Cafe:
    """One of today's, whose address and whose hub's number the office has written; its times are in the open."""
    cafe = make_today(server)[0]
    context = patient(browser.new_context(base_url=server.address, locale="da-DK"))
    page = come_in(context, server, "carla")
    page.goto(server.do(STOP_OF.format(id=cafe.id)))
    page.get_by_label("Adresse").fill(ADDRESS.format(cafe.place))
    page.get_by_role("button", name=re.compile("^Gem")).first.click()
    page.goto(server.do(HUB_OF.format(id=cafe.id)))
    page.get_by_label("Telefon for gæster").fill(NUMBER)
    take(page, "walk-front", "office-number")
    page.get_by_role("button", name=re.compile("^Gem")).first.click()
    expect(page.get_by_text(NUMBER).first).to_be_visible()
    server.do(PUBLISH)
    server.do(FOLLOW)
    context.close()
    return cafe


@pytest.fixture
def come(browser, server):
    """`come(390)`: a guest's own phone or computer, on which nothing was ever opened."""
    contexts = []

    def opened(width, **more):
        size = {"width": width, "height": 844}
        contexts.append(patient(browser.new_context(viewport=size, base_url=server.address, locale="da-DK", **more)))
        return contexts[-1].new_page()

    yield opened
    for context in contexts:
        context.close()


def asks_for_nothing(context) -> None:
    """Nothing is left on the guest's device."""
    assert context.cookies() == []


def test_a_guest_finds_the_cafe_by_postcode(cafe, come):
    guest = come(390)
    guest.goto("/")
    expect(guest.get_by_role("heading", level=1)).to_be_visible()
    expect(guest.get_by_role("link", name="Log ind")).to_be_visible()
    hold_to_the_house(guest)
    take(guest, "walk-front", "front-390")
    guest.get_by_label("By eller postnummer").fill("7960")
    guest.get_by_role("button", name="Find café").click()
    first = guest.locator(".next-up")
    expect(first).to_contain_text(cafe.place)
    expect(first).to_contain_text(ADDRESS.format(cafe.place))
    assert guest.url.endswith("/find/") and "7960" not in guest.url
    expect(guest.locator(f'a.call[href="tel:{NUMBER.replace(" ", "")}"]')).to_be_visible()
    way = first.get_by_role("link", name="Find vej").get_attribute("href")
    assert way and way.startswith("https://www.openstreetmap.org/?mlat=")
    hold_to_the_house(guest)
    take(guest, "walk-front", "near-390")
    first.get_by_role("link", name=cafe.place).first.click()
    expect(guest.get_by_role("heading", level=1)).to_have_text(cafe.place)
    hold_to_the_house(guest)
    take(guest, "walk-front", "cafe-390")
    asks_for_nothing(guest.context)


@pytest.mark.parametrize("width", [1280, 320])
def test_every_page_of_the_guests_fits(cafe, come, width):
    guest = come(width)
    for name, to in {"front": "/", "week": "/tider/uge/", "next": "/tider/naeste-uge/", "listed": "/tider/",
                     "english": "/?sprog=en", "nowhere": "/findes-ikke/"}.items():  # fmt: skip
        guest.goto(to)
        hold_to_the_house(guest)
        take(guest, "walk-front", f"{name}-{width}", whole=name != "next")
    expect(guest.get_by_role("link", name="Til forsiden")).to_have_attribute("href", "/")
    guest.goto("/")
    for name, typed in {"near": "Karby", "unknown": "9999", "which": "Nykøbing"}.items():
        guest.get_by_label("By eller postnummer").fill(typed)
        guest.get_by_role("button", name="Find café").click()
        expect(guest.get_by_label("By eller postnummer")).to_have_value(typed)
        hold_to_the_house(guest)
        take(guest, "walk-front", f"{name}-{width}")
    asks_for_nothing(guest.context)


def test_it_is_found_without_javascript(cafe, come):
    guest = come(390, java_script_enabled=False)
    guest.goto("/")
    expect(guest.get_by_role("button", name="Brug stedet, hvor jeg er nu")).to_be_hidden()
    guest.get_by_label("By eller postnummer").fill("7960 eller deromkring")
    guest.get_by_label("By eller postnummer").press("Enter")
    expect(guest.locator(".next-up")).to_contain_text(cafe.place)
    asks_for_nothing(guest.context)


def test_where_i_am_is_asked_only_on_a_press_and_stands_in_no_address(cafe, come):
    guest = come(390, permissions=["geolocation"], geolocation={"latitude": 56.79, "longitude": 8.85})
    sent: list[str] = []
    guest.on("request", lambda request: sent.append(f"{request.method} {request.url} {request.post_data or ''}"))
    guest.goto("/")
    press = guest.get_by_role("button", name="Brug stedet, hvor jeg er nu")
    expect(press).to_be_visible()
    assert not any("56.79" in line for line in sent)
    press.click()
    expect(guest.locator(".next-up")).to_be_visible()
    told = [line for line in sent if "56.79" in line]
    assert [line.split()[0] for line in told] == ["POST"] and "56.79" not in told[0].split()[1]
    asks_for_nothing(guest.context)


def test_it_can_be_printed(cafe, come):
    guest = come(1280)
    guest.goto("/tider/uge/")
    guest.emulate_media(media="print")
    expect(guest.get_by_role("button", name="Find café")).to_be_hidden()
    expect(guest.locator(".rows li").first).to_be_visible()
    take(guest, "walk-front", "print", whole=False)
