"""A small town whose plan is on dates, with everybody of the cast."""

import pytest

from driveout.records.drive.days.making import put_on_dates
from driveout.records.models import Occurrence, Plan, Shift, Signup, Trip
from tests.records.crew.town import DAY, TODAY, dated, with_papers
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


@pytest.fixture
def trip(season):
    return Trip.objects.get(date=DAY, name="A")


@pytest.fixture
def alma(people, trip):
    """She drives it."""
    alma = with_papers(people["alma"], "licence", "child safety", "introduction")
    shift = Shift.objects.get(trip=trip, role="employee")
    Signup.objects.filter(shift=shift).delete()
    Signup.objects.create(shift=shift, member=alma, name="Alma", made_at=NOW)
    return alma


@pytest.fixture
def act(people):
    """Do something with that day's café at a place."""

    def do(deed, place="Mosede", now=NOW, **values):
        row = Occurrence.objects.get(date=DAY, place=place)
        return deed(occurrence_id=row.pk, by=people["carla"].user, now=now, **values)

    return do
