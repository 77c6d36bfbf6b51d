"""A café that was open before it was cancelled is work that was done: for its hosts, and for who drove there."""

from datetime import timedelta

import pytest

from driveout.records.drive.crew.hours import volunteers_load, worked
from driveout.records.drive.crew.own import own_past
from driveout.records.drive.days import breaking
from driveout.records.drive.models import Occurrence, Signup
from tests.places import hub_at
from tests.records.crew.town import MONDAY, wrote
from tests.stored import NOW

pytestmark = pytest.mark.django_db
AFTER = NOW + timedelta(days=365)


@pytest.fixture
def cafe(people):
    """The only café of its trip that is held; Bo hosts it, and Alma drives."""
    row, *others = Occurrence.objects.filter(date=MONDAY + timedelta(days=7))
    for other in others:
        cancel(other, people["carla"])
    for name in ("alma", "bo"):
        people[name].base = hub_at(people[name], row.hub)
        people[name].save()
        Signup.objects.filter(name=name.capitalize()).update(member=people[name])
    return row


def cancel(row, carla):
    breaking.cancel(occurrence_id=row.pk, why="Vand i salen.", though_open=True, by=carla.user, now=NOW)


def of_both(season, now=AFTER):
    """Shifts held, minutes, km and shifts ahead of Alma and of Bo."""
    rows = {(one.name, one.hub): (one.held, one.minutes, one.km, one.ahead) for one in worked(season, now)}
    return [found for (name, _), found in sorted(rows.items()) if name in ("Alma", "Bo")]


def past(people, row):
    mine = [own_past(people[name], AFTER.date(), 99) for name in ("alma", "bo")]
    return [any(one.shift.trip_id == row.trip_id for one in rows) for rows in mine]


@pytest.mark.parametrize("event", [("open", {}), ("count", {"what": "before", "n": 2})])
def test_who_was_at_an_open_cafe_has_worked(people, season, cafe, event, django_assert_num_queries):
    before, shared = of_both(season), volunteers_load(season)
    assert len(before) == 2 and past(people, cafe) == [True, True]
    wrote(cafe, people["carla"], event)
    cancel(cafe, people["carla"])
    with django_assert_num_queries(5):
        assert of_both(season) == before
    assert past(people, cafe) == [True, True] and volunteers_load(season) == shared


def test_who_was_at_a_cafe_that_never_opened_has_not(people, season, cafe):
    before = of_both(season)
    wrote(cafe, people["carla"], ("mishap", {"what": "locked"}))
    cancel(cafe, people["carla"])
    lost = [(was[0] - now[0], was[1] > now[1]) for was, now in zip(before, of_both(season), strict=True)]
    assert lost == [(1, True), (1, True)] and past(people, cafe) == [False, False]


def test_what_is_cancelled_is_not_ahead_of_anybody(people, season, cafe):
    before = of_both(season, NOW)
    wrote(cafe, people["carla"], ("open", {}))
    cancel(cafe, people["carla"])
    assert [was[3] - now[3] for was, now in zip(before, of_both(season, NOW), strict=True)] == [1, 1]
