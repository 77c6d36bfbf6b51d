"""A small town whose plan is on dates, with everybody of the cast."""

import pytest

from driveout.records.drive.days.making import put_on_dates
from driveout.records.models import Plan
from tests.records.crew.town import TODAY, dated
from tests.stored import NOW, cast, store_plan, store_season


@pytest.fixture
def people(db):
    return cast()


@pytest.fixture
def season(people):
    season = store_season(people["carla"])
    return dated(season, store_plan(people["carla"], season), people["carla"])


@pytest.fixture
def plan(season):
    return Plan.objects.get(season=season, approved_at__isnull=False)


@pytest.fixture
def again(people, plan):
    """Make the days once more."""
    return lambda **values: put_on_dates(
        plan_id=plan.id, by=people["carla"].user, **{"now": NOW, "today": TODAY, **values}
    )
