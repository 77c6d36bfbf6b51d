"""One café cancelled, moved, taken back: in the row, in the open, in the trace, and to whom it touches."""

from datetime import date, timedelta

import pytest

from driveout.records.drive.days import breaking, telling
from driveout.records.drive.days.making import make_days
from driveout.records.models import FieldEvent, Message, Occurrence, Phone, PublicChange, Signup, Trace, Way
from driveout.records.plan.actions import approve_plan
from driveout.records.publish.actions import publish_times, take_times_down
from tests.stored import NOW, cast

MONDAY = date(2026, 3, 2)
NEXT = MONDAY + timedelta(days=7)


@pytest.fixture
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


def test_what_is_over_or_has_begun_is_not_cancelled(cafe, carla):
    with pytest.raises(breaking.Over):
        breaking.cancel(occurrence_id=cafe.id, why="x", by=carla.user, now=NOW + timedelta(days=30))
    key = {"id": "0197a000-0000-7000-8000-000000000001", "made_at": NOW, "signed_in_at": NOW}
    phone = Phone.objects.create(member=carla, name="Telefon", public_key="", **key)
    FieldEvent.objects.create(
        id="0197a000-0000-7000-8000-000000000002", phone=phone, occurrence=cafe, seq=1, kind="open", body={},
        digest="", told_at=NOW, received_at=NOW,
    )  # fmt: skip
    with pytest.raises(breaking.HasBegun):
        cancel(cafe, carla)


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
    from driveout.records.plan.uploads import ask_for_file

    file = ask_for_file(plan=plan, kind=PlanFile.Kind.CALENDAR, language="da", **done(carla))
    cancel(cafe, carla)
    assert not PlanFile.objects.filter(pk=file.pk).exists()
    from driveout.jobs.uploading import plan_as_file

    plan.refresh_from_db()
    text = plan_as_file(PlanFile(plan=plan, kind=PlanFile.Kind.CALENDAR, language="da"))[0].decode()
    assert "STATUS:CANCELLED" in text and "Huset er lukket." in text
