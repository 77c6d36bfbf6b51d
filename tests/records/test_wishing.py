"""Wishes are changed, undone and done again; two people never overwrite each other unseen."""

import pytest

from driveout.core.plan.draft import Effort, draft
from driveout.records.models import Change, Stop, Trace
from driveout.records.plan import queries
from driveout.records.plan.models.change import Kind
from driveout.records.plan.wishing import NotPossible, WishedMeanwhile, mark_of, redo, undo, wish, wishes_of
from tests.stored import NOW

pytestmark = pytest.mark.django_db


def change(carla, plan, stop, kind, amount=None, opened_with=None, why=""):
    stop.refresh_from_db()
    return wish(
        stop_id=stop.id, kind=kind, amount=amount, why=why, by=carla.user, now=NOW,
        openings=[o for o in queries.openings_of(plan) if o.stop_id == stop.id],
        opened_with=opened_with or mark_of(wishes_of(stop)),
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
    if made is None:
        assert queries.season_as_words(season.id) == before
        return
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
    closed = next(day for day in range(7) if day not in {w.weekday for w in stop.windows.all()})
    for kind, amount in ((Kind.MOVE, closed), (Kind.LENGTH, 7), (Kind.OFTEN, 3)):
        with pytest.raises(NotPossible):
            change(carla, plan, stop, kind, amount)
    assert not Change.objects.exists()
    assert wishes_of(Stop.objects.get(pk=stop.pk)) == wishes_of(stop)
