"""A season as an earlier plan read it: of two who share a name, each has what was theirs, whatever they are called."""

from datetime import timedelta

import pytest

from driveout.records.models import Volunteer
from driveout.records.plan.models.edit import Register
from driveout.records.plan.registers.editing import edit
from driveout.records.plan.registers.values import mark_of, read
from driveout.records.plan.seasons.as_planned import season_then
from driveout.records.plan.storing.reading import read_season
from tests.stored import NOW, cast, store_season

pytestmark = pytest.mark.django_db


def test_people_are_as_they_were_by_who_they_are():
    carla = cast()["carla"]
    season = store_season(carla)
    hub, minute = season.hubs.get(), iter(range(1, 60))

    def change(pk, **values):
        rows = read(season.pk, Register.VOLUNTEER, [pk]) if pk else {}
        now = {pk: {**rows.get(pk, {}), **values}} if values else {pk: None}
        edit(
            season_id=season.pk, register=Register.VOLUNTEER, rows=now, opened_with=mark_of(rows), why="",
            by=carla.user, now=NOW + timedelta(minutes=next(minute)), another=True,
        )  # fmt: skip
        return Volunteer.objects.order_by("-pk").values_list("pk", flat=True)[0]

    def people(found):
        return {(one.key, one.name, one.weekdays, one.openings_a_week) for one in found.volunteers}

    first = season.hubs.get().volunteers.earliest("pk")
    new = {"name": first.name, "hub": hub.pk, "weekdays": [4], "openings_a_day": 1, "openings_a_week": 1}
    states = [people(read_season(season.pk))]

    def step(*args, **values):
        pk = change(*args, **values)
        states.append(people(read_season(season.pk)))
        return pk

    second = step(None, **new)
    step(first.pk, openings_a_week=1)
    step(second, name="Ny")
    step(second, name="Nyere", openings_a_week=2)
    step(first.pk)  # gone
    now = read_season(season.pk)
    assert len({frozenset(state) for state in states}) == len(states)
    for at, state in enumerate(states):
        then = NOW + timedelta(minutes=at, seconds=30)
        assert people(season_then(season.pk, now, then)) == state, at


def test_stops_are_as_they_were_though_two_have_swapped_names_since():
    """More seats at Mosede; then Mosede and Lyngdal swap names. Before both, the row that is Lyngdal now had fewer."""
    carla = cast()["carla"]
    season = store_season(carla)
    rows = {row["name"]: (pk, row) for pk, row in read(season.pk, Register.STOP).items()}
    (one, mosede), (other, lyngdal) = rows["Mosede"], rows["Lyngdal"]

    def change(minute, **wanted):
        ids = [int(pk[1:]) for pk in wanted]
        rows = read(season.pk, Register.STOP, ids)
        edit(
            season_id=season.pk, register=Register.STOP, opened_with=mark_of(rows), why="", by=carla.user,
            rows={pk: {**rows[pk], **wanted[f"_{pk}"]} for pk in ids}, now=NOW + timedelta(minutes=minute),
        )  # fmt: skip

    change(1, **{f"_{one}": {"seats": 20}})
    change(2, **{f"_{one}": {"name": "Lyngdal"}, f"_{other}": {"name": "Mosede"}})
    now = read_season(season.pk)
    assert {stop.name: stop.seats for stop in now.stops}["Lyngdal"] == 20
    then = season_then(season.pk, now, NOW)
    found = {stop.name: stop for stop in then.stops}
    assert (found["Lyngdal"].seats, found["Mosede"].seats) == (mosede["seats"], lyngdal["seats"]) == (7, 7)
    assert found["Lyngdal"].belief.mean_guests == mosede["mean_guests"] != lyngdal["mean_guests"]
