"""Every page there is, looked at once: no accessibility violation, contrast included, in light and in dark; nothing
wider than the screen at 1280, 390 and 320 px, there also with letters twice as large, and no word broken there; and
nothing to complain of in the browser's console.

The pictures lie in build/gallery/. What a page becomes under somebody's hands is looked at in the walk that does it.
"""

import json
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page

from tests.rights import RULES
from tests.screens.test_rights_table import addresses
from tests.walks.conftest import House, come_in, patient, take
from tests.walks.gallery import ACTS, NOT_A_PAGE, REGISTERS, WORLD, Picture, pages, states
from tests.walks.house import broken_words, fits, hold_to_the_house, narrow_targets
from tests.walks.server import Server

pytestmark = pytest.mark.browser
LOOKS = ((1280, "light"), (390, "dark"))
SERVED_BADLY = ("403", "404")  # the browser calls a refused page an error


@pytest.fixture(scope="module")
def server(house: House) -> Server:
    """The demo with its week in progress: in it every page has something to show."""
    return house.in_week()


@pytest.fixture(scope="module")
def world(server) -> dict[str, str]:
    """What addresses take."""
    said = {f"slug {slug}": slug for slug in (*REGISTERS, "terms")} | {f"act {act}": act for act in ACTS}
    return {**json.loads(server.do(WORLD)), **said}


@pytest.fixture(scope="module")
def page_of(browser, server) -> Iterator[Callable[[Picture], tuple[Page, list[str]]]]:
    """One page for each of those who look, and what their browser complained of."""
    known: dict[tuple[str, bool], tuple[Page, list[str]]] = {}

    def page(picture: Picture) -> tuple[Page, list[str]]:
        key = (picture.who, picture.english)
        if key not in known:
            trouble: list[str] = []
            spoken = "en-GB" if picture.english else "da-DK"  # a page that anyone reads asks no cookie
            how = {"reduced_motion": "reduce", "base_url": server.address, "locale": spoken}
            context = patient(browser.new_context(**how))
            context.on("console", lambda said: trouble.append(said.text) if said.type == "error" else None)
            context.on("weberror", lambda error: trouble.append(str(error.error)))
            if picture.english:
                context.add_cookies([{"name": "django_language", "value": "en", "url": server.address}])
            opened = come_in(context, server, picture.who, "/min-adgang/") if picture.who else context.new_page()
            known[key] = opened, trouble
        known[key][1].clear()
        return known[key]

    yield page
    for opened, _trouble in known.values():
        opened.context.close()


def test_every_address_hangs_here_or_shows_no_page():
    """A new address is looked at through its rule; one that is gone is taken out of the list of what shows no page."""
    asked = {name for name, rule in RULES.items() if rule.get is not None}
    left_out = [name for names in NOT_A_PAGE.values() for name in names]
    assert set(left_out) <= asked and len(left_out) == len(set(left_out))
    assert asked == {picture.name for picture in pages()} | set(left_out)


@pytest.mark.parametrize("picture", [*pages(), *states()], ids=str)
def test_it_is_accessible_and_fits_every_screen(page_of, world, picture):
    from django.urls import reverse

    address = picture.address(reverse, addresses()[picture.name], world)
    page, trouble = page_of(picture)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="light")
    answer = page.goto(address)
    assert answer is not None and answer.status == picture.status, f"{picture}: {answer and answer.status}"
    assert page.url.endswith(address), f"{address} leads on to {page.url}: name it in NOT_A_PAGE, or ask it another way"
    assert page.locator("main h1, h1").count() == 1, "a page has one heading of the first rank"
    for width, theme in LOOKS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=theme)
        hold_to_the_house(page)
        take(page, "gallery", f"{str(picture).replace(':', ' ')} {width}")
    page.set_viewport_size({"width": 320, "height": 900})
    assert fits(page), f"{address} is wider than 320 px"
    assert broken_words(page) == []
    assert narrow_targets(page) == [], "too low for a finger"
    assert fits(page, letters=2), f"{address} is wider than 320 px with letters twice as large"
    assert [said for said in trouble if not any(f"status of {code}" in said for code in SERVED_BADLY)] == []
