"""A phone with any clock at all lands everything: what cannot be is flagged, and stands in no sum as if it could."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from driveout.office.drive.days import words
from driveout.records.meet.rules import FLAGS
from driveout.records.models import FieldEvent, Phone, Tally
from tests.field.phones import fates

CLOCKS = [
    "0001-01-01T00:00:00+14:00", "0001-01-01T00:00:00Z", "0999-06-01T12:00:00+02:00", "1969-12-31T23:59:59Z",
    "1970-01-01T00:00:00-12:00", "2001-09-09T01:46:40Z", "2099-01-01T00:00:00+01:00", "8999-12-31T23:59:59-12:00",
    "9999-12-31T23:59:59.999999-14:00", "9999-12-31T23:59:59Z", "+010000-01-01T00:00:00.000Z", "+275760-09-13",
    "-000001-01-01T00:00:00.000Z", "NaN", "Invalid Date", "", "klokken ti", 0, -1, 10**30, 1e300, None, True, [], {},
]  # fmt: skip


def ago(**parts) -> str:
    return (timezone.localtime() - timedelta(**parts)).isoformat()


def moments_can_be(tally):
    now = timezone.now() + timedelta(minutes=1)
    return all(now - timedelta(days=400) < at < now for at in (tally.opened_at, tally.closed_at) if at)


@pytest.mark.parametrize("clock", CLOCKS, ids=str)
def test_every_clock_lands_everything_twice_and_is_flagged(phone_of, opening, clock):
    phone = phone_of("alma")
    wrong = [phone.item(opening.id, "open", {}, at=clock), phone.item(opening.id, at=clock),
             phone.item(opening.id, body={"what": "meal", "n": 1}, at=clock)]  # fmt: skip
    right = phone.item(opening.id, "close", {"seen": {}}, at=ago(minutes=1))
    assert fates(phone.send(*wrong, now=clock)) == [201] * 3
    assert fates(phone.send(*wrong, right)) == [200] * 3 + [201]
    assert all("clock" in row.flags for row in FieldEvent.objects.filter(seq__lte=3))
    tally = Tally.objects.get()
    assert (tally.first, tally.given) == (1, {"meal": 1}) and "clock" in tally.flags and moments_can_be(tally)
    assert phone.get().status_code == 200 and Phone.objects.get().waiting == 0


@pytest.mark.parametrize("clock", CLOCKS, ids=str)
def test_a_moment_alone_may_be_anything(phone_of, opening, clock):
    phone = phone_of("alma")
    assert fates(phone.send(phone.item(opening.id, "open", {}, at=clock))) == [201]
    assert FieldEvent.objects.get().flags[0] == "clock" and moments_can_be(Tally.objects.get())


@pytest.mark.parametrize("clock", CLOCKS, ids=str)
def test_what_the_phone_says_of_its_clock_may_be_anything(phone_of, opening, clock):
    """Its moments are right, and it says that its clock is thousands of years off."""
    phone = phone_of("alma")
    items = [phone.item(opening.id, "open", {}, at=ago(minutes=9)), phone.item(opening.id, at=ago(minutes=5))]
    assert fates(phone.send(*items, now=clock)) == [201, 201]
    assert all("clock" in row.flags for row in FieldEvent.objects.all()) and moments_can_be(Tally.objects.get())


def test_a_moment_that_is_missing_costs_nothing(phone_of, opening):
    phone = phone_of("alma")
    item = phone.item(opening.id)
    del item["at"]
    assert fates(phone.send(item)) == [201] and fates(phone.send(item)) == [200]
    assert "clock" in FieldEvent.objects.get().flags


def test_a_clock_in_the_year_9999_that_says_so_is_put_right(phone_of, opening):
    phone, far = phone_of("alma"), datetime.fromisoformat("9999-06-01T12:00:00+02:00")
    phone.send(phone.item(opening.id, "open", {}, at=(far - timedelta(hours=2)).isoformat()), now=far.isoformat())
    assert abs(timezone.now() - timedelta(hours=2) - Tally.objects.get().opened_at) < timedelta(minutes=1)


def test_a_clock_that_was_fast_when_it_opened_and_is_put_right_is_not_believed(phone_of, opening):
    phone = phone_of("alma")
    items = [phone.item(opening.id, "open", {}, at=ago(minutes=-50)), phone.item(opening.id, at=ago(minutes=3)),
             phone.item(opening.id, "close", {"seen": {}}, at=ago(minutes=1))]  # fmt: skip
    assert fates(phone.send(*items)) == [201] * 3
    tally = Tally.objects.get()
    assert "clock" in FieldEvent.objects.get(seq=1).flags and "clock" in tally.flags
    assert "clock" not in FieldEvent.objects.get(seq=3).flags and tally.opened_at < tally.closed_at


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_cafe_that_closed_before_it_opened_is_flagged_in_any_order(phone_of, opening, order):
    alma, bo = phone_of("alma"), phone_of("bo")
    sent = [(alma, alma.item(opening.id, "open", {}, at=ago(minutes=10))),
            (bo, bo.item(opening.id, "close", {"seen": {}}, at=ago(minutes=90)))]  # fmt: skip
    for at in order:
        phone, item = sent[at]
        assert fates(phone.send(item)) == [201]
    assert "closed_first" in Tally.objects.get().flags
    assert [("closed_first" in row.flags) for row in FieldEvent.objects.order_by("received_at")] == [False, True]


def test_a_cafe_that_opened_before_its_day_is_flagged(phone_of, openings, today):
    later = next(row for row in openings if row.date == today + timedelta(days=2))
    phone = phone_of("alma")
    phone.send(phone.item(later.id, "open", {}))
    assert "before_its_day" in Tally.objects.get().flags
    assert abs(timezone.now() - Tally.objects.get().opened_at) < timedelta(minutes=1)


def test_every_flag_has_words_of_its_own():
    assert len({words.flag(name) for name in FLAGS} - set(FLAGS)) == len(FLAGS)
