"""What differs between two plans."""

from dataclasses import replace

import pytest

from driveout.core.plan.compare import compare
from driveout.core.simulate.small_town import small_town
from tests.core.good_plan import good_plan, with_opening

TOWN = small_town()


def test_a_plan_does_not_differ_from_itself():
    same = compare(TOWN, good_plan(), TOWN, good_plan())
    assert len(same.kept) == 5 and not same.moved and not same.given_up and not same.new
    assert not same.stops and not same.hubs and not same.municipalities
    assert all(change.difference == 0 for change in same.totals)


def test_half_an_hour_is_kept_and_more_is_moved():
    assert len(compare(TOWN, good_plan(), TOWN, with_opening(good_plan(), 0, starts=630)).kept) == 5
    found = compare(TOWN, good_plan(), TOWN, with_opening(good_plan(), 0, starts=635))
    assert [(m.before.starts, m.after.starts) for m in found.moved] == [(600, 635)]


def test_what_is_given_up_and_what_is_new_and_who_wins_and_loses():
    good = good_plan()
    other = replace(good.openings[2], stop="Sandholm", guests=3.5)
    found = compare(TOWN, good, TOWN, replace(good, openings=(*good.openings[:2], other, *good.openings[3:])))
    assert [o.stop for o in found.given_up] == ["Vestermark"] and [o.stop for o in found.new] == ["Sandholm"]
    assert [(c.name, c.difference) for c in found.stops] == [("Vestermark", -7.0), ("Sandholm", 3.5)]
    assert [(c.name, c.difference) for c in found.municipalities] == [("671", -3.5)]
    assert {c.name: c.difference for c in found.totals}["guests"] == pytest.approx(-3.5)
