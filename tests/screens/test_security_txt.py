"""Who finds a hole in a site finds somebody to tell: RFC 9116."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured

from driveout.config import environment as env

ADDRESS = "/.well-known/security.txt"
SETTING = "DRIVEOUT_SECURITY_CONTACT"


def test_without_a_contact_there_is_no_such_file(client, monkeypatch, settings):
    monkeypatch.delenv(SETTING, raising=False)
    settings.SECURITY_CONTACTS = env.security_contacts()
    assert client.get(ADDRESS).status_code == 404


def test_it_says_whom_to_tell_in_which_languages_and_until_when(client, monkeypatch, settings):
    monkeypatch.setenv(SETTING, " https://plan.example.org/hul?a=1 , mailto:sikkerhed@example.dk")
    settings.SECURITY_CONTACTS = env.security_contacts()
    answer = client.get(ADDRESS)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/plain; charset=utf-8")
    assert "no-store" not in answer["Cache-Control"]
    fields = [line.split(": ", 1) for line in answer.content.decode().splitlines()]
    assert [name for name, _value in fields] == ["Contact", "Contact", "Expires", "Preferred-Languages"]
    contact, other, expires, languages = (value for _name, value in fields)
    assert (contact, other) == ("https://plan.example.org/hul?a=1", "mailto:sikkerhed@example.dk")
    assert languages == "da, en"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", expires), "RFC 3339"
    left = datetime.fromisoformat(expires) - datetime.now(UTC)
    assert timedelta(days=30) < left < timedelta(days=365)


@pytest.mark.parametrize(
    "wrong",
    ["sikkerhed@example.dk", "http://plan.example.org/", "mailto:nobody", "https:///x", "mailto:a@b.dk\nExpires: x"],
)
def test_a_contact_that_leads_to_nobody_is_refused_with_advice(monkeypatch, wrong):
    monkeypatch.setenv(SETTING, wrong)
    with pytest.raises(ImproperlyConfigured, match="Write an address that somebody reads"):
        env.security_contacts()
