"""Somebody is on two cafés at once: week, day and both shifts say it by name to those who lead, and to nobody else."""

from datetime import timedelta

import pytest
from django.utils import timezone

from driveout.records.drive.models import Occurrence, Shift, Signup
from driveout.records.plan.actions import approve_plan
from driveout.records.team.actions import welcome
from driveout.records.team.models import Role
from tests.on_dates import make_days
from tests.screens.reading import words_of
from tests.stored import HERE, NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(people, season, plan):
    """Bo hosts at Mosede and at Vestermark next week, at 10 and at 11."""
    season.first_day = timezone.localdate() - timedelta(days=timezone.localdate().weekday())
    season.save(update_fields=["first_day"])
    approve_plan(plan_id=plan.id, by=people["carla"].user, now=NOW)
    plan.openings.filter(stop__name="Vestermark").update(weekday=0, starts=660)
    plan.tours.filter(name="B").update(weekday=0, leaves=605, returns=775)
    make_days(plan_id=plan.id, by=people["carla"].user, now=NOW, today=season.first_day)
    day = season.first_day + timedelta(days=7)
    Signup.objects.filter(shift__role="host").delete()
    cafes = Occurrence.objects.filter(date=day, place__in=("Mosede", "Vestermark")).order_by("place")
    shifts = [Shift.objects.get(occurrence=cafe) for cafe in cafes]
    for row in shifts:
        Signup.objects.create(shift=row, member=people["bo"], name="Bo", made_at=NOW)
    return day, shifts


def pages(season, two) -> list[str]:
    day, shifts = two
    room = f"/office/seasons/{season.id}/"
    own = [f"{room}crew/{row.pk}/" for row in shifts]
    return [f"{room}crew/?fra={day}", f"{room}crew/?fra={day}&hub={shifts[0].trip.hub_key}", f"{room}days/{day}/", *own]


def test_it_is_said_by_name_wherever_the_leader_looks(signed_in, season, two):
    for page in pages(season, two):
        words = words_of(signed_in("carla").get(page))
        assert "Står to steder på samme tid" in words and "Bo , mandag den" in words, page
        assert "Mosede kl. 10–11.30 og Vestermark kl. 11–12" in words, page


def test_their_own_page_says_it_too(signed_in, season, two):
    said = words_of(signed_in("bo").get("/vagter/"))
    assert "Du kan ikke nå begge: Mosede, mandag" in said and "og Vestermark, mandag" in said
    Occurrence.objects.filter(place="Vestermark").update(state="cancelled", why="x")
    assert "Du kan ikke nå begge" not in words_of(signed_in("bo").get("/vagter/"))


def test_another_week_or_shift_says_nothing_of_it(signed_in, season, two):
    day, _shifts = two
    room, later = f"/office/seasons/{season.id}/", day + timedelta(days=7)
    other = Shift.objects.get(occurrence__date=day, occurrence__place="Lyngdal")
    for page in (f"{room}crew/?fra={later}", f"{room}days/{later}/", f"{room}crew/{other.pk}/"):
        assert "to steder" not in words_of(signed_in("carla").get(page)), page


def test_who_must_not_see_names_reads_none(signed_in, people, season, two):
    values = {"username": "reader", "first_name": "Læser", "password": "cafe-reader", "organisation": HERE}
    people["reader"] = welcome(**values, role=Role.READER, by=None, now=NOW)
    for page in pages(season, two):
        assert "to steder" not in words_of(signed_in("reader").get(page)), page


def test_one_of_two_hosts_ill_is_asked_about_before_anything_is_closed(signed_in, season, two):
    """Bo is out of Mosede, where Birthe is too; nobody else can come."""
    day, (mosede, _vestermark) = two
    season.hubs.get().volunteers.exclude(name="Birthe").delete()
    Shift.objects.filter(pk=mosede.pk).update(needed=2)
    Signup.objects.create(shift=mosede, name="Birthe", person="Birthe", made_at=NOW)
    bo = Signup.objects.get(shift=mosede, name="Bo")
    address = f"/office/seasons/{season.id}/days/{day}/broken/"
    answer = signed_in("carla").get(address, {"m": f"volunteer-{bo.pk}"})
    assert "1 af 2 værter (Birthe) Hold den med dem, der er Aflys den" in words_of(answer)
    sealed = answer.content.decode().partition('name="proposal" value="')[2].partition('"')[0]
    said = {"proposal": sealed, "why": "Vi mangler folk.", f"c{mosede.occurrence_id}": "close"}
    signed_in("carla").post(address, said)
    states = dict(Occurrence.objects.filter(date=day).values_list("place", "state"))
    assert states["Mosede"] == "cancelled" and states["Lyngdal"] == "planned"


def test_a_cafe_with_nobody_says_so_on_its_day(signed_in, season, two):
    day, _shifts = two
    assert "ingen vært" in words_of(signed_in("carla").get(f"/office/seasons/{season.id}/days/{day}/"))
