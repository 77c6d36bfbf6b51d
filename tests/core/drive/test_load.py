"""What goes into the van: what each café uses, rounded up, less what is there, and nothing past its date."""

from datetime import date, timedelta
from fractions import Fraction
from math import ceil

from hypothesis import given
from hypothesis import strategies as st

from driveout.core.drive import LAST, high_end, is_over, load_of
from driveout.core.words import CafeAhead, Good, HandedOut, Held

DAY = date(2026, 11, 24)
MEAL = Good(1, "Måltid", "portioner", "meal", 1.0)
SOUP = Good(2, "Suppe", "portioner", "meal", 0.5)
COAT = Good(3, "Jakke", "stk.", "clothes", 0.0)


def line(lines, good):
    return next(one for one in lines if one.good == good)


def test_without_earlier_cafes_the_assumed_use_is_taken_for_the_high_end_of_guests():
    lines = load_of([MEAL, COAT], [CafeAhead("Karby", 9), CafeAhead("Vils", 7)], day=DAY)
    assert [one.good for one in lines] == [MEAL]
    assert [(use.place, use.n, use.learned_from) for use in lines[0].uses] == [("Karby", 9, 0), ("Vils", 7, 0)]
    assert (lines[0].needed, lines[0].to_take, lines[0].short) == (16, 16, 16)


def test_what_the_last_cafes_handed_out_replaces_what_is_assumed_and_says_how_many_taught_it():
    last = tuple(HandedOut(guests, {"meal": meals}) for guests, meals in [(5, 6), (10, 12)])
    use = load_of([MEAL], [CafeAhead("Karby", 10, last)], day=DAY)[0].uses[0]
    assert (use.per_guest, use.n, use.learned_from) == (1.2, 12, 2)


def test_only_the_last_times_teach():
    old = HandedOut(5, {"meal": 500})
    last = (*[HandedOut(5, {"meal": 5})] * LAST, old)
    assert load_of([MEAL], [CafeAhead("Karby", 7, last)], day=DAY)[0].needed == 7


def test_a_time_without_any_is_counted_and_a_time_without_notes_is_not():
    last = (HandedOut(4, {"meal": 8}), HandedOut(4, {"bag": 1}), HandedOut(9, {}))
    use = load_of([MEAL], [CafeAhead("Karby", 8, last)], day=DAY)[0].uses[0]
    assert (use.per_guest, use.n, use.learned_from) == (1.0, 8, 2)


def test_what_was_never_handed_out_there_is_still_packed_as_assumed():
    last = (HandedOut(4, {"bag": 3}),)
    use = load_of([MEAL], [CafeAhead("Karby", 8, last)], day=DAY)[0].uses[0]
    assert (use.n, use.learned_from) == (8, 0)


def test_goods_of_one_kind_share_what_the_kind_hands_out():
    lines = load_of([MEAL, SOUP], [CafeAhead("Karby", 9, (HandedOut(3, {"meal": 3}),))], day=DAY)
    assert (line(lines, MEAL).needed, line(lines, SOUP).needed) == (6, 3)


def test_what_is_in_the_van_is_not_taken_again_unless_it_is_past_its_date():
    van = [Held(7, 1, 3, DAY), Held(8, 1, 4, DAY - timedelta(days=1))]
    one = load_of([MEAL], [CafeAhead("Karby", 5)], day=DAY, van=van)[0]
    assert (one.in_van, one.to_take, [row.lot for row in one.over], [row.lot for row in one.soon]) == (3, 2, [8], [7])


def test_what_lies_in_the_van_past_its_date_is_told_of_also_where_no_cafe_uses_it():
    lines = load_of([COAT, MEAL], [CafeAhead("Karby", 0)], day=DAY, van=[Held(8, 1, 4, DAY - timedelta(days=1))])
    assert [(one.good, one.needed) for one in lines] == [(MEAL, 0)]


def test_the_first_to_expire_is_taken_from_the_store_and_what_is_nowhere_is_said():
    store = [
        Held(1, 1, 2, DAY + timedelta(days=9)),
        Held(2, 1, 2, DAY + timedelta(days=2)),
        Held(3, 1, 9, DAY - timedelta(days=2)),
    ]
    one = load_of([MEAL], [CafeAhead("Karby", 6)], day=DAY, store=store)[0]
    assert (one.take, one.short) == (((2, 2), (1, 2)), 2)


days = st.none() | st.integers(-3, 9).map(lambda n: DAY + timedelta(days=n))
counts = st.dictionaries(st.sampled_from(["meal", "bag"]), st.integers(-2, 20), max_size=2)
cafes = st.lists(
    st.builds(
        CafeAhead,
        st.sampled_from(["Karby", "Vils", "Redsted"]),
        st.integers(0, 20).map(float),
        st.lists(st.builds(HandedOut, st.integers(1, 12), counts), max_size=6).map(tuple),
    ),
    max_size=4,
)
held = st.lists(st.builds(Held, st.integers(1, 30), st.sampled_from([1, 4]), st.integers(0, 9), days), max_size=6)
BAG = Good(4, "Pose", "stk.", "bag", 0.25)


def slow_need(good, cafe):
    """With fractions, by the words of the rule: no rounding but the last."""
    told = [one for one in cafe.last if any(n for n in one.given.values())][:4]
    handed = sum(max(0, one.given.get(good.kind, 0)) for one in told)
    rate = Fraction(handed, sum(one.guests for one in told)) if handed else Fraction(good.per_guest)
    return ceil(rate * int(cafe.guests_high))


@given(cafes, held, held)
def test_the_load_is_what_the_slow_twin_says(ahead, van, store):
    for one in load_of([MEAL, BAG], ahead, day=DAY, van=van, store=store):
        need = sum(slow_need(one.good, cafe) for cafe in ahead)
        good_in = [sum(row.quantity for row in rows if row.good == one.good.key and not is_over(row.best_before, DAY))
                   for rows in (van, store)]  # fmt: skip
        missing = max(0, need - good_in[0])
        assert (one.needed, one.in_van, one.to_take) == (need, good_in[0], missing)
        assert sum(n for _lot, n in one.take) == min(missing, good_in[1])
        assert one.short == missing - min(missing, good_in[1])


def test_the_high_end_of_a_mean_is_above_it_and_whole():
    assert [high_end(guests) for guests in (0, 1, 7, 7.5)] == [0, 3, 11, 12]
    assert all(high_end(n / 4) >= n / 4 for n in range(100))


def test_what_is_past_its_date_when_the_van_drives_again_is_for_this_day_or_nobody():
    from driveout.core.drive import last_day

    good, day = Good(1, "Mad", "", "meal", 1.0), date(2026, 12, 3)
    van = [Held(10, 1, 2, date(2026, 12, 3)), Held(11, 1, 1, date(2026, 12, 8)), Held(12, 1, 4, date(2026, 12, 1))]
    store = [Held(13, 1, 9, date(2026, 12, 5)), Held(14, 1, 9)]
    lasts = {row.lot: row.best_before for row in (*van, *store)}
    (line,) = load_of([good], [CafeAhead("Karby", 8.0)], day=day, van=van, store=store)
    assert dict(last_day(line, lasts, date(2026, 12, 8))) == {10: 2, 13: 5}
    assert dict(last_day(line, lasts, date(2026, 12, 9))) == {10: 2, 11: 1, 13: 5}
    assert dict(last_day(line, lasts, date(2026, 12, 4))) == {10: 2}
    assert dict(last_day(line, lasts, None)) == {10: 2, 11: 1, 13: 5}
