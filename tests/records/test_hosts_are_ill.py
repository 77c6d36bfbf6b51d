"""One of two hosts cannot come: somebody is asked before the café is closed. None can: it is not left as if open."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from driveout.core.words import Broken
from driveout.records.drive.days.board import board
from driveout.records.drive.days.breaking import SaysNothing
from driveout.records.drive.days.repairing import from_plain
from driveout.records.drive.days.settling import settle_repair
from driveout.records.drive.models import Occurrence, Shift, Signup
from driveout.records.models import Trip
from tests.records.crew.town import MONDAY, dated
from tests.records.test_repairing import out
from tests.records.test_repairing import propose as _propose
from tests.stored import NOW

pytestmark = pytest.mark.django_db
DAY = MONDAY + timedelta(days=7)


@pytest.fixture
def week(season, plan, carla):
    dated(season, plan, carla)
    return season


@pytest.fixture
def two(week):
    """Mosede is for two: Bo and Birthe. Nobody else of the hub can come."""
    week.hubs.get().volunteers.exclude(name__in=("Bo", "Birthe")).delete()
    shift = Shift.objects.get(occurrence__date=DAY, occurrence__place="Mosede")
    Shift.objects.filter(pk=shift.pk).update(needed=2)
    Signup.objects.filter(shift__trip__date=DAY, shift__role="host").delete()
    for name in ("Bo", "Birthe"):
        Signup.objects.create(shift=shift, name=name, person=name, made_at=NOW)
    other = Shift.objects.get(occurrence__date=DAY, occurrence__place="Lyngdal")
    Signup.objects.create(shift=other, name="Birthe", person="Birthe", made_at=NOW)
    return week


def propose(week, *names, now=NOW):
    return _propose(week, *(out(Broken.VOLUNTEER, name) for name in names), day=DAY, now=now)


def stands() -> dict[str, tuple[str, tuple[str, ...]]]:
    known = board(Occurrence.objects.first().season_id, DAY)
    return {cafe.place: (cafe.state, known.hosts(cafe)) for cafe in known.cafes}


def test_one_of_two_is_asked_about_and_held_with_the_other(two, carla):
    found = propose(two, "Bo")
    assert [(one.place, one.hosts, one.needs) for one in found.short] == [("Mosede", ("Birthe",), 2)]
    assert not found.lost and from_plain(found.as_plain()) == found
    settle_repair(proposal=found, why="", by=carla.user, now=NOW)
    assert stands() == {"Mosede": ("planned", ("Birthe",)), "Lyngdal": ("planned", ("Birthe",))}


def test_somebody_may_say_that_it_is_to_be_closed_and_says_why(two, carla):
    found = propose(two, "Bo")
    close = {found.short[0].cafe, Occurrence.objects.get(date=DAY, place="Lyngdal").pk}
    with pytest.raises(SaysNothing):
        settle_repair(proposal=found, why="", by=carla.user, now=NOW, close=close)
    settle_repair(proposal=found, why="Vi mangler folk.", by=carla.user, now=NOW, close=close)
    assert {place: state for place, (state, _) in stands().items()} == {"Mosede": "cancelled", "Lyngdal": "planned"}


def test_a_third_who_can_come_is_put_on_and_nobody_is_asked(week, two):
    week.hubs.get().volunteers.create(name="Bodil", key="bodil", weekdays=[0], openings_a_day=2, openings_a_week=4)
    found = propose(two, "Bo")
    assert not found.short and {len(one.hosts) for one in found.held if one.place == "Mosede"} == {2}


def test_with_nobody_left_it_is_not_left_as_if_open(two, carla):
    found = propose(two, "Bo", "Birthe")
    assert {one.place for one in found.lost} == {"Mosede", "Lyngdal"} and not found.short
    settle_repair(proposal=found, why="Vi mangler folk.", by=carla.user, now=NOW)
    assert {state for state, _ in stands().values()} == {"cancelled"}


@pytest.mark.parametrize("ill,short,lost", [("Bo", ["Mosede"], []), ("Birthe", ["Mosede"], ["Lyngdal"])])
def test_when_the_van_has_left_too(two, carla, ill, short, lost):
    """Out from 9.20; at half past somebody calls. Birthe alone is at Lyngdal, which no other van can reach."""
    now = datetime(DAY.year, DAY.month, DAY.day, 9, 30, tzinfo=ZoneInfo("Europe/Copenhagen"))
    two.hubs.get().vehicles.filter(name="Van 2").delete()
    two.hubs.get().employees.exclude(name="Alma").delete()
    found = propose(two, ill, now=now)
    assert [one.place for one in found.short] == short and [one.place for one in found.lost] == lost
    settle_repair(proposal=found, why="Vi mangler folk.", by=carla.user, now=now)
    for place, (state, hosts) in stands().items():
        assert ill not in hosts and (state == "cancelled") == (place in lost) and (hosts or place in lost)
    assert Trip.objects.get(date=DAY, name="A").van == "Van 1"


def test_what_a_person_said_is_needed_holds_for_it(two):
    """The shift needs one, whatever the stop asks for: with one of two out nobody is asked."""
    Shift.objects.filter(occurrence__date=DAY, occurrence__place="Mosede").update(needed=1)
    found = propose(two, "Bo")
    assert not found.short and not found.lost


def test_a_repair_of_before_is_read(two):
    told = propose(two, "Bo").as_plain()
    del told["short"]
    assert from_plain(told).short == ()
