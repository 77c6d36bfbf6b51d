"""Recipes and advice, read: by a guest without script, by keyboard, on paper, from a file with no network; by the crew
on the phone without coverage. Pictures: build/walk-reading/."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.walks.cafe import make_today, phone_in
from tests.walks.conftest import patient, tab_to, take
from tests.walks.house import fits, hold_to_the_house

pytestmark = pytest.mark.browser
A4 = {"width": 794, "height": 1123}


def test_a_guest_reads_prints_and_takes_it_home(browser, server, tmp_path: Path):
    context = patient(browser.new_context(base_url=server.address, locale="da-DK", java_script_enabled=False,
                                          viewport={"width": 320, "height": 700}))  # fmt: skip
    guest = context.new_page()
    guest.goto("/raad/")
    take(guest, "walk-reading", "advice-320")
    guest.get_by_role("link", name=re.compile("^Når du skal til lægen")).click()
    expect(guest.get_by_role("heading", level=1)).to_have_text("Når du skal til lægen")
    expect(guest.get_by_role("link", name="Ring 70 11 31 31")).to_have_attribute("href", "tel:70113131")
    take(guest, "walk-reading", "doctor-320")
    guest.get_by_role("link", name="English").click()
    expect(guest.get_by_role("heading", level=1)).to_have_text("When you are going to the doctor")
    guest.get_by_role("link", name="Good advice for every day").click()
    expect(guest.get_by_role("heading", level=1)).to_have_text("Good advice for every day")  # the language goes along
    guest.goto("/opskrifter/")
    with guest.expect_download() as found:
        guest.get_by_role("link", name="Gem på din telefon").click()
    file = tmp_path / found.value.suggested_filename
    found.value.save_as(file)
    assert context.cookies() == []
    context.close()

    at_home = patient(browser.new_context(offline=True, viewport={"width": 320, "height": 700}, locale="da-DK"))
    page, asked = at_home.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    page.get_by_role("link", name="Suppe med røde linser").click()
    expect(page.get_by_role("heading", name="Suppe med røde linser")).to_be_in_viewport()
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert fits(page) and fits(page, letters=2)
    hold_to_the_house(page)
    take(page, "walk-reading", "file-320", whole=False)
    at_home.close()


def test_by_keyboard_and_on_paper(open_page):
    guest = open_page()
    guest.goto("/opskrifter/")
    target = guest.get_by_role("link", name=re.compile("^Pasta med tomat"))
    tab_to(guest, target)
    guest.keyboard.press("Enter")
    expect(guest.get_by_role("heading", level=1)).to_have_text("Pasta med tomat og gulerod")
    guest.set_viewport_size(A4)
    guest.emulate_media(media="print")
    expect(guest.locator(".band")).to_be_hidden()
    expect(guest.get_by_role("link", name="Opskrifter til én")).to_be_hidden()
    expect(guest.get_by_text("Kog pastaen i vand med salt")).to_be_visible()
    take(guest, "walk-reading", "pasta-paper")
    assert len(re.findall(rb"/Type /Page\b", guest.pdf(format="A4"))) == 1


def test_the_crew_reads_aloud_without_coverage(browser, server):
    make_today(server)
    with phone_in(browser, server) as phone:
        phone.come_in(server, "bo")
        phone.settle("bo")
        phone.page.reload()  # so that the worker answers
        phone.unlock()
        phone.offline()
        phone.follow(re.compile("^Opskrifter og gode råd"))
        phone.heading("Opskrifter og gode råd")
        take(phone.page, "walk-reading", "phone-list", whole=False)
        hold_to_the_house(phone.page)
        phone.follow(re.compile("^Alene til jul"))
        phone.heading("Alene til jul")
        expect(phone.page.get_by_role("link", name="Ring: 70 120 110")).to_have_attribute("href", "tel:70120110")
        phone.see("Kilde: kbh.kirkenskorshaer.dk, set 29. november 2026")
        hold_to_the_house(phone.page)
        phone.page.set_viewport_size({"width": 320, "height": 700})
        assert fits(phone.page)
        take(phone.page, "walk-reading", "phone-christmas")
        phone.follow("Opskrifter og gode råd")
        phone.follow(re.compile("^Pandekager til én"))
        phone.see("Mel, mælk og æg")
