"""What anyone reads is the same for all who speak alike: a cache keeps one answer for them, and no cookie is asked."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from driveout.jobs.following import say_all
from driveout.records.models import PublicEvent
from driveout.records.plan.actions import approve_plan
from driveout.records.plan.publishing.actions import publish_times
from tests.stored import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def public(season, people, plan):
    season.first_day = timezone.localdate()
    season.save(update_fields=["first_day"])
    approve_plan(plan_id=plan.id, by=people["carla"].user, now=NOW)
    publish_times(plan_id=plan.id, by=people["carla"].user, now=NOW)
    say_all(timezone.now())
    return f"/tider/{season.id}/"


@pytest.fixture
def read(public, season):
    calendars = f"/tider/kalender/{season.organisation_id}/"
    place = PublicEvent.objects.first().place_key
    return {
        "times": public,
        "times in English": f"{public}?sprog=en",
        "no times": "/tider/999999/",
        "calendar": f"{calendars}alle.ics",
        "calendar of a place": f"{calendars}sted/{place}.ics",
        "no calendar": f"{calendars}sted/nowhere.ics",
    }


def varies(answer) -> set[str]:
    return {word.strip() for word in answer.headers.get("Vary", "").split(",")} - {""}


PAGES = ("times", "times in English", "no times", "calendar", "calendar of a place", "no calendar")


@pytest.mark.parametrize("page", PAGES)
def test_it_hangs_on_no_cookie_sets_none_and_is_the_same_for_somebody_signed_in(read, signed_in, page):
    guest, carla = Client(), signed_in("carla")
    carla.get("/min-adgang/")  # she has a form's token and a session
    carla.cookies["django_language"] = "en"
    answers = [browser.get(read[page], headers={"Accept-Language": "da"}) for browser in (guest, carla, guest)]
    assert {answer.content for answer in answers} == {answers[0].content} and answers[0].content
    for answer in answers:
        assert varies(answer) <= {"Accept-Language", "Accept-Encoding"} and not answer.cookies
        assert "csrf" not in answer.content.decode()
    kept = [answer.headers["Cache-Control"] for answer in answers]
    if "no" not in page:  # of a page, what somebody signed in was shown is kept nowhere all the same
        assert all("public" in how for how in kept) or kept == ["no-cache", "private, no-store", "no-cache"]


def test_pages_hang_on_the_language_and_calendars_on_nothing(read):
    for page in PAGES:
        answer = Client().get(read[page])
        assert ("Accept-Language" in varies(answer)) == (page not in ("calendar", "calendar of a place")), page


def test_another_language_is_an_address_and_stands_over_the_browsers(public):
    page = Client().get(public, headers={"Accept-Language": "da"}).content.decode()
    there = re.search(r'href="([^"]*)" lang="en" hreflang="en"', page)
    assert there and "<form" not in page
    english = Client().get(there[1], headers={"Accept-Language": "da"})
    assert '<html lang="en">' in english.content.decode() and english.headers["Content-Language"] == "en"
    assert f'href="{public}?sprog=da" lang="da"' in english.content.decode()
    nonsense = Client().get(f"{public}?sprog=klingon", headers={"Accept-Language": "en"}).content.decode()
    assert '<html lang="en">' in nonsense


def test_an_unchanged_page_is_answered_in_a_line_that_hangs_on_the_same(public):
    first = Client().get(public)
    again = Client().get(public, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"") and varies(again) == {"Accept-Language", "Accept-Encoding"}
    assert again.headers["Cache-Control"] == first.headers["Cache-Control"]
    english = Client().get(public, headers={"If-None-Match": first.headers["ETag"], "Accept-Language": "en"})
    assert english.status_code == 200


def test_pages_of_ones_own_still_hang_on_the_cookie(signed_in):
    assert {"Cookie", "Accept-Language"} <= varies(signed_in("carla").get("/min-adgang/"))
    assert {"Cookie", "Accept-Language"} <= varies(Client().get("/log-ind/"))
