"""On a shared phone the sign-in ends when the phone speaks for itself; at a desk the office stays open."""

import pytest
from django.test import Client
from django.urls import reverse

from driveout.records.models import Member
from tests.field.phones import ME, TestPhone, fates

OUT = "/felt/api/sign-out/"
ANDROID = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/131.0 Mobile Safari/537.36"
DESK = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/131.0 Safari/537.36"


def come_in(name: str, agent: str, then: str = "") -> Client:
    """By the ordinary page, in a browser that says what it is."""
    browser = Client(headers={"user-agent": agent}, enforce_csrf_checks=False)
    given = {"login": name, "password": f"cafe-{name}", **({"next": then} if then else {})}
    answer = browser.post(reverse("account_login"), given)
    assert answer.status_code == 302
    return browser


@pytest.mark.parametrize(
    ("agent", "then", "ends"),
    [
        (DESK, "/felt/#/ny", True),  # the app sent her there
        (ANDROID, "/vagter/", True),
        (ANDROID, "", True),
        (DESK, "/vagter/", False),
        (DESK, "", False),
    ],
)
def test_which_sessions_are_the_apps_to_end(people, agent, then, ends):
    browser = come_in("alma", agent, then)
    assert browser.get(ME).json()["for_app"] is ends
    assert TestPhone().register(browser).status_code == 201
    assert (browser.session.get_expiry_age() <= 600) is ends  # by itself, should the app not get to it


def test_out_is_out_and_the_phone_goes_on(people, opening):
    browser, phone = come_in("alma", ANDROID, "/felt/#/ny"), TestPhone()
    phone.register(browser)
    assert browser.post(OUT).json() == {"out": True}
    assert browser.get(ME).status_code == 401
    assert TestPhone().register(browser).status_code == 401  # nobody chooses a new PIN in her name
    assert fates(phone.send(phone.item(opening.id))) == [201]
    assert browser.post(OUT).status_code == 200


def test_another_page_cannot_sign_anybody_out(people):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(people["alma"].user)
    assert browser.post(OUT).json()["code"] == "old_page"
    token = browser.get(ME).json()["csrf"]
    assert browser.post(OUT, headers={"x-csrftoken": token}).status_code == 200
    assert browser.get(ME).status_code == 401


@pytest.mark.parametrize("role", ["reader", "operator"])
def test_who_is_not_crew_can_be_signed_out_on_a_shared_phone(people, role):
    Member.objects.filter(pk=people["bo"].pk).update(role=role)
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(people["bo"].user)
    told = browser.get(ME)
    assert (told.status_code, told.json()["code"], "name" in told.json()) == (403, "not_crew", False)
    assert browser.post(OUT, headers={"x-csrftoken": "guessed"}).json()["code"] == "old_page"
    assert browser.post(OUT, headers={"x-csrftoken": told.json()["csrf"]}).json() == {"out": True}
    assert browser.get(ME).json()["code"] == "sign_in"  # and no token for nobody
    assert "csrf" not in browser.get(ME).json()


def test_who_comes_from_the_app_to_their_shifts_signs_in_and_is_back(people):
    browser = Client()
    asked = browser.get("/vagter/")
    assert asked.status_code == 302 and asked["Location"] == "/log-ind/?next=/vagter/"
    given = {"login": "bo", "password": "cafe-bo", "next": "/vagter/"}
    assert browser.post(asked["Location"], given)["Location"] == "/vagter/"
