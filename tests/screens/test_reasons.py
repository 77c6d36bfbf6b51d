"""Reasons and prices on screen: asked once, worked out beside the web server, kept, and said in people's words."""

from datetime import timedelta

import pytest

from driveout.records.models import Stop, Why
from driveout.records.plan import whys
from tests.stored import NOW

pytestmark = pytest.mark.django_db


def shown(client, page, **asked):
    return client.get(page, {"hub": "alle", **asked}).content.decode()


@pytest.fixture
def stop(season, plan):
    return Stop.objects.get(season=season, name="Mosede")


def address(page, stop):
    return f"{page}stops/{stop.id}/why/"


def test_asking_twice_is_one_question(signed_in, page, plan, stop):
    for _ in range(2):
        html = shown(signed_in("carla"), page, sted=stop.id)
    assert "Mosede: hvorfor" in html and "Regner på det" in html
    assert Why.objects.count() == 1


def test_the_answer_is_arithmetic_that_adds_up(signed_in, page, plan, stop):
    why = whys.ask_about(plan, stop, now=NOW)
    whys.answer.call(why_id=why.id)
    html = shown(signed_in("carla"), page, sted=stop.id)
    assert "Andre muligheder for Mosede" in html and "Intet besøg" in html and "Regnet ud" in html
    why.refresh_from_db()
    more = why.told["one_more"]
    if more and more["possible"]:
        assert sum(by for _stop, by in more["moves"]) == pytest.approx(more["guests"], abs=0.3)
        assert "Gæster om ugen" in html
    english = signed_in("carla")
    english.post("/sprog/", {"language": "en"})
    assert "Other possibilities for Mosede" in english.get(page, {"hub": "alle", "sted": stop.id}).content.decode()


def test_a_hub_says_what_would_help(signed_in, page, plan, stop):
    hub = stop.served_by.all()[0].hub
    client = signed_in("dan")
    assert "Regn på det" in client.get(page, {"hub": hub.id}).content.decode()
    assert Why.objects.count() == 0
    assert "Regner på det" in client.get(page, {"hub": hub.id, "hjaelp": 1}).content.decode()
    whys.answer.call(why_id=Why.objects.get().id)
    html = client.get(page, {"hub": hub.id}).content.decode()
    assert "Én ansattime mere" in html and "1.000 kr. mere om ugen" in html


def test_the_part_that_waits_fetches_itself_and_stops_when_it_is_there(signed_in, page, plan, stop):
    client, headers = signed_in("carla"), {"HTTP_HX_REQUEST": "true"}
    assert 'hx-trigger="load' in client.get(address(page, stop), **headers).content.decode()
    whys.answer.call(why_id=Why.objects.get().id)
    assert "hx-trigger" not in client.get(address(page, stop), **headers).content.decode()


def test_without_script_the_part_leads_to_the_page(signed_in, page, plan, stop):
    answer = signed_in("carla").get(address(page, stop))
    assert answer.status_code == 302 and f"sted={stop.id}" in answer.url


def test_a_question_that_broke_says_so_and_may_be_asked_again(signed_in, page, plan, stop, monkeypatch):
    why = whys.ask_about(plan, stop, now=NOW)
    monkeypatch.setattr(whys, "_work_out", lambda why: 1 / 0)
    whys.answer.call(why_id=why.id)
    why.refresh_from_db()
    assert why.failed and not why.is_answered
    assert not whys.ask_about(plan, stop, now=NOW + timedelta(seconds=1)).failed


def test_a_question_that_got_lost_is_asked_again(plan, stop):
    first = whys.ask_about(plan, stop, now=NOW)
    assert whys.ask_about(plan, stop, now=NOW + timedelta(seconds=5)).asked_at == first.asked_at
    assert whys.ask_about(plan, stop, now=NOW + timedelta(minutes=1)).asked_at > first.asked_at


@pytest.mark.parametrize(("name", "status"), [("dan", 302), ("alma", 302), ("bo", 403), ("eva", 403), ("finn", 404)])
def test_who_may_ask(signed_in, page, plan, stop, name, status):
    assert signed_in(name).get(address(page, stop)).status_code == status


def test_a_stop_of_another_season_is_not_here(signed_in, page, plan, stop):
    answer = signed_in("carla").get(f"{page}stops/{stop.id + 1000}/why/", HTTP_HX_REQUEST="true")
    assert answer.status_code == 404
