"""A card, its thread and its owner, stored."""

import pytest

from driveout.records.bridge.referral.beginning import open_threads
from driveout.records.models import Thread
from tests.remembered import remembered
from tests.screens.test_next_steps import step
from tests.screens.test_own_words import make_cafe
from tests.stored import NOW, cast, store_season


@pytest.fixture
def people(db):
    return cast()


@pytest.fixture
@remembered
def thread(people):
    season = store_season(people["carla"])
    cafe = make_cafe(season)
    for name in ("alma", "dan"):
        people[name].base = cafe.base
        people[name].save()
    step(cafe, people["alma"])
    assert open_threads(now=NOW) == 1
    return Thread.objects.get()


@pytest.fixture
def alma(people):
    return {"by": people["alma"].user, "now": NOW}
