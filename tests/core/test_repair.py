"""A broken day, repaired: promises to those who wait are kept, and nothing better could have been made of it."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from driveout.core import drive
from driveout.core.loop import repair
from driveout.core.plan.check import check
from driveout.core.plan.draft import Effort, draft
from driveout.core.simulate.small_town import HUB, small_town
from driveout.core.solve.tiny import best
from driveout.core.words import Broken, Mishap, Nonsense, Today, Weekday
from tests.core.good_plan import good_plan
from tests.core.invented import guests_of
from tests.pace import examples

SEASON = replace(small_town(), terms=replace(small_town().terms, budget_kr_a_week=None))
PLAN = draft(SEASON, Effort(gap=0.0, processes=0))
DAYS = sorted({tour.weekday for tour in PLAN.tours})


def out(kind: Broken, name: str) -> Mishap:
    return Mishap(kind, name, HUB)


MISHAPS = st.one_of(
    st.sampled_from([out(Broken.VAN, v.name) for v in SEASON.vehicles]),
    st.sampled_from([out(Broken.EMPLOYEE, e.name) for e in SEASON.employees]),
    st.sampled_from([out(Broken.VOLUNTEER, v.name) for v in SEASON.volunteers]),
    st.sampled_from([Mishap(Broken.HALL, s.name) for s in SEASON.stops]),
    st.sampled_from([Mishap(Broken.ROAD, a, to=b) for a, b in SEASON.drives]),
)


@st.composite
def broken_days(draw: st.DrawFn) -> Today:
    day = draw(st.sampled_from(DAYS))
    mishaps = tuple(draw(st.lists(MISHAPS, max_size=3, unique=True)))
    now = draw(st.sampled_from((0, 0, 540, 600, 700)))
    left = tuple(t.name for t in PLAN.tours if t.weekday == day and t.leaves < now and draw(st.booleans()))
    return Today(day, mishaps, now, left)


@settings(max_examples=examples(150), derandomize=True, deadline=None)
@given(today=broken_days())
def test_every_promise_is_kept_or_told(today: Today):
    found = repair(SEASON, PLAN, today)
    promised = {o.stop: o for o in PLAN.openings if o.weekday == today.weekday}
    held = {o.stop: o for o in found.openings}
    late = {pair.held.stop for pair in found.late}
    assert held.keys() | {o.stop for o in found.lost} == promised.keys()
    assert not held.keys() & {o.stop for o in found.lost}
    for stop, opening in held.items():
        assert opening.minutes == promised[stop].minutes
        assert opening.starts == promised[stop].starts or (stop in late and opening.starts > promised[stop].starts)
    halls = {b.key for b in today.mishaps if b.kind is Broken.HALL}
    begun = {o for o in promised.values() if o.starts <= today.now and o.tour in today.left}
    assert {o.stop for o in begun if o.stop not in halls or o.ends <= today.now} <= held.keys()
    assert not {o.stop for o in promised.values() if o.stop in halls and o.ends > today.now} & held.keys()
    new = [t for t in found.tours if t.name not in today.left]
    gone = {b.key for b in today.mishaps if b.hub}
    assert not gone & {name for tour in new for name in (tour.vehicle, tour.employee)}
    assert not gone & {name for o in found.openings for name in o.volunteers if o.tour in {t.name for t in new}}
    assert all(tour.leaves >= today.now for tour in new) or not drive.within_reach(SEASON, PLAN, today)
    for kind in ("vehicle", "employee"):
        assert len({getattr(t, kind) for t in found.tours}) == len(found.tours), f"one {kind} in two places"


@settings(max_examples=examples(60), derandomize=True, deadline=None)
@given(today=broken_days())
def test_nothing_better_could_be_made_of_the_day(today: Today):
    day = drive.one_day(SEASON, PLAN, today)
    again = draft(day, Effort(gap=0.0, processes=0))
    slow = best(day, guests_of(day))
    assert again.proof.objective == pytest.approx(slow.objective, abs=1e-6)
    assert check(day, again).breaches == ()


def test_a_day_on_which_nothing_breaks_is_left_alone():
    for day in DAYS:
        found = repair(SEASON, PLAN, Today(day))
        assert sorted(map(repr, found.openings)) == sorted(repr(o) for o in PLAN.openings if o.weekday == day)
        assert not found.late and not found.lost and found.guests_lost == 0


def test_the_other_van_takes_over_where_it_can():
    plan = good_plan()
    found = repair(SEASON, plan, Today(Weekday.MONDAY, (out(Broken.VAN, "Van 1"),)))
    assert {tour.vehicle for tour in found.tours} == {"Van 2"}
    assert not found.lost and not found.late


def test_without_anybody_to_drive_the_day_is_lost_and_counted():
    nobody = tuple(out(Broken.EMPLOYEE, e.name) for e in SEASON.employees)
    found = repair(SEASON, good_plan(), Today(Weekday.MONDAY, nobody))
    assert not found.openings and found.guests_lost == pytest.approx(6.3 + 5.6)


def test_a_tour_that_has_left_is_not_called_back():
    today = Today(Weekday.MONDAY, (out(Broken.VAN, "Van 2"),), now=650, left=("A",))
    found = repair(SEASON, good_plan(), today)
    assert [o.stop for o in found.openings] == ["Mosede", "Lyngdal"] and not found.late


@pytest.mark.parametrize(("now", "lost"), [(0, True), (605, True), (689, True), (690, False)])
def test_a_door_that_is_locked_ends_a_cafe_also_after_its_start(now, lost):
    """Mosede is promised from 10 to 11.30. Guests are told until then; what was held stays held."""
    left = ("A",) if now else ()
    found = repair(SEASON, good_plan(), Today(Weekday.MONDAY, (Mishap(Broken.HALL, "Mosede"),), now=now, left=left))
    assert [o.stop for o in found.lost] == (["Mosede"] if lost else [])
    assert "Lyngdal" in {o.stop for o in found.openings}


def test_what_the_season_does_not_know_is_refused_all_at_once():
    mishaps = (out(Broken.VAN, "Van 9"), Mishap(Broken.HALL, "Ingenby"), Mishap(Broken.ROAD, "Mosede", to="Nowhere"))
    with pytest.raises(Nonsense) as refusal:
        repair(SEASON, PLAN, Today(Weekday.MONDAY, mishaps, left=("Z",)))
    assert all(name in str(refusal.value) for name in ("Van 9", "Ingenby", "Nowhere", "Z"))


@pytest.mark.parametrize(
    "wrong", [(Broken.VAN, "Van 1", "", ""), (Broken.HALL, "Mosede", HUB, ""), (Broken.ROAD, "Mosede", "", "")]
)
def test_a_mishap_says_where(wrong):
    kind, name, hub, to = wrong
    with pytest.raises(Nonsense):
        Mishap(kind, name, hub, to)
