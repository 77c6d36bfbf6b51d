"""Wishes that clash: each is dropped alone, of the stop it is about, by who may plan, and it can be undone."""

import re

import pytest

from driveout.core.words import Wish
from driveout.records.models import Change, Forbidden, Pin, Stop
from driveout.records.plan.models.work import State
from driveout.records.plan.search import asking, runs
from tests.screens.reading import text
from tests.stored import HUB, NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def clashes(season):
    """A search that ended with three wishes that cannot hold together."""
    stop = Stop.objects.get(season=season, name="Mosede")
    Pin.objects.create(season=season, stop=stop, weekday=1)
    Pin.objects.create(season=season, stop=stop, weekday=3, starts=600)
    Forbidden.objects.create(season=season, stop=stop, weekday=2)
    Stop.objects.filter(pk=stop.pk).update(visits_min=1)
    run = asking.ask_for_plan(season_id=season.id, by=None, now=NOW)
    runs.start_run(run_id=run.id, now=NOW)
    said = [
        ("pin:Mosede:tuesday", "Mosede har åbent tirsdag."),
        ("forbid:Mosede:wednesday", "Mosede besøges ikke om onsdagen."),
        ("visit:Mosede", "Mosede besøges mindst én gang om ugen."),
        (f"hours:{HUB}", "Hubben har 37 ansattimer om ugen."),
    ]
    wishes = [Wish.from_key(key, f"{key} in English.", danish) for key, danish in said]
    runs.end_run(run_id=run.id, state=State.IMPOSSIBLE, now=NOW, clash=wishes)
    return stop


def drop(client, page, key, stop="Mosede"):
    row = Stop.objects.filter(name=stop).values_list("pk", flat=True)[0]
    return client.post(f"{page}clash/drop/", {"wish": key, "stop": row}, follow=True)


def test_each_wish_that_clashes_can_be_dropped_alone(signed_in, clashes, page):
    carla = signed_in("carla")
    said = text(carla.get(page))
    assert said.count("Drop ønsket") == 3  # the hub's hours are no wish of a stop's
    said = text(drop(carla, page, "pin:Mosede:tuesday"))
    assert "Ønsket er droppet." in said and "(ikke ønsket mere)" in said and said.count("Drop ønsket") == 2
    assert list(Pin.objects.values_list("weekday", "starts")) == [(3, 600)]
    drop(carla, page, "forbid:Mosede:wednesday")
    assert not Forbidden.objects.exists()
    drop(carla, page, "visit:Mosede")
    clashes.refresh_from_db()
    assert clashes.visits_min == 0


def test_a_dropped_wish_is_a_change_that_can_be_undone(signed_in, clashes, people, page):
    carla = signed_in("carla")
    drop(carla, page, "pin:Mosede:tuesday")
    change = Change.objects.get()
    carla.post(f"{page}changes/{change.id}/turn/")
    assert sorted(Pin.objects.values_list("weekday", flat=True)) == [1, 3]


def test_dropping_the_same_wish_twice_changes_nothing_the_second_time(signed_in, clashes, page):
    carla = signed_in("carla")
    drop(carla, page, "pin:Mosede:tuesday")
    assert "Det ønske var der ikke mere. Intet er ændret." in text(drop(carla, page, "pin:Mosede:tuesday"))
    assert Change.objects.count() == 1


def test_a_drop_sent_again_because_no_answer_came_is_answered_as_the_first_time(signed_in, clashes, page):
    carla, sent = signed_in("carla"), {"wish": "pin:Mosede:tuesday", "stop": clashes.pk, "sent": "a1"}
    for _again in range(2):
        told = carla.post(f"{page}clash/drop/", sent, headers={"Kept": "1"}).json()
        assert told["to"] == f"{page}#besked" and "Ønsket er droppet." in text(carla.get(page))
    assert Change.objects.count() == 1


@pytest.mark.parametrize("key", ["", "pin", "pin:Mosede", "pin:Mosede:someday", "budget", "x:y:z"])
def test_what_is_no_wish_of_a_stop_is_not_dropped(signed_in, clashes, page, key):
    assert drop(signed_in("carla"), page, key).status_code == 404
    assert not Change.objects.exists()


@pytest.mark.parametrize("row", ["", "x", "0", "9" * 30])
def test_a_wish_of_no_stop_of_the_season_is_not_dropped(signed_in, clashes, page, row):
    sent = {"wish": "pin:Mosede:tuesday", "stop": row}
    assert signed_in("carla").post(f"{page}clash/drop/", sent).status_code == 404
    assert not Change.objects.exists()


def test_a_clash_speaks_of_its_stop_whatever_that_is_called_since(signed_in, clashes, page):
    """Mosede and Lyngdal swap names after the search: the wish that is dropped is still that of the stop it was about.

    Lyngdal, which is called Mosede now, has a pin on the same day.
    """
    other = Stop.objects.get(season=clashes.season, name="Lyngdal")
    Pin.objects.create(season=clashes.season, stop=other, weekday=1)
    for pk, name in ((clashes.pk, "x"), (other.pk, "Mosede"), (clashes.pk, "Lyngdal")):
        Stop.objects.filter(pk=pk).update(name=name)
    carla = signed_in("carla")
    form = re.search(r'name="wish" value="pin:Mosede:tuesday">\s*<input type="hidden" name="stop" value="(\d+)"',
                     carla.get(page).content.decode())  # fmt: skip
    carla.post(f"{page}clash/drop/", {"wish": "pin:Mosede:tuesday", "stop": form[1]})
    assert set(Pin.objects.filter(weekday=1).values_list("stop", flat=True)) == {other.pk}


@pytest.mark.parametrize(("name", "status"), [("dan", 403), ("alma", 403), ("bo", 403), ("finn", 404)])
def test_only_the_coordinator_drops_wishes(signed_in, clashes, page, name, status):
    assert drop(signed_in(name), page, "pin:Mosede:tuesday").status_code == status
    assert Pin.objects.count() == 2
