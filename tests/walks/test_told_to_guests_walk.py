"""What guests ask of a place is written in the office once, and read by guests and crew. Pictures: build/walk-told/."""

import re

import pytest
from playwright.sync_api import expect

from tests.walks.cafe import Cafe, make_today, phone_in
from tests.walks.conftest import take
from tests.walks.house import hold_to_the_house

pytestmark = pytest.mark.browser
PUBLISH = """
from django.utils import timezone
from driveout.records.models import Member, Plan
from driveout.records.plan.publishing.actions import publish_times
plan = Plan.objects.get(approved_at__isnull=False)
publish_times(plan_id=plan.pk, by=Member.objects.get(user__username="carla").user, now=timezone.now())
print(plan.season_id)
"""
STOP_OF = """
from django.urls import reverse
from driveout.records.drive.models import Occurrence
row = Occurrence.objects.get(pk={id})
print(reverse("office:row", args=(row.season_id, "stops", row.stop_id)))
"""


@pytest.fixture(scope="module")
def cafes(server) -> list[Cafe]:
    return make_today(server)


def test_an_answer_goes_from_the_office_to_guests_and_crew(server, browser, cafes, open_page):
    cafe = cafes[0]
    page = open_page("carla")
    page.goto(server.do(STOP_OF.format(id=cafe.id)))
    page.get_by_label("Trinfri adgang").select_option(label="ja")
    page.get_by_label("Hunde velkomne").select_option(label="nej")
    for width in (1280, 390, 320):
        page.set_viewport_size({"width": width, "height": 900})
        page.get_by_label("Trinfri adgang").scroll_into_view_if_needed()
        hold_to_the_house(page)
        take(page, "walk-told", f"office-{width}")
        take(page, "walk-told", f"office-{width}-there", whole=False)
    page.get_by_role("button", name=re.compile("^Gem")).first.click()
    expect(page.get_by_text("Trinfri adgang: ikke oplyst → ja")).to_be_visible()
    take(page, "walk-told", "office-saved")

    season = server.do(PUBLISH)
    guest = open_page()
    guest.goto(f"/tider/{season}/")
    told = guest.locator("li", has_text=cafe.place).locator(".told")
    expect(told.first).to_have_text("Ingen trin ved døren")
    expect(told.nth(1)).to_have_text("Hunde kan ikke komme med ind")
    for width in (1280, 390, 320):
        guest.set_viewport_size({"width": width, "height": 900})
        told.first.scroll_into_view_if_needed()
        hold_to_the_house(guest)
        take(guest, "walk-told", f"public-{width}", whole=False)

    with phone_in(browser, server) as phone:
        phone.come_in(server, "alma")
        phone.settle("alma")
        phone.see("Ingen trin ved døren")
        phone.see("Hunde kan ikke komme med ind")
        for width in (390, 320):
            phone.page.set_viewport_size({"width": width, "height": 844})
            phone.page.get_by_text("Ingen trin ved døren").scroll_into_view_if_needed()
            hold_to_the_house(phone.page)
            take(phone.page, "walk-told", f"phone-{width}")
