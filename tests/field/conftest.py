"""Carla's small town on its dates, from last week to next, and phones in people's hands."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from driveout.core.simulate.small_town import HUB
from driveout.records.drive.days import make_days
from driveout.records.models import Occurrence
from driveout.records.plan.actions import approve_plan
from tests.field.phones import TestPhone
from tests.stored import NOW, cast, store_plan, store_season


@pytest.fixture
def people(db):
    found = cast()
    for name in ("alma", "bo", "dan"):
        found[name].hub_name = HUB
        found[name].save()
    return found


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def season(people, today):
    season = store_season(people["carla"])
    season.first_day = today - timedelta(days=7 + today.weekday())
    season.closed_dates = []
    season.save(update_fields=["first_day", "closed_dates"])
    plan = store_plan(people["carla"], season)
    approve_plan(plan_id=plan.id, by=people["carla"].user, now=NOW)
    make_days(plan_id=plan.id, by=people["carla"].user, now=NOW, today=season.first_day)
    return season


@pytest.fixture
def openings(season):
    """Cafés of the small town, oldest first."""
    return list(Occurrence.objects.filter(season=season).select_related("trip"))


@pytest.fixture
def opening(openings, today):
    """The next one."""
    return next(row for row in openings if row.date >= today)


@pytest.fixture
def signed_in(people):
    def client(name: str) -> Client:
        browser = Client()
        browser.force_login(people[name].user)
        return browser

    return client


@pytest.fixture
def phone_of(signed_in):
    """A phone somebody has registered: `phone_of("alma")`."""

    def phone(name: str) -> TestPhone:
        own = TestPhone()
        assert own.register(signed_in(name)).status_code == 201
        return own

    return phone
