"""A week on its dates: nothing is lost or doubled, and what is otherwise is said where it is."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from driveout.core.tell.linked import Where, days_from, event
from driveout.core.tell.occasions import Moving, Occasion, Otherwise, Span, State, Weekly, occasions
from driveout.core.words.postcode import parted, postcode_in

MONDAY = date(2026, 10, 19)
SPAN = Span(MONDAY, 4, frozenset({MONDAY + timedelta(days=1)}))
DAYS = days_from(MONDAY, 6)
WEEK = st.lists(
    st.builds(Weekly, st.sampled_from("abc"), st.just("Mosede"), st.integers(0, 6), st.integers(540, 900), st.just(90)),
    unique_by=lambda one: (one.place_key, one.weekday),
)


@given(WEEK)
def test_each_opening_is_held_once_a_week_but_on_closed_days(week):
    found = occasions(week, (), (), SPAN, DAYS)
    asked = {(one.place_key, day) for one in week for day in DAYS if day.weekday() == one.weekday and SPAN.holds(day)}
    assert sorted((one.place_key, one.date) for one in found) == sorted(asked)
    assert all(one.state == State.HELD and one.was is None for one in found)


@given(WEEK, st.dates(MONDAY, MONDAY + timedelta(days=27)), st.booleans())
def test_a_date_told_otherwise_stands_once_as_it_was_told(week, day, cancelled):
    told = Otherwise("a", "Mosede", day, 600, 630, 90, cancelled, "Vejen er glat.")
    found = [one for one in occasions(week, [told], (), SPAN, DAYS) if (one.place_key, one.date) == ("a", day)]
    assert [(one.starts, one.cancelled, one.was) for one in found] == [
        (600, True, None) if cancelled else (630, False, (day, 600))
    ]


def test_a_moved_week_is_as_before_until_its_date_and_then_says_what_it_was():
    move = Moving("a", "Mosede", ((1, 600, 90, ""),), ((3, 660, 90, "Hallen"),), MONDAY + timedelta(days=14))
    stands = Weekly("a", "Mosede", 3, 660, 90, "Hallen")
    found = occasions([stands], (), [move], SPAN, DAYS)
    assert [(one.date, one.starts, one.state) for one in found] == [
        (MONDAY + timedelta(days=8), 600, State.HELD),  # the first Tuesday is closed
        (MONDAY + timedelta(days=17), 660, State.MOVED),
        (MONDAY + timedelta(days=24), 660, State.MOVED),
    ]
    assert found[1].was == (MONDAY + timedelta(days=15), 600)


def test_an_opening_that_came_beside_the_others_is_no_move():
    move = Moving("a", "Mosede", ((1, 600, 90, ""),), ((1, 600, 90, ""), (3, 660, 90, "")), MONDAY)
    found = occasions([], (), [move], SPAN, DAYS[7:14])
    assert [one.state for one in found] == [State.HELD, State.HELD]


def test_the_offset_is_that_of_the_day_when_summer_time_ends():
    before, after = (event(Occasion(day, 600, "Mosede", "a", 90), Where("https://x.example/")) for day in
                     (date(2026, 10, 24), date(2026, 10, 25)))  # fmt: skip
    assert before["startDate"] == "2026-10-24T10:00:00+02:00" and after["startDate"] == "2026-10-25T10:00:00+01:00"
    assert after["endDate"] == "2026-10-25T11:30:00+01:00"


def test_an_event_is_the_same_one_when_its_hour_is_another_and_stands_in_the_hall_of_its_date():
    where, day = Where("https://x.example/", hall="Hallen"), date(2026, 10, 24)
    as_told = event(Occasion(day, 600, "Mosede", "a", 90), where)
    later = event(Occasion(day, 630, "Mosede", "a", 90, "Skolen", State.LATER, "Vejen er glat.", (day, 600)), where)
    moved = event(Occasion(day + timedelta(2), 660, "Mosede", "a", 90, "", State.MOVED, "", (day, 600)), where)
    assert as_told["@id"] == later["@id"] == moved["@id"] == "https://x.example/#2026-10-24-600"
    assert [one["location"]["name"] for one in (as_told, later)] == ["Hallen, Mosede", "Skolen, Mosede"]
    nobody_asked = event(Occasion(day, 600, "Mosede", "a", 90, "forsamlingshus (antaget)"), where)
    assert nobody_asked["location"]["name"] == "Mosede"


def test_a_postcode_is_found_in_an_address_and_a_houses_number_is_none():
    assert parted("Hovedgaden 12, 7960 Karby") == ("Hovedgaden 12", "7960", "Karby")
    assert parted("Vej 1234, 7960 Øster Assels") == ("Vej 1234", "7960", "Øster Assels")
    assert [postcode_in(text) for text in ("7960", "7960 Karby", "DK-7960 Karby", "Karby", "Hovedgaden 12", "")] == [
        "7960", "7960", "7960", "", "", "",
    ]  # fmt: skip
