"""A signed call is heard once, near its own moment. Who copies one learns nothing, and no phone is kept out."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from driveout.records.meet.keys import call_text
from driveout.records.meet.once import NEAR, OLD_FORM_ENDS, forget_calls
from driveout.records.models import FieldEvent, HeardCall, Phone
from tests.field.phones import EVENTS, WEEK, fates
from tests.field.test_at_once import at_once

MOMENTS = ["", "0", "-62135596800", "253402300799", "999999999999", "9" * 40, "NaN", "1e9", " 1", "i går"]


def code(answer):
    return answer.status_code, answer.json().get("code")


def test_a_call_that_is_copied_brings_nothing(phone_of, planned):
    phone = phone_of("alma")
    copied = phone.headers("GET", WEEK)
    assert phone.client.get(WEEK, headers=copied).status_code == 200
    again = Client().get(WEEK, headers=copied)
    assert code(again) == (409, "heard") and b"days" not in again.content


def test_a_copied_call_changes_nothing_of_what_the_office_knows(phone_of, opening):
    phone = phone_of("alma")
    body = json.dumps({"items": [phone.item(opening.id)], "waiting": 3, "now": "2020-01-01T00:00:00Z"}).encode()
    copied = phone.headers("POST", EVENTS, body)
    assert fates(phone.post(body, **copied)) == [201]
    assert fates(phone.send(phone.item(opening.id))) == [201]
    known = Phone.objects.values().get()
    assert code(phone.post(body, **copied)) == (409, "heard")
    assert Phone.objects.values().get() == known and FieldEvent.objects.count() == 2


@pytest.mark.parametrize("off", [NEAR + timedelta(seconds=30), -NEAR - timedelta(seconds=30), timedelta(days=9000)])
def test_a_call_from_another_time_is_told_the_right_one_and_made_again(phone_of, opening, off):
    phone = phone_of("alma")
    phone.clock = lambda: timezone.now() + off
    item = phone.item(opening.id)
    answer = phone.send(item)
    assert code(answer) == (409, "moment") and not FieldEvent.objects.exists()
    told = datetime.fromisoformat(answer.json()["now"])
    assert abs(timezone.now() - told) < timedelta(minutes=1)
    ahead = told - phone.clock()
    phone.clock = lambda: timezone.now() + off + ahead
    assert fates(phone.send(item)) == [201]


@pytest.mark.parametrize("off", [NEAR - timedelta(seconds=30), -NEAR + timedelta(seconds=30)])
def test_a_clock_a_little_off_is_near_enough(phone_of, planned, off):
    phone = phone_of("alma")
    phone.clock = lambda: timezone.now() + off
    assert phone.get().status_code == 200


@pytest.mark.parametrize("moment", MOMENTS)
def test_any_moment_is_answered_with_ours(phone_of, planned, moment):
    phone = phone_of("alma")
    text = call_text("GET", WEEK, phone.id, b"", moment, "w" * 20)
    headers = {"X-Phone": phone.id, "X-Moment": moment, "X-Once": "w" * 20, "X-Signature": phone.sign(text)}
    assert code(phone.client.get(WEEK, headers=headers)) == (409, "moment")


def test_an_app_of_before_is_heard_until_its_phone_has_said_once(phone_of, opening):
    phone = phone_of("alma")
    body = json.dumps({"items": [phone.item(opening.id)]}).encode()
    before = phone.headers_of_before("POST", EVENTS, body)
    for status in ([201], [200]):
        answer = phone.client.post(EVENTS, body, content_type="application/json", headers=before)
        assert fates(answer) == status
    assert phone.get().status_code == 200  # the app was renewed
    answer = phone.client.post(EVENTS, body, content_type="application/json", headers=before)
    assert code(answer) == (409, "moment")
    assert code(phone.client.get(WEEK, headers=phone.headers_of_before("GET", WEEK))) == (409, "moment")
    assert fates(phone.post(body)) == [200]  # what it wrote before is known


@pytest.mark.parametrize(("days", "status"), [(-1, 200), (0, 403), (4000, 403)])
def test_an_app_of_before_fetches_no_week_after_the_last_day_of_its_form(phone_of, planned, monkeypatch, days, status):
    phone = phone_of("alma")
    Phone.objects.update(signed_in_at=OLD_FORM_ENDS + timedelta(days=days - 3))
    monkeypatch.setattr("driveout.field.sync.doors.timezone.now", lambda: OLD_FORM_ENDS + timedelta(days=days))
    answer = phone.client.get(WEEK, headers=phone.headers_of_before("GET", WEEK))
    assert answer.status_code == status
    if status == 403:
        assert code(answer) == (403, "old_app") and "Opdater den" in answer.json()["say"]["da"]
        assert b"days" not in answer.content


def test_what_an_app_of_before_holds_lands_on_any_day_and_a_copy_brings_nothing(phone_of, opening, monkeypatch):
    phone = phone_of("alma")
    Phone.objects.update(signed_in_at=OLD_FORM_ENDS + timedelta(days=60))
    monkeypatch.setattr("driveout.field.sync.doors.timezone.now", lambda: OLD_FORM_ENDS + timedelta(days=90))
    body = json.dumps({"items": [phone.item(opening.id)]}).encode()
    before = phone.headers_of_before("POST", EVENTS, body)
    for status in ([201], [200]):
        answer = phone.client.post(EVENTS, body, content_type="application/json", headers=before)
        assert fates(answer) == status
    assert FieldEvent.objects.count() == 1


def test_who_takes_the_moment_off_a_call_takes_the_signature_off(phone_of, planned):
    phone = phone_of("alma")
    for gone in (("X-Moment",), ("X-Once",), ("X-Moment", "X-Once")):
        copied = {name: value for name, value in phone.headers("GET", WEEK).items() if name not in gone}
        assert code(phone.client.get(WEEK, headers=copied)) == (401, "signature")


def test_words_are_kept_for_as_long_as_the_call_could_come_again(phone_of, planned):
    phone, bo = phone_of("alma"), phone_of("bo")
    assert phone.get().status_code == bo.get().status_code == 200
    row = HeardCall.objects.get(phone=phone.id)
    assert abs(row.good_until - timezone.now() - NEAR) < timedelta(minutes=1)
    past = timezone.now() - timedelta(seconds=1)
    HeardCall.objects.update(good_until=past)
    assert phone.get().status_code == 200
    assert HeardCall.objects.filter(phone=phone.id, good_until__gt=timezone.now()).count() == 1
    assert HeardCall.objects.count() == 2  # Bo's phone calls no more
    assert forget_calls(now=timezone.now()) == 1 and HeardCall.objects.get().phone_id == row.phone_id


@pytest.mark.django_db(transaction=True)
def test_of_the_same_call_many_times_at_once_one_is_heard(phone_of, opening):
    phone = phone_of("alma")
    phone.get()
    body = json.dumps({"items": [phone.item(opening.id)]}).encode()
    copied = phone.headers("POST", EVENTS, body)

    def send():
        return Client().post(EVENTS, body, content_type="application/json", headers=copied).status_code

    told = at_once(*[send] * 8)
    assert set(told) <= {200, 409, 503} and told.count(200) <= 1  # 503: busy, whether it was heard by then or not
    if 200 not in told:
        assert phone.post(body).status_code == 200  # made anew, as the app does when it is told to come again
    assert FieldEvent.objects.count() == 1


def test_a_moment_is_seconds_since_1970(phone_of, planned):
    phone = phone_of("alma")
    said = int(phone.headers("GET", WEEK)["X-Moment"])
    assert abs(datetime.fromtimestamp(said, UTC) - timezone.now()) < timedelta(minutes=1)
