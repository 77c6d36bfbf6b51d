"""The demo's kept plan is the planner's own, of the season as it is, and holds on whatever day the demo is started."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from driveout.core.plan.calendar import EVES, closed_on, open_share, public_holidays, shut_anyway
from driveout.core.plan.check import check
from driveout.core.plan.draft import PROVEN_GAP, draft
from driveout.core.words import MONDAY_TO_FRIDAY, Status
from driveout.jobs import demo_town
from driveout.jobs.demo_plan import keep, kept_plan
from driveout.jobs.demo_season import SEASON, as_begun, as_planned
from driveout.outside.season_files import read_season
from driveout.records.models import Plan, PlanRun, Season, Stop

ANEW = "the demo's season says something else than its kept plan was made of. Run: python -m driveout.jobs.demo_plan"


@pytest.fixture(scope="module")
def example():
    return read_season(SEASON)


@pytest.fixture(scope="module")
def kept(example):
    plan = kept_plan(as_planned(example))
    assert plan is not None, ANEW
    return plan


def test_it_is_proven_and_the_checker_finds_that_it_holds(example, kept):
    assert kept.proof.status is Status.PROVEN and kept.proof.gap <= PROVEN_GAP
    assert check(as_planned(example), kept).holds


@pytest.mark.parametrize("monday", [date(2026, 8, 24), date(2026, 12, 21), date(2027, 3, 15)])
def test_it_holds_whenever_the_demo_is_started(example, kept, monday):
    assert check(as_begun(example, monday), kept).holds


@pytest.mark.parametrize(
    ("monday", "shut"),
    [
        (date(2026, 11, 23), {(12, 24), (12, 25), (12, 31), (1, 1)}),
        (date(2027, 3, 15), {(3, 25), (3, 26), (3, 29), (5, 6), (5, 17)}),
        (date(2027, 11, 1), {(12, 24), (12, 31)}),  # Christmas Day and New Year's Day are Saturdays
    ],
)
def test_it_is_closed_on_the_holidays_and_eves_of_its_own_year(example, monday, shut):
    begun = as_begun(example, monday)
    assert begun.terms.holidays == "DK" and not shut_anyway(begun, MONDAY_TO_FRIDAY)
    closed = {day for day in closed_on(begun) if day.weekday() < 5}
    own = public_holidays("DK", {monday.year, monday.year + 1})
    assert {(day.month, day.day) for day in closed if day in own or (day.month, day.day) in EVES} == shut
    assert open_share(begun)[:5] == open_share(example)[:5], "else the kept plan is not the best"


def test_a_winter_with_more_holidays_than_the_kept_plan_has_drives_what_is_too_many(example):
    begun = as_begun(example, date(2028, 12, 4))  # the second day of Christmas is a Tuesday
    assert open_share(begun)[:5] == open_share(example)[:5]
    assert date(2028, 12, 25) in closed_on(begun) and date(2028, 12, 26) not in closed_on(begun)


@pytest.mark.server  # the planner itself: some twenty seconds
def test_the_planner_finds_nothing_better_and_no_lower_roof(example, kept):
    made = draft(as_planned(example))
    within = PROVEN_GAP * made.proof.bound
    assert made.proof.status is Status.PROVEN
    assert abs(made.proof.objective - kept.proof.objective) <= within, "run: python -m driveout.jobs.demo_plan"
    assert made.proof.objective <= kept.proof.bound + within and kept.proof.objective <= made.proof.bound + within


def test_what_is_kept_is_read_back_and_of_other_words_is_no_plan(example, kept, tmp_path):
    planned, path = as_planned(example), tmp_path / "kept.json"
    assert kept_plan(planned, path) is None
    keep(planned, kept, path)
    assert kept_plan(planned, path) == kept
    assert kept_plan(replace(planned, weeks=planned.weeks - 1), path) is None


@pytest.mark.django_db
def test_the_demo_begins_with_it_and_a_second_start_adds_nothing(kept):
    for _start in range(2):
        demo_town.prepare()
        plan = Plan.objects.get()
        assert plan.status == "proven" and plan.openings.count() == len(kept.openings)
        assert not PlanRun.objects.exists()


@pytest.mark.django_db
def test_a_season_that_somebody_changed_is_planned_anew():
    demo_town.prepare()
    Plan.objects.all().delete()
    Stop.objects.filter(season=Season.objects.get(), name="Balling").update(seats=31)
    demo_town.prepare()
    assert not Plan.objects.exists() and PlanRun.objects.get().state == "asked"


@pytest.mark.django_db
def test_a_kept_plan_that_breaks_a_rule_is_never_stored(monkeypatch, example, kept, tmp_path):
    """The checker stands between the file and the database."""
    from driveout.jobs import demo_plan
    from driveout.records.plan.rules import NotChecked

    path = tmp_path / "kept.json"
    keep(as_planned(example), replace(kept, openings=(*kept.openings, kept.openings[0])), path)
    monkeypatch.setattr(demo_plan.kept_plan, "__defaults__", (path,))
    with pytest.raises(NotChecked):
        demo_town.prepare()
    assert not Plan.objects.exists()


def test_every_week_of_the_example_begins_on_a_monday(example):
    """Else its closed days would move to other weekdays with the start, and the plan would not be the same."""
    assert example.first_day is not None and example.first_day.weekday() == 0
    assert as_begun(example, example.first_day + timedelta(7)).first_day.weekday() == 0
