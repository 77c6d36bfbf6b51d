"""The gap list at size, whom it names, and the load: fixed queries, and quick enough for a page."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from driveout.records.drive.crew.gaps import gap_list, people_for
from driveout.records.drive.crew.hours import volunteers_load, worked
from driveout.records.drive.crew.reading import crew_between
from driveout.records.drive.crew.signing import sign_up
from driveout.records.drive.models import Shift, Signup
from tests.on_dates import make_days
from tests.records.crew.town import TODAY, big_crew, empty_shift, with_papers
from tests.stored import NOW

pytestmark = pytest.mark.django_db


def test_who_signs_in_and_who_is_only_a_name_are_both_asked_once(season, people):
    bo = with_papers(people["bo"])
    row = empty_shift()
    crew = crew_between(season, row.trip.date, row.trip.date)
    found, _ = people_for(crew, crew.shifts[row.pk], NOW)
    names = [one.helper.name for one in found]
    assert names.count("Bo") == 1 and f"m{bo.pk}" in {one.helper.id for one in found}
    assert len(names) > 1, "the register's own volunteers are asked too"
    assert not {"Alma", "Carla", "Dan"} & set(names), "hosts are volunteers"


def test_somebody_who_has_the_time_taken_is_not_named(season, people):
    bo = with_papers(people["bo"])
    Signup.objects.filter(member=None, name="Bo").delete()
    row = empty_shift()
    other = Shift.objects.create(trip=row.trip, role="driver", needed=1)
    with_papers(bo, "licence")
    sign_up(shift_id=other.id, member=bo, by=bo, now=NOW)
    crew = crew_between(season, row.trip.date, row.trip.date)
    found, kept = people_for(crew, crew.shifts[row.pk], NOW)
    assert "Bo" not in [one.helper.name for one in found]
    assert any(why.value == "overlaps" for why in kept)


def test_the_load_is_of_volunteers_and_counts_what_lies_ahead(season, people):
    load = volunteers_load(season)
    signups = Signup.objects.filter(shift__role="host", state="signed").count()
    assert load.total == signups and 0 <= load.gini < 1
    late = worked(season, NOW + timedelta(days=365))
    assert sum(one.ahead for one in late) == 0 and sum(one.held for one in late) == Signup.objects.count()


def test_the_gap_list_of_300_stops_and_400_volunteers_takes_fifteen_queries():
    season, plan, carla = big_crew()
    first = season.first_day
    make_days(plan_id=plan.id, by=carla.user, now=NOW, today=first)
    with CaptureQueriesContext(connection) as asked:
        found, best = gap_list(season, first, first + timedelta(days=6), NOW)
    assert len(asked) <= 15
    assert len(found) > 100 and all(best[gap.shift.id] for gap in found)
    assert date(2026, 3, 2) <= TODAY


def test_days_are_made_in_a_few_statements_however_many_there_are(django_assert_max_num_queries):
    season, plan, carla = big_crew()
    first = season.first_day
    make_days(plan_id=plan.id, by=carla.user, now=NOW, today=first)
    with django_assert_max_num_queries(45):
        make_days(plan_id=plan.id, by=carla.user, now=NOW, today=first)
