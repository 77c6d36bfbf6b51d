"""Everything that may come from a phone has an answer, costs nothing on the phone, and writes nothing it should not."""

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, OperationalError
from django.utils import timezone

from driveout.records.meet.actions import end_of
from driveout.records.meet.phones import end_phone
from driveout.records.models import FieldEvent, Member, Occurrence, OwnWords, Phone, Refusal, Signup, Tally, Trace
from driveout.records.team import people as team
from tests.field.phones import EVENTS, ME, PHONES, WEEK, TestPhone, fates
from tests.places import hub_at


def code(answer) -> tuple[int, str]:
    said = answer.json()
    assert set(said["say"]) == {"da", "en"} and all(said["say"].values())
    return answer.status_code, said["code"]


def one(answer) -> tuple[int, str | None]:
    assert answer.status_code == 200, answer.content
    (fate,) = answer.json()["items"]
    assert (fate["say"] is None) == (fate["code"] is None)
    return fate["status"], fate["code"]


# What is sent


def test_a_phone_whose_clock_is_a_year_off_is_believed_flagged_and_put_right(phone_of, opening):
    phone, then = phone_of("alma"), timezone.localtime() - timedelta(days=365)
    items = [phone.item(opening.id, kind, {"seen": {}} if kind == "close" else {}, at=at.isoformat()) for kind, at in
             (("open", then - timedelta(hours=2)), ("close", then - timedelta(hours=1)))]  # fmt: skip
    assert fates(phone.send(*items, now=then.isoformat())) == [201, 201]
    assert all("clock" in row.flags for row in FieldEvent.objects.all())
    assert [row.told_at.year for row in FieldEvent.objects.order_by("seq")] == [(then - timedelta(hours=2)).year] * 2
    tally = Tally.objects.get()
    assert "clock" in tally.flags and set(tally.flags) <= {"clock", "not_on_shift"}
    assert abs((timezone.now() - tally.opened_at) - timedelta(hours=2)) < timedelta(minutes=1)
    assert Phone.objects.get().clock_off_s == pytest.approx(-365 * 86400, abs=60)


def test_a_clock_that_does_not_speak_is_flagged(phone_of, opening):
    phone = phone_of("alma")
    assert fates(phone.send(phone.item(opening.id), now="klokken ti")) == [201]
    assert FieldEvent.objects.get().flags[0] == "clock"


def test_a_clock_ten_minutes_off_is_nothing(phone_of, opening):
    phone = phone_of("alma")
    phone.send(phone.item(opening.id), now=(timezone.localtime() + timedelta(minutes=9)).isoformat())
    assert "clock" not in FieldEvent.objects.get().flags


def test_what_was_written_at_a_cancelled_cafe_is_kept_and_flagged(phone_of, opening):
    Occurrence.objects.filter(pk=opening.pk).update(state="cancelled", why="Sne", told_at=timezone.now())
    phone = phone_of("alma")
    assert fates(phone.send(phone.item(opening.id))) == [201]
    assert "cancelled" in Tally.objects.get().flags


def test_a_moved_cafe_is_flagged_until_the_phone_has_been_told(phone_of, opening):
    phone = phone_of("alma")
    Occurrence.objects.filter(pk=opening.pk).update(starts=opening.starts + 30, why="Sne", told_at=timezone.now())
    phone.send(phone.item(opening.id))
    assert "moved" in FieldEvent.objects.get().flags
    assert phone.get().status_code == 200
    item = phone.item(opening.id)
    phone.send(item)
    assert "moved" not in FieldEvent.objects.get(pk=item["id"]).flags


def test_who_is_not_on_the_shift_is_taken_and_flagged(phone_of, people, opening):
    Signup.objects.filter(shift__trip=opening.trip).update(member=people["alma"])
    for name, flagged in (("alma", False), ("bo", True)):
        phone = phone_of(name)
        item = phone.item(opening.id)
        assert fates(phone.send(item)) == [201]
        assert ("not_on_shift" in FieldEvent.objects.get(pk=item["id"]).flags) == flagged


def test_a_correction_more_than_a_day_later_is_flagged(phone_of, openings, today):
    old = next(row for row in openings if row.date < today - timedelta(days=2))
    phone = phone_of("alma")
    closed = end_of(old) + timedelta(minutes=10)
    phone.send(phone.item(old.id, "close", {"seen": {}}, at=closed.isoformat()))
    assert "after_close" not in Tally.objects.get().flags
    phone.send(phone.item(old.id, body={"what": "first", "n": -1}))
    assert "after_close" in Tally.objects.get().flags


def test_5000_taps_land(phone_of, opening):
    phone = phone_of("alma")
    for _ in range(25):
        assert set(fates(phone.send(*[phone.item(opening.id) for _ in range(200)]))) == {201}
    assert Tally.objects.get().first == 5000 and Phone.objects.get().last_seq == 5000


def test_emoji_and_what_no_database_can_hold(phone_of, opening):
    phone = phone_of("bo")
    said = phone.item(opening.id, "words", {"text": "☕ 👨‍👩‍👧 \u0000 \ud83d", "read_back": True})
    assert fates(phone.send(said)) == [201]
    assert OwnWords.objects.get().text == "☕ 👨‍👩‍👧 � �"
    assert fates(phone.send(said)) == [200]


def test_20000_characters_of_own_words_are_taken_and_20001_are_not(phone_of, opening):
    phone = phone_of("bo")
    items = [phone.item(opening.id, "words", {"text": "ø" * n, "read_back": True}) for n in (20_000, 20_001)]
    answer = phone.send(*items, phone.item(opening.id))
    assert fates(answer) == [201, 422, 201]
    assert answer.json()["items"][1]["code"] == "too_long"
    assert len(OwnWords.objects.get().text) == 20_000


def test_a_newer_app_is_told_so_and_the_rest_goes_on(phone_of, opening):
    phone = phone_of("alma")
    answer = phone.send(phone.item(opening.id, v=2), phone.item(opening.id, "song"), phone.item(opening.id))
    assert [(item["status"], item["code"]) for item in answer.json()["items"]] == [
        (422, "newer"), (422, "newer"), (201, None),
    ]  # fmt: skip


@pytest.mark.parametrize("junk", [None, 7, "æ", [], {}, {"id": "\x00" * 50}, {"id": "😀" * 100}, {"id": ["x"]}])
def test_junk_is_refused_alone(phone_of, opening, junk):
    phone = phone_of("alma")
    answer = phone.send(junk, phone.item(opening.id))
    assert fates(answer) == [422, 201] and answer.json()["items"][0]["code"] == "not_an_event"


def test_too_many_at_once(phone_of, opening):
    phone = phone_of("alma")
    assert one(phone.send(phone.item(opening.id, body={"what": "first", "n": 100}))) == (422, "too_many")


def test_a_refusal_is_remembered_once_without_what_was_said(phone_of, opening):
    phone = phone_of("alma")
    item = phone.item(opening.id, "words", {"text": "Hemmeligt" * 3000, "read_back": True})
    phone.send(item), phone.send(item)
    row = Refusal.objects.get()
    assert (row.event_id, row.code) == (item["id"], "too_long")
    assert FieldEvent.objects.count() == Tally.objects.count() == 0


def test_a_cafe_that_is_not_there_and_one_of_another_organisation(phone_of, opening):
    alma, finn = phone_of("alma"), phone_of("finn")
    assert one(alma.send(alma.item(987_654_321))) == (422, "unknown_opening")
    assert one(finn.send(finn.item(opening.id))) == (422, "unknown_opening")


def test_another_hubs_cafe_is_for_who_has_a_shift_there(phone_of, people, opening):
    Occurrence.objects.filter(pk=opening.pk).update(base=hub_at(people["carla"], "Nordby"))
    Signup.objects.update(member=None)
    for name, wanted in (("alma", 422), ("bo", 422), ("dan", 422), ("carla", 201)):
        phone = phone_of(name)
        assert fates(phone.send(phone.item(opening.id))) == [wanted], name
    Signup.objects.filter(shift__occurrence=opening).update(member=people["bo"])
    phone = phone_of("bo")
    assert fates(phone.send(phone.item(opening.id))) == [201]


@pytest.mark.parametrize("state", ["withdrawn", "absent", "no show", "swapped"])
def test_who_was_taken_off_a_shift_elsewhere_was_there_and_is_flagged(phone_of, people, opening, state):
    """Bo is lent to another hub, without a network, and taken off meanwhile: what he counted lands."""
    Occurrence.objects.filter(pk=opening.pk).update(base=hub_at(people["carla"], "Nordby"))
    phone = phone_of("bo")
    items = [phone.item(opening.id) for _ in range(2)]
    phone.send(items[0])
    Signup.objects.update(state=state, ended_at=timezone.now())
    assert fates(phone.send(*items)) == [200, 201]
    assert FieldEvent.objects.get(pk=items[0]["id"]).flags == []
    assert FieldEvent.objects.get(pk=items[1]["id"]).flags == ["not_on_shift"]


@pytest.mark.parametrize(("days", "wanted"), [(-31, 422), (-30, 201), (7, 201), (8, 422)])
def test_who_never_was_on_a_shift_writes_at_the_own_hubs_cafes_of_these_weeks(phone_of, opening, today, days, wanted):
    Signup.objects.all().delete()
    Occurrence.objects.exclude(pk=opening.pk).delete()
    Occurrence.objects.filter(pk=opening.pk).update(date=today + timedelta(days=days))
    for name, status in (("bo", wanted), ("alma", 201), ("dan", 201)):
        phone = phone_of(name)
        assert fates(phone.send(phone.item(opening.id))) == [status], name


def test_what_has_landed_has_landed_whatever_comes_after(phone_of, people, opening):
    phone = phone_of("alma")
    item = phone.item(opening.id)
    phone.send(item)
    Occurrence.objects.filter(pk=opening.pk).update(base=hub_at(people["carla"], "Nordby"))
    Signup.objects.update(member=None)
    assert fates(phone.send(item)) == [200]


# The call as a whole


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b'{"items": [', b"[]", b"7", b"\xff\xfe", b'{"items": {}}', b'{"items": [NaN]}', b"[" * 100_000,
     b'{"items": [' + b"9" * 5000 + b"]}"],
)  # fmt: skip
def test_a_body_that_was_cut_off(phone_of, season, body):
    assert code(phone_of("alma").post(body)) == (400, "not_json")


def test_a_body_that_was_cut_off_after_it_was_signed(phone_of, opening):
    phone = phone_of("alma")
    body = json.dumps({"items": [phone.item(opening.id)]}).encode()
    assert code(phone.post(body[:-9], **phone.headers("POST", EVENTS, body))) == (400, "not_json")


def test_a_body_of_50_mb(phone_of, season):
    answer = phone_of("alma").post(b"x" * 50_000_000)
    assert code(answer) == (413, "too_large")


def test_more_than_200_items(phone_of, opening):
    phone = phone_of("alma")
    assert code(phone.send(*[phone.item(opening.id) for _ in range(201)])) == (413, "too_large")
    assert not FieldEvent.objects.exists()


def test_a_body_just_over_the_limit_in_bytes(phone_of, season):
    phone = phone_of("alma")
    assert code(phone.post(json.dumps({"items": [], "app": "x" * 1_000_000}).encode())) == (413, "too_large")
    assert phone.post(json.dumps({"items": [], "app": "x" * 900_000}).encode()).status_code == 200


@pytest.mark.parametrize(
    "told", [{"waiting": -5}, {"waiting": 10**30}, {"waiting": "x"}, {"app": ["x"]}, {"app": "\x00"}]
)
def test_what_a_phone_says_of_itself_may_be_nonsense(phone_of, opening, told):
    phone = phone_of("alma")
    assert fates(phone.send(phone.item(opening.id), **told)) == [201]


@pytest.mark.parametrize("signature", ["", "x", "AAAA", "A" * 88, "æ", "A" * 86 + "=="])
def test_a_wrong_signature(phone_of, opening, signature):
    phone = phone_of("alma")
    body = json.dumps({"items": [phone.item(opening.id)]}).encode()
    assert code(phone.post(body, **{"X-Signature": signature.encode().decode("latin-1")})) == (401, "signature")
    assert not FieldEvent.objects.exists()


def test_a_signature_of_another_body_path_or_verb(phone_of, opening):
    phone = phone_of("alma")
    body = json.dumps({"items": [phone.item(opening.id)]}).encode()
    for method, path, signed in (("POST", EVENTS, b"{}"), ("POST", WEEK, body), ("GET", EVENTS, body)):
        assert code(phone.post(body, **phone.headers(method, path, signed))) == (401, "signature")
    assert code(phone.client.get(WEEK + "?x=1", headers=phone.headers("GET", WEEK))) == (401, "signature")


def test_somebody_elses_device(phone_of, opening):
    """Bo's key with the id of Alma's phone."""
    alma, bo = phone_of("alma"), phone_of("bo")
    bo.id = alma.id
    assert code(bo.send(bo.item(opening.id))) == (401, "signature")
    assert code(bo.get()) == (401, "signature")


@pytest.mark.parametrize("id_", ["", "x", "00000000-0000-4000-8000-000000000000", "\x00"])
def test_a_phone_nobody_knows(phone_of, season, id_):
    assert code(phone_of("alma").get(**{"X-Phone": id_})) == (401, "unknown_phone")


def test_90_days_after_the_sign_in_it_is_asked_for_again_and_then_works(phone_of, signed_in, season):
    phone = phone_of("alma")
    Phone.objects.update(signed_in_at=timezone.now() - timedelta(days=91))
    assert code(phone.get()) == (401, "sign_in_again")
    assert phone.register(signed_in("alma")).status_code == 200
    assert phone.get().status_code == 200


def test_who_got_access_back_signs_in_again(phone_of, people, signed_in, season):
    phone = phone_of("alma")
    by = {"by": people["carla"].user, "now": timezone.now()}
    team.end_access(member=people["alma"], **by)
    assert code(phone.get()) == (403, "ended")
    team.give_access_back(member=people["alma"], **by)
    assert code(phone.get()) == (401, "sign_in_again")
    assert phone.register(signed_in("alma")).status_code == 200
    assert phone.get().status_code == 200


def test_who_is_no_crew_any_more_has_no_access(phone_of, people, season):
    phone = phone_of("bo")
    Member.objects.filter(pk=people["bo"].pk).update(role="reader")
    assert code(phone.get()) == (403, "ended")


def test_a_phone_that_was_ended_is_not_heard_and_not_taken_in_again(phone_of, people, signed_in, opening):
    phone = phone_of("alma")
    end_phone(phone_id=phone.id, by=people["carla"].user, now=timezone.now())
    assert code(phone.send(phone.item(opening.id))) == (403, "ended")
    assert code(phone.register(signed_in("alma"))) == (403, "ended")
    assert not FieldEvent.objects.exists()


def test_a_busy_database_says_when_to_come_back(phone_of, opening, monkeypatch):
    phone = phone_of("alma")

    def locked(**_values):
        raise OperationalError("database is locked")

    monkeypatch.setattr("driveout.field.sync.views.take_events", locked)
    answer = phone.send(phone.item(opening.id))
    assert code(answer) == (503, "busy") and int(answer.headers["Retry-After"]) > 0


def test_a_fault_of_ours_is_logged_without_what_a_guest_said(phone_of, opening, monkeypatch, caplog):
    phone, said = phone_of("alma"), "Jeg kommer for snakken"

    def broken(**_values):
        raise IntegrityError(f"Failing row contains (7, {said})")

    monkeypatch.setattr("driveout.field.sync.views.take_events", broken)
    assert code(phone.send(phone.item(opening.id))) == (503, "busy")
    assert "IntegrityError" in caplog.text and "in broken" in caplog.text
    assert "snakken" not in caplog.text


@pytest.mark.parametrize(
    ("path", "method"), [(EVENTS, "GET"), (WEEK, "POST"), (PHONES, "GET"), (ME, "POST"), (EVENTS, "PUT")]
)
def test_the_wrong_verb(phone_of, season, path, method):
    answer = phone_of("alma").call(method, path)
    assert code(answer) == (405, "wrong_verb") and answer.headers["Allow"]


# Taking a phone in


def test_me_says_who_it_is(signed_in, client):
    said = signed_in("alma").get(ME).json()
    assert (said["name"], said["role"]) == ("Alma", "employee") and len(said["csrf"]) > 30
    assert code(client.get(ME)) == (401, "sign_in")
    assert code(signed_in("eva").get(ME)) == (403, "not_crew")


def test_a_phone_is_taken_in_once(signed_in, people):
    phone, alma = TestPhone(), signed_in("alma")
    first, again = phone.register(alma), phone.register(alma)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json() and first.json()["member"]["name"] == "Alma"
    assert Phone.objects.get().name == "Chrome på Android"
    assert Trace.objects.filter(what="registered a phone").count() == 1


def test_another_key_or_another_person_is_409(signed_in, people):
    phone, thief = TestPhone(), TestPhone()
    phone.register(signed_in("alma"))
    thief.id = phone.id
    assert code(thief.register(signed_in("alma"))) == (409, "not_this_phone")
    assert code(phone.register(signed_in("bo"))) == (409, "not_this_phone")
    assert Phone.objects.get().member_id == people["alma"].id


@pytest.mark.parametrize(
    "told", [{"id": "x"}, {"id": 5}, {"key": ""}, {"key": "AAAA"}, {"key": None}, {"key": "x" * 5000}]
)
def test_a_phone_that_does_not_say_who_it_is(signed_in, told):
    assert code(TestPhone().register(signed_in("alma"), **told)) == (422, "not_a_phone")
    assert not Phone.objects.exists()


def test_without_a_session_or_without_its_token_nobody_is_taken_in(people, client):
    from django.test import Client

    assert code(TestPhone().register(client)) == (401, "sign_in")
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(people["alma"].user)
    assert code(TestPhone().register(strict)) == (403, "old_page")
    token, phone = strict.get(ME).json()["csrf"], TestPhone()
    told = {"id": phone.id, "key": phone.key, "name": "x"}
    answer = strict.post(PHONES, told, content_type="application/json", headers={"X-CSRFToken": token})
    assert answer.status_code == 201
