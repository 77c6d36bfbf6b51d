"""What was exported before rows had keys opens after, and finds the places it means, whatever they are called now.

The files lie in before/files/: the small town as it was written out before there were keys, and its plan.
"""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from driveout.core.plan.check import check
from driveout.core.simulate.small_town import HUB, small_town
from driveout.outside.plan_files import read_plan
from driveout.outside.season_files import read_season
from driveout.records.models import Hub, Place, PlaceQuestion, Stop
from driveout.records.place.finding import call
from driveout.records.plan.plans.saving import save_plan
from driveout.records.plan.queries import season_as_words
from driveout.records.plan.storing.reading import read_plan as stored_plan
from tests.core.good_plan import good_plan
from tests.stored import NOW, store_season

pytestmark = pytest.mark.django_db
BEFORE = Path(__file__).parent / "before" / "files"
TOWN = replace(small_town(), name="Vinter 2025", first_day=date(2025, 11, 3))
PLAN = replace(good_plan(), season=TOWN.name)


def opened(name: str = "season"):
    return read_season(BEFORE / name, with_estimates=False)


@pytest.mark.parametrize("name", ["season", "season.xlsx"])
def test_a_folder_and_a_workbook_of_before_say_what_they_said(name):
    said = opened(name)
    assert replace(said, drives_source=TOWN.drives_source) == TOWN
    assert {stop.key for stop in said.stops} == {stop.name for stop in TOWN.stops}


def test_a_plan_of_before_is_the_same_plan_and_still_holds(carla):
    plan = read_plan(BEFORE / "plan.json")
    assert (plan.openings, plan.tours, plan.proof) == (PLAN.openings, PLAN.tours, PLAN.proof)
    assert check(opened(), plan).holds
    season = store_season(carla, opened())
    here = season_as_words(season.pk)
    row = save_plan(season_id=season.pk, season=here, plan=plan, by=carla.user, now=NOW, sent_by="a file")
    assert stored_plan(row.pk).openings == plan.openings and stored_plan(row.pk).tours == plan.tours


def test_it_means_the_same_places_though_they_have_other_names_now(carla, season):
    hub, stop = season.hubs.get(), Stop.objects.get(season=season, name="Mosede")
    call(hub.where_id, "Vestbyen", hub.lat, hub.lon)
    call(stop.where_id, "Mosede By", stop.lat, stop.lon)
    places = Place.objects.count()
    last = store_season(carla, opened())
    assert Hub.objects.get(season=last).where_id == hub.where_id and last.hubs.get().name == HUB
    assert Stop.objects.get(season=last, name="Mosede").where_id == stop.where_id
    assert Place.objects.count() == places and not PlaceQuestion.objects.exists()


def keyed(town, name: str, **called: str):
    """As a file with keys of its own has it; some stops are called otherwise."""
    stops = tuple(
        replace(stop, key=f"stop-{n}", name=called.get(stop.name, stop.name)) for n, stop in enumerate(town.stops)
    )
    key = {stop.name: f"stop-{n}" for n, stop in enumerate(town.stops)}
    return replace(
        town,
        name=name,
        stops=stops,
        reach={(key[stop], *rest): guests for (stop, *rest), guests in town.reach.items()},
        drives={(key.get(a, a), key.get(b, b)): drive for (a, b), drive in town.drives.items()},
        earlier=(), pins=(), forbidden=(),
    )  # fmt: skip


def test_a_file_with_keys_joins_by_them_also_where_it_has_new_names(carla, season):
    """The first such file finds the places by name and tells its keys; the next one may call them what it likes."""
    first = store_season(carla, keyed(TOWN, "Med nøgler"))
    second = store_season(carla, keyed(TOWN, "Nye navne", Mosede="Helt andet", Lyngdal="Mosede"))

    def where(row, name):
        return Stop.objects.get(season=row, name=name).where_id

    assert where(first, "Mosede") == where(season, "Mosede")
    assert where(second, "Helt andet") == where(season, "Mosede")
    assert where(second, "Mosede") == where(season, "Lyngdal")
    assert not PlaceQuestion.objects.exists()


def test_a_key_that_another_village_of_the_name_was_told_by_is_asked_about(carla, season):
    first = store_season(carla, keyed(TOWN, "Med nøgler"))
    other = replace(TOWN, stops=(TOWN.stops[0],), drives={}, reach={}, earlier=(), pins=(), forbidden=())
    again = replace(other, name="Andre nøgler", stops=(replace(TOWN.stops[0], key="sted-9"),))
    second = store_season(carla, again)
    name = TOWN.stops[0].name
    wheres = [Stop.objects.get(season=row, name=name).where_id for row in (first, second)]
    assert wheres[0] != wheres[1]
    assert PlaceQuestion.objects.get().other_id == wheres[1]
