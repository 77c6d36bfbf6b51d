"""One café cancelled, moved, taken back: in the row, in the open, in the trace, and to whom it touches."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from driveout.records.drive.crew.held import begun
from driveout.records.drive.days import breaking, room, telling
from driveout.records.meet.actions import take_events
from driveout.records.models import Message, Occurrence, Phone, PublicChange, Shift, Signup, Trace, Trip, Way
from driveout.records.plan.actions import approve_plan
from driveout.records.plan.publishing.actions import publish_times, take_times_down
from tests.on_dates import make_days
from tests.places import at
from tests.remembered import remembered
from tests.stored import NOW, cast

MONDAY = date(2026, 3, 2)
NEXT = MONDAY + timedelta(days=7)


@pytest.fixture
@remembered
def cafe(season, plan, carla):
    """Mosede at 10 on a Monday ahead, with Bo as host; its times are public."""
    season.first_day = MONDAY
    season.save(update_fields=["first_day"])
    approve_plan(plan_id=plan.id, by=carla.user, now=NOW)
    publish_times(plan_id=plan.id, by=carla.user, now=NOW)
    make_days(plan_id=plan.id, by=carla.user, now=NOW, today=MONDAY)
    return Occurrence.objects.get(date=NEXT, place="Mosede")


def done(carla):
    return {"by": carla.user, "now": NOW}


def cancel(cafe, carla, why="Huset er lukket."):
    return breaking.cancel(occurrence_id=cafe.id, why=why, **done(carla))


def later(cafe, carla, starts, why="Vejen er glat."):
    return breaking.hold_later(occurrence_id=cafe.id, starts=starts, why=why, **done(carla))


def public():
    return {(row.place, row.date): (row.cancelled, row.starts, row.why) for row in PublicChange.objects.all()}


def traces():
    return list(Trace.objects.filter(what__in=(breaking.CANCELLED, breaking.LATER, breaking.BACK)).values_list("what"))


def test_cancelled_is_said_in_the_row_in_the_open_and_in_the_trace(cafe, carla):
    row = cancel(cafe, carla)
    assert (row.state, row.why, row.told_at, row.told_by) == ("cancelled", "Huset er lukket.", NOW, carla.user)
    assert public() == {("Mosede", NEXT): (True, 600, "Huset er lukket.")}
    assert traces() == [(breaking.CANCELLED,)]
    cancel(cafe, carla, why="Noget andet.")
    assert public() == {("Mosede", NEXT): (True, 600, "Huset er lukket.")} and len(traces()) == 1


def test_later_is_told_and_on_time_again_is_no_news(cafe, carla):
    later(cafe, carla, 630)
    assert public() == {("Mosede", NEXT): (False, 630, "Vejen er glat.")}
    row = later(cafe, carla, 600, why="")
    assert public() == {} and (row.why, row.told_at) == ("", None)
    assert len(traces()) == 2


def test_a_cancellation_taken_back_leaves_the_cafe_as_promised(cafe, carla):
    later(cafe, carla, 630)
    cancel(cafe, carla)
    row = breaking.take_back(occurrence_id=cafe.id, **done(carla))
    assert (row.state, row.starts, row.why, row.told_at) == ("planned", 600, "", None)
    assert public() == {}
    breaking.take_back(occurrence_id=cafe.id, **done(carla))
    assert len(traces()) == 3


def test_who_hosts_it_is_told_once_and_nobody_is_told_why(cafe, carla):
    bo = cast()["bo"]
    Way.objects.create(member=bo, channel="sms", address="+4512345678", made_at=NOW)
    Signup.objects.filter(shift__occurrence=cafe, name="Bo").update(member=bo)
    cancel(cafe, carla)
    cancel(cafe, carla)
    (message,) = Message.objects.all()
    assert (message.member, message.kind, message.state) == (bo, "cancelled", "waiting")
    assert "Mosede" in message.text + message.subject and "Huset" not in message.text


@pytest.mark.parametrize("starts", [599, 24 * 60 - 30])
def test_never_earlier_than_promised_and_the_same_day(cafe, carla, starts):
    with pytest.raises(breaking.NotLater):
        later(cafe, carla, starts)
    assert public() == {} and traces() == []


def test_guests_are_told_why(cafe, carla):
    with pytest.raises(breaking.SaysNothing):
        cancel(cafe, carla, why="  ")
    with pytest.raises(breaking.SaysNothing):
        later(cafe, carla, 630, why="")
    assert public() == {} and traces() == []


@pytest.fixture
def tell(cafe, carla):
    """What somebody wrote on a phone at the café; the id of each event."""
    key = {"id": uuid4(), "made_at": NOW, "signed_in_at": NOW}
    phone = Phone.objects.create(member=carla, name="Telefon", public_key="", **key)

    def told(*events):
        items = [
            {"v": 1, "id": str(uuid4()), "seq": phone.last_seq + n, "at": NOW.isoformat(), "kind": kind,
             "occurrence": cafe.id, "body": body}
            for n, (kind, body) in enumerate(events, 1)
        ]  # fmt: skip
        assert {fate.status for fate in take_events(items=items, phone=phone, now=NOW)} == {201}
        phone.refresh_from_db()
        return [item["id"] for item in items]

    return told


COLD = ("mishap", {"what": "locked"})
OPEN: tuple[str, dict[str, Any]] = ("open", {})
NOTE = ("set", {"field": "note", "value": "Nøglen mangler.", "was": []})
GUEST = ("count", {"what": "first", "n": 1})


def test_what_is_over_is_not_cancelled(cafe, carla):
    with pytest.raises(breaking.Over):
        breaking.cancel(occurrence_id=cafe.id, why="x", by=carla.user, now=NOW + timedelta(days=30))


def test_a_locked_door_the_weather_and_a_note_are_no_beginning(cafe, carla, tell):
    tell(
        COLD,
        NOTE,
        ("set", {"field": "weather", "value": "snow", "was": []}),
        ("count", {"what": "turned_away", "n": 2}),
    )
    assert later(cafe, carla, 610).starts == 610
    assert cancel(cafe, carla, why="Døren er låst.").state == "cancelled"
    assert public()["Mosede", NEXT] == (True, 600, "Døren er låst.")


@pytest.mark.parametrize("event", [OPEN, GUEST])
def test_what_was_opened_or_has_guests_has_begun_until_that_is_taken_back(cafe, carla, tell, event):
    (told,) = tell(event)
    for act in (cancel, lambda row, by: later(row, by, 610)):
        with pytest.raises(breaking.HasBegun):
            act(cafe, carla)
    tell(("undo", {"of": told}))
    assert cancel(cafe, carla).state == "cancelled"


@pytest.mark.parametrize(
    "events", [(), (COLD, NOTE), (OPEN,), (GUEST,), (GUEST, ("count", {"what": "first", "n": -1}))]
)
def test_a_row_and_a_query_agree_on_what_has_begun(cafe, tell, events):
    if events:
        tell(*events)
    asked = Occurrence.objects.annotate(is_so=begun()).get(pk=cafe.pk)
    assert asked.is_so is breaking.has_begun(asked)
    assert list(Occurrence.objects.filter(begun())) == [cafe] * asked.is_so


def test_an_open_cafe_is_cancelled_on_a_second_yes_and_may_be_open_again(cafe, carla, tell):
    tell(OPEN, GUEST)
    row = breaking.cancel(occurrence_id=cafe.id, why="Strømmen gik.", though_open=True, **done(carla))
    assert (row.state, row.tally.guests) == ("cancelled", 1)
    assert public() == {("Mosede", NEXT): (True, 600, "Strømmen gik.")}
    assert Trace.objects.get(what=breaking.CANCELLED).details["opened"] is True
    assert breaking.take_back(occurrence_id=cafe.id, **done(carla)).state == "planned" and public() == {}


def test_a_cafe_that_was_held_is_not_cancelled_afterwards(cafe, carla, tell):
    tell(OPEN)
    evening = datetime(2026, 3, 9, 11, 30, tzinfo=ZoneInfo("Europe/Copenhagen"))
    with pytest.raises(breaking.WasHeld):
        breaking.cancel(occurrence_id=cafe.id, why="x", though_open=True, by=carla.user, now=evening)


# The van and the hosts. Mosede is held from 10 to 11.30, Lyngdal from 12.10; the way takes ten minutes.


def test_the_van_is_never_in_two_cafes(cafe, carla):
    assert later(cafe, carla, 630).starts == 630  # ends at 12, and ten minutes are left for the way
    with pytest.raises(breaking.NoRoom) as refused:
        later(cafe, carla, 631)
    assert vars(refused.value.meeting) == {
        "first": "Mosede",
        "ends": 721,
        "way": 10,
        "second": "Lyngdal",
        "starts": 730,
    }
    assert public()["Mosede", NEXT] == (False, 630, "Vejen er glat.")
    lyngdal = Occurrence.objects.get(date=NEXT, place="Lyngdal")
    assert later(cafe, carla, lyngdal.starts + lyngdal.minutes + 10).starts > lyngdal.starts  # after it there is time
    cancel(lyngdal, carla)
    assert later(cafe, carla, 700).starts == 700  # and where the other is cancelled
    with pytest.raises(breaking.NoRoom):
        breaking.take_back(occurrence_id=lyngdal.id, **done(carla))


def test_a_way_that_became_longer_does_not_hinder_the_old_time(cafe, plan, carla):
    later(cafe, carla, 630)
    drives = cafe.season.drives
    cafe.season.drives = {**drives, "legs": [[a, b, 55, km] for a, b, _minutes, km in drives["legs"]]}
    cafe.season.save(update_fields=["drives"])
    assert breaking.take_back(occurrence_id=cafe.id, **done(carla)).starts == 600
    with pytest.raises(breaking.NoRoom):
        later(cafe, carla, 615)


def test_a_host_with_another_shift_is_named_and_so_is_a_van_that_is_late(cafe, carla):
    bo, lyngdal = cast()["bo"], Occurrence.objects.get(date=NEXT, place="Lyngdal")
    Signup.objects.filter(shift__occurrence=cafe, name="Bo").update(member=bo)
    assert room.strain_of(cafe) == room.Strain((), None)
    trip = Trip.objects.get(pk=cafe.trip_id)
    trip.pk, trip.name, trip.hub, trip.van, trip.van_key = None, "Nord 1", "Nordby", "Van 9", "Van 9"
    trip.save()
    other = Occurrence.objects.get(pk=cafe.pk)
    other.where, other.stop = at(cafe.season, "Sandby"), None
    other.pk, other.trip, other.place, other.hub, other.starts, other.promised = (
        None,
        trip,
        "Sandby",
        "Nordby",
        700,
        700,
    )
    other.save()
    shift = Shift.objects.create(trip=trip, occurrence=other, role="host", needed=1)
    Signup.objects.create(shift=shift, member=bo, name="Bo", made_at=NOW)
    assert room.strain_of(cafe).hosts == ()
    assert room.strain_of(later(cafe, carla, 630)).hosts == (room.Clash("Bo", "Sandby", 700),)
    cancel(other, carla)
    assert room.strain_of(later(cafe, carla, 620)).hosts == ()
    row = later(lyngdal, carla, 1200)
    assert room.strain_of(row).home == 1200 + row.minutes + 15 + 15 + 15  # packing down, the way home, unloading


def _plain(trip) -> dict[str, Any]:
    return {field.attname: getattr(trip, field.attname) for field in trip._meta.fields if field.attname != "id"}


def test_the_van_and_the_hosts_are_asked_about_in_few_queries(cafe, carla, django_assert_num_queries):
    """Also of a café that is the van's last. The season's roads are read once, for the ways, and its reach never."""
    first, *_, last = Occurrence.objects.filter(date=NEXT, trip=cafe.trip).select_related("trip", "stop")
    with django_assert_num_queries(2):
        assert room.meeting_of(first, 700)
    with django_assert_num_queries(2):
        room.strain_of(first)
    assert last.pk != cafe.pk and last.stop_id and last.shifts.get(role="host").signups.exists()
    Signup.objects.filter(shift__occurrence=last).update(member=cast()["bo"])
    away = Trip.objects.create(**{**_plain(cafe.trip), "name": "Nord 1"})
    Signup.objects.create(
        shift=Shift.objects.create(trip=away, role="employee", needed=1), member=cast()["bo"], name="Bo", made_at=NOW
    )
    with django_assert_num_queries(3) as asked:
        assert room.strain_of(last).hosts
    assert sum('"drives"' in q["sql"] for q in asked.captured_queries) == 1
    assert not any('"reach"' in q["sql"] for q in asked.captured_queries)


@pytest.mark.parametrize(
    "act",
    [cancel, lambda row, by: later(row, by, 610), lambda row, by: breaking.take_back(occurrence_id=row.id, **done(by))],
)
def test_the_season_is_held_before_anything_is_read(cafe, carla, act):
    with CaptureQueriesContext(connection) as asked:
        act(cafe, carla)
    first, second, *others = [q["sql"] for q in asked if q["sql"].startswith("SELECT")]
    assert first.startswith('SELECT "records_season"."id" FROM "records_season"'), first
    assert 'FROM "records_occurrence"' in second, second
    assert not any('FROM "records_trip"' in sql for sql in others), "the trip came with the café"
    if connection.vendor == "postgresql":
        assert first.endswith("FOR NO KEY UPDATE")
        assert second.endswith('FOR NO KEY UPDATE OF "records_occurrence"')


def test_nothing_is_in_the_open_while_the_times_are_not(cafe, plan, carla):
    take_times_down(plan_id=plan.id, **done(carla))
    cancel(cafe, carla)
    assert public() == {}
    telling.publish_times(plan_id=plan.id, today=MONDAY, **done(carla))
    assert public() == {("Mosede", NEXT): (True, 600, "Huset er lukket.")}
    take_times_down(plan_id=plan.id, **done(carla))
    assert public() == {}


def test_a_plan_made_again_leaves_what_was_told(cafe, plan, carla):
    later(cafe, carla, 630)
    make_days(plan_id=plan.id, **done(carla), today=MONDAY)
    cafe.refresh_from_db()
    assert (cafe.starts, cafe.promised) == (630, 600)


def test_a_calendar_made_before_is_made_again(cafe, plan, carla):
    from driveout.records.models import PlanFile
    from driveout.records.plan.files.uploads import ask_for_file

    file = ask_for_file(plan=plan, kind=PlanFile.Kind.CALENDAR, language="da", **done(carla))
    cancel(cafe, carla)
    assert not PlanFile.objects.filter(pk=file.pk).exists()
    from driveout.jobs.uploading import plan_as_file

    plan.refresh_from_db()
    text = plan_as_file(PlanFile(plan=plan, kind=PlanFile.Kind.CALENDAR, language="da"))[0].decode()
    assert "STATUS:CANCELLED" in text and "Huset er lukket." in text
