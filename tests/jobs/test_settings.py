"""Settings that cannot work are told as advice before anything starts; each of them is documented."""

import re

import pytest
from django.core.exceptions import ImproperlyConfigured

from driveout.config import environment as env


@pytest.mark.parametrize(
    ("wrong", "advice"),
    [
        ({"SMTP_HOST": "mail.example.org", "MAIL_FROM": "nobody"}, "DRIVEOUT_MAIL_FROM"),
        ({"SMTP_PORT": "smtp"}, "DRIVEOUT_SMTP_PORT"),
        ({"SMTP_PORT": "99999"}, "DRIVEOUT_SMTP_PORT"),
        ({"SMS_URL": "https://sms.example.org"}, "DRIVEOUT_SMS_TOKEN"),
        ({"SMS_URL": "http://sms.example.org", "SMS_TOKEN": "x"}, "https://"),
    ],
)
def test_messages_that_could_not_be_sent_are_refused_at_the_door(monkeypatch, wrong, advice):
    for name, value in wrong.items():
        monkeypatch.setenv(f"DRIVEOUT_{name}", value)
    with pytest.raises(ImproperlyConfigured, match=advice):
        env.messages()


def test_mail_needs_to_say_where_it_can_be_stopped(monkeypatch):
    assert env.site_address() == ""
    monkeypatch.setenv("DRIVEOUT_SMTP_HOST", "mail.example.org")
    with pytest.raises(ImproperlyConfigured, match="DRIVEOUT_ADDRESS"):
        env.site_address()
    monkeypatch.setenv("DRIVEOUT_ADDRESS", "https://plan.example.org/office/")
    with pytest.raises(ImproperlyConfigured, match="without a path"):
        env.site_address()
    monkeypatch.setenv("DRIVEOUT_ADDRESS", "https://plan.example.org/")
    assert env.site_address() == "https://plan.example.org"


def test_settings_that_can_work_are_taken(monkeypatch):
    monkeypatch.setenv("DRIVEOUT_SMTP_HOST", "mail.example.org")
    monkeypatch.setenv("DRIVEOUT_MAIL_FROM", "cafe@example.org")
    assert env.messages()["smtp_port"] == 587 and env.messages()["smtp_security"] == "starttls"


@pytest.mark.parametrize("wrong", ["osrm", "horse http://localhost:5000", "osrm localhost:5000", "valhalla ftp://x"])
def test_a_routing_service_needs_its_name_and_address(monkeypatch, wrong):
    monkeypatch.setenv("DRIVEOUT_DRIVES", wrong)
    with pytest.raises(ImproperlyConfigured, match="osrm or valhalla and its address"):
        env.drives()


def test_a_routing_service_is_taken_and_none_is_the_estimate(monkeypatch):
    assert env.drives() == ("", "")
    monkeypatch.setenv("DRIVEOUT_DRIVES", "valhalla  https://roads.example.org/v1")
    assert env.drives() == ("valhalla", "https://roads.example.org/v1")


def test_every_setting_is_documented(root):
    config = root / "src" / "driveout" / "config"
    code = "".join((config / name).read_text(encoding="utf-8") for name in ("settings.py", "environment.py"))
    told = (root / "docs" / "how-to" / "serve-it.md").read_text(encoding="utf-8")
    table = told.split("## All settings")[1]
    parts = {"DRIVEOUT_DB_": "_HOST", "DRIVEOUT_SMTP_PORT": "_PORT"}
    missing = [
        name
        for name in set(re.findall(r"DRIVEOUT_[A-Z_]+", code))
        if f"`{name}`" not in table and parts.get(name, "") not in ("_HOST", "_PORT")
    ]
    assert not missing, "name them in docs/how-to/serve-it.md, under All settings"
