"""Every address against everybody: nobody sees what is another organisation's, and only the coordinator plans."""

import pytest
from django.test import Client

from driveout.records.models import PlanRun
from driveout.records.team.actions import welcome
from driveout.records.team.models import Role
from tests.stored import HERE, NOW

pytestmark = pytest.mark.django_db

READING = ("", "live/", "how/", "points.json", "?vis=steder")


@pytest.fixture(autouse=True)
def reader_and_operator(people):
    """Two more who work here: one who only reads, and one who only minds users."""
    for name, role, first in (("reader", Role.READER, "Læser"), ("operator", Role.OPERATOR, "Drift")):
        people[name] = welcome(
            username=name, first_name=first, password=f"cafe-{name}", organisation=HERE, role=role, by=None, now=NOW
        )


@pytest.mark.parametrize("path", READING)
@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("carla", 200),
        ("dan", 200),
        ("alma", 200),
        ("reader", 200),
        ("operator", 403),
        ("bo", 403),
        ("eva", 403),
        ("finn", 404),
    ],
)
def test_reading(signed_in, plan, page, path, name, status):
    answer = signed_in(name).get(page + path)
    assert answer.status_code == status
    if status != 200:
        assert b"Mosede" not in answer.content


@pytest.mark.parametrize(
    ("name", "status"),
    [("dan", 403), ("alma", 403), ("reader", 403), ("operator", 403), ("bo", 403), ("eva", 403), ("finn", 404)],
)
def test_only_the_coordinator_plans(signed_in, plan, page, name, status):
    assert signed_in(name).post(page + "plan-again/").status_code == status
    assert not PlanRun.objects.exists()


def test_another_seasons_search_cannot_be_stopped(signed_in, people, plan, page, season):
    signed_in("carla").post(page + "plan-again/")
    run = PlanRun.objects.get()
    assert signed_in("finn").post(page + f"runs/{run.id}/stop/").status_code == 404
    assert signed_in("carla").post(page + f"runs/{run.id + 1}/stop/").status_code == 404
    run.refresh_from_db()
    assert not run.stop_asked


def test_nobody_who_is_not_signed_in(plan, page):
    for path in READING:
        answer = Client().get(page + path)
        assert answer.status_code == 302
        assert answer["Location"].startswith("/log-ind/?next=")
    assert Client().post(page + "plan-again/").status_code == 302


def test_a_form_without_its_token_is_refused(people, plan, page):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(people["carla"].user)
    assert strict.post(page + "plan-again/").status_code == 403


def test_reading_addresses_take_no_posts_and_the_other_way_round(signed_in, plan, page):
    assert signed_in("carla").post(page).status_code == 405
    assert signed_in("carla").get(page + "plan-again/").status_code == 405


def test_a_volunteer_is_told_who_can_help(signed_in, plan, page):
    said = signed_in("bo").get(page).content.decode()
    assert "Spørg Carla" in said


def test_a_person_without_a_place_here_is_let_down_gently(django_user_model):
    stranger = Client()
    stranger.force_login(django_user_model.objects.create_user("stranger"))
    assert stranger.get("/").status_code == 403


def test_the_front_page_leads_to_the_newest_season_or_says_there_is_none(signed_in, plan, page):
    assert signed_in("carla").get("/").url == page
    said = signed_in("finn").get("/").content.decode()
    assert "Her er ingen sæson endnu" in said
    assert "Mosede" not in said


def test_signing_in_and_out(people, plan, page):
    browser = Client()
    wrong = browser.post("/log-ind/", {"login": "carla", "password": "no"})
    assert "Du er ikke logget ind" in wrong.content.decode()
    assert browser.post("/log-ind/", {"login": "carla", "password": "cafe-carla"})["Location"] == "/"
    assert browser.get("/", follow=True).status_code == 200
    browser.post("/log-ud/")
    assert browser.get(page).status_code == 302


def test_the_cast_is_shown_in_the_demo_alone(db, settings):
    assert "cafe-carla" not in Client().get("/log-ind/").content.decode()
    settings.DEMO = True
    assert "cafe-carla" in Client().get("/log-ind/").content.decode()


def test_nobody_signs_up_by_themselves(db):
    assert Client().get("/signup/").status_code == 404
    assert Client().get("/log-ind/signup/").status_code == 404


@pytest.mark.parametrize("path", ["/log-ind/", "/nowhere/", "/office/kort/land.svg", "/static/look/look.css"])
def test_every_answer_carries_the_policy(db, path):
    policy = Client().get(path).headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
