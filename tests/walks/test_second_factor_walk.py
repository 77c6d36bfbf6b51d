"""A second factor in a real browser: made, its recovery codes shown once, asked for at sign-in, asked of the others."""

import re
from base64 import b32decode
from time import time

import pytest
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from playwright.sync_api import Page, expect

from tests.walks.conftest import come_in, patient, take
from tests.walks.house import hold_to_the_house

pytestmark = pytest.mark.browser


def keep(page: Page, name: str) -> None:
    """As it looks at both widths: no violation, and nothing wider than the screen."""
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        hold_to_the_house(page)
        take(page, "walk-second-factor", f"{name}-{width}")


def code_of(secret: str, later_s: int = 0) -> str:
    app = TOTP(b32decode(secret.replace(" ", "")), 6, SHA1(), 30, enforce_key_length=False)
    return app.generate(int(time()) + later_s).decode()


def test_carla_makes_a_code_signs_in_with_it_and_asks_the_others(browser, server):
    context = patient(browser.new_context(base_url=server.address, locale="da-DK"))
    page = come_in(context, server, "carla", "/min-adgang/")
    page.get_by_role("link", name="Slå koden til").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kode ved log ind")
    expect(page.get_by_role("img", name="Billede til appen")).to_be_visible()
    keep(page, "1-make")
    secret = page.locator(".secret code").inner_text()
    page.get_by_label("De seks tal").fill("000000")
    page.get_by_role("button", name="Slå koden til").click()
    expect(page.get_by_role("alert")).to_contain_text("Koden passer ikke")
    page.get_by_label("De seks tal").fill(code_of(secret))
    page.get_by_role("button", name="Slå koden til").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dine nødkoder")
    keep(page, "2-codes")
    first = page.locator(".recovery code").first.inner_text()
    page.get_by_role("link", name="Jeg har gemt dem").click()
    expect(page.get_by_text("10 nødkoder er tilbage.")).to_be_visible()
    keep(page, "3-own")
    page.goto("/office/people/")
    page.get_by_role("button", name="Kræv kode ved log ind").click()
    expect(page.get_by_text("Nu skal alle koordinatorer")).to_be_visible()
    keep(page, "4-people")
    context.close()
    again = patient(browser.new_context(base_url=server.address, locale="da-DK"))
    page = again.new_page()
    page.goto("/log-ind/")
    page.get_by_label("Brugernavn").fill("carla")
    page.get_by_label("Adgangskode").fill("cafe-carla")
    page.get_by_role("button", name="Log ind", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Koden fra din app")
    expect(page.get_by_role("textbox", name="Kode")).to_be_focused()
    page.get_by_role("textbox", name="Kode").fill("123456")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Koden passer ikke")
    code = page.get_by_role("textbox", name="Kode")
    expect(code).to_be_focused()
    expect(code).to_have_accessible_description(re.compile("Koden passer ikke"))  # read with the field
    keep(page, "5-sign-in")
    page.get_by_role("textbox", name="Kode").fill(first)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Koden fra din app")
    page.goto("/min-adgang/")
    expect(page.get_by_text("9 nødkoder er tilbage.")).to_be_visible()
    again.close()
