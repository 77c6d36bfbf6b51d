"""A message is claimed before it is sent: never twice, later when it can be, and not at all to who wants no more."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from driveout.records.drive.crew.reminding import remind
from driveout.records.drive.crew.telling import Told, tell
from driveout.records.models import Message, Occurrence, Signup, Trace, Way
from driveout.records.plan.actions import approve_plan
from driveout.records.tell import sending, ways
from tests.on_dates import make_days
from tests.stored import NOW, cast

MINUTE = timedelta(minutes=1)


@pytest.fixture
def people(db):
    return cast()


@pytest.fixture
def bo(people):
    return people["bo"]


@pytest.fixture
def message(bo):
    ways.write_way(member=bo, channel="mail", typed="bo@example.org", by=bo.user, now=NOW)
    return tell(member=bo, kind=Told.CONFIRMED, once="a", place="Karby", day=date(2026, 3, 10), starts=750, now=NOW)


def claim(message, now=NOW):
    return sending.claim(message_id=message.pk, now=now)


def now_is(message):
    message.refresh_from_db()
    return message.state, message.trouble


def test_two_senders_and_only_one_gets_it(message):
    assert sending.due(NOW) == [message.pk]
    first, second = claim(message), claim(message)
    assert first is not None and second is None and sending.due(NOW) == []
    sending.landed(message=first.message, now=NOW)
    assert now_is(message) == ("sent", "") and claim(message, NOW + timedelta(days=1)) is None


def test_nothing_is_sent_before_its_time(message):
    assert claim(message, NOW - MINUTE) is None and sending.due(NOW - MINUTE) == []


def test_a_sender_that_dies_leaves_a_message_that_nobody_sends_again(message):
    claim(message)
    assert sending.give_up_lost(now=NOW + MINUTE) == 0, "it may still be on its way"
    assert now_is(message) == ("failed", "on its way")
    later = NOW + timedelta(minutes=11)
    assert sending.give_up_lost(now=later) == 1 and now_is(message) == ("failed", "unknown")
    assert sending.due(later + timedelta(days=1)) == []


def test_what_was_surely_not_taken_is_tried_a_little_later_each_time_and_then_given_up(message):
    now, waits = NOW, []
    while ours := claim(message, now):
        sending.try_again(message=ours.message, now=now, trouble="no answer")
        message.refresh_from_db()
        if message.state == "waiting":
            waits.append(message.due_at - now)
            assert claim(message, message.due_at - timedelta(seconds=1)) is None
        now = message.due_at
    assert tuple(waits) == sending.BACK_OFF and sorted(waits) == waits
    assert now_is(message) == ("failed", "no answer") and message.ended_at is not None


def test_opting_out_holds_also_for_what_is_written_already(message, bo):
    way = Way.objects.get()
    assert ways.stop_way(way=way, by=bo.user, now=NOW, how="page")
    assert now_is(message) == ("stopped", "")
    assert not ways.stop_way(way=way, by=bo.user, now=NOW, how="page"), "twice is once"
    Message.objects.update(state="waiting")
    assert claim(message) is None and now_is(message)[0] == "stopped"


def test_one_way_stopped_leaves_the_other(message, bo):
    ways.write_way(member=bo, channel="sms", typed="12 34 56 78".replace("1", "2"), by=bo.user, now=NOW)
    ways.stop_way(way=Way.objects.get(channel="mail"), by=bo.user, now=NOW, how="page")
    assert now_is(message)[0] == "waiting"
    assert claim(message).way.channel == "sms"


def test_who_has_no_access_any_more_is_told_nothing(message, bo):
    bo.user.is_active = False
    bo.user.save()
    assert claim(message) is None and now_is(message)[0] == "stopped"


def test_news_that_is_half_a_day_old_is_not_sent(message):
    assert claim(message, NOW + timedelta(hours=13)) is None
    assert now_is(message) == ("failed", "too late")


@pytest.mark.parametrize(
    ("channel", "typed", "kept"),
    [
        ("mail", " bo@example.org ", "bo@example.org"),
        ("sms", "22 34 56 78", "+4522345678"),
        ("sms", "+45 22 34 56 78", "+4522345678"),
        ("sms", "0046-70 123 45 67", "+46701234567"),
        ("mail", "bo", None),
        ("mail", "bø@example.org", None),
        ("mail", "a@example.org\nBcc: b@example.org", None),
        ("sms", "112", None),
        ("sms", "bo@example.org", None),
        ("sms", "+0012345678", None),
        ("fax", "22345678", None),
    ],
)
def test_an_address_is_kept_as_it_is_sent_to_or_refused(bo, channel, typed, kept):
    if kept is None:
        with pytest.raises(ways.NoAddress):
            ways.write_way(member=bo, channel=channel, typed=typed, by=bo.user, now=NOW)
        assert not Way.objects.exists()
    else:
        assert ways.write_way(member=bo, channel=channel, typed=typed, by=bo.user, now=NOW).address == kept


def test_no_trace_keeps_an_address_and_a_deleted_one_is_gone(message, bo):
    ways.forget_way(way=Way.objects.get(), by=bo.user, now=NOW)
    assert not Way.objects.exists() and now_is(message)[0] == "stopped"
    told = list(Trace.objects.filter(about=f"member {bo.pk}").values_list("what", "details"))
    assert {what for what, _ in told} >= {"wrote where to be told", "stopped messages", "removed where to be told"}
    assert "example.org" not in str(told)


def test_a_mails_token_finds_its_way_and_no_other(message):
    way = Way.objects.get()
    assert ways.way_by_token(ways.stop_token(way)) == way
    for wrong in ("", "1", f"{way.pk}~x", ways.stop_token(way)[:-1], f"{way.pk + 1}~{ways.stop_token(way)[2:]}"):
        assert ways.way_by_token(wrong) is None


@pytest.fixture
def shifts(people, request):
    """The small town's plan on dates, with Bo on every shift that he is named on."""
    season = request.getfixturevalue("season")
    plan = request.getfixturevalue("plan")
    season.first_day = date(2026, 3, 2)
    season.save(update_fields=["first_day"])
    approve_plan(plan_id=plan.id, by=None, now=NOW)
    make_days(plan_id=plan.id, by=None, now=NOW, today=date(2026, 3, 2))
    return season


@pytest.fixture
def carla(people):
    return people["carla"]


def test_everybody_with_a_shift_tomorrow_is_reminded_once_in_the_day(shifts, bo):
    day = Occurrence.objects.earliest("date").date
    Signup.objects.filter(shift__occurrence__date=day).update(member=bo)
    expected = Signup.objects.filter(member=bo, state="signed").count()
    before = timezone.make_aware(datetime(day.year, day.month, day.day, 10)) - timedelta(days=1)
    assert remind(now=before.replace(hour=6)) == 0, "nobody is woken"
    assert expected and remind(now=before) == expected
    assert remind(now=before + timedelta(minutes=10)) == 0
    told = Message.objects.filter(kind="reminder")
    assert told.count() == expected and all(f"{day.day}. marts" in row.text for row in told)
    assert set(told.values_list("state", flat=True)) == {"stopped"}, "he wrote no address: his page shows them"


def test_nobody_is_reminded_of_what_is_cancelled_or_given_up(shifts, bo):
    day = Occurrence.objects.earliest("date").date
    Signup.objects.filter(shift__trip__date=day).update(member=bo)
    Occurrence.objects.filter(date=day).update(state="cancelled", why="Sne")
    before = timezone.make_aware(datetime(day.year, day.month, day.day, 10)) - timedelta(days=1)
    assert remind(now=before) == 0
    Occurrence.objects.filter(date=day).update(state="planned", why="")
    Signup.objects.update(state="withdrawn", ended_at=NOW)
    assert remind(now=before) == 0


def test_reminding_asks_the_same_number_of_questions_however_many_there_are(shifts, bo, django_assert_max_num_queries):
    day = Occurrence.objects.earliest("date").date
    Signup.objects.filter(shift__trip__date=day).update(member=bo)
    before = timezone.make_aware(datetime(day.year, day.month, day.day, 10)) - timedelta(days=1)
    remind(now=before)
    with django_assert_max_num_queries(3):
        remind(now=before)
