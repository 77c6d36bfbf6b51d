"""What a person may see of the days around today, and nothing else."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from driveout.core.simulate.small_town import HUB
from driveout.records.models import Member, Occurrence, OnDates, Plan, Shift, Signup, Stop, Trip
from driveout.records.plan.publishing.actions import publish_times
from tests.field.phones import WEEK
from tests.places import at as place_at
from tests.places import hub_at
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
        driving_minutes=40, km=40.0, base=hub_at(season, "Nordby"),
    )  # fmt: skip
    return Occurrence.objects.create(
        season=season, trip=trip, date=today, place="Nordby", hub="Nordby", lat=57.0, lon=10.0, starts=600,
        base=trip.base, promised=600, minutes=60, seats=7, guests=5.0, where=place_at(season, "Nordby"),
    )  # fmt: skip


def test_the_answer_is_as_the_wire_says(phone_of, planned, today):
    openings = list(Occurrence.objects.filter(season=planned))
    answer = phone_of("alma").get()
    assert answer.status_code == 200, answer.content
    week = answer.json()
    assert set(week) == {"now", "version", "member", "organisation", "goods", "land", "differs", "days"}
    assert [day["date"] for day in week["days"]] == [str(today + timedelta(days=n)) for n in range(-7, 7)]
    assert week["member"]["name"] == "Alma" and week["member"]["hub"] == HUB
    trip = trips_of(answer)[0]
    assert set(trip) == {
        *("id", "name", "hub", "van", "crew", "leaves", "returns", "break_starts", "driving_minutes", "pick_ups"),
        *("load", "openings"),
    }
    assert set(trip["openings"][0]) == {
        *("id", "place", "venue", "lat", "lon", "starts", "promised", "minutes", "seats", "guests", "state", "why"),
        *("told", "contact", "address", "drive_minutes", "hosts", "mine", "tally"),
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
        base=elsewhere.base, starts=700, promised=700, minutes=60, seats=7, guests=5.0,
        where=place_at(season, "Sønderby"),
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
    ahead = Shift.objects.filter(role="host", occurrence__date__gte=timezone.localdate())
    shift = ahead.exclude(signups__member=people["bo"]).first()
    Signup.objects.create(shift=shift, member=people["bo"], name="Bosse", made_at=NOW)
    Stop.objects.filter(season=planned).update(contact="Ring til Birthe")
    assert all(row["contact"] for row in openings_of(phone_of("alma").get()))
    rows = openings_of(phone_of("bo").get())
    assert {row["id"] for row in rows if row["contact"]} == {row["id"] for row in rows if row["mine"]} != set()


def test_the_phone_knows_the_address_as_the_register_has_it_now(phone_of, planned, elsewhere):
    first = Occurrence.objects.filter(season=planned).first()
    Stop.objects.filter(pk=first.stop_id).update(address="Hovedgaden 12, 7960 Karby")
    rows = openings_of(phone_of("carla").get())
    at = set(Occurrence.objects.filter(stop=first.stop_id).values_list("pk", flat=True))
    assert (
        {row["id"] for row in rows if row["address"] == "Hovedgaden 12, 7960 Karby"}
        == {row["id"] for row in rows if row["id"] in at}
        != set()
    )
    assert [row["address"] for row in rows if row["id"] == elsewhere.id] == [""], "no stop of the register"


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
                base=trip.base, starts=600, promised=600, minutes=60, seats=7, guests=3.0,
                where=place_at(season, f"Nyby {trip.pk}"),
            )  # fmt: skip
    assert asked() == few <= 23


def test_a_hub_that_nobody_has_is_not_everybodys(phone_of, people, openings):
    Member.objects.filter(pk=people["bo"].pk).update(base=None)
    Signup.objects.filter(member=people["bo"]).delete()
    Trip.objects.update(base=hub_at(people["bo"], "Nordby"))
    assert trips_of(phone_of("bo").get(WEEK)) == []


def other_trip(season, day, place, contact=""):
    """A café of the hub where Alma drives and hosts, with pick-ups and a contact."""
    trip = Trip.objects.create(
        season=season, date=day, name=f"Tur til {place}", hub=HUB, van="Vogn 2", driver="Anders", leaves=540,
        base=hub_at(season, HUB), returns=900, driving_minutes=40, km=40.0,
        pick_ups=[{"name": "Banken", "at": 550, "what": "Brød"}],
    )  # fmt: skip
    row = Occurrence.objects.create(
        season=season, trip=trip, date=day, place=place, hub=HUB, lat=56.5, lon=8.4, starts=600, promised=600,
        base=trip.base, minutes=90, seats=7, guests=5.0, where=place_at(season, place),
    )  # fmt: skip
    for role, at in (("employee", None), ("host", row)):
        shift = Shift.objects.create(trip=trip, occurrence=at, role=role, needed=1)
        Signup.objects.create(shift=shift, name="Anders", made_at=NOW)
    return row


def note(phone, cafe, text):
    return phone.item(cafe.id, "set", {"field": "note", "value": text, "was": []})


def test_a_volunteer_sees_of_the_hubs_other_trips_what_the_timetable_says(phone_of, season, opening, today):
    other = other_trip(season, today, "Lyngdal")
    alma, bo = phone_of("alma"), phone_of("bo")
    alma.send(alma.item(other.id), note(alma, other, "Nøglen mangler"))
    answer = bo.get()
    trip = next(trip for trip in trips_of(answer) if trip["id"] == other.trip_id)
    assert (trip["van"], trip["crew"], trip["pick_ups"], trip["load"]) == ("", [], [], [])
    (row,) = trip["openings"]
    assert (row["place"], row["starts"], row["state"], row["mine"]) == ("Lyngdal", 600, "planned", False)
    assert (row["hosts"], row["contact"], row["tally"]) == ([], "", None)
    assert b"Anders" not in answer.content and b"mangler" not in answer.content
    own = next(trip for trip in trips_of(answer) if trip["id"] == opening.trip_id)
    assert own["van"] and own["crew"] == ["Bo"]
    for name in ("alma", "dan", "carla"):
        trips = {trip["id"]: trip for trip in trips_of(phone_of(name).get())}
        assert trips[other.trip_id]["crew"] == ["Anders"] and trips[other.trip_id]["openings"][0]["tally"]["first"] == 1


def test_who_turns_up_unannounced_helps_and_goes_on_from_the_sum(phone_of, season, opening, today):
    other = other_trip(season, today, "Lyngdal")
    alma, bo = phone_of("alma"), phone_of("bo")
    alma.send(alma.item(other.id))
    tap = bo.item(other.id)
    assert bo.send(tap).json()["items"][0]["status"] == 201
    answer = bo.get()
    (tally,) = [row["tally"] for row in openings_of(answer) if row["id"] == other.id]
    assert tally["first"] == 2 and tally["ids"] == [tap["id"]] and b"Anders" not in answer.content


def test_what_the_crew_before_left_for_a_place_is_for_who_comes_there(phone_of, season, opening, today):
    """Bo hosts Mosede today; others were there yesterday, and at Lyngdal, where he does not come."""
    yesterday = today - timedelta(days=1)
    Signup.objects.filter(shift__occurrence__date=yesterday).delete()
    before = Occurrence.objects.get(date=yesterday, place=opening.place)
    far = other_trip(season, yesterday, "Lyngdal")
    alma = phone_of("alma")
    alma.send(alma.item(before.id), note(alma, before, "Tag lys med"), note(alma, far, "Hunden bider"))
    answer = phone_of("bo").get()
    rows = {row["id"]: row["tally"] for row in openings_of(answer)}
    (said,) = rows[before.id]["fields"]["note"]
    assert (said["value"], said["by"], rows[before.id]["first"], rows[far.id]) == ("Tag lys med", "", 0, None)


def test_the_phone_hears_that_guests_read_other_times_until_they_agree(phone_of, planned, people):
    alma = phone_of("alma")
    assert alma.get().json()["differs"] == "no times"
    plan = Plan.objects.get(season=planned, approved_at__isnull=False)
    publish_times(plan_id=plan.pk, by=people["carla"].user, now=NOW)
    assert alma.get().json()["differs"] == ""
    OnDates.objects.update(mark="another week")
    assert alma.get().json()["differs"] == "other"
    OnDates.objects.all().delete()
    assert alma.get().json()["differs"] == "no dates"
