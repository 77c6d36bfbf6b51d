"""Whatever changes in a calendar, its number and the moment of its last change grow, and never fall."""

from datetime import date, timedelta
from itertools import count, pairwise

import icalendar
import pytest

from driveout.field.calendar.feed import as_calendar
from driveout.jobs.uploading import plan_as_file
from driveout.records.drive.crew.feed import entries
from driveout.records.drive.crew.signing import sign_up, withdraw
from driveout.records.drive.days import breaking
from driveout.records.drive.days.dated import NOT_IN_THE_PLAN
from driveout.records.drive.models import Occurrence, Shift, Signup, Trip
from driveout.records.models import Plan, PlanFile, Season, Stop
from driveout.records.plan.queries import season_as_words
from driveout.records.plan.seasons import copies
from tests.records.crew.town import MONDAY, TODAY, empty_shift, with_papers
from tests.stored import NOW, store_plan

pytestmark = pytest.mark.django_db
NEXT = MONDAY + timedelta(days=7)
STAMPS = ("sequence", "last-modified", "dtstamp")


@pytest.fixture(autouse=True)
def _in_the_season(monkeypatch):
    """Calendars are read on the day the tests speak of."""
    monkeypatch.setattr("driveout.jobs.calendars.timezone.localdate", lambda *_: TODAY)


def stamp(event):
    return tuple(getattr(event[name], "dt", event[name]) for name in STAMPS)


def own(member):
    """Of somebody with one shift: its status, and its stamp."""
    (event,) = icalendar.Calendar.from_ical(as_calendar(entries(member, TODAY))).walk("VEVENT")
    return str(event["status"]), stamp(event)


def of_plan(plan):
    """Uid → the parts of an event in the plan's own calendar, the weekly one first."""
    file = PlanFile(plan=Plan.objects.select_related("season").get(pk=plan.pk), kind="calendar", language="da")
    text = plan_as_file(file)[0]
    found: dict[str, list[icalendar.Component]] = {}
    for event in icalendar.Calendar.from_ical(text).walk("VEVENT"):
        found.setdefault(str(event["uid"]), []).append(event)
    return {uid: sorted(parts, key=lambda one: "recurrence-id" in one) for uid, parts in found.items()}


def grows(seen):
    """Each of the three grows every time."""
    return all(before < after for was, now in pairwise(seen) for before, after in zip(was, now, strict=True))


def on_monday(calendar, place):
    """The parts of the event of a place's Mondays."""
    (parts,) = (parts for parts in calendar.values() if parts[0]["summary"].endswith(place) and weekday(parts[0]) == 0)
    return parts


def weekday(event):
    return event["dtstart"].dt.weekday()


def deeds(cafe, by):
    """What can be done with a café, in an order that comes back to what it was more than once."""
    done = ({"occurrence_id": cafe.pk, "by": by, "now": NOW + timedelta(hours=n)} for n in count(1))
    yield breaking.cancel(why="Sne", **next(done))
    yield breaking.take_back(**next(done))
    yield breaking.hold_later(starts=cafe.promised + 25, why="Kø", **next(done))
    yield breaking.hold_later(starts=cafe.promised + 40, why="Mere kø", **next(done))
    yield breaking.hold_later(starts=cafe.promised, why="", **next(done))
    yield breaking.cancel(why="Storm", **next(done))


def test_a_host_who_has_the_calendar_gets_each_change_of_a_cafe(people, season):
    bo, row = with_papers(people["bo"]), empty_shift(1)
    mine = sign_up(shift_id=row.pk, member=bo, by=bo, now=NOW)
    seen = [own(bo), *(own(bo) for _ in deeds(row.occurrence, people["carla"].user))]
    assert [one[0] for one in seen] == [
        "CONFIRMED", "CANCELLED", "CONFIRMED", "CONFIRMED", "CONFIRMED", "CONFIRMED", "CANCELLED",
    ]  # fmt: skip
    assert own(bo) == seen[-1], "read again, it is the same"
    withdraw(signup_id=mine.pk, by=people["carla"], now=NOW + timedelta(days=1))
    seen.append(own(bo))
    assert grows([one[1] for one in seen])


def test_the_address_stands_where_the_crew_looks_for_the_way_and_a_new_one_is_a_change(people, season, client):
    bo, row = with_papers(people["bo"]), empty_shift(1)
    sign_up(shift_id=row.pk, member=bo, by=bo, now=NOW)
    before = own(bo)
    Stop.objects.filter(pk=row.occurrence.stop_id).update(address="Hovedgaden 12, 7960 Karby")
    after = own(bo)
    assert grows([before[1], after[1]])
    (entry,) = entries(bo, TODAY)
    assert entry.venue.endswith("Hovedgaden 12, 7960 Karby")
    client.force_login(bo.user)
    assert "Hovedgaden 12, 7960 Karby" in client.get(f"/vagter/{row.pk}/").content.decode()


def test_what_was_done_and_undone_unread_has_a_higher_number_too(people, season):
    bo, row = with_papers(people["bo"]), empty_shift(1)
    sign_up(shift_id=row.pk, member=bo, by=bo, now=NOW)
    before = own(bo)
    by, now = people["carla"].user, NOW + timedelta(hours=1)
    breaking.cancel(occurrence_id=row.occurrence_id, why="Sne", by=by, now=now)
    breaking.take_back(occurrence_id=row.occurrence_id, by=by, now=now + timedelta(hours=1))
    assert grows([before[1], own(bo)[1]])


def test_who_drives_gets_another_van_a_season_set_aside_and_taken_back(people, season):
    alma = with_papers(people["alma"], "licence", "child safety", "introduction")
    trip = Trip.objects.filter(date=NEXT).get()
    Signup.objects.filter(shift__trip=trip, shift__role="employee").delete()
    Signup.objects.create(shift=Shift.objects.get(trip=trip, role="employee"), member=alma, name="Alma", made_at=NOW)
    seen = [own(alma)]
    Trip.objects.filter(pk=trip.pk).update(leaves=trip.leaves - 35)
    seen.append(own(alma))
    Season.objects.filter(pk=season.pk).update(set_aside_at=NOW - timedelta(days=1))
    seen.append(own(alma))
    Season.objects.filter(pk=season.pk).update(set_aside_at=None)
    seen.append(own(alma))
    assert [one[0] for one in seen] == ["CONFIRMED", "CONFIRMED", "CANCELLED", "CONFIRMED"]
    assert grows([one[1] for one in seen])


def test_a_plans_own_calendar_gets_each_change_of_a_date_and_a_date_once_told_of_stays(people, season, plan):
    cafe = Occurrence.objects.filter(date=NEXT).latest("starts")

    def here():
        parts = on_monday(of_plan(plan), cafe.place)
        assert {stamp(part) for part in parts} == {stamp(parts[0])}, "one event, one number"
        return parts

    first = here()
    seen = [here() for _ in deeds(cafe, people["carla"].user)]
    assert len(first) == 1 and {len(parts) for parts in seen} == {2}
    assert [str(parts[1]["status"]) for parts in seen] == [
        "CANCELLED", "CONFIRMED", "CONFIRMED", "CONFIRMED", "CONFIRMED", "CANCELLED",
    ]  # fmt: skip
    starts = [parts[1]["dtstart"].dt.hour * 60 + parts[1]["dtstart"].dt.minute - cafe.promised for parts in seen]
    assert starts == [0, 0, 25, 40, 0, 0]
    assert grows([stamp(parts[0]) for parts in (first, *seen)])
    assert stamp(here()[0]) == stamp(seen[-1][0])


def test_another_plan_of_the_season_moves_what_the_first_one_said_and_so_does_the_first_again(people, season, plan):
    first = of_plan(plan)
    other = store_plan(people["carla"], season, sent_by="another")
    other.openings.filter(weekday=0, stop__name="Mosede").update(starts=625)
    second = of_plan(other)
    back = of_plan(plan)
    assert set(first) == set(second) == set(back)
    moved = [uid for uid in first if first[uid][0]["dtstart"].dt != second[uid][0]["dtstart"].dt]
    assert len(moved) == 1
    for uid in first:
        seen = [stamp(one[uid][0]) for one in (first, second, back)]
        assert grows(seen) if uid in moved else len(set(seen)) == 1


def test_a_cafe_that_the_plan_drops_ends_in_the_calendars_that_have_it(people, season, plan):
    first = of_plan(plan)
    opening = plan.openings.filter(weekday=0).earliest("starts")
    place, guests = opening.stop.name, opening.guests
    opening.delete()
    Plan.objects.filter(pk=plan.pk).update(guests=plan.guests - guests)
    Occurrence.objects.filter(place=place, date__gt=TODAY, date__week_day=2).update(
        state="cancelled", why=NOT_IN_THE_PLAN
    )
    second = of_plan(plan)
    (last,) = on_monday(second, place)
    assert set(second) == set(first)
    assert last["rrule"]["UNTIL"][0].date() == MONDAY and last["status"] == "CONFIRMED", "what lies behind stays"
    assert grows([stamp(on_monday(first, place)[0]), stamp(last)])
    assert stamp(on_monday(of_plan(plan), place)[0]) == stamp(last)


def test_dates_on_which_the_days_are_otherwise_than_the_plan_say_so(people, season, plan):
    """A plan that holds from a later date: until then the café stands as it did, there is none, or one it has not."""
    mosede = Occurrence.objects.get(date=NEXT, place="Mosede")
    Occurrence.objects.filter(pk=mosede.pk).update(starts=mosede.starts + 140, promised=mosede.starts + 140)
    other = Occurrence.objects.filter(date=NEXT).exclude(pk=mosede.pk).earliest("starts")
    Signup.objects.filter(shift__occurrence=other).delete()
    other.delete()
    beside = Occurrence.objects.get(date=NEXT + timedelta(days=2), place="Mosede")
    Occurrence.objects.filter(pk=beside.pk).update(date=NEXT + timedelta(days=3))
    here = of_plan(plan)
    weekly, once = on_monday(here, "Mosede")
    assert once["dtstart"].dt - once["recurrence-id"].dt == timedelta(minutes=140)
    _, none = on_monday(here, other.place)
    assert none["status"] == "CANCELLED" and none["recurrence-id"].dt.date() == NEXT
    alone = [parts for parts in here.values() if "rrule" not in parts[0]]
    assert [parts[0]["dtstart"].dt.date() for parts in alone] == [NEXT + timedelta(days=3)]
    assert alone[0][0]["summary"] == weekly["summary"] and alone[0][0]["status"] == "CONFIRMED"


def test_a_season_and_a_place_by_another_name_are_the_same_events_and_the_next_season_has_its_own(people, season, plan):
    first = of_plan(plan)
    of = {"season": season, "by": people["carla"].user, "now": NOW}
    autumn = copies.make_next_season(name="Efterår", first_day=date(2026, 9, 7), weeks=8, keep_wishes=True, **of)
    Season.objects.filter(pk=season.pk).update(name="Forår 2026")
    Season.objects.filter(pk=autumn.pk).update(name=season.name)
    Stop.objects.filter(season=season, name="Mosede").update(name="Mosede Strand")
    second = of_plan(plan)
    assert set(second) == set(first)
    for uid in first:
        was, now = first[uid][0], second[uid][0]
        assert grows([stamp(was), stamp(now)]) if was["summary"] != now["summary"] else stamp(was) == stamp(now)
    Stop.objects.filter(season=season, name="Mosede Strand").update(name="Mosede")
    in_autumn = of_plan(store_plan(people["carla"], autumn, words=season_as_words(autumn.pk)))
    assert in_autumn and not set(in_autumn) & set(first)


def test_the_one_that_takes_a_seasons_place_takes_its_events_and_gives_them_back(people, season, plan):
    done = {"by": people["carla"].user, "now": NOW}
    tried = copies.make_scenario(season=season, name="Prøve", why="", **done)
    keys = {season.calendar_key, tried.calendar_key}
    assert len(keys) == 2
    copies.make_it_the_season(season_id=tried.pk, why="", **done)
    assert Season.objects.get(pk=tried.pk).calendar_key == season.calendar_key
    copies.take_it_back(season_id=tried.pk, why="", **done)
    assert Season.objects.get(pk=season.pk).calendar_key == season.calendar_key
    assert {row.calendar_key for row in Season.objects.all()} == keys


def test_what_was_told_of_a_date_stays_also_when_the_plan_is_not_approved_any_more(people, season, plan):
    cafe = Occurrence.objects.filter(date=NEXT).latest("starts")
    breaking.cancel(occurrence_id=cafe.pk, why="Sne", by=people["carla"].user, now=NOW)
    seen = [on_monday(of_plan(plan), cafe.place)]
    Plan.objects.filter(pk=plan.pk).update(approved_at=None, approved_by=None)
    seen.append(on_monday(of_plan(plan), cafe.place))
    breaking.take_back(occurrence_id=cafe.pk, by=people["carla"].user, now=NOW + timedelta(hours=1))
    seen.append(on_monday(of_plan(plan), cafe.place))
    assert [str(parts[1]["status"]) for parts in seen] == ["CANCELLED", "CANCELLED", "CONFIRMED"]
    first, same, back = (stamp(parts[0]) for parts in seen)
    assert first == same and grows([same, back])


def test_making_the_days_again_forgets_a_calendar_that_was_written_before(people, season, plan, again):
    PlanFile.objects.create(plan=plan, kind="calendar", language="da", asked_at=NOW)
    plan.openings.filter(weekday=0, stop__name="Mosede").update(starts=605)
    again()
    assert not PlanFile.objects.exists()
