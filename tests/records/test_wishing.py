"""Wishes are changed, undone and done again; two people never overwrite each other unseen."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from driveout.core.plan import reasons
from driveout.core.plan.draft import Effort, draft
from driveout.core.plan.stop_wishes import hall_of, instead
from driveout.core.plan.stop_wishes import wishes_of as wishes_in
from driveout.core.simulate.small_town import small_town
from driveout.core.words import Forbidden, Pin, Weekday
from driveout.records.models import Change, Edit, Stop, Trace
from driveout.records.plan import queries
from driveout.records.plan.models.change import Kind
from driveout.records.plan.models.edit import Register
from driveout.records.plan.seasons.copies import make_next_season, make_scenario
from driveout.records.plan.wishes.changing import (
    WishedMeanwhile,
    changes_since,
    mark_of,
    redo,
    undo,
    waits,
    wish,
    wishes_of,
)
from driveout.records.plan.wishes.stop_wishes import Move, NotPossible
from tests.stored import NOW, store_season

pytestmark = pytest.mark.django_db


def change(carla, plan, stop, kind=Kind.MOVE, amount=None, opened_with=None, why="", now=NOW, **more):
    stop.refresh_from_db()
    return wish(
        stop_id=stop.id, kind=kind, amount=amount, why=why, by=carla.user, now=now,
        openings=queries.visits_in(plan, stop.id), opened_with=opened_with or mark_of(wishes_of(stop)), **more,
    )  # fmt: skip


@pytest.fixture
def stop(plan):
    return queries.openings_of(plan)[0].stop


def planned(season):
    return draft(queries.season_as_words(season.id), Effort(processes=0))


@pytest.mark.parametrize("kind", [Kind.LOCK, Kind.NEVER, Kind.LENGTH, Kind.OFTEN, Kind.MOVE])
def test_each_wish_holds_in_the_next_plan_and_undoing_gives_the_season_back(carla, season, plan, stop, kind):
    before = queries.season_as_words(season.id)
    windows = {w.weekday for w in stop.windows.all()}
    mine = [o for o in queries.openings_of(plan) if o.stop_id == stop.id]
    amount = {Kind.LENGTH: stop.lengths[-1], Kind.OFTEN: 1, Kind.MOVE: max(windows)}.get(kind)
    made = change(carla, plan, stop, kind, amount)
    new = [o for o in planned(season).openings if o.stop == stop.name]
    if kind == Kind.LOCK:
        assert {(int(o.weekday), o.starts, o.minutes) for o in new} >= {(o.weekday, o.starts, o.minutes) for o in mine}
    elif kind == Kind.NEVER:
        assert new == []
    elif kind == Kind.LENGTH:
        assert {o.minutes for o in new} == {amount}
    elif kind == Kind.OFTEN:
        assert len(new) == 1
    else:
        assert [int(o.weekday) for o in new] == [amount]
    assert made is not None
    after = queries.season_as_words(season.id)
    undo(change_id=made.id, by=carla.user, now=NOW)
    undo(change_id=made.id, by=carla.user, now=NOW)  # sent twice
    assert queries.season_as_words(season.id) == before
    redo(change_id=made.id, by=carla.user, now=NOW)
    assert queries.season_as_words(season.id) == after


def test_a_second_person_is_told_instead_of_overwriting(carla, plan, stop):
    opened = mark_of(wishes_of(stop))
    first = change(carla, plan, stop, Kind.NEVER)
    with pytest.raises(WishedMeanwhile) as told:
        change(carla, plan, stop, Kind.LOCK, opened_with=opened)
    assert told.value.change == first
    assert Change.objects.count() == 1


def test_the_same_wish_sent_twice_is_one_change(carla, plan, stop):
    opened = mark_of(wishes_of(stop))
    assert change(carla, plan, stop, Kind.NEVER, opened_with=opened)
    assert change(carla, plan, stop, Kind.NEVER, opened_with=opened) is None
    assert Trace.objects.filter(what="changed a wish").count() == 1


def test_undoing_what_was_built_upon_is_refused(carla, plan, stop):
    first = change(carla, plan, stop, Kind.NEVER)
    change(carla, plan, stop, Kind.FREE)
    with pytest.raises(WishedMeanwhile):
        undo(change_id=first.id, by=carla.user, now=NOW)


def test_what_a_stop_cannot_have_is_refused_and_nothing_is_written(carla, plan, stop):
    before = wishes_of(stop)
    closed = next(day for day in range(7) if day not in {w.weekday for w in stop.windows.all()})
    for kind, amount in ((Kind.MOVE, closed), (Kind.LENGTH, 7), (Kind.OFTEN, 3), (Kind.HOUR, 600)):
        with pytest.raises(NotPossible):
            change(carla, plan, stop, kind, amount)
    assert not Change.objects.exists()
    assert wishes_of(Stop.objects.get(pk=stop.pk)) == before


# Mosede stands on Monday and Wednesday at 10 in the plan; its hall is open Monday to Thursday from 10 to 15.
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = range(5)


def test_a_moved_opening_stands_where_it_was_put_and_the_other_one_stays(carla, season, plan, stop):
    before = wishes_of(stop)
    made = change(carla, plan, stop, move=Move(WEDNESDAY, THURSDAY, 13 * 60))
    assert (made.kind, made.amount) == (Kind.HOUR, 780)
    new = sorted((int(o.weekday), o.starts) for o in planned(season).openings if o.stop == stop.name)
    assert [day for day, _ in new] == [MONDAY, THURSDAY] and new[1][1] == 780
    undo(change_id=made.id, by=carla.user, now=NOW)
    assert wishes_of(Stop.objects.get(pk=stop.pk)) == before


@pytest.mark.parametrize(
    "move",
    [
        Move(WEDNESDAY, FRIDAY),  # the hall is closed
        Move(WEDNESDAY, MONDAY),  # it is open then already
        Move(TUESDAY, THURSDAY),  # there is no such opening
        Move(WEDNESDAY, THURSDAY, 9 * 60),  # before the hall opens
        Move(WEDNESDAY, THURSDAY, 14 * 60 + 30),  # it would not be over when the hall closes
        Move(WEDNESDAY, THURSDAY, 13 * 60 + 2),  # not on the step
    ],
    ids=str,
)
def test_an_opening_is_not_moved_to_where_it_cannot_be(carla, plan, stop, move):
    with pytest.raises(NotPossible):
        change(carla, plan, stop, move=move)
    assert not Change.objects.exists()


def test_a_locked_length_goes_with_the_opening(carla, plan, stop):
    change(carla, plan, stop, Kind.LOCK)
    made = change(carla, plan, stop, move=Move(WEDNESDAY, THURSDAY, 11 * 60))
    assert made.after["pins"] == [[MONDAY, 600, 90], [THURSDAY, 660, 90]]


def test_letting_go_gives_back_what_stood_before_anybody_changed_the_stop(carla, season, plan, stop):
    before = queries.season_as_words(season.id)
    change(carla, plan, stop, Kind.LENGTH, 60)
    change(carla, plan, stop, Kind.OFTEN, 1)
    change(carla, plan, stop, Kind.NEVER)
    change(carla, plan, stop, Kind.FREE)
    assert queries.season_as_words(season.id) == before


def test_a_change_sent_again_because_no_answer_came_is_done_once(carla, plan, stop):
    opened = mark_of(wishes_of(stop))
    first = change(carla, plan, stop, Kind.NEVER, opened_with=opened, sent="a1")
    assert change(carla, plan, stop, Kind.NEVER, opened_with=opened, sent="a1") == first
    undo(change_id=first.id, by=carla.user, now=NOW)
    assert change(carla, plan, stop, Kind.NEVER, opened_with=opened, sent="a1") == first  # late: it stays undone
    assert Change.objects.count() == 1 and Change.objects.get().undone_at is not None
    assert change(carla, plan, stop, Kind.NEVER, opened_with=opened, sent="b2") != first


def test_what_is_undone_or_done_again_after_a_plan_waits_for_the_next(carla, plan, stop):
    read_at = NOW + timedelta(hours=1)
    made = change(carla, plan, stop, Kind.NEVER)
    assert changes_since(plan, read_at) == []
    undo(change_id=made.id, by=carla.user, now=NOW + timedelta(hours=2))
    [found] = changes_since(plan, read_at)
    assert found == made and waits(found, read_at)
    after = NOW + timedelta(hours=3)
    assert changes_since(plan, after) == []
    redo(change_id=made.id, by=carla.user, now=NOW + timedelta(hours=4))
    assert [waits(change, after) for change in changes_since(plan, after)] == [True]


def test_what_came_and_went_since_the_plan_is_no_difference(carla, plan, stop):
    made = change(carla, plan, stop, Kind.NEVER, now=NOW + timedelta(hours=2))
    undo(change_id=made.id, by=carla.user, now=NOW + timedelta(hours=3))
    [found] = changes_since(plan, NOW + timedelta(hours=1))
    assert not waits(found, NOW + timedelta(hours=1))


def test_the_one_who_undid_is_told_of_not_an_older_wish(carla, plan, stop):
    first = change(carla, plan, stop, Kind.NEVER)
    second = change(carla, plan, stop, Kind.FREE, now=NOW + timedelta(hours=1))
    undo(change_id=second.id, by=carla.user, now=NOW + timedelta(hours=2))
    undo(change_id=first.id, by=carla.user, now=NOW + timedelta(hours=3))
    with pytest.raises(WishedMeanwhile) as told:
        change(carla, plan, stop, Kind.LOCK, opened_with="old")
    assert told.value.change == first


def test_letting_go_leaves_what_was_edited_of_the_stop_itself(carla, season, plan, stop):
    change(carla, plan, stop, Kind.NEVER)
    was = {"visits_min": stop.visits_min, "visits_max": 2, "lengths": [60, 90]}
    becomes = {**was, "lengths": [60, 90, 120]}
    Edit.objects.create(
        season=season, register=Register.STOP, name=stop.name, made_at=NOW + timedelta(hours=1),
        before={stop.pk: was}, after={stop.pk: becomes},
    )  # fmt: skip
    Stop.objects.filter(pk=stop.pk).update(lengths=[60, 90, 120])
    change(carla, plan, stop, Kind.FREE, now=NOW + timedelta(hours=2))
    after = wishes_of(Stop.objects.get(pk=stop.pk))
    assert after == {"pins": [], "forbidden": [], "visits": [0, 2], "lengths": [60, 90, 120]}


@pytest.fixture(params=["workbook", "scenario", "next season"])
def brought(request, carla):
    """A season whose wishes nobody made here: Mosede is locked and Sandholm banned."""
    pins = (Pin("Mosede", Weekday.MONDAY, 600, 90),)
    words = replace(small_town(), pins=pins, forbidden=(Forbidden("Sandholm"),))
    season, does = store_season(carla, words), {"by": carla.user, "now": NOW}
    if request.param == "scenario":
        return make_scenario(season=season, name="En vogn mere", why="", **does)
    if request.param == "next season":
        first: dict[str, Any] = {"first_day": date(2026, 6, 1), "weeks": 13, "keep_wishes": True}
        return make_next_season(season=season, name="Sommer", **first, **does)
    return season


@pytest.mark.parametrize("name", ["Mosede", "Sandholm"])
def test_what_came_with_the_season_can_be_let_go_of_too(carla, brought, name):
    stop = Stop.objects.get(season=brought, name=name)
    stood = wishes_of(stop)
    made = change(carla, None, stop, Kind.FREE)
    assert made.after == {**stood, "pins": [], "forbidden": []}
    undo(change_id=made.id, by=carla.user, now=NOW)
    assert wishes_of(Stop.objects.get(pk=stop.pk)) == stood


def test_letting_go_goes_back_to_what_came_with_the_season_and_then_lets_go_of_that(carla, brought):
    stop = Stop.objects.get(season=brought, name="Mosede")
    stood = wishes_of(stop)
    change(carla, None, stop, Kind.NEVER)
    assert change(carla, None, stop, Kind.FREE).after == stood
    assert change(carla, None, stop, Kind.FREE).after["pins"] == []
    assert change(carla, None, stop, Kind.FREE) is None  # and not back again


def locked(carla, plan, stop, length):
    """Mosede is locked on Monday and Wednesday at 10 for 90 minutes, may last so long, and does."""
    change(carla, plan, stop, Kind.LOCK)
    Stop.objects.filter(pk=stop.pk).update(lengths=[60, 90, length])
    return change(carla, plan, stop, Kind.LENGTH, length)


def test_another_length_keeps_the_lock_on_its_day_and_hour(carla, season, plan, stop):
    assert locked(carla, plan, stop, 120).after["pins"] == [[MONDAY, 600, 120], [WEDNESDAY, 600, 120]]


def test_a_length_that_the_hall_has_no_room_for_at_that_hour_keeps_the_day(carla, plan, stop):
    stop.windows.filter(weekday=MONDAY).update(closes=12 * 60)
    stop.windows.filter(weekday=MONDAY).first().__class__.objects.create(
        stop=stop, weekday=MONDAY, opens=12 * 60 + 30, closes=16 * 60
    )
    assert locked(carla, plan, stop, 180).after["pins"] == [[MONDAY, None, None], [WEDNESDAY, 600, 180]]


@pytest.mark.parametrize("length", [60, 120, 180, 300])
@pytest.mark.parametrize("closes", [11 * 60 + 30, 13 * 60, 15 * 60])
def test_the_length_that_is_priced_is_the_length_that_is_stored(carla, season, plan, stop, length, closes):
    change(carla, plan, stop, Kind.LOCK)
    stop.windows.filter(weekday=MONDAY).update(closes=closes)
    Stop.objects.filter(pk=stop.pk).update(lengths=[60, 90, length])
    words = queries.season_as_words(season.id)
    mine = next(one for one in words.stops if one.name == stop.name)
    before, hall = wishes_in(words, mine), hall_of(mine, words.terms.leg_step_minutes)
    visits = [o for o in queries.plan_as_words(plan.id).openings if o.stop == stop.name]
    choices = reasons.choices(hall, before, mine, visits)
    choice = next(one for one in choices if (one.kind, one.amount) == (reasons.Kind.LENGTH, length))
    priced = instead(stop.name, choice.wished)(words)
    change(carla, plan, stop, Kind.LENGTH, length)
    stored = queries.season_as_words(season.id)
    assert (priced.stops, set(priced.pins)) == (stored.stops, set(stored.pins))
