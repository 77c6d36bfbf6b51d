"""Days made again: what begun, was told or chosen by people stays; who is touched is told; the plan's people come."""

from datetime import timedelta
from functools import partial
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from driveout.core.simulate.small_town import HUB
from driveout.records.drive.calls.reading import Reached, calls_on
from driveout.records.drive.crew.afterwards import change_need
from driveout.records.drive.crew.signing import sign_up
from driveout.records.drive.days.making import NOT_IN_THE_PLAN, NotApproved, state
from driveout.records.drive.models import Absence, Occurrence, Shift, Signup, Trip
from driveout.records.models import CallList, Plan
from driveout.records.plan.models import Stop
from driveout.records.plan.rules import BindsNobody
from driveout.records.tell.models import Message
from tests.places import hub_at
from tests.records.crew.town import MONDAY, TODAY, empty_shift, with_papers, wrote
from tests.stored import NOW

pytestmark = pytest.mark.django_db


def test_what_it_did_is_told_in_numbers(season, plan, again):
    made = again()
    assert (made.new, made.cancelled, made.people, made.standing) == (0, 0, 0, 0)
    assert made.cafes == Occurrence.objects.count()
    assert state(season.pk) == (made.cafes, plan.pk)


def test_a_cafe_that_comes_back_with_the_plan_stands_again(plan, again):
    opening = plan.openings.first()
    kept = opening.volunteers, opening.stop, opening.tour
    plan.openings.filter(pk=opening.pk).delete()
    assert again().cancelled > 5
    opening.pk, opening.volunteers, opening.stop, opening.tour = None, *kept
    opening.save()
    made = again()
    rows = Occurrence.objects.filter(place=opening.stop.name, date__gte=TODAY)
    assert made.new == made.cancelled == 0 and {row.state for row in rows} == {"planned"}
    assert all(row.why == "" and row.told_at is None for row in rows)


def test_what_a_day_told_is_left_as_it_was_told(people, plan, again):
    row = Occurrence.objects.filter(date__gt=TODAY).first()
    told = {"state": "cancelled", "why": "sne", "told_at": NOW, "told_by": people["dan"].user}
    Occurrence.objects.filter(pk=row.pk).update(**told)
    again()
    row.refresh_from_db()
    assert (row.state, row.why) == ("cancelled", "sne")


def test_what_has_begun_is_not_touched(people, plan, again):
    row = Occurrence.objects.filter(date__gt=TODAY).first()
    wrote(row, people["carla"], ("open", {}))
    plan.openings.update(starts=700)
    trip = Trip.objects.get(pk=row.trip_id)
    Trip.objects.filter(pk=trip.pk).update(van="En lånt vogn")
    again()
    was = row.starts
    row.refresh_from_db()
    trip.refresh_from_db()
    assert row.starts == was != 700 and trip.van == "En lånt vogn"


def test_a_locked_door_and_a_note_keep_no_cafe_that_the_plan_drops_and_are_kept_themselves(people, plan, again):
    row, opened = Occurrence.objects.filter(date__gt=TODAY, place="Mosede")[:2]
    note = ("set", {"field": "note", "value": "Nøglen mangler.", "was": []})
    wrote(row, people["carla"], ("mishap", {"what": "locked"}), note)
    wrote(opened, people["carla"], ("count", {"what": "child", "n": 1}))
    plan.openings.filter(stop__name="Mosede").delete()
    again()
    row.refresh_from_db()
    opened.refresh_from_db()
    assert (row.state, row.why, opened.state) == ("cancelled", NOT_IN_THE_PLAN, "planned")
    assert row.events.count() == 2 and row.tally.mishaps == 1 and row.tally.fields["note"]


def test_who_signed_up_stays_and_is_told_that_it_moved(people, plan, again):
    bo = with_papers(people["bo"])
    row = empty_shift()
    mine = sign_up(shift_id=row.id, member=bo, by=bo, now=NOW)
    plan.openings.filter(stop=row.occurrence.stop).update(starts=row.occurrence.starts - 5)
    again()
    mine.refresh_from_db()
    assert mine.state == "signed"
    assert Message.objects.get(member=bo, kind="changed", once__endswith=f" {mine.pk}").text
    plan.openings.filter(stop=row.occurrence.stop).delete()
    again(now=NOW + timedelta(hours=1))
    assert Message.objects.filter(member=bo, kind="cancelled", once__endswith=f" {mine.pk}").count() == 1
    assert mine.shift.signups.filter(member=bo, state="signed").exists(), "it stands there, under a cancelled café"


def test_the_plans_people_are_connected_when_they_come_to_sign_in(people, again):
    people["bo"].base = hub_at(people["bo"], HUB)
    people["bo"].save()
    assert Signup.objects.filter(name="Bo", member=None).exists()
    again()
    assert not Signup.objects.filter(name="Bo", member=None, shift__trip__date__gte=TODAY).exists()
    assert Signup.objects.filter(member=people["bo"]).exists()


def test_two_of_one_name_are_nobody(people, again):
    for name in ("bo", "dan"):
        people[name].base = hub_at(people[name], HUB)
        people[name].save()
    people["dan"].user.first_name = "Bo"
    people["dan"].user.save()
    again()
    assert not Signup.objects.filter(member__isnull=False).exists()


def test_who_is_away_is_not_put_on(people, plan, again):
    bo = people["bo"]
    bo.base = hub_at(bo, HUB)
    bo.save()
    Absence.objects.create(member=bo, first=TODAY, last=TODAY + timedelta(days=400), made_at=NOW)
    Signup.objects.all().delete()
    again()
    assert not Signup.objects.filter(member=bo).exists() and Signup.objects.exclude(name="Bo").exists()


def test_how_many_are_needed_follows_the_stop_until_a_person_says_otherwise(people, plan, again):
    stop = plan.openings.first().stop
    rows = Shift.objects.filter(role="host", occurrence__stop=stop, trip__date__gt=TODAY)
    said, other = rows[:2]
    need = partial(change_need, shift_id=said.pk, by=people["carla"], now=NOW)
    need(needed=4)
    for volunteers in (2, 3):
        Stop.objects.filter(pk=stop.pk).update(volunteers=volunteers)
        again()
        assert dict(rows.values_list("pk", "needed")) == {
            **dict.fromkeys(rows.values_list("pk", flat=True), volunteers),
            said.pk: 4,
        }
    need(needed=3)  # what the stop asks for
    Stop.objects.filter(pk=stop.pk).update(volunteers=1)
    again()
    assert set(rows.values_list("needed", flat=True)) == {1} and other.signups.exists()


def test_of_shifts_of_before_those_that_a_person_changed_stay(people, plan, again):
    said, other = Shift.objects.filter(role="host", trip__date__gt=TODAY)[:2]
    change_need(shift_id=said.pk, needed=4, by=people["carla"], now=NOW)
    Shift.objects.update(asked=None)
    import_module("driveout.records.migrations.0030_what_a_stop_asks_for").follow(apps, None)
    Stop.objects.update(volunteers=2)
    again()
    said.refresh_from_db(), other.refresh_from_db()
    assert (said.needed, other.needed) == (4, 2)


def test_a_person_who_took_the_place_of_one_in_the_plan_keeps_it(people, plan, again):
    row = Shift.objects.filter(role="host", trip__date__gt=TODAY, needed=1).first()
    row.signups.all().delete()
    Signup.objects.create(shift=row, name="Ane", made_at=NOW)
    again()
    assert list(row.signups.values_list("name", flat=True)) == ["Ane"]


def test_a_tour_without_openings_is_no_trip(people, season, plan, again):
    Signup.objects.all().delete()
    Shift.objects.all().delete()
    Occurrence.objects.all().delete()
    Trip.objects.all().delete()
    empty = plan.tours.first()
    plan.openings.filter(tour=empty).delete()
    again(today=MONDAY)
    assert Trip.objects.exists() and not Trip.objects.filter(name=empty.name).exists()
    assert not Trip.objects.filter(occurrences=None).exists()


def test_only_an_approved_plan_of_a_season_that_counts(people, season, plan, again):
    Plan.objects.filter(pk=plan.pk).update(approved_at=None)
    with pytest.raises(NotApproved):
        again()
    season.is_scenario = True
    season.save(update_fields=["is_scenario"])
    with pytest.raises(BindsNobody):
        again()
    assert MONDAY < TODAY


def test_whom_a_new_plan_touches_is_on_a_call_list_and_is_rung_where_no_message_reaches(season, people, plan, again):
    """Bodil stood at Vestermark on Tuesdays; now Bent does, a quarter later, and neither signs in."""
    Stop.objects.filter(season=season, name="Vestermark").update(contact="Birthe, 12 34 56 78")
    assert not CallList.objects.exists(), "the first plan changes nothing for anybody"
    again()
    assert not CallList.objects.exists(), "the same once more changes nothing either"
    plan.openings.filter(stop__name="Vestermark").update(volunteers=["Bent"], starts=615)
    again()
    row = CallList.objects.get()
    heard = {one.name: (one.reached, one.call.news) for one in calls_on(row, people["carla"])}
    assert row.kind == "plan" and row.date == TODAY and {how for how, _news in heard.values()} == {Reached.RING}
    assert {news["kind"] for news in heard["Bodil"][1]} == {"off the crew"} and len(heard["Bodil"][1]) == 5
    (on,) = heard["Bent"][1]
    assert (on["kind"], on["place"], on["starts"], on["more"]) == ("confirmed", "Vestermark", 615, 4)
    assert on["day"] == (MONDAY + timedelta(days=1)).isoformat()
    house = next(one for one in calls_on(row, people["carla"]) if one.call.stop_id)
    assert [(one["kind"], one["was"], one["starts"], one["more"]) for one in house.call.news] == [
        ("changed", 600, 615, 4)
    ]
    again()
    assert CallList.objects.count() == 1


def test_a_plan_that_is_changed_before_anybody_was_rung_is_told_in_one_call(season, people, plan, again):
    plan.openings.filter(stop__name="Vestermark").update(volunteers=["Bent"])
    again()
    plan.openings.filter(stop__name="Vestermark").update(starts=615)
    again(now=NOW + timedelta(minutes=10))
    new, old = CallList.objects.all()
    bent = {one.name: one for one in calls_on(old, people["carla"])}["Bent"]
    assert bent.reached is Reached.ENDED, "it is told by the newer list"
    (news,) = {one.name: one for one in calls_on(new, people["carla"])}["Bent"].call.news
    assert (news["kind"], news["was"], news["starts"]) == ("changed", 600, 615)


def test_a_plan_made_again_asks_the_same_few_questions_however_many_are_rung(plan, again):
    """One more shift each is no more statements."""
    with CaptureQueriesContext(connection) as few:
        plan.openings.filter(weekday=1).update(volunteers=["Bent"])
        again()
    with CaptureQueriesContext(connection) as many:
        plan.openings.update(volunteers=["Birthe"])
        again(now=NOW + timedelta(hours=1))
    assert len(many) <= len(few) + 2, [one["sql"][:90] for one in many]
