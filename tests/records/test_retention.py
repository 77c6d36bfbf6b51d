"""What is kept long enough goes by itself, and not a day before; what is counted stays as it was."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.apps import apps
from django.utils import timezone

from driveout.core.words import KEEPING, Nonsense
from driveout.core.words.keeping import Keeping
from driveout.records.models import (
    Absence,
    Card,
    Check,
    FeedAddress,
    FieldEvent,
    Invitation,
    Message,
    Occurrence,
    OwnWords,
    Phone,
    PlanFile,
    Refusal,
    Shift,
    Signup,
    Standing,
    Swap,
    Tally,
    Trace,
    Way,
    WordsRead,
)
from driveout.records.trust.actions import leave_trace
from driveout.records.trust.kept import HANDS
from driveout.records.trust.retention import HELD, TOOK, HeldBack, last_taken, retain
from tests.places import at
from tests.stocked import dated
from tests.stored import NOW, cast, store_plan, store_season

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=4000)  # everything that ends has ended by then
DAY = timedelta(days=1)


def test_every_table_has_a_rule_and_only_one():
    ours = {model.__name__ for model in apps.get_app_config("records").get_models()}
    ruled = [table for rule in KEEPING.values() for table in rule.tables]
    assert set(ruled) == ours, "a new table needs a rule in core/words/trust.py: how long, and why"
    assert len(ruled) == len(set(ruled))


def test_every_rule_that_ends_has_hands_and_every_rule_its_reason():
    assert set(HANDS) == {key for key, rule in KEEPING.items() if rule.days is not None}
    assert all(rule.why.danish and rule.why.english for rule in KEEPING.values())


def test_a_rule_without_a_reason_or_an_end_is_nonsense():
    whole = KEEPING["messages"]
    with pytest.raises(Nonsense, match="reason"):
        Keeping("x", ("Message",), whole.what, type(whole.why)("", ""))
    with pytest.raises(Nonsense, match="counted"):
        Keeping("x", ("Message",), whole.what, whole.why, 3)
    with pytest.raises(Nonsense):
        KEEPING["counts"].last_kept(date(2026, 3, 3))


@pytest.fixture
def people():
    return cast()


@pytest.fixture
def carla(people):
    return people["carla"]


@pytest.fixture
def cafe(carla):
    season = store_season(carla)
    dated(carla, season, store_plan(carla, season))
    return Occurrence.objects.earliest("date", "starts")


@pytest.fixture
def phone(people):
    own = {"made_at": NOW, "signed_in_at": NOW, "public_key": "k", "name": "Bos telefon"}
    return Phone.objects.create(id=uuid4(), member=people["bo"], **own)


def event(cafe, phone, kind, body, at=NOW):
    return FieldEvent.objects.create(
        id=uuid4(), phone=phone, occurrence=cafe, seq=1, kind=kind, body=body, digest="d", told_at=at, received_at=at
    )


def due(carla, now=LATER):
    return {key: n for key, n in retain(organisation=carla.organisation, now=now, dry_run=True).items() if n}


def take(carla, now=LATER):
    return {key: n for key, n in retain(organisation=carla.organisation, now=now, yes=True).items() if n}


def make_words(cafe, phone, **other):
    values = {"text": "Jeg sover i bilen", "keep_until": date(2026, 6, 1), **other}
    return OwnWords.objects.create(event=event(cafe, phone, "words", {}), occurrence=cafe, **values)


def test_own_words_are_wiped_the_day_after_they_were_to_be_kept_and_are_still_counted(carla, cafe, phone):
    words = make_words(cafe, phone)
    last = timezone.make_aware(datetime(2026, 6, 1, 12))
    assert due(carla, last) == {} and take(carla, last) == {}
    assert due(carla, last + DAY) == {"own words": 1}
    assert take(carla, last + DAY) == {"own words": 1}
    words.refresh_from_db()
    assert (words.text, words.wiped_at) == ("", last + DAY)
    assert take(carla, last + DAY) == {}, "again at once takes nothing"


def test_a_cards_code_goes_three_months_after_the_last_step_and_its_need_stays(carla, cafe, phone):
    card = Card.objects.create(
        event=event(cafe, phone, "next_step", {}), occurrence=cafe, need="debt", code="K7MX-3F9P",
        last_step_on=date(2026, 3, 3),
    )  # fmt: skip
    assert "cards" not in due(carla, NOW + 90 * DAY)
    assert take(carla, NOW + 91 * DAY)["cards"] == 1
    card.refresh_from_db()
    assert (card.code, card.need) == ("", "debt") and card.wiped_at


def test_notes_lose_their_words_and_keep_their_counts(carla, cafe, phone):
    bodies = {
        "mishap": {"what": "cold", "text": "Varmen var slukket"},
        "count": {"what": "first", "n": 2, "why": "talt forkert"},
        "shadow": {"what": "kørte nogen hjem", "minutes": 20},
    }
    for kind, body in bodies.items():
        event(cafe, phone, kind, body)
    note = event(cafe, phone, "set", {"field": "note", "value": "Husk nøglen", "was": []})
    weather = event(cafe, phone, "set", {"field": "weather", "value": "rain", "was": []})
    plain = event(cafe, phone, "count", {"what": "first", "n": 1})
    fields = {"note": [{"id": str(note.pk), "value": "Husk nøglen"}], "weather": [{"id": "x", "value": "rain"}]}
    tally = Tally.objects.create(occurrence=cafe, first=3, shadow_minutes=20, fields=fields, changed_at=NOW)
    assert "notes" not in due(carla, NOW + 364 * DAY)
    assert due(carla, NOW + 366 * DAY)["notes"] == 4
    assert take(carla, NOW + 366 * DAY)["notes"] == 4
    text = str(list(FieldEvent.objects.values_list("body", flat=True)))
    assert not any(word in text for word in ("Varmen", "talt", "hjem", "nøglen"))
    weather.refresh_from_db()
    plain.refresh_from_db()
    assert weather.body["value"] == "rain" and plain.body == {"what": "first", "n": 1}
    tally.refresh_from_db()
    assert (tally.first, tally.shadow_minutes) == (3, 20)
    assert tally.fields["note"][0]["value"] == "" and tally.fields["weather"][0]["value"] == "rain"
    assert "notes" not in due(carla, NOW + 366 * DAY)


def test_the_sum_of_a_cafe_is_the_same_after_its_notes_are_gone(carla, cafe, phone):
    from driveout.records.meet.adding import add_up_again

    event(cafe, phone, "open", {})
    event(cafe, phone, "count", {"what": "first", "n": 2, "why": "talt forkert"})
    event(cafe, phone, "mishap", {"what": "cold", "text": "Varmen var slukket"})
    event(cafe, phone, "shadow", {"what": "kørte nogen hjem", "minutes": 20})
    event(cafe, phone, "set", {"field": "note", "value": "Husk nøglen", "was": []})
    add_up_again([cafe.pk], NOW)
    before = Tally.objects.values().get()
    take(carla, NOW + 366 * DAY)
    left = Tally.objects.values().get()
    add_up_again([cafe.pk], NOW)
    for after in (left, Tally.objects.values().get()):
        assert {**after, "fields": 0} == {**before, "fields": 0}
        assert [value["value"] for value in after["fields"]["note"]] == [""]


def test_messages_refusals_swaps_and_the_like_go_after_their_time(people, carla, cafe, phone):
    bo = people["bo"]
    signup = Signup.objects.create(shift=Shift.objects.first(), member=bo, name="Bo B", made_at=NOW)
    Message.objects.create(member=bo, kind="x", once="x", subject="s", text="t", made_at=NOW, due_at=NOW)
    Refusal.objects.create(phone=phone, event_id="e", code="c", at=NOW)
    Swap.objects.create(signup=signup, to=people["alma"], asked_at=NOW)
    stands = {"member": bo, "season": cafe.season, "weekday": 1, "made_at": NOW}
    Standing.objects.create(**stands, where=at(cafe.season, "Karby"), place="Karby", ended_at=NOW)
    FeedAddress.objects.create(member=bo, digest="a", made_at=NOW, ended_at=NOW)
    Check.objects.create(member=bo, kind="licence", checked_on=date(2025, 3, 3), valid_until=NOW.date())
    Invitation.objects.create(organisation=carla.organisation, role="reader", digest="b", made_at=NOW, expires_at=NOW)
    PlanFile.objects.create(
        plan=cafe.season.plans.first(), kind="map", language="da", asked_at=NOW, asked_by=carla.user
    )
    Phone.objects.update(ended_at=NOW)
    still = {  # what holds never runs out by itself
        Standing: Standing.objects.create(**stands, where=at(cafe.season, "Vils"), place="Vils"),
        FeedAddress: FeedAddress.objects.create(member=bo, digest="c", made_at=NOW),
        Check: Check.objects.create(member=bo, kind="hygiene", checked_on=date(2025, 3, 3)),
    }
    days = {
        "files": 1, "calendar addresses": 30, "messages": 90, "standing": 90, "invitations": 90, "refusals": 180,
        "checks": 365, "phones": 365,
    }  # fmt: skip
    for key, n in days.items():
        assert key not in due(carla, NOW + n * DAY), f"{key} is kept for {n} days"
        assert due(carla, NOW + (n + 1) * DAY)[key] == 1, key
    shift_day = datetime.combine(signup.shift.trip.date, datetime.min.time(), NOW.tzinfo)
    assert "swaps" not in due(carla, shift_day + 90 * DAY) and due(carla, shift_day + 91 * DAY)["swaps"] == 1
    take(carla)
    for model, row in still.items():
        assert list(model._default_manager.all()) == [row]
    assert Phone.objects.get().name == "" and FieldEvent.objects.count() == 0


def test_absences_go_when_the_season_is_over(people, carla, cafe):
    season = cafe.season
    ends = season.first_day + timedelta(days=7 * season.weeks - 1)
    row = {"member": people["bo"], "made_at": NOW}
    Absence.objects.create(first=season.first_day, last=season.first_day + DAY, **row)
    Absence.objects.create(first=ends, last=ends + 30 * DAY, **row)

    def left_on(day):
        return due(carla, timezone.make_aware(datetime.combine(day, datetime.min.time()))).get("absences", 0)

    assert left_on(ends) == 0 and left_on(ends + DAY) == 1
    assert left_on(ends + 30 * DAY) == 1 and left_on(ends + 31 * DAY) == 2


def test_names_leave_old_shifts_and_everything_adds_up_as_before(people, carla, cafe):
    shift = Shift.objects.get(occurrence=cafe, role="host")
    Signup.objects.filter(shift=shift).delete()
    made = [
        Signup.objects.create(shift=shift, name=name, member=people.get(who), made_at=NOW, extra_minutes=5)
        for name, who in (("Bo", "bo"), ("Birthe", ""), ("Alma", "alma"))
    ]
    totals = list(Signup.objects.order_by("id").values_list("id", "shift", "state", "extra_minutes"))
    at = datetime.combine(cafe.date, datetime.min.time(), NOW.tzinfo)
    assert "names on shifts" not in due(carla, at + 730 * DAY)
    take(carla, at + 731 * DAY)
    assert list(Signup.objects.order_by("id").values_list("id", "shift", "state", "extra_minutes")) == totals
    names = [Signup.objects.get(pk=row.pk).name for row in made]
    assert names == ["tidligere frivillig", "tidligere frivillig 2", "tidligere medarbejder"]
    assert not Signup.objects.filter(shift__trip__date=cafe.date).exclude(member=None).exists()
    assert "names on shifts" not in due(carla, at + 731 * DAY)
    employee = Shift.objects.get(trip=cafe.trip, role="employee")
    cafe.trip.refresh_from_db()
    assert cafe.trip.driver == employee.signups.get().name == "tidligere medarbejder"


def test_addresses_go_as_soon_as_the_access_has_ended(people, carla):
    for name in ("bo", "alma"):
        Way.objects.create(member=people[name], channel="mail", address="a@example.org", made_at=NOW)
    people["bo"].user.is_active = False
    people["bo"].user.save()
    assert take(carla, NOW)["addresses"] == 1
    assert Way.objects.get().member == people["alma"]


def test_who_read_own_words_is_known_for_two_years_and_deeds_for_five(carla, cafe, phone):
    words = make_words(cafe, phone, keep_until=date(2099, 1, 1))
    WordsRead.objects.create(who=carla.user, words=words, why="for at svare", at=NOW)
    assert "readings" not in due(carla, NOW + 730 * DAY) and due(carla, NOW + 731 * DAY)["readings"] == 1
    Trace.objects.all().delete()
    Trace.objects.create(who=carla.user, what="welcomed", about="member 1", at=NOW)
    Trace.objects.create(who=None, what="imported", about=f"season {cafe.season_id}", at=NOW)
    Trace.objects.create(who=None, what="tried a wrong password", about=f"member {carla.pk}", at=NOW)
    assert "traces" not in due(carla, NOW + 1825 * DAY) and due(carla, NOW + 1826 * DAY)["traces"] == 3


def test_nothing_of_another_organisation_is_touched(people, carla, cafe, phone):
    make_words(cafe, phone)
    finns = people["finn"]
    Way.objects.create(member=people["bo"], channel="mail", address="a@example.org", made_at=NOW)
    people["bo"].user.is_active = False
    people["bo"].user.save()
    assert set(due(finns)) <= {"traces"}, "of his own welcome alone"
    assert take(finns, NOW + DAY) == {}
    assert OwnWords.objects.get().text and Way.objects.exists()


def test_a_dry_run_says_what_the_run_then_takes_and_changes_nothing(people, carla, cafe, phone):
    make_words(cafe, phone)
    event(cafe, phone, "mishap", {"what": "cold", "text": "Varmen var slukket"})
    Message.objects.create(member=people["bo"], kind="x", once="x", subject="s", text="t", made_at=NOW, due_at=NOW)
    at = NOW + 400 * DAY
    before = _everything()
    told = due(carla, at)
    assert _everything() == before
    assert take(carla, at) == told and len(told) >= 3
    took = last_taken(carla.organisation_id)
    assert {key: n for key, (_when, n) in took.items()} == told
    assert Trace.objects.filter(what=TOOK, who=None).count() == len(told)


def _everything():
    return {
        model.__name__: list(model._default_manager.order_by("pk").values())
        for model in apps.get_app_config("records").get_models()
    }


def old_messages(member, n, at):
    Message.objects.bulk_create(
        Message(member=member, kind="reminder", text="x", once=str(uuid4()), made_at=at, due_at=at) for _ in range(n)
    )


def brake_of(carla, now):
    """How many rows are held back that night; None where it goes on."""
    try:
        retain(organisation=carla.organisation, now=now)
    except HeldBack as refused:
        return refused.brake
    return None


@pytest.mark.parametrize(("before", "due", "is_held"), [
    (0, 50, False), (0, 51, True), (30, 90, False), (30, 91, True), (10, 50, False), (10, 51, True),
])  # fmt: skip
def test_a_night_that_would_take_far_more_than_any_before_waits_for_a_yes(before, due, is_held):
    carla = cast()["carla"]
    old = NOW - timedelta(days=500)
    if before:
        old_messages(carla, before, old)
        retain(organisation=carla.organisation, now=NOW, yes=True)
    tonight = NOW + DAY
    old_messages(carla, due, old)
    leave_trace(by=carla.user, what="welcomed", about=carla, now=NOW)
    found = brake_of(carla, tonight)
    assert (found is not None) == is_held
    assert Message.objects.count() == (due if is_held else 0)
    if is_held:
        assert (found.rows, found.usual, found.newest) == (due, before, None)
        assert Trace.objects.filter(what=HELD).exists()
        retain(organisation=carla.organisation, now=tonight, yes=True)
        assert Message.objects.count() == 0


def test_only_the_last_thirty_nights_say_what_is_usual():
    carla = cast()["carla"]
    for night in range(31):
        at = NOW - timedelta(days=40 - night)
        leave_trace(
            by=None, what=TOOK, about=carla.organisation, now=at, rule="messages", rows=100 if night == 0 else 20
        )
    leave_trace(by=carla.user, what="welcomed", about=carla, now=NOW)
    old_messages(carla, 61, NOW - timedelta(days=500))
    assert brake_of(carla, NOW).usual == 20


@pytest.mark.parametrize(("days", "is_held"), [(7, False), (8, True), (6 * 365, True)])
def test_a_clock_that_is_ahead_deletes_nothing(days, is_held):
    carla = cast()["carla"]
    leave_trace(by=carla.user, what="welcomed", about=carla, now=NOW)
    old_messages(carla, 3, NOW - timedelta(days=500))
    found = brake_of(carla, NOW + timedelta(days=days))
    assert (found is not None) == is_held and Message.objects.count() == (3 if is_held else 0)
    if is_held:
        assert found.newest == NOW


def test_where_there_is_nothing_to_delete_no_clock_is_asked_about():
    assert brake_of(cast()["carla"], NOW + timedelta(days=20)) is None
