"""A guest follows the times in a calendar: the part of the page that leads there. Pictures: build/walk-follow/."""

import re

import pytest
from playwright.sync_api import expect

from tests.walks.conftest import take
from tests.walks.house import hold_to_the_house
from tests.walks.test_told_to_guests_walk import PUBLISH, cafes

pytestmark = pytest.mark.browser
FOLLOW = """
from django.utils import timezone
from driveout.jobs.following import say_all
say_all(timezone.now())
"""
__all__ = ["cafes"]


def test_who_reads_the_times_can_follow_them(server, cafes, open_page):
    season = server.do(PUBLISH)
    server.do(FOLLOW)
    guest = open_page()
    guest.goto(f"/tider/{season}/")
    part = guest.get_by_role("region", name="Følg tiderne i din kalender")
    every = part.get_by_role("link", name="Alle steder", exact=True)
    expect(every).to_have_attribute("href", re.compile(r"^webcal://.*/kalender/\d+/alle\.ics$"))
    part.get_by_text("Kun ét sted").click()
    one = part.locator("li", has_text=cafes[0].place).get_by_role("link", name=re.compile("^Adressen"))
    answer = guest.request.get(one.first.get_attribute("href"))
    assert answer.status == 200 and cafes[0].place in answer.text()
    for width in (1280, 320):
        guest.set_viewport_size({"width": width, "height": 900})
        every.scroll_into_view_if_needed()
        hold_to_the_house(guest)
        take(guest, "walk-follow", f"follow-{width}", whole=False)
