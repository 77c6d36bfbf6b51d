"""What a person may see of the days around today, and nothing else."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from driveout.core.simulate.small_town import HUB
from driveout.records.models import Member, Occurrence, Shift, Signup, Stop, Trip
from tests.field.phones import WEEK
from tests.stored import NOW


def trips_of(answer):
    return [trip for day in answer.json()["days"] for trip in day["trips"]]


def openings_of(answer):
    return [row for trip in trips_of(answer) for row in trip["openings"]]


@pytest.fixture
def elsewhere(season, today):
    """Another hub's café today."""
    trip = Trip.objects.create(
        season=season, date=today, name="Nord 1", hub="Nordby", van="Vogn 9", driver="Per", leaves=540, returns=900,
        driving_minutes=40, km=40.0,
    )  # fmt: skip
    return Occurrence.objects.create(
        season=season, trip=trip, date=today, place="Nordby", hub="Nordby", lat=57.0, lon=10.0, starts=600,
        promised=600, minutes=60, seats=7, guests=5.0,
    )  # fmt: skip


def test_the_answer_is_as_the_wire_says(phone_of, planned, today):
    openings = list(Occurrence.objects.filter(season=planned))
    answer = phone_of("alma").get()
    assert answer.status_code == 200, answer.content
    week = answer.json()
    assert set(week) == {"now", "version", "member", "organisation", "goods", "land", "days"}
    assert [day["date"] for day in week["days"]] == [str(today + timedelta(days=n)) for n in range(-7, 7)]
    assert week["member"]["name"] == "Alma" and week["member"]["hub"] == HUB
    trip = trips_of(answer)[0]
    assert set(trip) == {
        *("id", "name", "hub", "van", "crew", "leaves", "returns", "break_starts", "driving_minutes", "pick_ups"),
        *("load", "openings"),
    }
    assert set(trip["openings"][0]) == {
        *("id", "place", "venue", "lat", "lon", "starts", "promised", "minutes", "seats", "guests", "state", "why"),
        *("contact", "drive_minutes", "hosts", "mine", "tally"),
    }
    shown = {row["id"] for row in openings_of(answer)}
    days = {today + timedelta(days=n) for n in range(-7, 7)}
    assert shown == {row.id for row in openings if row.date in days}
    assert sum(row["drive_minutes"] for row in trip["openings"]) <= trip["driving_minutes"]
    assert all(row["drive_minutes"] > 0 for row in openings_of(answer))


def test_the_coast_is_light(phone_of, openings):
    land = phone_of("carla").get().json()["land"]
    assert land and len(json.dumps(land)) < 15_000
    assert all(54 <= lat <= 58.5 and 7 <= lon <= 16 for ring in land for lat, lon in ring)


def test_another_hubs_trips_are_seen_by_the_coordinator_only(phone_of, elsewhere):
    for name, sees in (("carla", True), ("dan", False), ("alma", False), ("bo", False)):
        assert (elsewhere.id in {row["id"] for row in openings_of(phone_of(name).get())}) == sees, name


def test_a_shift_at_another_hub_is_seen_and_nothing_else_of_the_trip(phone_of, people, elsewhere, season, today):
    other = Occurrence.objects.create(
        season=season, trip=elsewhere.trip, date=today, place="Sønderby", hub="Nordby", lat=57.0, lon=10.1,
        starts=700, promised=700, minutes=60, seats=7, guests=5.0,
    )  # fmt: skip
    shift = Shift.objects.create(trip=elsewhere.trip, occurrence=elsewhere, role="host", needed=1)
    Signup.objects.create(shift=shift, member=people["bo"], name="Bo", made_at=NOW)
    rows = {row["id"]: row for row in openings_of(phone_of("bo").get())}
    assert rows[elsewhere.id]["mine"] and rows[elsewhere.id]["hosts"] == ["Bo"] and other.id not in rows
    Signup.objects.update(state="withdrawn", ended_at=NOW)
    assert elsewhere.id not in {row["id"] for row in openings_of(phone_of("bo").get())}


def test_finn_sees_nothing_of_ours(phone_of, openings):
    week = phone_of("finn").get()
    assert trips_of(week) == [] and b"Alma" not in week.content


def test_only_first_names_of_the_crew(phone_of, opening):
    Signup.objects.filter(shift__trip=opening.trip).update(member=None, name="Birthe Agerholm")
    said = phone_of("alma").get().content.decode()
    assert "Birthe" in said and "Agerholm" not in said


def test_a_host_contact_is_for_those_who_come_there(phone_of, planned, people):
    shift = Shift.objects.filter(role="host", occurrence__date__gte=timezone.localdate()).first()
    Signup.objects.create(shift=shift, member=people["bo"], name="Bosse", made_at=NOW)
    Stop.objects.filter(season=planned).update(contact="Ring til Birthe")
    assert all(row["contact"] for row in openings_of(phone_of("alma").get()))
    rows = openings_of(phone_of("bo").get())
    assert {row["id"] for row in rows if row["contact"]} == {row["id"] for row in rows if row["mine"]} != set()


def test_the_sum_comes_with_the_phones_own_events_and_who_said_what(phone_of, opening):
    alma, bo = phone_of("alma"), phone_of("bo")
    own, said = alma.item(opening.id), alma.item(opening.id, "set", {"field": "weather", "value": "rain", "was": []})
    alma.send(own, said)
    bo.send(bo.item(opening.id, "set", {"field": "weather", "value": "dry", "was": []}))
    rows = {row["id"]: row for row in openings_of(alma.get())}
    tally = rows[opening.id]["tally"]
    assert (
        tally["first"] == 1
        and tally["in_doubt"] == ["weather"]
        and sorted(tally["ids"]) == sorted([own["id"], said["id"]])
    )
    assert {(value["value"], value["by"]) for value in tally["fields"]["weather"]} == {("rain", "Alma"), ("dry", "Bo")}


def test_however_many_trips_there_are_the_questions_are_as_many(phone_of, season, openings):
    phone = phone_of("carla")
    phone.send(*[phone.item(row.id) for row in openings[:5]])

    def asked():
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert phone.get().status_code == 200
        return len(found)

    few = asked()
    for trip in list(Trip.objects.filter(date__gte=timezone.localdate())):
        for n in range(3):
            trip.pk, trip.name = None, f"{trip.name} {n}"
            trip.save()
            Occurrence.objects.create(
                season=season, trip=trip, date=trip.date, place=f"Nyby {trip.pk}", hub=trip.hub, lat=56.0, lon=9.0,
                starts=600, promised=600, minutes=60, seats=7, guests=3.0,
            )  # fmt: skip
    assert asked() == few <= 20


def test_a_hub_that_nobody_has_is_not_everybodys(phone_of, people, openings):
    Member.objects.filter(pk=people["bo"].pk).update(hub_name="")
    Signup.objects.filter(member=people["bo"]).delete()
    Trip.objects.update(hub="")
    assert trips_of(phone_of("bo").get(WEEK)) == []
