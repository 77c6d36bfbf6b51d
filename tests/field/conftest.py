"""Cafés on dates around today, and phones in people's hands."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from driveout.core.simulate.small_town import HUB
from driveout.records.models import Occurrence, Season, Shift, Signup, Trip
from driveout.records.plan.actions import approve_plan
from tests.field.phones import TestPhone
from tests.on_dates import make_days
from tests.places import at, hub_at
from tests.remembered import remembered
from tests.stored import NOW, cast, store_plan, store_season


@remembered
def the_cast():
    """Everybody; Alma, Bo and Dan of the town's hub."""
    found = cast()
    for name in ("alma", "bo", "dan"):
        found[name].base = hub_at(found[name], HUB)
        found[name].save()
    return found


@pytest.fixture
def people(db):
    return the_cast()


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def season(people):
    """A season with nothing in it but its name: what stands on dates is all that phones know."""
    told = {"weeks": 4, "terms": {}, "drives": {}, "fingerprint": "a test", "imported_at": NOW}
    return Season.objects.create(organisation=people["carla"].organisation, name="Vinter", **told)


@pytest.fixture
@remembered
def openings(season, people, today):
    """A café of Bo's on each day from ten days back to ten days ahead."""
    found, hub = [], {"hub": HUB, "base": hub_at(season, HUB)}
    for day in (today + timedelta(days=n) for n in range(-10, 11)):
        times = {"leaves": 540, "returns": 900, "driving_minutes": 40, "km": 40.0}
        trip = Trip.objects.create(season=season, date=day, name="Tur", van="Vogn 1", driver="Alma", **hub, **times)
        spot = {**hub, "lat": 56.5, "lon": 8.3, "seats": 7, "guests": 5.0}
        times = {"starts": 600, "promised": 600, "minutes": 90}
        spot["where"] = at(season, "Mosede")
        found.append(Occurrence.objects.create(season=season, trip=trip, date=day, place="Mosede", **spot, **times))
        shift = Shift.objects.create(trip=trip, occurrence=found[-1], role="host", needed=1)
        Signup.objects.create(shift=shift, member=people["bo"], name="Bo", made_at=NOW)
    return found


@pytest.fixture
def opening(openings, today):
    """Today's."""
    return next(row for row in openings if row.date == today)


@pytest.fixture
@remembered
def planned(people, today):
    """The small town's season, planned, approved and put on its dates from the Monday of last week."""
    season = store_season(people["carla"])
    season.first_day = today - timedelta(days=7 + today.weekday())
    season.closed_dates = []
    season.save(update_fields=["first_day", "closed_dates"])
    plan = store_plan(people["carla"], season)
    approve_plan(plan_id=plan.id, by=people["carla"].user, now=NOW)
    make_days(plan_id=plan.id, by=people["carla"].user, now=NOW, today=season.first_day)
    return season


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
