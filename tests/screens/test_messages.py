"""One's own messages and calendar: whoever writes an address owns it, a secret is shown once, nobody's name leaves."""

from datetime import date, datetime, timedelta
from typing import Any

import icalendar
import pytest
from django.test import Client
from django.utils import timezone

from driveout.records.drive.crew import feed
from driveout.records.drive.crew.telling import Told, tell
from driveout.records.models import FeedAddress, Message, Occurrence, Plan, Shift, Signup, Way
from driveout.records.plan.actions import approve_plan
from driveout.records.tell import feed_address
from tests.on_dates import make_days
from tests.remembered import remembered
from tests.stored import NOW

pytestmark = pytest.mark.django_db
MESSAGES, CALENDAR = "/vagter/beskeder/", "/vagter/kalender/"


def said(answer) -> str:
    return answer.content.decode()


def test_a_way_is_written_stopped_taken_up_again_and_deleted(signed_in, people):
    bo = signed_in("bo")
    assert "Lige nu får du ingen beskeder" in said(bo.get(MESSAGES))
    assert "Du får besked som sms" in said(bo.post(MESSAGES + "sms/", {"address": "22 34 56 78"}, follow=True))
    assert Way.objects.get().member == people["bo"]
    assert "ikke flere beskeder" in said(bo.post(MESSAGES + "sms/stop/", follow=True))
    page = said(bo.get(MESSAGES))
    assert "Stoppet" in page and "+4522345678" in page
    bo.post(MESSAGES + "sms/", {"address": "+4522345678"})
    assert Way.objects.get().stopped_at is None
    assert "Vi har den ikke mere" in said(bo.post(MESSAGES + "sms/slet/", follow=True))
    assert not Way.objects.exists()


def test_an_address_that_is_none_is_told_what_to_write_and_nothing_is_changed(signed_in):
    answer = signed_in("bo").post(MESSAGES + "mail/", {"address": "bo snabel-a example"})
    assert answer.status_code == 422
    assert "Skriv en mailadresse" in said(answer) and "Intet er ændret" in said(answer)
    assert "bo snabel-a example" in said(answer), "what was typed is still there"
    assert not Way.objects.exists()
    assert signed_in("bo").post(MESSAGES + "fax/", {"address": "1"}).status_code == 404


def test_each_sees_the_own_messages_and_how_they_fared(signed_in, people):
    at: dict[str, Any] = {"place": "Karby", "day": date(2026, 3, 10), "starts": 750, "now": NOW}
    tell(member=people["bo"], kind=Told.CANCELLED, once="a", **at)
    tell(member=people["alma"], kind=Told.CONFIRMED, once="b", **{**at, "place": "Vils"})
    page = said(signed_in("bo").get(MESSAGES))
    assert "Aflyst: Karby, tirsdag 10. marts kl. 12.30" in page and "Kun her på siden" in page
    assert "Vils" not in page
    tell(member=people["bo"], kind=Told.OFF_CREW, once="c", **at)
    assert "Du er ikke på holdet mere: Karby, tirsdag 10. marts kl. 12.30" in said(signed_in("bo").get(MESSAGES))
    Message.objects.filter(once="a").update(state="failed", trouble="unknown", ended_at=NOW)
    assert "Vi ved ikke, om den kom frem" in said(signed_in("bo").get(MESSAGES))
    Message.objects.filter(once="a").update(trouble="on its way", ended_at=None)
    assert "På vej" in said(signed_in("bo").get(MESSAGES))


@pytest.mark.parametrize("name", ["eva"])
def test_who_neither_drives_nor_hosts_has_no_such_pages(signed_in, name):
    for address in (MESSAGES, CALENDAR):
        assert signed_in(name).get(address).status_code == 403
        assert Client().get(address).status_code == 302


@pytest.fixture
@remembered
def week(people, season, plan):
    """The plan on dates around today, so that a calendar of today holds some; Bo hosts the first café."""
    today = timezone.localdate()
    season.first_day = today - timedelta(days=today.weekday())
    season.save(update_fields=["first_day"])
    approve_plan(plan_id=plan.id, by=None, now=timezone.now())
    make_days(plan_id=plan.id, by=None, now=timezone.now(), today=season.first_day)
    Signup.objects.all().delete()  # the plan's own people: each test says who is on which shift
    return season


def sign(member, shift, **other):
    values = {"state": "signed", "made_at": timezone.now(), **other}
    return Signup.objects.create(shift=shift, member=member, name=member.user.first_name, **values)


def address_of(browser):
    page = said(browser.post(CALENDAR + "ny/"))
    return page.partition('readonly value="http://testserver')[2].partition('"')[0]


def events(address):
    answer = Client().get(address)
    assert answer.status_code == 200 and answer["Content-Type"].startswith("text/calendar")
    assert "no-store" in answer["Cache-Control"]
    calendar = icalendar.Calendar.from_ical(answer.content)
    assert [zone["TZID"] for zone in calendar.walk("VTIMEZONE")] == ["Europe/Copenhagen"]
    return {str(event["UID"]): event for event in calendar.walk("VEVENT")}


def test_the_calendar_holds_the_own_shifts_with_a_time_and_a_place_and_no_name(signed_in, people, week):
    cafe = Occurrence.objects.earliest("date", "starts")
    sign(people["bo"], Shift.objects.get(occurrence=cafe, role="host"))
    sign(people["alma"], Shift.objects.get(trip=cafe.trip, role="employee"))
    address = address_of(signed_in("bo"))
    (event,) = events(address).values()
    assert str(event["SUMMARY"]) == f"Café på hjul i {cafe.place}" and str(event["STATUS"]) == "CONFIRMED"
    start = event["DTSTART"].dt
    assert (start.date(), 60 * start.hour + start.minute) == (cafe.date, cafe.starts)
    assert event["DTEND"].dt - start == timedelta(minutes=cafe.minutes)
    text = Client().get(address).content.decode()
    assert not any(name in text for name in ("Alma", "Carla", "testserver")) and "\nSUMMARY:Bo" not in text
    (trip,) = events(address_of(signed_in("alma"))).values()
    assert str(trip["SUMMARY"]).startswith("Tur fra ")


def test_a_shift_that_is_cancelled_left_or_taken_again_stays_the_same_event_and_counts_up(signed_in, people, week):
    cafe = Occurrence.objects.earliest("date", "starts")
    shift = Shift.objects.get(occurrence=cafe, role="host")
    made = timezone.now() - timedelta(days=9)
    own = sign(people["bo"], shift, made_at=made)
    Plan.objects.update(approved_at=made)
    address = address_of(signed_in("bo"))
    seen = [events(address)]

    def then(**changes):
        Occurrence.objects.filter(pk=cafe.pk).update(**changes)
        seen.append(events(address))

    later = timezone.now() + timedelta(hours=1)
    then(state="cancelled", why="Sne", told_at=later)
    then(state="planned", why="", told_at=later + timedelta(hours=1), starts=cafe.starts + 15)
    Signup.objects.filter(pk=own.pk).update(state="withdrawn", ended_at=later + timedelta(hours=2))
    seen.append(events(address))
    sign(people["bo"], shift, made_at=later + timedelta(hours=3))
    seen.append(events(address))
    assert {tuple(found) for found in seen} == {tuple(seen[0])}, "one event, with one name of its own for ever"
    rows = [next(iter(found.values())) for found in seen]
    states = [str(row["STATUS"]) for row in rows]
    assert states == ["CONFIRMED", "CANCELLED", "CONFIRMED", "CANCELLED", "CONFIRMED"]
    counts = [int(row["SEQUENCE"]) for row in rows]
    assert counts == sorted(set(counts)), "every change counts up"
    for name in ("DTSTAMP", "LAST-MODIFIED"):
        stamps = [row[name].dt for row in rows]
        assert stamps == sorted(set(stamps))
    first = [str(row["SUMMARY"]).split("Café")[0] for row in rows]
    assert first == ["", "Aflyst: ", "", "Ikke på holdet: ", ""], "cancelled, or held without one"


def test_making_the_days_again_counts_up_too(people, week, plan):
    cafe = Occurrence.objects.filter(told_at=None).earliest("date", "starts")
    sign(people["bo"], Shift.objects.get(occurrence=cafe, role="host"))
    (before,) = feed.entries(people["bo"], timezone.localdate())
    make_days(plan_id=plan.id, by=None, now=timezone.now() + timedelta(hours=1), today=week.first_day)
    (after,) = feed.entries(people["bo"], timezone.localdate())
    assert after.key == before.key and feed.sequence_of(after) > feed.sequence_of(before)


def test_an_address_is_renewed_and_ended_and_the_old_one_says_who_can_help(signed_in, people, week):
    bo = signed_in("bo")
    first = address_of(bo)
    second = address_of(bo)
    assert first != second and events(second) == {}
    for wrong, status in ((first, 410), ("/vagter/kalender/guessed.ics", 404)):
        answer = Client().get(wrong)
        assert answer.status_code == status
        assert "kan lave en ny" in said(answer) and "hubleder" in said(answer)
    assert "Adressen virker ikke mere" in said(bo.post(CALENDAR + "slut/", follow=True))
    assert Client().get(second).status_code == 410
    third = address_of(bo)
    people["bo"].user.is_active = False
    people["bo"].user.save()
    assert Client().get(third).status_code == 410, "who has no access any more has no calendar here"


def test_only_a_digest_is_kept_and_the_page_does_not_show_the_secret_again(signed_in, people):
    bo = signed_in("bo")
    secret = address_of(bo).split("/")[-1].removesuffix(".ics")
    assert secret not in said(bo.get(CALENDAR)) and len(secret) >= 32
    assert FeedAddress.objects.get().digest == feed_address.digest_of(secret) != secret


def test_the_calendar_asks_the_same_number_of_questions_however_long_it_is(people, week, django_assert_num_queries):
    bo = people["bo"]
    with django_assert_num_queries(4):
        feed.entries(bo, timezone.localdate())
    for shift in Shift.objects.filter(role="host")[:20]:
        sign(bo, shift)
    assert len(feed.entries(bo, timezone.localdate())) == 20
    with django_assert_num_queries(4):
        assert len(feed.entries(bo, timezone.localdate())) == 20, "what is as it was is not written down again"


def test_summer_time_begins_and_ten_oclock_is_still_ten():
    from driveout.field.calendar.feed import as_calendar

    entry = feed.Entry("k", date(2026, 3, 29), 60, 240, "Karby", "", False, False, NOW, NOW)
    event: Any
    (event,) = icalendar.Calendar.from_ical(as_calendar([entry])).walk("VEVENT")
    assert event["DTSTART"].dt.replace(tzinfo=None) == datetime(2026, 3, 29, 1)
    assert event["DTEND"].dt.replace(tzinfo=None) == datetime(2026, 3, 29, 4)
