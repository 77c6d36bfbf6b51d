"""For every need, place and hour: somebody to turn to, with a number or a place to go."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from driveout.core.bridge.civil import has_civil_number
from driveout.core.bridge.next_step import next_steps
from driveout.core.bridge.sharing import CARD, seen_by_receiver
from driveout.core.words import NeedKind, Shared, Way

WAYS = st.builds(Way, st.just("debt adviser"), st.text(max_size=5), st.sampled_from(["12345678", "+4570201201"]))
OWN = st.sampled_from([Way("hub leader", phone="12345678", is_own=True), Way("hub leader", place="Karby", is_own=True)])
CAFE = st.none() | st.just(Way("crew", place="Karby", is_own=True))


@given(st.sampled_from(NeedKind), st.lists(WAYS, max_size=9), OWN, CAFE)
def test_there_is_always_a_human(need, fitting, own, cafe):
    found = next_steps(need, fitting, own, cafe)
    assert found and all((way.who or way.role) and (way.phone or way.place) for way in found)
    assert found[-1] == own and (cafe is None or found[-2] == cafe)
    assert list(found[: min(4, len(fitting))]) == fitting[:4]  # in the order found, no kind before another


def test_a_way_without_a_human_or_without_reach_is_nonsense():
    with pytest.raises(ValueError, match="human"):
        Way("", phone="12345678")
    with pytest.raises(ValueError, match="reached"):
        Way("crew")


@given(st.dictionaries(st.sampled_from(Shared), st.text(max_size=9)), st.sets(st.sampled_from(Shared)),
       st.booleans(), st.integers(-3, 3))  # fmt: skip
def test_nothing_is_seen_beyond_its_consent(known, agreed, withdrawn, left):
    today = date(2026, 12, 1)
    seen = seen_by_receiver(known, {one.value for one in agreed}, today + timedelta(days=left), withdrawn, today)
    assert set(seen) <= agreed and all(seen[field] == known[field] for field in seen)
    if withdrawn or left < 0:
        assert seen == {}
    if not agreed & CARD:
        assert not set(seen) & CARD


@pytest.mark.parametrize("typed", ["010190-1234", "0101901234", "01 01 90 1234", "Hans nr 311299-0007.",
    "610190-1234", "01/01/90-1234", "01-01-90-1234", "010190\u00a01234", "01\u00a001\u00a090\u00a01234", "010190—1234",
    "01–01–90 – 1234", "010190\u20111234", "010190/1234"])  # fmt: skip
def test_a_civil_registration_number_is_noticed(typed):
    assert has_civil_number(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "12 34 56 78",
        "+4512345678",
        "2026-12-01",
        "991390-1234",
        "K7MX-3F9P",
        "4520123456789",
        "01-12-2026",
        "01/12/2026 kl. 10",
        "2026-12-01 10:00",
    ],
)
def test_a_telephone_number_is_none(typed):
    assert not has_civil_number(typed)
