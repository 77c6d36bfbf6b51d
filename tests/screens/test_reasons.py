"""Reasons and prices on screen: asked once, worked out beside the web server, kept, and said in people's words."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from driveout.core.simulate.small_town import small_town
from driveout.records.models import Stop, Why
from driveout.records.plan.questions import reasons
from tests.screens.reading import words_of
from tests.stored import NOW, store_plan, store_season

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


def test_the_answer_is_arithmetic_that_adds_up(signed_in, season, page, plan):
    stop = Stop.objects.get(season=season, name="Sandholm")  # not visited: one more is one
    why = reasons.ask_about(plan, stop, now=NOW)
    reasons.answer.call(why_id=why.id)
    html = shown(signed_in("carla"), page, sted=stop.id)
    assert "Sandholm, ét besøg mere" in html and "Gæster om ugen" in html and "Regnet ud" in html
    why.refresh_from_db()
    more = why.told["one_more"]
    assert more["possible"] and more["moves"]
    assert sum(by for _stop, by in more["moves"]) == pytest.approx(more["guests"], abs=0.3)


def test_other_possibilities_in_both_languages(signed_in, page, plan, stop):
    why = reasons.ask_about(plan, stop, now=NOW)
    reasons.answer.call(why_id=why.id)
    carla = signed_in("carla")
    html = shown(carla, page, sted=stop.id)
    assert "Andre muligheder for Mosede" in html and "Intet besøg" in html
    carla.post("/sprog/", {"language": "en"})
    said = words_of(carla.get(page, {"hub": "alle", "sted": stop.id}))
    assert "Other possibilities for Mosede" in said and "No visit" in said


def test_a_hub_says_what_would_help(signed_in, page, plan, stop):
    hub = stop.served_by.all()[0].hub
    client = signed_in("dan")
    assert "Regn på det" in client.get(page, {"hub": hub.id}).content.decode()
    assert Why.objects.count() == 0
    assert "Regner på det" in client.get(page, {"hub": hub.id, "hjaelp": 1}).content.decode()
    reasons.answer.call(why_id=Why.objects.get().id)
    html = client.get(page, {"hub": hub.id}).content.decode()
    assert "Én ansattime mere" in html and "1.000 kr. mere om ugen" in html


def test_the_part_that_waits_fetches_itself_and_stops_when_it_is_there(signed_in, page, plan, stop):
    client, headers = signed_in("carla"), {"HTTP_HX_REQUEST": "true"}
    assert 'hx-trigger="load' in client.get(address(page, stop), **headers).content.decode()
    reasons.answer.call(why_id=Why.objects.get().id)
    assert "hx-trigger" not in client.get(address(page, stop), **headers).content.decode()


def test_without_script_the_part_leads_to_the_page(signed_in, page, plan, stop):
    answer = signed_in("carla").get(address(page, stop))
    assert answer.status_code == 302 and f"sted={stop.id}" in answer.url


def test_a_question_that_broke_says_so_and_is_asked_again_only_when_somebody_wants(
    signed_in, page, plan, stop, monkeypatch
):
    why = reasons.ask_about(plan, stop, now=NOW)
    monkeypatch.setattr(reasons, "_work_out", lambda why: 1 / 0)
    reasons.answer.call(why_id=why.id)
    carla, headers = signed_in("carla"), {"HTTP_HX_REQUEST": "true"}
    for _ in range(2):  # a page that polls
        html = carla.get(address(page, stop), **headers).content.decode()
        assert "Grunden kunne ikke regnes ud" in html and "hx-trigger" not in html
        why.refresh_from_db()
        assert why.failed and not why.is_answered
    again = html.split('<a href="')[1].split('"')[0].replace("&amp;", "&")
    assert "igen=1" in again
    html = carla.get(page + again).content.decode()
    assert "Regner på det" in html
    why.refresh_from_db()
    assert not why.failed


def test_a_hub_that_could_not_be_helped_says_so(signed_in, page, plan, stop, monkeypatch):
    hub = stop.served_by.all()[0].hub
    why = reasons.ask_about(plan, hub, now=NOW)
    monkeypatch.setattr(reasons, "_work_out", lambda why: 1 / 0)
    reasons.answer.call(why_id=why.id)
    html = signed_in("carla").get(f"{page}hubs/{hub.id}/help/", HTTP_HX_REQUEST="true").content.decode()
    assert "Det kunne ikke regnes ud" in html and "igen=1" in html and "hx-trigger" not in html


def test_whoever_waits_for_an_answer_writes_nothing(plan, stop):
    reasons.ask_about(plan, stop, now=NOW)
    with CaptureQueriesContext(connection) as asked:
        reasons.ask_about(plan, stop, now=NOW + timedelta(seconds=1))
    assert [query["sql"][:6] for query in asked] == ["SELECT"]


def test_a_part_builds_nothing_around_it(signed_in, page, plan, stop):
    client = signed_in("carla")
    with CaptureQueriesContext(connection) as asked:
        client.get(address(page, stop), HTTP_HX_REQUEST="true")
    tables = " ".join(query["sql"] for query in asked)
    assert '"records_tour"' not in tables and '"records_vehicle"' not in tables


@pytest.mark.parametrize("headers", [{}, {"HTTP_HX_REQUEST": "true"}])
def test_help_for_a_hub_that_is_not_there(signed_in, page, plan, stop, headers):
    nobody = stop.served_by.all()[0].hub_id + 1000
    assert signed_in("carla").get(f"{page}hubs/{nobody}/help/", **headers).status_code == 404
    assert not Why.objects.exists()


def test_a_question_that_got_lost_is_asked_again(plan, stop):
    first = reasons.ask_about(plan, stop, now=NOW)
    assert reasons.ask_about(plan, stop, now=NOW + timedelta(seconds=5)).asked_at == first.asked_at
    assert reasons.ask_about(plan, stop, now=NOW + timedelta(minutes=1)).asked_at > first.asked_at


@pytest.mark.parametrize(("name", "status"), [("dan", 302), ("alma", 302), ("bo", 403), ("eva", 403), ("finn", 404)])
def test_who_may_ask(signed_in, page, plan, stop, name, status):
    assert signed_in(name).get(address(page, stop)).status_code == status


def test_a_stop_of_another_season_is_not_here(signed_in, people, page, plan, stop):
    other = store_season(people["carla"], replace(small_town(), name="Another town"))
    theirs = Stop.objects.get(season=other, name="Mosede")
    store_plan(people["carla"], other)
    carla, headers = signed_in("carla"), {"HTTP_HX_REQUEST": "true"}
    assert carla.get(address(f"/office/seasons/{other.id}/", theirs), **headers).status_code == 200
    assert carla.get(address(page, theirs), **headers).status_code == 404
    hub = theirs.served_by.all()[0].hub
    assert carla.get(f"{page}hubs/{hub.id}/help/", **headers).status_code == 404
