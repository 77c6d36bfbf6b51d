"""Eight steps, and under the chosen one only its own pages: the one table that says so, and who sees what of it."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from driveout.core.loop import LOOP
from driveout.core.simulate.small_town import HUB
from driveout.office.navigation.steps_and_pages import BESIDE, PAGES_OF, all_pages, place_of
from driveout.records.team.actions import welcome
from driveout.records.team.models import Role
from tests.places import hub_at
from tests.rights import RULES
from tests.stored import HERE, NOW

pytestmark = pytest.mark.django_db
# Addresses of the office that are no page of a step: the doors, what belongs to people, help, and the search itself.
OF_NO_STEP = {
    *("office:start", "office:today", "office:leading", "office:search", "office:land", "office:guide", "office:words"),
    *("office:first_steps", "office:people", "office:invite", "office:withdraw_link", "office:change_person"),
    *("office:end_access", "office:give_access_back", "office:reset_password", "office:traces", "office:open_link"),
    *("office:arrive", "office:own_access", "office:end_session", "office:end_others", "office:own_data"),
    *("office:write_own_number", "office:forget_own_number"),
    *("office:end_own_phone", "office:second_factor", "office:renew_codes", "office:remove_second_factor"),
    "office:ask_for_second_factor",
    *("office:own_data_file", "office:kept", "office:held", "office:held_file", "office:erase_person"),
    *("office:erase_volunteer", "office:erase_employee", "office:who_read", "office:who_read_csv"),
    *("office:own_readings", "office:own_readings_csv"),
    *("office:delete_now", "office:confirm_link"),
}
ROLE = {
    "carla": "coordinator", "dan": "hub leader", "alma": "employee", "reader": "reader", "drift": "operator",
    "bo": "volunteer", "eva": "partner",
}  # fmt: skip


@pytest.fixture
def everybody(people):
    for name, role in (("reader", Role.READER), ("drift", Role.OPERATOR)):
        people[name] = welcome(
            username=name, first_name=name, password=f"cafe-{name}", organisation=HERE, role=role, by=None, now=NOW
        )
    for name in ("dan", "alma"):
        people[name].base = hub_at(people[name], HUB)
        people[name].save()
    return people


def shown(html: str) -> dict[str, list[str]]:
    """The steps that are links, those that are not, and the pages of the chosen one."""
    rail = html.split('class="line"', 1)[-1].split("</nav>")[0] if 'class="line"' in html else ""
    side = html.split('class="side', 1)[-1].split("<main", 1)[0] if 'class="side' in html else ""
    pages = side.split("</nav>")[0] if "<nav" in side else ""
    return {
        "alive": re.findall(r'<a class="halt"[^>]*>([^<]+)</a>', rail),
        "plain": re.findall(r'<span class="halt">([^<]+?)\s*(?:<span|</span>)', rail),
        "here": re.findall(r'aria-current="true">([^<]+)</a>', rail),
        "pages": re.findall(r"<a [^>]*>([^<]+)</a>", pages),
    }


def test_no_page_stands_in_two_steps_and_no_address_on_two_pages():
    addresses = [one for pages in PAGES_OF.values() for page in pages for one in (page.address, *page.holds)]
    assert sorted(addresses) == sorted(set(addresses))
    names = [page.name for page in all_pages()]
    assert sorted(names) == sorted(set(names))


def test_the_steps_that_are_built_are_those_that_have_pages():
    assert {step.key for step in LOOP if step.built} == {key for key, pages in PAGES_OF.items() if pages}


def test_every_address_of_the_office_has_its_place_in_the_navigation():
    of_the_office = {name for name in RULES if name.startswith("office:")}
    placed = {name for name in of_the_office if place_of(name)}
    assert of_the_office - placed == OF_NO_STEP, "give it a page in office/navigation/steps_and_pages.py"
    told = {one for pages in PAGES_OF.values() for page in pages for one in (page.address, *page.holds)}
    assert told <= of_the_office, "no longer addresses"


@pytest.mark.parametrize("name", ROLE)
def test_who_is_shown_a_page_is_who_may_read_it(everybody, name):
    for page in (*(page for pages in PAGES_OF.values() for page in pages), *BESIDE):
        may_read = ROLE[name] in RULES[page.address].get
        beyond_the_office = page.address == "office:loads" and name == "bo"  # from a shift, not from the band
        assert page.may(everybody[name]) == may_read or beyond_the_office, (page.name, name)


@pytest.mark.parametrize("name", ["carla", "dan", "alma", "reader"])
def test_every_link_of_the_band_opens_and_marks_itself(signed_in, everybody, season, plan, name):
    client = Client()
    client.force_login(everybody[name].user)
    for step in LOOP:
        pages = [page for page in PAGES_OF.get(step.key, ()) if page.may(everybody[name])]
        for page in pages:
            answer = client.get(reverse(page.address, args=[season.pk] if page.of_season else []))
            assert answer.status_code == 200, page.name
            seen = shown(answer.content.decode())
            assert seen["here"] == [step.danish]
            assert seen["pages"] == [one.name for one in pages]
            assert seen["alive"] + seen["plain"] != [] and len(seen["alive"] + seen["plain"]) == 8
            side = answer.content.decode().split('class="side', 1)[1].split("</nav>")[0]
            assert re.findall(r'aria-current="(\w+)">([^<]+)<', side) == [("page", page.name)]


def test_the_pages_of_each_step(signed_in, season, plan, page):
    carla = signed_in("carla")
    seen = shown(carla.get(page).content.decode())
    assert seen["alive"] == ["Plan", "Køre", "Møde", "Bygge bro"]
    assert seen["plain"] == ["Behov", "Lytte", "Lære", "Styre"]
    assert seen["pages"] == ["Ugen", "Planer", "Hvad nu hvis?", "Registre", "Sæsoner"]
    seen = shown(carla.get(f"{page}days/").content.decode())
    assert seen["pages"] == ["Dage", "Holdet", "Lager", "Telefoner"]
    seen = shown(carla.get("/office/egne-ord/").content.decode())
    assert seen["pages"] == ["Caféer", "Det fortalte caféerne", "Egne ord"]
    seen = shown(carla.get("/office/traade/").content.decode())
    assert seen["pages"] == ["Tråde", "Næste skridt", "Vejviser", "Huller", "Hvem gæster ringer til"]
    told = ["Caféer", "Det fortalte caféerne"]
    assert shown(signed_in("alma").get(f"{page}cafes/").content.decode())["pages"] == told


def test_steps_that_are_not_built_are_plain_text_and_said_to_come_later(signed_in, season, plan, page):
    html = signed_in("carla").get(page).content.decode()
    rail = html.split('class="line"')[1].split("</nav>")[0]
    assert rail.count("<li>") == 8 and rail.count("<a ") == 4
    assert rail.count("(kommer senere)") == 4


def test_a_part_of_a_page_marks_the_page_it_is_part_of(signed_in, season, plan, page, at):
    html = signed_in("carla").get(at(plan)).content.decode()
    side = html.split('class="side', 1)[1].split("</nav>")[0]
    assert re.findall(r'aria-current="(\w+)">([^<]+)<', side) == [("true", "Planer")]


def test_a_page_of_no_step_shows_the_line_and_no_pages(signed_in, season, plan):
    seen = shown(signed_in("carla").get("/office/help/").content.decode())
    assert seen["here"] == seen["pages"] == [] and len(seen["alive"]) == 4


def test_without_a_season_only_what_needs_none_is_a_link(signed_in, people):
    html = signed_in("carla").get("/office/seasons/").content.decode()
    seen = shown(html)
    assert seen["pages"] == ["Sæsoner"] and seen["alive"] == ["Plan", "Køre", "Møde", "Bygge bro"]


@pytest.mark.parametrize(("name", "page"), [("eva", "/min-adgang/"), ("drift", "/office/people/")])
def test_who_is_not_in_the_office_has_home_and_the_own_menu_alone(everybody, season, plan, name, page):
    client = Client()
    client.force_login(everybody[name].user)
    html = client.get(page).content.decode()
    assert 'class="line"' not in html and "De otte trin" not in html
    assert html.count('class="home"') == 2 and html.count("Log ud</button>") == 2


def test_a_volunteer_has_the_directory_and_nothing_else_of_the_office(everybody, season, plan):
    client = Client()
    client.force_login(everybody["bo"].user)
    seen = shown(client.get("/office/vejviser/").content.decode())
    assert seen["alive"] == seen["here"] == ["Bygge bro"] and seen["pages"] == ["Vejviser"]


def test_who_is_not_signed_in_has_no_band_to_press(season):
    html = Client().get("/log-ind/").content.decode()
    assert 'class="home"' not in html and 'class="line"' not in html and "data-seek" not in html


def test_what_went_wrong_shows_no_navigation_and_asks_nothing(signed_in, season, plan):
    answer = signed_in("carla").get("/nowhere/")
    assert answer.status_code == 404 and 'class="side' not in answer.content.decode()


def test_the_navigation_in_english(signed_in, season, plan, page):
    carla = signed_in("carla")
    carla.cookies["django_language"] = "en"
    seen = shown(carla.get(page).content.decode())
    assert seen["alive"] == ["Plan", "Drive", "Meet", "Bridge"] and seen["here"] == ["Plan"]
    assert seen["pages"] == ["The week", "Plans", "What if?", "Registers", "Seasons"]
    with translation.override("en"):
        said = [(page.name, translation.gettext(page.name)) for page in all_pages()]
    assert [danish for danish, english in said if danish == english] == []
