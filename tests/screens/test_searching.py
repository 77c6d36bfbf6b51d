"""A search finds places, people, days and pages, and shows nobody more than they see elsewhere."""

import logging
import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from driveout.core.simulate.small_town import HUB
from driveout.records.models import Stop, Volunteer
from driveout.records.plan.seasons.copies import make_scenario
from driveout.records.team.actions import welcome
from driveout.records.team.models import Role
from tests.places import hub_at
from tests.stored import HERE, NOW

pytestmark = pytest.mark.django_db
SEARCH = "/office/search/"


@pytest.fixture
def everybody(people, season, plan):
    people["dan"].base = hub_at(people["dan"], HUB)
    people["dan"].save()
    Stop.objects.filter(season=season, name="Mosede").update(contact="Ring til Birthe på 12 34 56 78", venue="Salen")
    for name, role, first in (("reader", Role.READER, "Læser"), ("drift", Role.OPERATOR, "Drift")):
        people[name] = welcome(
            username=name, first_name=first, password=f"cafe-{name}", organisation=HERE, role=role, by=None, now=NOW
        )
    return people


@pytest.fixture
def find(everybody):
    """`find("carla", "mosede")` → group → [(name, what stands below, address)]."""

    def found(name, asked, **more):
        client = Client()
        client.force_login(everybody[name].user)
        answer = client.get(SEARCH, {"q": asked, **more})
        assert answer.status_code == 200, (name, answer.status_code)
        return rows(answer.content.decode())

    return found


def rows(html: str) -> dict[str, list[tuple[str, str, str]]]:
    groups = re.findall(r'<section class="panel" aria-labelledby="(\w+)-h">(.*?)</section>', html, re.DOTALL)
    row = r'<a href="([^"]+)"><b>(.*?)</b></a>\s*(?:<small>(.*?)</small>)?'
    return {
        key: [(unescape(name), unescape(below), href) for href, name, below in re.findall(row, part, re.DOTALL)]
        for key, part in groups
    }


def names(found: dict[str, Any], key: str) -> list[str]:
    return [name for name, _, _ in found.get(key, [])]


def test_a_place_is_found_by_name_venue_and_spelling(find, season):
    assert names(find("carla", "mosede"), "places") == ["Mosede"]
    assert names(find("carla", "MOSE"), "places") == ["Mosede"]
    assert names(find("carla", "salen"), "places") == ["Mosede"]
    stop = Stop.objects.get(season=season, name="Mosede")
    assert find("carla", "mosede")["places"][0][2] == f"/office/seasons/{season.pk}/?sted={stop.pk}#sted"


def test_a_hub_is_found(find, season):
    assert (HUB, f"/office/seasons/{season.pk}/?hub={season.hubs.get().pk}") in [
        (name, href) for name, _, href in find("carla", HUB.lower())["places"]
    ]


def test_one_hit_and_many_say_how_many(everybody, find, season):
    client = Client()
    client.force_login(everybody["carla"].user)
    assert "1 fund på «mosede»" in client.get(SEARCH, {"q": "mosede"}).content.decode()
    hub = season.hubs.get()
    Volunteer.objects.bulk_create(
        Volunteer(hub=hub, name=f"Åge {n}", key=f"Åge {n}", weekdays=[0], openings_a_day=1, openings_a_week=1)
        for n in range(40)
    )
    html = client.get(SEARCH, {"q": "aage"}).content.decode()
    assert "40 fund på «aage»" in html and "28 flere. Skriv lidt mere." in html
    assert len(rows(html)["people"]) == 12


def test_nothing_found_says_what_was_looked_for_and_what_to_try(everybody, season):
    client = Client()
    client.force_login(everybody["carla"].user)
    html = client.get(SEARCH, {"q": "zebra <b>"}).content.decode()
    assert "Intet fundet på «zebra &lt;b&gt;»" in html and "Prøv sådan" in html and season.name in html


@pytest.mark.parametrize(
    ("asked", "says"), [("", "Du kan søge på"), ("a", "Skriv mindst to bogstaver"), ("\0 ", "Du kan søge på")]
)
def test_too_little_is_not_looked_for(everybody, asked, says):
    client = Client()
    client.force_login(everybody["carla"].user)
    answer = client.get(SEARCH, {"q": asked})
    assert says in answer.content.decode() and rows(answer.content.decode()) == {}


@pytest.mark.parametrize("asked", ["fredag 4. december 2026", "4/12-2026", "4. december 2026", "2026-12-04"])
def test_a_day_is_found_as_danes_write_it(find, season, asked):
    found = find("carla", asked)["days"]
    assert found == [("Fredag 4. december 2026", "Ingen caféer", f"/office/seasons/{season.pk}/days/2026-12-04/")]


def test_a_week_is_found(find, season):
    assert find("carla", "uge 49, 2026")["days"][0][2] == f"/office/seasons/{season.pk}/days/?dag=2026-11-30"


def test_a_telephone_number_finds_whom_to_call(find):
    for asked in ("12345678", "12 34 56 78", "+45 12345678"):
        assert find("alma", asked)["people"][0][:2] == ("Kontakt i Mosede", "Ring til Birthe på 12 34 56 78")


def test_a_page_is_found_by_name_and_by_another_word(find, season):
    assert find("carla", "hvad nu")["pages"] == [("Hvad nu hvis?", "Plan", f"/office/seasons/{season.pk}/what-if/")]
    assert "Registre" in names(find("carla", "vogne"), "pages")
    assert find("carla", "hent pla")["pages"][0][:2] == ("Hent planen", "Plan, Planer")


def test_who_finds_whom(find, season):
    """Names and numbers are for those who work with them; accounts for those who take people in."""
    for name, crew, contact, account in (
        ("carla", True, True, True),
        ("dan", True, True, False),
        ("alma", True, True, False),
        ("reader", False, False, False),
        ("drift", False, False, True),
    ):
        worker = season.hubs.get().employees.first().name
        people = find(name, worker).get("people", [])
        assert any("/registers/employees/" in href for _, _, href in people) == crew, name
        assert bool(find(name, "birthe").get("people")) == contact, name
        assert bool(find(name, "12 34 56 78").get("people")) == contact, name
        assert (
            any(href.startswith("/office/people/#p") for _, _, href in find(name, "carla").get("people", [])) == account
        )


def test_who_finds_which_places_and_days(find):
    for name in ("carla", "dan", "alma", "reader"):
        assert names(find(name, "mosede"), "places") == ["Mosede"]
        assert names(find(name, "4/12-2026"), "days") == ["Fredag 4. december 2026"]
    assert find("drift", "mosede") == find("drift", "4/12-2026") == {}


def test_who_finds_which_pages(find):
    for name, sees in (
        ("carla", {"Folk", "Folk på holdet", "Telefoner", "Ny sæson", "Egne ord"}),
        ("dan", {"Folk på holdet", "Telefoner", "Egne ord"}),
        ("alma", set()),
        ("reader", set()),
        ("drift", {"Folk"}),
    ):
        asked = ("folk", "telefoner", "ny sæson", "egne ord")
        assert {page for one in asked for page in names(find(name, one), "pages")} == sees, name


@pytest.mark.parametrize("name", ["bo", "eva"])
def test_who_is_not_in_the_office_has_no_search(everybody, name):
    client = Client()
    client.force_login(everybody[name].user)
    assert client.get(SEARCH, {"q": "mosede"}).status_code == 403
    assert Client().get(SEARCH, {"q": "mosede"})["Location"].startswith("/log-ind/")


def test_another_organisation_finds_nothing_of_ours(find, season):
    for asked in ("mosede", "birthe", "12 34 56 78", "carla", HUB, "4/12-2026"):
        found = find("finn", asked, saeson=season.pk)
        assert "places" not in found and "days" not in found
        assert [href for _, _, href in found.get("people", []) if "/registers/" in href or "sted=" in href] == []
        assert "Carla" not in names(found, "people")


def test_a_scenario_is_looked_through_from_its_own_pages(find, season, people):
    copy = make_scenario(season=season, name="En prøve", why="", by=people["carla"].user, now=NOW)
    assert find("carla", "mosede", saeson=copy.pk)["places"][0][2].startswith(f"/office/seasons/{copy.pk}/")
    for odd in ("x", "-1", "9" * 30, "²"):
        assert find("carla", "mosede", saeson=odd)["places"][0][2].startswith("/office/seasons/")


def test_what_is_looked_for_is_in_no_log_and_kept_nowhere(everybody, caplog):
    client = Client()
    client.force_login(everybody["carla"].user)
    with caplog.at_level(logging.DEBUG):
        answer = client.get(SEARCH, {"q": "birthe hemmelig"})
        client.post(SEARCH, {"q": "birthe hemmelig"})
        Client().get(SEARCH, {"q": "birthe hemmelig"})
    assert "no-store" in answer["Cache-Control"] and "private" in answer["Cache-Control"]
    told = [record.getMessage() for record in caplog.records if record.name != "django.db.backends"]
    assert [line for line in told if "hemmelig" in line] == []


def test_it_takes_no_more_queries_for_more_people(everybody, season, django_assert_max_num_queries):
    client = Client()
    client.force_login(everybody["carla"].user)
    with django_assert_max_num_queries(16):
        client.get(SEARCH, {"q": "mosede"})


def test_it_can_be_read_in_english(everybody):
    client = Client()
    client.force_login(everybody["carla"].user)
    client.cookies["django_language"] = "en"
    html = client.get(SEARCH, {"q": "friday 4 december 2026"}).content.decode()
    assert "Friday 4 December 2026" in html and "No cafés" in html and "Dage" not in html.split("<main")[1]
