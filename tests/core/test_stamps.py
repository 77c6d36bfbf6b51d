"""When an event last changed only goes forward, and its number with it."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from driveout.core.tell.calendar import Event, as_text, at, kept_in, no_more, says
from driveout.core.tell.stamps import Stamp, sequence_of, stamps
from tests.pace import examples

START = datetime(2026, 3, 2, 8, tzinfo=UTC)
MONDAY = START.date()


def weekly(**values):
    plain = {"uid": "u", "summary": "Café på hjul, Karby", "location": "Hallen", "starts": at(MONDAY, 600)}
    until = {"ends": at(MONDAY, 690), "until": at(MONDAY + timedelta(weeks=7), 600), "place": (56.7556, 8.5722)}
    return Event(**{**plain, **until, **values})


@settings(max_examples=examples(60))
@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(-90_000, 90_000)), min_size=2, max_size=12))
def test_every_change_has_a_higher_number_whatever_the_clock_shows(told):
    """What is said, and how far the clock is off when it is: also back to what it was, also within one second."""
    before: dict[str, Stamp] = {}
    for said, off in told:
        after = stamps(before, {"u": said}, START + timedelta(seconds=off))
        if before:
            was, now = (sequence_of(one["u"].since) for one in (before, after))
            assert (now == was) if before["u"].said == said else (now > was)
        before = after


def test_one_that_was_forgotten_begins_above_what_it_was():
    told = stamps({}, {"u": "a"}, START)
    told = stamps(told, {"u": "b"}, START + timedelta(hours=1))
    anew = stamps({}, {"u": "b"}, START + timedelta(hours=2))
    assert sequence_of(anew["u"].since) > sequence_of(told["u"].since) > 0


def test_what_a_calendar_said_is_read_back_as_it_was_said():
    events = [weekly(), weekly(until=None, instead_of=at(MONDAY, 600), cancelled=True), weekly(uid="v", made=START)]
    since = {"u": START, "v": START + timedelta(days=1)}
    kept = kept_in(as_text("Forår", "plan", events, since))
    assert kept == {uid: Stamp(said, since[uid]) for uid, said in says(events).items()}
    assert kept_in(b"no calendar") == {}


def test_of_what_is_held_no_more_what_lies_behind_stays():
    def ended(event, today):
        return no_more(says([event])["u"], today)

    shut = weekly(left_out=(at(MONDAY + timedelta(weeks=1), 600), at(MONDAY + timedelta(weeks=5), 600)))
    (short,) = ended(shut, MONDAY + timedelta(days=10))
    assert short.until == at(MONDAY + timedelta(weeks=1), 600) and not short.cancelled
    assert short.left_out == shut.left_out[:1]
    assert ended(short, MONDAY + timedelta(weeks=6)) == [short], "and stays as it is"
    assert ended(shut, MONDAY - timedelta(days=1)) == [weekly(left_out=shut.left_out, cancelled=True)]
    once = weekly(until=None)
    assert ended(once, MONDAY) == [weekly(until=None, cancelled=True)]
    assert ended(once, MONDAY + timedelta(days=1)) == []
