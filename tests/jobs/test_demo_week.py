"""The demo's week in progress, in the small town: made once by the deeds of people, and never over somebody's own."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from driveout.core.simulate.small_town import HUB
from driveout.jobs import demo_week
from driveout.records.models import Good, Member, Occurrence, PublicChange, PublicTimes, Signup, Tally, Trace
from driveout.records.plan.actions import approve_plan
from tests.stored import NOW, cast, store_plan, store_season

THURSDAY = datetime(2026, 3, 12, 15, 0, tzinfo=ZoneInfo("Europe/Copenhagen"))  # week 2: Alma drove on Monday, Wednesday
TODAY = THURSDAY.date()


@pytest.fixture
def town(db):
    """The cast in the small town, whose first plan nobody has approved. Dan leads its hub."""
    people = cast()
    season = store_season(people["carla"])
    base = season.hubs.get(name=HUB).where
    Member.objects.filter(user__username__in=("dan", "alma", "bo")).update(base=base)
    season.first_day = date(2026, 3, 2)
    season.save(update_fields=["first_day"])
    return people, season, store_plan(people["carla"], season)


def test_a_week_in_progress(town):
    assert demo_week.begin(THURSDAY, TODAY)
    held = Tally.objects.filter(closed_at__isnull=False).select_related("occurrence")
    assert {(t.occurrence.place, t.occurrence.date) for t in held} == {
        ("Mosede", date(2026, 3, 11)),
        ("Lyngdal", date(2026, 3, 11)),
    }
    assert [t.guests for t in held] == [8, 6] and {tuple(t.flags) for t in held} == {()}
    assert sum(t.words for t in held) == sum(t.next_steps for t in held) == 1
    (off,) = Occurrence.objects.filter(state="cancelled")
    assert off.date > TODAY and off.why == demo_week.COLD
    assert PublicTimes.objects.count() == 1 and PublicChange.objects.get().place == off.place
    assert Signup.objects.filter(state="withdrawn").exists() and Good.objects.exists()
    assert Occurrence.objects.earliest("date").date == date(2026, 3, 11)


def test_twice_is_once_and_half_way_goes_on(town, monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr(demo_week, "_cancelled", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            demo_week.begin(THURSDAY, TODAY)
    assert demo_week.begin(THURSDAY, TODAY)
    before = [model.objects.count() for model in (Occurrence, Signup, Tally, Trace, PublicChange, Good)]
    assert not demo_week.begin(THURSDAY, TODAY)
    assert before == [model.objects.count() for model in (Occurrence, Signup, Tally, Trace, PublicChange, Good)]
    assert Occurrence.objects.filter(state="cancelled").count() == 1


def test_where_somebody_approved_a_plan_the_demo_is_theirs(town):
    people, _season, plan = town
    approve_plan(plan_id=plan.id, by=people["carla"].user, now=NOW)
    assert not demo_week.begin(THURSDAY, TODAY)
    assert not Occurrence.objects.exists()


def test_without_a_plan_there_is_nothing_to_do(town):
    town[2].delete()
    assert not demo_week.begin(THURSDAY, TODAY)
