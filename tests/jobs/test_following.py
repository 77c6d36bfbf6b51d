"""Calendars that anyone follows: each café at its hour, what changes as changed, what is no more as cancelled."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from typing import Any

import icalendar
import pytest
from django.test import Client
from django.utils import timezone

from driveout.core.simulate.small_town import small_town
from driveout.jobs.following import say_all
from driveout.records.drive.days import breaking
from driveout.records.drive.days.together import hold_plan
from driveout.records.drive.models import Occurrence
from driveout.records.models import FeedStamp, Place, PlaceQuestion, Plan, PublicEvent, PublicTimes, Stop
from driveout.records.plan.actions import approve_plan
from driveout.records.plan.publishing import places
from driveout.records.plan.publishing.actions import take_times_down
from driveout.records.plan.seasons.copies import make_it_the_season, make_scenario
from tests.outside.readers import READERS, read
from tests.records.crew.town import MONDAY, TODAY, dated
from tests.stored import NOW, cast, store_plan, store_season

pytestmark = pytest.mark.django_db
DAY = MONDAY + timedelta(days=7)


@pytest.fixture(autouse=True)
def _in_the_season(monkeypatch):
    monkeypatch.setattr("driveout.jobs.calendars.timezone.localdate", lambda *_: TODAY)


@pytest.fixture
def people(db):
    return cast()


@pytest.fixture
def season(people):
    season = store_season(people["carla"])
    plan = store_plan(people["carla"], season)
    dated(season, plan, people["carla"])
    hold_plan(plan_id=plan.id, first=MONDAY + timedelta(days=14), by=people["carla"].user, now=NOW, today=MONDAY)
    say_all(NOW)
    return season


@pytest.fixture
def plan(season):
    return Plan.objects.get(season=season)


@pytest.fixture
def act(people):
    def do(deed, place="Mosede", **values):
        row = Occurrence.objects.get(date=DAY, place=place)
        deed(occurrence_id=row.pk, by=people["carla"].user, now=NOW, **values)
        return say_all(NOW)

    return do


def get(season, which="alle", **headers):
    return Client().get(address_of(season, which), headers=headers)


def address_of(season, which="alle"):
    return f"/tider/kalender/{season.organisation_id}/{which}.ics"


def events(answer):
    assert answer.status_code == 200, answer.status_code
    return icalendar.Calendar.from_ical(answer.content).walk("VEVENT")


def of_place(season, name="Mosede"):
    return f"sted/{season.stops.get(name=name).where.key}"


def of_hub(season):
    return f"hub/{season.hubs.get().where.key}"


def truth() -> list[list[str]]:
    """Every café that stands on a date, in UTC, from the rows of the days alone."""
    zone = timezone.get_default_timezone()
    found = []
    for row in Occurrence.objects.filter(state="planned"):
        begins = datetime.combine(row.date, time(), zone)
        hours = (begins + timedelta(minutes=minute) for minute in (row.starts, row.starts + row.minutes))
        found.append([f"{at.astimezone(UTC):%Y-%m-%dT%H:%MZ}" for at in hours])
    return sorted(found)


@pytest.mark.parametrize("reader", READERS)
def test_every_reader_finds_each_cafe_at_its_hour_before_and_after_a_change(season, act, reader):
    texts, held = [get(season).content], [truth()]
    act(breaking.cancel, why="Huset er lukket.")
    act(breaking.hold_later, "Lyngdal", starts=790, why="Kø.")
    texts.append(get(season).content)
    held.append(truth())
    answers = read(reader, texts)
    assert len(held[0]) == len(held[1]) + 1 > 40 and [answer["held"] for answer in answers] == held
    assert {answer["name"] for answer in answers} == {"Café på hjul: alle steder"}


def test_a_hubs_and_a_places_are_parts_of_all(season):
    everywhere, hub, place = (events(get(season, which)) for which in ("alle", of_hub(season), of_place(season)))
    assert len(everywhere) == len(hub) > len(place) > 0
    assert {str(one["summary"]) for one in place} == {"Café på hjul i Mosede"}
    assert "X-WR-CALNAME:Café på hjul i Mosede" in get(season, of_place(season)).content.decode()
    assert "X-WR-CALNAME:Café på hjul fra Havnby" in get(season, of_hub(season)).content.decode()


def test_a_change_raises_the_number_for_good_and_for_that_event_alone(season, act):
    def numbers():
        return {str(one["uid"]): (one["sequence"], one["last-modified"].dt) for one in events(get(season))}

    seen = [numbers()]
    later = {"starts": 610, "why": "Kø."}
    deeds: tuple[tuple[Any, dict[str, Any]], ...] = (
        (breaking.cancel, {"why": "Sne."}),
        (breaking.take_back, {}),
        (breaking.hold_later, later),
    )
    for deed, values in (*deeds, (breaking.take_back, {})):
        assert act(deed, **values) == 1
        seen.append(numbers())
    changed = {uid for uid in seen[0] if seen[0][uid] != seen[-1][uid]}
    (mosede,) = changed
    assert all(was[mosede] < now[mosede] for was, now in pairwise(seen))
    assert say_all(NOW + timedelta(days=1)) == 0 and numbers() == seen[-1]
    assert set(FeedStamp.objects.values_list("uid", flat=True)) == set(numbers()), "one stamp for all calendars"


def test_taken_down_what_lay_ahead_is_cancelled_for_who_follows(season, plan, people):
    take_times_down(plan_id=plan.pk, by=people["carla"].user, now=NOW)
    say_all(NOW)
    said = events(get(season))
    assert said and not [one for one in said if str(one["status"]) != "CANCELLED" and "rrule" not in one]
    weekly = [one for one in said if "rrule" in one and str(one["status"]) != "CANCELLED"]
    assert all(one["rrule"]["until"][0].date() < TODAY for one in weekly)
    assert say_all(NOW) == 0


def test_who_follows_a_season_follows_the_one_that_takes_its_place(season, plan, people):
    """What both say is said as the season says it that guests read: none of it is cancelled."""
    by: dict[str, Any] = {"by": people["carla"].user, "now": NOW}
    new = make_scenario(season=season, name="Den nye", why="", **by)
    held = [str(one["uid"]) for one in events(get(season)) if str(one["status"]) != "CANCELLED"]
    make_it_the_season(season_id=new.pk, why="", **by)
    theirs = store_plan(people["carla"], new, sent_by="the new one")
    approve_plan(plan_id=theirs.pk, **by)
    hold_plan(plan_id=theirs.pk, first=MONDAY + timedelta(days=14), today=MONDAY, **by)
    say_all(NOW)
    assert not PublicTimes.objects.filter(season=season).exists()
    now_held = [str(one["uid"]) for one in events(get(season)) if str(one["status"]) != "CANCELLED"]
    assert held and set(held) <= set(now_held)
    assert say_all(NOW) == 0


def test_nobodys_name_is_in_it(season):
    text = get(season).content.decode()
    assert not [name for name in ("Alma", "Anders", "Bo\r", "Birthe", "Bodil", "Carla", "Van 1") if name in text]


def test_what_is_unchanged_is_answered_in_a_line(season, act):
    first = get(season)
    assert "public" in first["Cache-Control"] and "max-age=300" in first["Cache-Control"]
    again = get(season, **{"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    act(breaking.cancel, why="Sne.")
    assert get(season, **{"If-None-Match": first["ETag"]}).status_code == 200
    assert get(season)["ETag"] != first["ETag"] and Client().head(address_of(season))["ETag"]


def test_what_is_not_public_is_not_there(season):
    assert get(season, "sted/nowhere").status_code == get(season, "hub/nowhere").status_code == 404
    PublicEvent.objects.all().delete()
    PublicTimes.objects.all().delete()
    say_all(NOW)
    assert get(season).status_code == 404 and not PublicEvent.objects.exists()


def test_a_place_that_is_called_otherwise_is_told_by_its_new_name_alone(season):
    stop = season.stops.get(name="Mosede")
    key = stop.where.key
    for table in (FeedStamp, PublicEvent):  # an event of before, that no plan has any more
        row = table.objects.get(uid=PublicEvent.objects.filter(place_key=key).order_by("uid")[0].uid)
        row.said, row.uid, row.pk = row.said.replace(row.uid, "0-before@driveout"), "0-before@driveout", None
        row.save(force_insert=True)
    Stop.objects.filter(pk=stop.pk).update(name="Mosede Strand")
    say_all(NOW)
    assert set(PublicEvent.objects.filter(place_key=key).values_list("place", flat=True)) == {"Mosede Strand"}
    assert "X-WR-CALNAME:Café på hjul i Mosede Strand" in get(season, f"sted/{key}").content.decode()


def test_two_places_that_are_one_are_followed_as_one(season, people):
    stop = season.stops.get(name="Mosede")
    one = Place.objects.create(organisation=season.organisation, kind="stop", name="Mosede", lat=56.0, lon=9.0)
    question = PlaceQuestion.objects.create(one=one, other=stop.where, why="far", asked_at=NOW)
    places.answer(question_id=question.pk, same=True, by=people["carla"].user, now=NOW)
    assert not PublicEvent.objects.filter(place_key=stop.where.key).exists()
    say_all(NOW)
    page = Client().get(f"/tider/{season.id}/").content.decode()
    assert f"sted/{one.key}.ics" in page and f"sted/{stop.where.key}.ics" not in page
    assert len(events(get(season, f"sted/{one.key}"))) > 0


def test_the_address_of_a_place_that_was_joined_leads_on_to_the_one_it_is_now(season, people):
    """Also where that one is joined with a third later: whoever followed it once has one way, and no dead end."""
    stop = season.stops.get(name="Mosede")
    key = stop.where.key
    first, then = (
        Place.objects.create(organisation=season.organisation, kind="stop", name=name, lat=56.0, lon=9.0)
        for name in ("Mosede", "Mosede By")
    )
    for one, other in ((first, stop.where), (then, first)):
        question = PlaceQuestion.objects.create(one=one, other=other, why="far", asked_at=NOW)
        places.answer(question_id=question.pk, same=True, by=people["carla"].user, now=NOW)
        say_all(NOW)
        for of in {key, other.key}:
            answer = get(season, f"sted/{of}")
            assert answer.status_code == 301 and answer["Location"] == address_of(season, f"sted/{one.key}")
            assert not answer.cookies
    PublicEvent.objects.all().delete()
    assert get(season, f"sted/{key}").status_code == 404


def test_the_page_leads_to_each_of_them(season):
    page = Client().get(f"/tider/{season.id}/").content.decode()
    assert "Følg tiderne i din kalender" in page
    for which in ("alle", of_place(season), of_place(season, "Lyngdal")):
        for start in ("webcal", "http"):
            assert f'href="{start}://testserver{address_of(season, which)}"' in page
    PublicEvent.objects.all().delete()
    assert "Følg tiderne" not in Client().get(f"/tider/{season.id}/").content.decode()


@pytest.mark.parametrize("which", [lambda _: "alle", of_hub, of_place])
def test_the_address_of_one_season_leads_on_for_good(season, which):
    old = f"/tider/{season.id}/kalender/{which(season)}.ics"
    answer = Client().get(old)
    assert (answer.status_code, answer["Location"]) == (301, address_of(season, which(season)))
    assert Client().get(old, follow=True).content == get(season, which(season)).content
    for nothing in (f"/tider/{season.id}/kalender/andet.ics", "/tider/999/kalender/alle.ics",
                    f"/tider/{season.id}/kalender/alle/x.ics", f"/tider/{season.id}/kalender/sted.ics"):  # fmt: skip
        assert Client().get(nothing).status_code == 404


@pytest.fixture
def next_season(people, season):
    """As this one, of the same places, thirteen weeks later."""
    after = store_season(people["carla"], replace(small_town(), name="Next"))
    plan = store_plan(people["carla"], after)
    after.first_day = season.first_day + timedelta(weeks=season.weeks)
    after.save(update_fields=["first_day"])
    approve_plan(plan_id=plan.id, by=people["carla"].user, now=NOW)
    hold_plan(plan_id=plan.id, first=after.first_day, by=people["carla"].user, now=NOW, today=TODAY)
    say_all(NOW)
    return after


def test_who_follows_a_place_has_the_next_season_too_and_only_that_when_this_one_is_over(
    season, next_season, monkeypatch
):
    assert of_place(season) == of_place(next_season), "a place outlives its season"
    own = {
        row.pk: set(PublicEvent.objects.filter(season=row, place="Mosede").values_list("uid", flat=True))
        for row in (season, next_season)
    }
    assert own[season.pk] and own[next_season.pk] and not own[season.pk] & own[next_season.pk]

    def there(day):
        monkeypatch.setattr("driveout.public.calendars.timezone.localdate", lambda *_: day)
        return {str(one["uid"]) for one in events(get(season, of_place(season)))}

    last = next_season.first_day - timedelta(days=1)
    assert there(TODAY) == there(last) == own[season.pk] | own[next_season.pk]
    assert there(next_season.first_day) == own[next_season.pk]
    over = next_season.first_day + timedelta(weeks=next_season.weeks)
    assert there(over) == own[next_season.pk], "between two seasons the last one stays"


def test_another_organisations_places_are_in_no_calendar_of_ours(season, people):
    theirs = PublicEvent.objects.first()
    theirs.pk, theirs.uid, theirs.organisation, theirs.place = None, "other", season.organisation_id + 1, "Nordby"
    theirs.save()
    assert "Nordby" not in get(season).content.decode()


def test_an_event_that_two_seasons_say_is_said_once_as_guests_read_it(season, next_season):
    ours = PublicEvent.objects.filter(season=season).first()
    PublicTimes.objects.filter(season=next_season).delete()
    PublicEvent.objects.filter(season=next_season, place=ours.place).update(
        said="BEGIN:VEVENT\r\nX-OLD:1\r\nEND:VEVENT\r\n"
    )
    one = PublicEvent.objects.filter(season=next_season, place=ours.place).first()
    PublicEvent.objects.filter(pk=one.pk).update(uid=ours.uid)
    found = [str(event["uid"]) for event in events(get(season)) if "uid" in event]
    assert found.count(ours.uid) == 1 and len(found) == len(set(found))
