"""A database from before places: every row gets its own by organisation and name, nothing is lost, and what is not
joined is told."""

from datetime import date

import pytest

from driveout.core.words import Terms
from driveout.records.plan.storing.writing import terms_as_json
from tests.at_state import at, before
from tests.stored import NOW

pytestmark = pytest.mark.django_db(transaction=True)
BEFORE, AFTER = ("records", "0013_tasks_have_moved"), ("records", "0017_a_member_is_on_a_shift_once")


@pytest.fixture
def old():
    with before(BEFORE) as models:
        yield models


def season(old, organisation, name, *stops, at=NOW):
    """One hub, and stops by name and latitude."""
    terms = terms_as_json(Terms())
    roads: dict[str, list[str]] = {"names": [], "legs": [], "ferries": []}
    row = old("records", "Season").objects.create(
        organisation=organisation, name=name, weeks=4, terms=terms, drives=roads, fingerprint=name, imported_at=at
    )
    hub = old("records", "Hub").objects.create(season=row, name="Skjern", place_name="Skjern", lat=55.9, lon=8.5)
    more = {
        "lengths": [60], "setup_minutes": 15, "packdown_minutes": 15, "seats": 7, "stay_minutes": 60, "volunteers": 1,
        "weight": 1.0, "visits_min": 0, "visits_max": 2, "mean_guests": 5.0, "spread": 0.5, "shape": 3.0,
        "known": "assumed", "openings_seen": 0,
    }  # fmt: skip
    for stop, lat in stops:
        made = old("records", "Stop").objects.create(season=row, name=stop, place_name=stop, lat=lat, lon=8.5, **more)
        old("records", "MayServe").objects.create(stop=made, hub=hub)
    return row


def cafe(old, row, place, day, *, stop=None, state="planned", lat=56.0):
    trip = old("records", "Trip").objects.get_or_create(
        season=row, date=day, name=f"Tur {place}",
        defaults={
            "hub": "Skjern", "van": "Bil 1", "driver": "Alma", "leaves": 540, "returns": 900, "driving_minutes": 40,
            "km": 40.0,
        },
    )[0]  # fmt: skip
    return old("records", "Occurrence").objects.create(
        season=row, trip=trip, stop=stop, date=day, place=place, hub="Skjern", lat=lat, lon=8.5, starts=600,
        promised=600, minutes=60, seats=7, guests=5.0, state=state, why="" if state == "planned" else "Planen",
    )  # fmt: skip


def test_seasons_and_days_of_before_find_their_places(old, capsys):
    here = old("records", "Organisation").objects.create(name="Her")
    first = season(old, here, "Forår", ("Karby", 56.0), ("Vils", 56.1))
    second = season(old, here, "Efterår", ("karby", 56.001), ("Vils", 57.0))
    stop = old("records", "Stop").objects.get(season=first, name="Karby")
    # As the fault left them: the stop was called something else, and all its cafés were made again.
    stop.name = "Karby By"
    stop.save()
    day, other = date(2026, 3, 3), date(2026, 3, 10)
    gone = cafe(old, first, "Karby", day, stop=stop, state="cancelled")
    new = cafe(old, first, "Karby By", day, stop=stop)
    alone = cafe(old, first, "Karby", other, stop=stop)
    lost = cafe(old, first, "Nedlagt", day, lat=56.4)
    user = old("auth", "User").objects.create(username="bo", first_name="Bo")
    bo = old("records", "Member").objects.create(user=user, organisation=here, role="volunteer", hub_name="Skjern")
    shift = old("records", "Shift").objects.create(trip=gone.trip, occurrence=gone, role="host", needed=1)
    for name in ("Bo", "Bo (bo)"):  # twice on one shift under two names, as could be
        old("records", "Signup").objects.create(shift=shift, member=bo, name=name, made_at=NOW)
    for place in ("Karby", "Karby By", "Ukendt"):
        old("records", "Standing").objects.create(member=bo, season=first, place=place, weekday=1, made_at=NOW)
    old("records", "PublicChange").objects.create(
        season=first, date=day, place="Karby", promised=600, starts=600, minutes=60, cancelled=True, why="Planen",
        told_at=NOW,
    )  # fmt: skip
    get = at(AFTER)
    told = capsys.readouterr().out
    where = {row.pk: row.where_id for row in get("records", "Occurrence").objects.all()}
    stops = {(row.season_id, row.name): row.where_id for row in get("records", "Stop").objects.all()}
    places = get("records", "Place").objects
    assert set(where) == {gone.pk, new.pk, alone.pk, lost.pk} and None not in {*where.values(), *stops.values()}
    assert where[new.pk] == where[alone.pk] == stops[first.pk, "Karby By"] != where[gone.pk]
    assert places.get(pk=where[gone.pk]).name == "Karby" and places.get(pk=where[lost.pk]).name == "Nedlagt"
    assert stops[first.pk, "Vils"] != stops[second.pk, "Vils"], "a hundred kilometres apart"
    assert len(set(get("records", "Hub").objects.values_list("where", flat=True))) == 1
    asked = {(row.why, row.one.name, row.other.name) for row in get("records", "PlaceQuestion").objects.all()}
    assert ("far", "Vils", "Vils") in asked and ("renamed", "Karby By", "Karby") in asked
    assert "Her: " in told and "Vils and Vils: one name, far apart" in told
    holds = get("records", "Standing").objects.filter(ended_at=None)
    assert {row.place for row in get("records", "Standing").objects.all()} == {"Karby", "Karby By", "Ukendt"}
    assert holds.filter(where=stops[first.pk, "Karby By"]).count() <= 1
    key = get("records", "PublicChange").objects.get().place_key
    assert key == places.get(pk=where[gone.pk]).key
    assert sorted(get("records", "Signup").objects.values_list("name", "state")) == [
        ("Bo", "signed"), ("Bo (bo)", "withdrawn"),
    ]  # fmt: skip
