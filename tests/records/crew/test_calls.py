"""A change concerns people: each is on the call list once, sign-in or not, and it says what reaches them."""

from datetime import timedelta

import pytest

from driveout.core.simulate.small_town import HUB
from driveout.core.words import Broken, Mishap, Told
from driveout.records.drive.calls import ringing
from driveout.records.drive.calls.reading import Reached, calls_on, lists_of, still_to_ring
from driveout.records.drive.crew.rules import NotYours
from driveout.records.drive.days import breaking
from driveout.records.drive.days.repairing import repair_day
from driveout.records.drive.days.settling import settle_repair
from driveout.records.drive.models.calls import CallKind
from driveout.records.drive.news.lists import About, make_list
from driveout.records.drive.news.one import News
from driveout.records.models import Call, CallList, Message, Person, Shift, Signup, Stop, Trace, Trip, Vehicle, Way
from driveout.records.team.erasure import erase
from driveout.records.team.persons import person_of, write_phone
from driveout.records.tell.seeing import app_fetched, looked
from tests.places import hub_at
from tests.records.crew.town import MONDAY, with_papers
from tests.stored import NOW

pytestmark = pytest.mark.django_db
NEXT = MONDAY + timedelta(days=7)
LATER = NOW + timedelta(minutes=10)


@pytest.fixture
def trip(season, people) -> Trip:
    """Next Monday's trip, with everybody on it told by the register alone."""
    trip = Trip.objects.get(season=season, date=NEXT)
    Signup.objects.filter(shift__trip=trip).update(member=None)
    return trip


def cancel(cafe, people, now=NOW):
    return breaking.cancel(occurrence_id=cafe.pk, why="Sne", by=people["carla"].user, now=now)


def back(cafe, people, now=LATER):
    return breaking.take_back(occurrence_id=cafe.pk, by=people["carla"].user, now=now)


def on_list(people, nth: int = 0, who: str = "carla") -> dict[str, Reached]:
    """Name → how far they were told, of the newest list, the next newest, …"""
    row = CallList.objects.order_by("-made_at", "-pk")[nth]
    return {one.name: one.reached for one in calls_on(row, people[who])}


def everyone_on(trip: Trip) -> set[str]:
    return set(Signup.objects.filter(shift__trip=trip, state="signed").values_list("name", flat=True))


def only(cafe, trip) -> set[str]:
    """Who hosts there, and who is on the whole trip."""
    rows = Signup.objects.filter(shift__trip=trip, state="signed")
    return {row.name for row in rows if row.shift.occurrence_id in (None, cafe.pk)}


def test_who_does_not_sign_in_is_on_the_list_with_the_number_and_is_to_be_rung(season, people, trip):
    first, _last = trip.occurrences.order_by("starts")
    names = only(first, trip)
    one = Signup.objects.filter(shift__occurrence=first).first()
    person = person_of(organisation_id=season.organisation_id, base_id=trip.base_id, key=one.who, now=NOW)
    write_phone(person=person, phone="+4512345678", by=people["dan"].user, now=NOW)
    cancel(first, people)
    assert on_list(people) == dict.fromkeys(names, Reached.RING)
    calls = {call.name: call for call in calls_on(CallList.objects.get(), people["carla"])}
    assert calls[one.name].number == "+4512345678"
    assert {call.number for name, call in calls.items() if name != one.name} == {""}
    assert calls[one.name].call.news[0]["place"] == first.place
    assert Message.objects.count() == 0, "nobody of them can be written to"


def test_the_same_deed_twice_is_one_list(season, people, trip):
    cafe = trip.occurrences.first()
    cancel(cafe, people)
    cancel(cafe, people, now=LATER)
    assert CallList.objects.count() == 1


def test_who_gets_messages_is_told_and_moves_on_as_they_look(people, trip):
    bo = with_papers(people["bo"])
    Way.objects.create(member=bo, channel="sms", address="+4511111111", made_at=NOW)
    cafe = trip.occurrences.order_by("starts").first()
    Signup.objects.filter(shift__occurrence=cafe).delete()
    Signup.objects.create(shift=cafe.shifts.get(), member=bo, name="Bo", made_at=NOW)
    cancel(cafe, people)
    assert on_list(people)["Bo"] is Reached.WAITING
    Message.objects.filter(member=bo).update(state="sent", ended_at=NOW)
    assert on_list(people)["Bo"] is Reached.SENT
    app_fetched(member=bo, now=LATER)
    assert on_list(people)["Bo"] is Reached.FETCHED
    looked(member=bo, now=LATER)
    assert on_list(people)["Bo"] is Reached.SEEN


@pytest.mark.parametrize("broke", ["stopped", "failed"])
def test_whom_no_message_reaches_is_to_be_rung_though_they_sign_in(people, trip, broke):
    bo = with_papers(people["bo"])
    cafe = trip.occurrences.order_by("starts").first()
    Signup.objects.create(shift=cafe.shifts.get(), member=bo, name="Bo B", made_at=NOW)
    cancel(cafe, people)
    Message.objects.filter(member=bo).update(state=broke)
    assert on_list(people)["Bo"] is Reached.RING
    looked(member=bo, now=LATER)
    assert on_list(people)["Bo"] is Reached.SEEN, "their own page had it"


def test_ticking_off_says_who_and_when_and_the_first_one_stands(people, trip):
    cancel(trip.occurrences.first(), people)
    call = Call.objects.filter(person__isnull=False).first()
    people["dan"].base = hub_at(people["dan"], HUB)
    people["dan"].save()
    ringing.tick(call_id=call.pk, by=people["dan"], now=NOW)
    ringing.tick(call_id=call.pk, by=people["carla"], now=LATER)
    call.refresh_from_db()
    assert (call.rung_by, call.rung_at) == (people["dan"].user, NOW)
    assert Trace.objects.filter(what=ringing.RANG).count() == 1
    ringing.untick(call_id=call.pk, by=people["carla"], now=LATER)
    ringing.untick(call_id=call.pk, by=people["carla"], now=LATER)
    call.refresh_from_db()
    assert (call.rung_by, call.rung_at) == (None, None)
    assert Trace.objects.filter(what=ringing.TOOK_BACK).count() == 1


@pytest.mark.parametrize("who", ["alma", "bo", "finn"])
def test_nobody_but_who_leads_the_hub_ticks_off_or_reads_numbers(people, trip, who):
    cancel(trip.occurrences.first(), people)
    people[who].base = hub_at(people[who], HUB)
    people[who].save()
    row = CallList.objects.get()
    assert not calls_on(row, people[who])
    with pytest.raises(NotYours):
        ringing.tick(call_id=row.calls.first().pk, by=people[who], now=NOW)


def test_a_leader_of_another_hub_sees_none_of_it(season, people, trip):
    dan = people["dan"]
    dan.base = hub_at(dan, "Hubben ved siden af")
    dan.save()
    cancel(trip.occurrences.first(), people)
    assert not lists_of(season.pk, dan, today=NOW.date()) and not calls_on(CallList.objects.get(), dan)
    with pytest.raises(NotYours):
        ringing.tick(call_id=Call.objects.first().pk, by=dan, now=NOW)


def test_a_house_with_somebody_to_ask_is_rung(season, people, trip):
    cafe = trip.occurrences.first()
    Stop.objects.filter(pk=cafe.stop_id).update(contact="Birthe, 12 34 56 78")
    cancel(cafe, people)
    assert on_list(people)["Birthe, 12 34 56 78"] is Reached.RING


def test_who_waits_with_goods_is_rung_when_no_van_comes(people, trip):
    trip.pick_ups = [{"name": "Brugsen", "at": 540, "lat": 56.0, "lon": 9.0}]
    trip.save()
    first, last = trip.occurrences.order_by("starts")
    cancel(first, people)
    assert "Brugsen" not in on_list(people), "the van still comes by"
    cancel(last, people, now=LATER)
    assert on_list(people)["Brugsen"] is Reached.RING


def test_two_cafes_one_after_the_other_are_one_call_with_both(people, trip):
    """Who is on the whole trip hears of the first in the call about the second, and is rung once."""
    first, last = trip.occurrences.order_by("starts")
    cancel(first, people)
    cancel(last, people, now=LATER)
    driver = Signup.objects.get(shift__trip=trip, shift__role="employee", state="signed").name
    assert on_list(people, 1)[driver] is Reached.ENDED
    (call,) = [one.call for one in calls_on(CallList.objects.first(), people["carla"]) if one.name == driver]
    assert [news["kind"] for news in call.news] == ["cancelled", "changed", "cancelled"], (
        "sets out later, then not at all"
    )
    assert [news["trip"] for news in call.news] == [False, True, True]


def test_what_was_never_heard_and_is_taken_back_need_not_be_heard(people, trip):
    cafe = trip.occurrences.order_by("starts").first()
    cancel(cafe, people)
    back(cafe, people)
    assert CallList.objects.count() == 1, "nobody is rung to hear that all is as it was"
    assert set(on_list(people).values()) == {Reached.ENDED}


def test_who_was_rung_is_rung_again_when_it_is_taken_back(people, trip):
    cafe = trip.occurrences.order_by("starts").first()
    cancel(cafe, people)
    host = Signup.objects.filter(shift__occurrence=cafe).first()
    call = Call.objects.get(person__key=host.who)
    ringing.tick(call_id=call.pk, by=people["carla"], now=NOW)
    back(cafe, people)
    assert on_list(people) == {host.name: Reached.RING}, "the others never heard of it"


def heard_of(people, name: str, nth: int = 0) -> list[tuple[str, str]]:
    """What one is to hear by the newest list: place and kind."""
    row = CallList.objects.order_by("-made_at", "-pk")[nth]
    return [(news["place"], news["kind"]) for one in calls_on(row, people["carla"]) if one.name == name
            for news in one.call.news]  # fmt: skip


def test_who_was_rung_is_rung_again_also_while_another_call_of_the_day_is_open(people, trip):
    first, last = trip.occurrences.order_by("starts")
    driver = Signup.objects.get(shift__trip=trip, shift__role="employee", state="signed").name
    cancel(first, people)
    for call in Call.objects.all():
        ringing.tick(call_id=call.pk, by=people["carla"], now=NOW)
    cancel(last, people, now=LATER)  # nobody has rung about it yet
    back(first, people, now=LATER + timedelta(minutes=1))
    assert heard_of(people, driver) == [(last.place, "cancelled"), (first.place, "changed")], (
        "the van goes, to the first"
    )


def test_what_more_a_plan_brought_is_still_heard_when_one_of_it_is_cancelled(season, people, trip):
    cafe = trip.occurrences.order_by("starts").first()
    host = Signup.objects.filter(shift__occurrence=cafe).first()
    new = News(trip.base_id, Told.CONFIRMED, cafe.place, NEXT, cafe.starts, cafe=cafe.pk, who=host.who, more=12)
    make_list(season=season, about=About(CallKind.PLAN, NEXT, "plan 1"), news=[new], by=people["carla"].user, now=NOW)
    cancel(cafe, people, now=LATER)
    assert heard_of(people, host.name) == [(cafe.place, "confirmed"), (cafe.place, "cancelled")]


def test_nobody_is_rung_for_a_plans_cafe_that_is_cancelled_since(season, people, trip):
    """The plan's list is of its first day, another than the café's."""
    cafe = trip.occurrences.order_by("starts").first()
    host = Signup.objects.filter(shift__occurrence=cafe).first()
    new = News(trip.base_id, Told.CONFIRMED, cafe.place, NEXT, cafe.starts, cafe=cafe.pk, who=host.who)
    make_list(season=season, about=About(CallKind.PLAN, MONDAY, "plan 1"), news=[new], by=people["carla"].user, now=NOW)
    cancel(cafe, people, now=LATER)
    assert heard_of(people, host.name) == [(cafe.place, "cancelled")]
    assert Call.objects.filter(person__key=host.who, ended_at=None).count() == 1


def test_who_waits_with_goods_need_not_hear_of_a_van_that_comes_after_all(people, trip):
    trip.pick_ups = [{"name": "Brugsen", "at": 540, "lat": 56.0, "lon": 9.0}]
    trip.save()
    first, last = trip.occurrences.order_by("starts")
    cancel(first, people)
    cancel(last, people)
    assert heard_of(people, "Brugsen") == [("Brugsen", "cancelled")]
    back(last, people)
    assert not Call.objects.filter(pick_up="Brugsen", ended_at=None).exists()


def test_two_of_one_name_are_two_calls(season, people, trip):
    cafe = trip.occurrences.order_by("starts").first()
    shift = cafe.shifts.get()
    Signup.objects.filter(shift=shift).delete()
    for key in ("kim-1", "kim-2"):
        Signup.objects.create(shift=shift, name="Kim", person=key, made_at=NOW)
    cancel(cafe, people)
    assert Call.objects.filter(person__key__in=("kim-1", "kim-2")).count() == 2


def test_who_is_erased_while_on_the_list_is_gone_from_it(people, trip):
    bo = with_papers(people["bo"])
    cafe = trip.occurrences.order_by("starts").first()
    Signup.objects.create(shift=cafe.shifts.get(), member=bo, name="Bo B", made_at=NOW)
    cancel(cafe, people)
    assert "Bo" in on_list(people)
    erase(member=bo, by=people["carla"].user, now=LATER)
    assert "Bo" not in on_list(people) and not Call.objects.filter(member=bo).exists()
    assert on_list(people), "the others are still to be rung"


def _repair(season, people, trip, *mishaps, close=frozenset()):
    found = repair_day(season=season, day=NEXT, mishaps=mishaps, now=NOW)
    return found, settle_repair(
        proposal=found, why="Bilen kan ikke køre", by=people["carla"].user, now=NOW, close=close
    )


def test_a_van_breaks_and_everybody_it_concerns_is_on_one_list(season, people, trip):
    Stop.objects.filter(season=season).update(contact="Nøglen: 12 34 56 78")
    on_it = everyone_on(trip)
    vans = Vehicle.objects.filter(hub__season=season).values_list("key", flat=True)
    found, _ = _repair(season, people, trip, *(Mishap(Broken.VAN, van, trip.hub_key) for van in vans))
    assert found.lost
    row = CallList.objects.get()
    assert (row.kind, row.broken) == ("repair", ["van"])
    told = on_list(people)
    assert on_it <= told.keys() and set(told.values()) == {Reached.RING}
    assert still_to_ring([row.pk], people["carla"]) == {row.pk: row.calls.count()}
    assert row.calls.filter(stop__isnull=False).count() == len(found.lost) + len(found.late)
    settle_repair(proposal=found, why="Bilen kan ikke køre", by=people["carla"].user, now=LATER)
    assert CallList.objects.count() == 1, "settled twice is one list"


def test_who_is_ill_is_not_rung_about_it(season, people, trip):
    cafe = trip.occurrences.order_by("starts").first()
    host = Signup.objects.filter(shift__occurrence=cafe).first()
    _repair(season, people, trip, Mishap(Broken.VOLUNTEER, host.name, trip.hub_key))
    called = Call.objects.filter(person__key=host.who)
    assert not called.exists()


def test_a_list_ends_with_its_season_and_a_person_keeps_one_row(season, people, trip):
    first, last = trip.occurrences.order_by("starts")
    cancel(first, people)
    cancel(last, people, now=LATER)
    assert Person.objects.count() == Person.objects.values("base", "key").distinct().count()
    assert Shift.objects.filter(trip=trip).exists()
