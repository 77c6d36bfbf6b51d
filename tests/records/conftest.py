"""Carla's small town in the database, planned when a test asks for the plan."""

import pytest

from tests.stored import cast, store_plan, store_season


@pytest.fixture
def carla(db):
    return cast()["carla"]


@pytest.fixture
def season(carla):
    return store_season(carla)


@pytest.fixture
def plan(carla, season):
    return store_plan(carla, season)
