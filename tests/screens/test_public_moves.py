"""A café whose week is another than guests were told stands once, in one line, with what was told before."""

from datetime import timedelta
from typing import Any

import icalendar
import pytest
from django.db.models import F
from django.test import Client

from driveout.jobs.uploading import plan_as_file
from driveout.records.drive.days import breaking
from driveout.records.drive.days.making import put_on_dates
from driveout.records.drive.days.telling import publish_times
from driveout.records.drive.days.together import hold_plan
from driveout.records.models import Occurrence, PlanFile, PublicChange, PublicMove
from driveout.records.publish.actions import call_it_one
from tests.screens.test_public_changes import MONDAY, NEXT, NOW, TODAY, cafe, read

__all__ = ["cafe", "read"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def publish(people, plan):
    return lambda: publish_times(plan_id=plan.id, by=people["carla"].user, now=NOW, today=TODAY)


@pytest.fixture
def again(people, plan):
    return lambda: put_on_dates(plan_id=plan.id, by=people["carla"].user, now=NOW, today=TODAY)


def to_thursday(plan):
    """Mosede's Monday becomes a Thursday, and a little later."""
    tour = plan.openings.get(weekday=0, stop__name="Mosede").tour
    tour.pk, tour.name, tour.weekday = None, "Torsdagstur", 3
    tour.save()
    plan.openings.filter(weekday=0, stop__name="Mosede").update(weekday=3, starts=630, tour=tour)


def mosede(plan) -> list[Any]:
    """The events of one place in the plan's own calendar."""
    plan.refresh_from_db()
    text = plan_as_file(PlanFile(plan=plan, kind=PlanFile.Kind.CALENDAR, language="da"))[0]
    events: list[Any] = icalendar.Calendar.from_ical(text).walk("VEVENT")
    return [one for one in events if one["summary"].endswith("Mosede")]


@pytest.mark.parametrize("first", ["publish", "again"])
def test_a_cafe_on_another_day_stands_once_whichever_is_done_first(cafe, plan, read, publish, again, first):
    to_thursday(plan)
    deeds = [publish, again] if first == "publish" else [again, publish]
    for deed in deeds:
        deed()
        assert read()[1].count("Mosede: fra nu torsdag kl. 10.30–12") == 1
    text = read()[1]
    assert "før mandag kl. 10–11.30" in text and "Aflyst" not in text and not PublicChange.objects.exists()
    assert text.count("Mosede:") == 1 and text.count("Ny tid") == 1
    before = text
    publish(), again()
    assert read()[1] == before, "the same again is no news"


def test_a_cafe_that_is_moved_by_hours_is_announced_also_while_the_old_times_stand(cafe, plan, season, read, again):
    plan.openings.filter(weekday=0, stop__name="Mosede").update(starts=740)
    again()
    text = read()[1]
    assert text.count("Mosede: fra nu mandag kl. 12.20–13.50") == 1 and "før mandag kl. 10–11.30" in text
    assert "Gælder ikke mere. Se øverst." in text
    english = Client().get(f"/tider/{season.id}/?sprog=en").content.decode()
    assert "Mosede: from now Monday 12:20–13:50" in english


def test_another_length_and_another_hall_are_announced_too(cafe, plan, season, read, publish):
    season.stops.filter(name="Mosede").update(venue="Hallen")
    plan.openings.filter(stop__name="Lyngdal").update(minutes=60)
    publish()
    lines = {row.place: row for row in PublicMove.objects.all()}
    assert set(lines) == {"Mosede", "Lyngdal"}
    text = read()[1]
    assert text.count("Mosede: fra nu ") == text.count("Lyngdal: fra nu ") == 1
    assert "Mosede: fra nu mandag kl. 10–11.30 og onsdag kl. 10–11.30, Hallen før" in text, "the hall is said once"


def test_a_place_that_is_left_says_so_and_its_dates_are_not_told_one_by_one(cafe, plan, read, publish, again):
    place = plan.openings.filter(weekday=0).exclude(stop__name="Mosede").first().stop.name
    plan.openings.filter(stop__name=place).delete()
    again(), publish()
    text = read()[1]
    assert text.count(f"{place}: fra nu kommer vi her ikke mere") == 1 and "Aflyst" not in text
    assert Occurrence.objects.filter(place=place, state="cancelled", date__gt=TODAY).count() > 2


def test_until_the_days_are_so_the_line_says_from_when_and_what_holds_till_then(cafe, people, plan, read, publish):
    """The days of the coming two weeks stay as they were told: the plan holds from the third."""
    old = Occurrence.objects.filter(place="Mosede", date__week_day=2)
    old.filter(date__gt=NEXT).update(starts=615, promised=615)
    plan.openings.filter(weekday=0, stop__name="Mosede").update(starts=615)
    publish()
    day = NEXT + timedelta(days=7)
    text = read()[1]
    assert f"Mosede: fra mandag den {day.day}. " in text and "indtil da mandag kl. 10–11.30" in text
    assert PublicMove.objects.get().from_date == day and "fra nu" not in text
    wednesday = Occurrence.objects.get(place="Mosede", date=NEXT - timedelta(days=5))
    Occurrence.objects.filter(pk=wednesday.pk).update(date=max(wednesday.date, TODAY))
    breaking.cancel(occurrence_id=wednesday.pk, why="Sne.", by=people["carla"].user, now=NOW)
    assert f"Vi kommer igen mandag den {NEXT.day}. " in read()[1] and "kl. 10.15." not in read()[1]


def test_one_moved_date_has_its_own_line_beside_the_weeks(cafe, people, plan, read, publish, again):
    lyngdal = Occurrence.objects.get(date=NEXT, place="Lyngdal")
    starts = lyngdal.starts + 20
    breaking.hold_later(occurrence_id=lyngdal.pk, starts=starts, why="Kø.", by=people["carla"].user, now=NOW)
    plan.openings.filter(weekday=2, stop__name="Mosede").update(starts=F("starts") + 5)
    again(), publish()
    text = read()[1]
    assert text.count("Senere den dag") == 1 and text.count("fra nu") == 1
    assert [row.place for row in PublicChange.objects.all()] == ["Lyngdal"]


def test_taken_down_and_new_in_the_open_nothing_is_another(cafe, people, plan, read, publish):
    from driveout.records.plan.publishing.actions import take_times_down

    plan.openings.filter(weekday=0, stop__name="Mosede").update(starts=615)
    publish()
    take_times_down(plan_id=plan.id, by=people["carla"].user, now=NOW)
    publish()
    assert not PublicMove.objects.exists() and "Ændringer" not in read()[1]


def test_the_calendar_and_the_days_have_what_the_page_says(cafe, people, plan, season, read, publish, again):
    to_thursday(plan)
    again(), publish()
    move = PublicMove.objects.get()
    events = mosede(plan)
    held = {(one["dtstart"].dt.weekday(), one["dtstart"].dt.hour * 60 + one["dtstart"].dt.minute) for one in events}
    days = Occurrence.objects.filter(place="Mosede", state="planned", date__gt=TODAY)
    assert {(day.weekday(), starts) for day, starts in days.values_list("date", "starts")} == held
    assert {(weekday, starts) for weekday, starts, *_ in move.after} == held == {(2, 600), (3, 630)}
    assert "onsdag" in read()[1].lower() and "Mosede: fra nu torsdag kl. 10.30–12" in read()[1]


def test_a_plan_that_holds_from_a_date_is_announced_with_it_and_the_calendar_has_the_old_hour_till_then(
    cafe, people, plan, read
):
    first = MONDAY + timedelta(days=21)
    plan.openings.filter(weekday=0, stop__name="Mosede").update(starts=615)
    hold_plan(plan_id=plan.id, first=first, by=people["carla"].user, now=NOW, today=TODAY)
    text = read()[1]
    assert text.count(f"Mosede: fra mandag den {first.day}. ") == 1 and "indtil da mandag kl. 10–11.30" in text
    assert "fra nu" not in text and "Aflyst" not in text
    events = mosede(plan)
    (weekly,) = [one for one in events if "rrule" in one and one["dtstart"].dt.weekday() == 0]
    early = {one["recurrence-id"].dt.date(): one["dtstart"].dt for one in events if "recurrence-id" in one}
    assert weekly["dtstart"].dt.minute == 15
    assert {day for day, at in early.items() if at.minute == 0} == {MONDAY + timedelta(days=7 * n) for n in range(3)}


def test_two_places_that_are_one_have_one_line(cafe, season, plan, publish):
    plan.openings.filter(stop__name__in=("Mosede", "Lyngdal")).update(starts=F("starts") + 5)
    publish()
    one, other = PublicMove.objects.order_by("pk")
    call_it_one(place_key=one.place_key, other_key=other.place_key)
    assert [row.place_key for row in PublicMove.objects.all()] == [one.place_key]
    call_it_one(place_key="another", other_key=one.place_key)
    assert [row.place_key for row in PublicMove.objects.all()] == ["another"]
