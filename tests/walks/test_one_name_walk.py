"""A name is no key: a stop that is called something else keeps its cafés, and of two called Bo one is ill.

In the demo with its week in progress. The pictures lie in build/walk-names/: 1280 and 390 px.
"""

import re
from urllib.parse import urlencode

import icalendar
import pytest
from playwright.sync_api import Page, expect

from tests.walks.conftest import House, take
from tests.walks.house import hold_to_the_house
from tests.walks.server import Server

pytestmark = pytest.mark.browser
TWO_BOS = """
from django.utils import timezone
from driveout.records.tell.feed_address import make_address
from driveout.records.models import Member, Occurrence, Signup
from driveout.records.team.actions import welcome
from driveout.records.team.models import Role
now, today, carla = timezone.now(), timezone.localdate(), Member.objects.get(user__username="carla")
first = Member.objects.get(user__username="bo")
here = {"organisation": carla.organisation.name, "hub": first.hub_name, "role": Role.VOLUNTEER}
second = welcome(username="bo-h", first_name="Bo", password="cafe-bo-h", by=None, now=now, **here)
ahead = Occurrence.objects.filter(base=first.base, date__gt=today, state="planned").order_by("date", "starts")
days = list(ahead.values_list("date", flat=True))
day = next(day for day in days if days.count(day) > 1)
cafes = list(ahead.filter(date=day))[:2]
for member, cafe in zip((first, second), cafes, strict=True):
    shift = cafe.shifts.get(role="host")
    shift.signups.all().delete()
    Signup.objects.create(shift=shift, member=member, name="Bo", made_at=now)
Signup.objects.filter(shift__trip__date=day, name="Bo").exclude(shift__occurrence__in=cafes).delete()
secret = make_address(member=first, by=None, now=now)
plan = cafes[0].season.plans.get(approved_at__isnull=False).pk
print(cafes[0].season_id, plan, day.isoformat(), secret, cafes[0].stop_id, sep="|")
print(cafes[0].place, cafes[1].place, first.hub_key, cafes[0].season.hubs.get(where=first.base).pk, sep="|")
"""
STATES = """
from driveout.records.models import Signup
rows = Signup.objects.filter(member__user__username__in=("bo", "bo-h"), shift__trip__date="{day}").order_by("member")
print(" ".join(rows.values_list("state", flat=True)))
"""


@pytest.fixture(scope="module")
def server(house: House) -> Server:
    """The demo with its week in progress."""
    return house.in_week()


@pytest.fixture(scope="module")
def told(server) -> dict[str, str]:
    """Season, plan, the day on which both host, the first Bo's calendar, the two places, and their hub."""
    names = ("season", "plan", "day", "secret", "stop", "first", "second", "hub", "hub_row")
    return dict(zip(names, server.do(TWO_BOS).replace("\n", "|").split("|"), strict=True))


def keep(page: Page, name: str) -> None:
    """The page at two widths: no violation, and nothing wider than the screen."""
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        hold_to_the_house(page)
        take(page, "walk-names", f"{name}-{width}")
    page.set_viewport_size({"width": 1280, "height": 900})


def calendar(page: Page, told: dict[str, str]) -> dict[str, str]:
    """UID → where it is, of the first Bo's calendar as anybody reads it who has the address."""
    answer = page.request.get(f"/vagter/kalender/{told['secret']}.ics")
    events = icalendar.Calendar.from_ical(answer.body()).walk("VEVENT")
    return {str(event["UID"]): f"{event['LOCATION']} {event['STATUS']}" for event in events}


def test_of_two_called_bo_the_one_who_is_ill_is_off(open_page, server, told):
    page = open_page("carla")
    page.goto(f"/office/seasons/{told['season']}/days/{told['day']}/?{urlencode({'hub': told['hub']})}")
    expect(page.get_by_role("row").filter(has_text=told["first"]).first).to_contain_text("Bo")
    expect(page.get_by_role("row").filter(has_text=told["second"]).first).to_contain_text("Bo (bo-h)")
    for trip in page.get_by_text("Noget gik galt?").all():
        trip.click()
    keep(page, "bo-1-who-is-who")
    page.get_by_role("link", name="Bo (bo-h) er syg").first.click()
    expect(page.get_by_role("heading", level=1, name="Bo (bo-h) er syg")).to_be_visible()
    keep(page, "bo-2-proposal")
    why = page.get_by_label("Det læser gæsterne")
    if why.count():
        why.fill("Vi mangler folk den dag.")
    page.get_by_role("button", name=re.compile("^Gør det")).click()
    expect(page.get_by_text(re.compile(r"^Gjort\."))).to_be_visible()
    assert server.do(STATES.format(day=told["day"])).split() == ["signed", "absent"]
    keep(page, "bo-3-settled")


def test_a_stop_that_is_called_something_else_keeps_its_cafes(open_page, told):
    page, season = open_page("carla"), f"/office/seasons/{told['season']}/"
    guest = open_page()
    guest.goto(f"/tider/{told['season']}/")
    off = guest.locator("section.changes article").count()
    before, new = calendar(guest, told), f"{told['first']} Gamle Skole"
    page.goto(f"{season}registers/stops/{told['stop']}/")
    page.get_by_label("Stedets navn").fill(new)
    page.get_by_label("Hvorfor?").fill("Sådan siger de selv.")
    page.get_by_role("button", name="Gem", exact=True).click()
    expect(page.get_by_text("Gemt.", exact=True)).to_be_visible()
    keep(page, "stop-1-renamed")
    page.goto(f"{season}plans/{told['plan']}/")
    page.get_by_role("link", name=re.compile("^Offentliggør.*sæt på datoer")).first.click()
    page.get_by_role("button", name="Offentliggør, og sæt på datoer").click()
    expect(page.get_by_text("Planen gælder nu for gæster, hold og telefoner.")).to_be_visible()
    keep(page, "stop-2-on-dates")
    guest.goto(f"/tider/{told['season']}/")
    expect(guest.get_by_text(new, exact=True).first).to_be_visible()
    expect(guest.get_by_text(told["first"], exact=True)).to_have_count(0)
    expect(guest.locator("section.changes article")).to_have_count(off)
    keep(guest, "stop-3-public")
    after = calendar(guest, told)
    assert after.keys() == before.keys() and any(new in where for where in after.values())
    assert sum("CANCELLED" in where for where in after.values()) == sum("CANCELLED" in b for b in before.values())


def test_a_hub_that_is_called_something_else_keeps_its_people_and_its_days(open_page, told):
    page, season, new = open_page("carla"), f"/office/seasons/{told['season']}/", "Vestbyen"
    page.goto(f"{season}registers/hubs/{told['hub_row']}/")
    page.get_by_label("Hubbens navn").fill(new)
    page.get_by_role("button", name="Gem", exact=True).click()
    expect(page.get_by_text("Gemt.", exact=True)).to_be_visible()
    page.goto("/office/people/")
    expect(page.get_by_role("row").filter(has_text="bo-h")).to_contain_text(new)
    page.goto(f"{season}days/{told['day']}/?{urlencode({'hub': told['hub']})}")
    expect(page.get_by_role("row").filter(has_text=told["second"]).first).to_be_visible()
    bo = open_page("bo")
    bo.goto("/vagter/")
    expect(bo.get_by_text(told["first"]).first).to_be_visible()
