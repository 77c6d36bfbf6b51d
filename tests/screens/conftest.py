"""Screens are asked through Django's test client, by the cast."""

import pytest
from django.test import Client

from tests.stored import NOW, cast, store_plan, store_season


@pytest.fixture
def people(db):
    return cast()


@pytest.fixture
def season(people):
    return store_season(people["carla"])


@pytest.fixture
def plan(people, season):
    return store_plan(people["carla"], season)


@pytest.fixture
def signed_in(people):
    """A client for one of the cast: `signed_in("carla")`."""

    def client(name: str) -> Client:
        browser = Client()
        browser.force_login(people[name].user)
        return browser

    return client


@pytest.fixture
def page(season):
    """The season page's address."""
    return f"/office/seasons/{season.id}/"


@pytest.fixture
def does(people):
    """Carla does it, now: `f(…, **does)`."""
    return {"by": people["carla"].user, "now": NOW}


@pytest.fixture
def at(page):
    """`at(plan, "approve/")`: an address of one plan."""
    return lambda plan, what="": f"{page}plans/{plan.id}/{what}"
