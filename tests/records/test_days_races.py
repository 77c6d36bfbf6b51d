"""One café changed by hand while whole days are made, or another one of its van is moved: one after the other.

On SQLite one writes at a time anyway; on PostgreSQL it is the season that is held.
"""

from contextlib import suppress
from datetime import timedelta
from threading import Barrier, BrokenBarrierError, Event

import pytest

from driveout.records.drive.days import breaking, dated
from driveout.records.drive.days.room import meeting_of
from driveout.records.models import Occurrence, Trip
from tests.on_dates import make_days
from tests.records.crew.town import MONDAY, TODAY
from tests.records.crew.town import dated as on_dates
from tests.records.test_stock_races import alone, at_once, open_to_threads
from tests.stored import NOW, cast, store_plan, store_season

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 1.0  # seconds the first waits for who should be waiting for it
NEXT = MONDAY + timedelta(days=7)


@pytest.fixture
def by():
    return {"by": cast()["carla"].user, "now": NOW}


@pytest.fixture
def plan(by):
    carla = by["by"].member
    season = store_season(carla)
    plan = store_plan(carla, season)
    on_dates(season, plan, carla)
    return plan


def cancel(row, by):
    return breaking.cancel(occurrence_id=row.pk, why="Sne.", **by)


def later(row, by, starts=20):
    return breaking.hold_later(occurrence_id=row.pk, starts=row.promised + starts, why="Sne.", **by)


@pytest.mark.parametrize("act", [cancel, later])
def test_what_is_told_while_the_days_are_made_stays_told(tmp_path, monkeypatch, plan, by, act):
    """The plan drives another van and opens five minutes later, so every trip and café of it is written again."""
    row = Occurrence.objects.get(place="Mosede", date=NEXT)
    Trip.objects.filter(date=NEXT).update(van="En lånt vogn")
    plan.openings.filter(stop__name="Mosede").update(starts=row.starts + 5)
    under_way, told, really = Event(), Event(), dated.cafes

    def slow(*those):
        under_way.set()
        told.wait(PATIENCE)
        return really(*those)

    def tell():
        assert under_way.wait(30)
        try:
            return act(row, by)
        finally:
            told.set()

    monkeypatch.setattr(dated, "cafes", slow)
    with open_to_threads(tmp_path):
        made, done = at_once([lambda: make_days(plan_id=plan.pk, today=TODAY, **by), tell])
        assert isinstance(made, int) and isinstance(done, Occurrence), (made, done)
        now = alone(lambda: Occurrence.objects.get(pk=row.pk))
    assert (now.state, now.starts, now.why) == (done.state, done.starts, "Sne.")


def test_two_trips_of_one_van_see_each_other(tmp_path, monkeypatch, plan, by):
    """Lyngdal is driven to on another trip of the van; each café alone may be moved to where the other was not."""
    first, second = Occurrence.objects.filter(date=NEXT, trip__name=_trip_of("Mosede")).order_by("starts")[:2]
    trip = Trip.objects.get(pk=second.trip_id)
    trip.pk, trip.name = None, "Endnu en tur"
    trip.save()
    Occurrence.objects.filter(pk=second.pk).update(trip=trip)
    both, really = Barrier(2), meeting_of

    def slow(*those):
        found = really(*those)
        with suppress(BrokenBarrierError):  # the other waits for the season
            both.wait(PATIENCE)
        return found

    monkeypatch.setattr(breaking, "meeting_of", slow)
    apart = second.promised - first.promised
    with open_to_threads(tmp_path):
        answers = at_once([lambda: later(first, by, apart + 300), lambda: later(second, by, 300)])
    assert sorted(type(answer).__name__ for answer in answers) == ["NoRoom", "Occurrence"], answers


def _trip_of(place):
    return Occurrence.objects.get(place=place, date=NEXT).trip.name
