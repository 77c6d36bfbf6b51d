"""Who signed in and out, and whose password somebody got wrong, is seen afterwards; what was typed is kept nowhere."""

import re

import pytest
from django.test import Client

from driveout.records.models import Trace
from driveout.records.team.models import Role
from tests.stored import NOW

pytestmark = pytest.mark.django_db
TRACES, HELD = "/office/traces/", "/min-adgang/data/"
SIGN_INS = ("signed in", "signed out", "tried a wrong password")


def try_to_come_in(name: str, password: str) -> Client:
    browser = Client()
    browser.post("/log-ind/", {"login": name, "password": password})
    return browser


def traced() -> list[tuple[str, str | None, str]]:
    """What, by whom, about whom."""
    rows = Trace.objects.filter(what__in=SIGN_INS).order_by("id")
    return [(row.what, row.who.username if row.who else None, row.about) for row in rows]


def rows_of(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode().partition("<h1")[2]))


def test_coming_and_going_are_one_trace_each_and_pages_leave_none(people):
    user = people["bo"].user
    browser = try_to_come_in("bo", "cafe-bo")
    for address in ("/vagter/", "/min-adgang/", "/log-ind/"):
        browser.get(address)
    browser.post("/log-ud/")
    browser.post("/log-ud/")  # nobody is left to go
    assert traced() == [("signed in", "bo", f"user {user.pk}"), ("signed out", "bo", f"user {user.pk}")]


@pytest.mark.parametrize("typed", ["bo", "BO"])
def test_a_wrong_password_is_told_of_and_is_nobodys_deed(people, typed):
    assert "sessionid" not in try_to_come_in(typed, "hemmelig-kaffe").cookies
    assert traced() == [("tried a wrong password", None, f"member {people['bo'].pk}")]
    assert "hemmelig-kaffe" not in str(list(Trace.objects.values()))


def test_what_nobody_here_is_called_is_not_kept(people):
    """It may be a password, written in the wrong field."""
    try_to_come_in("hemmelig-kaffe", "bo")
    assert traced() == [] and "hemmelig-kaffe" not in str(list(Trace.objects.values()))


def test_a_right_password_to_an_access_that_has_ended_is_not_called_wrong(people):
    people["bo"].user.is_active = False
    people["bo"].user.save()
    try_to_come_in("bo", "cafe-bo")
    assert traced() == []


def test_they_are_a_list_of_their_own_among_the_traces(people, signed_in, season):
    try_to_come_in("dan", "forkert")
    try_to_come_in("alma", "cafe-alma").post("/log-ud/")
    carla = signed_in("carla")
    only = rows_of(carla.get(TRACES + "?slags=log-ind"))
    for sentence in ("Nogen skrev en forkert adgangskode for Dan.", "Alma loggede ind.", "Alma loggede ud."):
        assert sentence in only and sentence in rows_of(carla.get(TRACES))
        for other in ("brugere", "saesoner"):
            assert sentence not in rows_of(carla.get(f"{TRACES}?slags={other}"))
    assert "gav Dan adgang" not in only
    people["carla"].role = Role.OPERATOR
    people["carla"].save()
    for kind in ("", "log-ind"):
        assert "Alma loggede ind." in rows_of(carla.get(f"{TRACES}?slags={kind}"))
    for kind in ("", "saesoner"):
        assert "hentede" not in rows_of(carla.get(f"{TRACES}?slags={kind}")), "an operator sees no season"


def test_another_organisation_hears_nothing_of_it(people, signed_in):
    try_to_come_in("dan", "forkert")
    people["finn"].role = Role.COORDINATOR
    people["finn"].save()
    assert "Dan" not in rows_of(signed_in("finn").get(TRACES))


def test_the_one_it_concerns_reads_it_in_words(people):
    Trace.objects.create(who=None, what="a deed of an older version", about=f"member {people['bo'].pk}", at=NOW)
    try_to_come_in("bo", "forkert")
    browser = try_to_come_in("bo", "cafe-bo")
    text = rows_of(browser.get(HELD))
    assert "Bo loggede ind" in text and "Nogen skrev en forkert adgangskode for Bo" in text
    assert "Nogen gjorde noget ved Bo" in text
    assert "signed in" not in text and text.index("Bo loggede ind") < text.index("Nogen skrev")
