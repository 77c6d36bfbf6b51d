"""A guest who was promised help is found again by the code on the card: by those who lead, and with a trace."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from driveout.records.meet.adding import add_up_again
from driveout.records.models import Card, FieldEvent, Phone, Trace
from tests.remembered import remembered
from tests.screens.test_own_words import all_roles, make_cafe  # noqa: F401
from tests.stored import NOW

pytestmark = pytest.mark.django_db
ALL = "/office/naeste-skridt/"
CODE = "R7MX-3F9P"


def write(cafe, member, kind, body):
    own = {"member": member, "name": "x", "public_key": "k", "made_at": NOW, "signed_in_at": NOW}
    phone = Phone.objects.create(id=uuid4(), **own)
    at = {"told_at": NOW, "received_at": NOW, "digest": "d"}
    event = FieldEvent.objects.create(id=uuid4(), phone=phone, occurrence=cafe, seq=1, kind=kind, body=body, **at)
    add_up_again([cafe.pk], NOW)
    return event


def step(cafe, member, code=CODE, need="debt"):
    event = write(cafe, member, "next_step", {"need": need})
    return Card.objects.create(event=event, occurrence=cafe, need=need, code=code, last_step_on=NOW.date())


@pytest.fixture
@remembered
def cafe(people, season):
    cafe = make_cafe(season)
    step(cafe, people["bo"])
    return cafe


def text_of(answer):
    return answer.content.decode()


def look_up(browser, code):
    return text_of(browser.post(ALL, {"code": code}))


@pytest.mark.parametrize("name", ["carla", "dan"])
def test_who_leads_sees_the_next_steps_of_a_cafe_and_that_is_traced(signed_in, people, cafe, name):
    browser, page = signed_in(name), f"{ALL}{cafe.id}/"
    assert "Mosede" in text_of(browser.get(ALL)) and "1 næste skridt" in text_of(browser.get(ALL))
    asked = browser.get(page)
    assert CODE not in text_of(asked) + text_of(browser.get(ALL)) and not Trace.objects.filter(what__contains="look")
    told = browser.post(page)
    assert CODE in text_of(told) and "Gæld og penge" in text_of(told) and "2. marts 2026" in text_of(told)
    assert "no-store" in told["Cache-Control"]
    trace = Trace.objects.get(what="looked at next steps")
    assert trace.who == people[name].user and trace.about == f"occurrence {cafe.id}" and CODE not in str(trace.details)


@pytest.mark.parametrize("typed", [CODE, "r7mx3f9p", "R7MX 3F9P", "RIMX-3F9P"])
def test_a_code_typed_by_hand_says_need_day_and_cafe(signed_in, people, season, cafe, typed):
    step(make_cafe(season, place="Karlslunde"), people["bo"], "AAAA-BBBB", "housing")
    told = look_up(signed_in("dan"), typed)
    assert (
        f'<span class="nowrap">{CODE}</span>' in told and "Gæld og penge" in told and "Mosede, mandag 2. marts" in told
    )
    assert "AAAA" not in told and "Et sted at bo" not in told
    trace = Trace.objects.get(what="looked up a code")
    assert trace.about == f"occurrence {cafe.id}" and CODE not in str(trace.details)
    assert "slog en kode op" in text_of(signed_in("carla").get(reverse("office:traces")))


def test_the_code_itself_comes_before_those_that_look_like_it(signed_in, people, cafe):
    step(cafe, people["bo"], "RTMX-3F9P", "work")
    told = look_up(signed_in("carla"), "RTMX-3F9P")
    assert "Job og uddannelse" in told and "Gæld og penge" not in told
    both = look_up(signed_in("carla"), "R1MX-3F9P")
    assert "Job og uddannelse" in both and "Gæld og penge" in both and "Sammenlign med kortet" in both


SEARCH = "/office/search/"


@pytest.mark.parametrize("name", ["carla", "dan"])
def test_the_search_leads_a_whole_code_to_where_it_is_looked_up(signed_in, cafe, name):
    browser = signed_in(name)
    offered = text_of(browser.get(SEARCH, {"q": "r7mx 3f9p"}))
    assert f'action="{ALL}"' in offered and f'name="code" value="{CODE}"' in offered and "Slå koden op" in offered
    assert "Gæld og penge" not in offered and not Trace.objects.filter(what="looked up a code").exists()
    other = text_of(browser.get(SEARCH, {"q": "ZZZZ-ZZZZ"}))  # says nothing of which code there is
    masks = {CODE: "", "ZZZZ-ZZZZ": "", "r7mx 3f9p": "", "r7mx%203f9p": "", "r7mx+3f9p": ""}
    assert without_secrets(offered, masks) == without_secrets(other, masks)
    assert "Gæld og penge" in look_up(browser, CODE)


def without_secrets(page, masks):
    for old, new in masks.items():
        page = page.replace(old, new)
    return re.sub(r'csrfmiddlewaretoken" value="\w+"', "", page)


@pytest.mark.parametrize(
    ("name", "asked"), [("alma", CODE), ("reader", CODE), ("carla", "R7MX-3F9"), ("carla", "12 34 56 78")]
)
def test_the_search_offers_nothing_for_half_a_code_a_number_or_those_who_may_not(signed_in, cafe, name, asked):
    assert ALL not in text_of(signed_in(name).get(SEARCH, {"q": asked})).split("<main")[1]


@pytest.mark.parametrize("typed", ["", "K7MX", "ZZZZ-ZZZZ", "<script>"])
def test_what_is_no_code_is_said_and_not_traced(signed_in, cafe, typed):
    told = look_up(signed_in("carla"), typed)
    assert "Ingen kode ligner den" in told and "<script>" not in told
    assert not Trace.objects.filter(what="looked up a code").exists()


def test_one_that_was_taken_back_or_wiped_is_not_found(signed_in, people, cafe):
    card, carla = Card.objects.get(), signed_in("carla")
    Card.objects.filter(pk=card.pk).update(code="", wiped_at=NOW + timedelta(days=91))
    assert "Ingen kode ligner den" in look_up(carla, CODE)
    assert "slettet" in text_of(carla.post(f"{ALL}{cafe.id}/")), "what was asked for is still counted"
    other = step(cafe, people["bo"], "AAAA-BBBB")
    write(cafe, people["bo"], "undo", {"of": str(other.event_id)})
    assert "Ingen kode ligner den" in look_up(carla, "AAAA-BBBB")
    assert "AAAA-BBBB" not in text_of(carla.post(f"{ALL}{cafe.id}/"))


def test_a_hub_leader_looks_at_the_own_hub_only(signed_in, people, season, cafe):
    other = make_cafe(season, hub="Ribe", place="Ribe Nord")
    step(other, people["bo"], "AAAA-BBBB")
    dan = signed_in("dan")
    assert "Ribe Nord" not in text_of(dan.get(ALL)) + look_up(dan, "AAAA-BBBB")
    assert dan.get(f"{ALL}{other.id}/").status_code == dan.post(f"{ALL}{other.id}/").status_code == 404
    assert "Ribe Nord" in look_up(signed_in("carla"), "AAAA-BBBB")


@pytest.mark.parametrize("name", ["alma", "bo", "reader", "operator", "eva", "finn", "lone", ""])
def test_nobody_else_sees_a_code_or_a_need(signed_in, cafe, name):
    browser = signed_in(name) if name else Client()
    page = f"{ALL}{cafe.id}/"
    for answer in (browser.get(ALL), browser.post(ALL, {"code": CODE}), browser.get(page), browser.post(page)):
        assert answer.status_code in (302, 403, 404) or name == "finn"
        assert "Gæld og penge" not in text_of(answer) and "Mosede" not in text_of(answer)
    assert not Trace.objects.filter(what__startswith="looked").exists()


def test_the_day_leads_there(signed_in, season, cafe):
    day, link = reverse("office:day", args=(season.id, cafe.date)), f'href="{ALL}{cafe.id}/"'
    assert link in text_of(signed_in("dan").get(day)) and link not in text_of(signed_in("alma").get(day))
