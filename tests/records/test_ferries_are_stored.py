"""Ferries go in with the drives and come out; a place moved on screen learns its own; a plan keeps what it says."""

import pytest

from driveout.core.travel import with_drives
from driveout.core.words import Ferry
from driveout.records.models import Plan, Season
from driveout.records.plan.models.edit import Register
from driveout.records.plan.queries import season_as_words
from tests.over_water import island_plan, island_season
from tests.records.test_editing import change
from tests.stored import cast, store_plan, store_season

pytestmark = pytest.mark.django_db
OWN = (Ferry("Hou-Sælvig", last_back=1410, ticket_kr=375.5),)


def test_ferries_come_out_as_they_went_in():
    words = with_drives(island_season(ferries=OWN))
    assert words.drives["Tranebjerg", "Odder"].ferries
    assert season_as_words(store_season(cast()["carla"], words).id) == words


def test_a_season_stored_before_there_were_ferries_still_reads():
    row = store_season(cast()["carla"], with_drives(island_season()))
    old = [[a, b, minutes, km] for a, b, minutes, km, *_ in row.drives["legs"]]
    Season.objects.filter(pk=row.pk).update(drives={"names": row.drives["names"], "legs": old})
    words = season_as_words(row.pk)
    assert words.ferries == () and not words.drives["Tranebjerg", "Odder"].ferries


def test_a_place_moved_on_screen_takes_the_ferry_as_it_is_written():
    carla = cast()["carla"]
    row = store_season(carla, with_drives(island_season(ferries=OWN)))
    change(carla, row, Register.STOP, "Ballen", lat=55.975, lon=10.16)
    words = season_as_words(row.id)
    assert words.drives["Ballen", "Odder"].ferries == () and words.ferries == OWN
    over = words.drives["Ballen", "Tranebjerg"]
    assert over.ferries == ("Hou-Sælvig",) and over.ticket_kr == 375.5
    change(carla, row, Register.STOP, "Ballen", lat=55.817, lon=10.638)
    home = season_as_words(row.id).drives["Ballen", "Odder"]
    assert home.ferries == ("Hou-Sælvig",) and home.leave_by > 1350


def test_a_plan_keeps_which_departures_it_must_reach():
    carla = cast()["carla"]
    season, plan = island_plan()
    row = store_plan(carla, store_season(carla, season), plan, season)
    told = Plan.objects.get(pk=row.pk).ferries
    assert told and all(line["known"] and not line["late"] and "Hou-Sælvig" in line["da"] for line in told)
    assert "Last departure 20:00" in told[-1]["en"]
