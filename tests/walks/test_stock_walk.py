"""A hub leader on a phone: something comes, goes into the van, is counted, and the next trip is packed."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.walks.house import hold_to_the_house

pytestmark = pytest.mark.browser
STOCKED = """
from datetime import timedelta
from django.utils import timezone
from driveout.records.place.finding import hub_called
from driveout.records.drive.stock.demo import stock_the_demo
from driveout.records.models import Member, Occurrence, Place, Season, Trip
carla, season, now = Member.objects.get(user__username="carla"), Season.objects.get(), timezone.now()
day = {"season": season, "date": timezone.localdate() + timedelta(days=2)}
for hub in ("Skjern", "Nykøbing Mors"):
    base = hub_called(season.organisation_id, hub)
    times = {"leaves": 540, "returns": 900, "driving_minutes": 40, "km": 40.0}
    trip = Trip.objects.create(**day, name=hub, hub=hub, base=base, van=f"{hub} bil 1", driver="Alma", **times)
    spot = {"lat": 56.5, "lon": 8.3, "seats": 7, "guests": 6.5, "starts": 630, "promised": 630, "minutes": 90}
    where = {"organisation": season.organisation, "kind": "stop", "name": f"Byen ved {hub}", "lat": 56.5, "lon": 8.3}
    spot["where"] = Place.objects.create(**where)
    Occurrence.objects.create(**day, trip=trip, hub=hub, base=base, place=f"Byen ved {hub}", **spot)
stock_the_demo(organisation=carla.organisation, season=season, by=carla.user, now=now, today=timezone.localdate())
"""


@pytest.fixture(scope="module", autouse=True)
def stocked(server) -> None:
    """The demo's stores, and a trip to pack for at two hubs."""
    server.do(STOCKED)


def shoot(page: Page, picture, what: str) -> None:
    picture(page, f"stock-{what}-390")
    hold_to_the_house(page)


def test_in_out_counted_and_packed_on_a_phone(open_page, picture):
    page = open_page("dan", width=390)
    page.goto("/office/lager/")
    expect(page.get_by_role("heading", name="Skjern")).to_be_visible()
    picture(page, "stock-all-390")
    page.get_by_role("link", name=re.compile("^Lageret")).first.click()
    picture(page, "stock-store-390")
    room = page.url
    page.get_by_role("link", name="Modtag", exact=True).click()
    page.get_by_label("Hvad?").select_option(label="Måltider (stk.)")
    page.get_by_label("Hvor mange?").fill("7")
    page.get_by_role("button", name="Modtag").press("Enter")
    expect(page.get_by_text("7 måltider er lagt i Lageret.")).to_be_visible()
    page.get_by_role("link", name="Flyt", exact=True).click()
    page.get_by_label("Hvor mange?").fill("9999")
    page.get_by_role("button", name="Flyt").click()
    expect(page.get_by_role("alert")).to_contain_text("Der er kun")
    shoot(page, picture, "too-many")
    page.get_by_label("Hvor mange?").fill("2")
    page.get_by_role("button", name="Flyt").click()
    expect(page.get_by_text("2 måltider er flyttet til")).to_be_visible()
    counted(page, picture, room)
    packed(page, picture)


def counted(page: Page, picture, room: str) -> None:
    page.goto(f"{room}optaelling/")
    page.get_by_role("button", name="Begynd at tælle").click()
    page.get_by_label(re.compile(r"^\s*Måltider, ")).first.fill("1")
    shoot(page, picture, "count")
    page.get_by_role("button", name="Gem, og se forskelle").click()
    expect(page.get_by_text(re.compile(r"^\s*\d+ mangler\s*$"))).to_be_visible()
    shoot(page, picture, "differences")
    page.get_by_role("button", name="Ret lageret, så det passer").click()
    expect(page.get_by_text("Optællingen er afsluttet.")).to_be_visible()
    page.get_by_role("link", name="Hele historikken").click()
    expect(page.get_by_text("færre end i lageret, talt op").first).to_be_visible()
    picture(page, "stock-history-390")


def packed(page: Page, picture) -> None:
    page.goto("/office/lager/pakkelister/")
    picture(page, "stock-trips-390")
    page.locator(".trips a").last.click()
    expect(page.get_by_role("heading", name="Skal med")).to_be_visible()
    page.get_by_role("link", name=re.compile("afhentninger|Hent noget")).click()
    page.get_by_label(re.compile(r"^\s*Hvor\?")).first.fill("Genbrug i byen")
    page.get_by_label(re.compile(r"^\s*Hvornår")).first.fill("23")
    page.get_by_role("button", name="Gem").click()
    expect(page.get_by_role("alert")).to_contain_text("den første café åbner")
    shoot(page, picture, "pick-ups")
    page.get_by_label(re.compile(r"^\s*Hvornår")).first.fill("8.30")
    page.get_by_role("button", name="Gem").click()
    expect(page.get_by_text("Hent hos Genbrug i byen")).to_be_visible()
    picture(page, "stock-load-390")
    move = page.get_by_role("button", name="Flyt det til vognen i lageret")
    if move.count():
        move.click()
        expect(page.get_by_text(re.compile("er flyttet til|ikke mere at flytte"))).to_be_visible()


def test_a_volunteer_sees_what_to_pack_and_not_the_stores(open_page, picture):
    page = open_page("bo", width=390)
    page.goto("/office/lager/pakkelister/")
    expect(page.get_by_role("heading", name="Pakkelister")).to_be_visible()
    picture(page, "stock-volunteer-390")
    page.goto("/office/lager/")
    expect(page.get_by_role("heading", name="Du har ikke adgang til det her")).to_be_visible()
