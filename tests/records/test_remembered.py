"""What tests begin with is laid back as it was made, and never where something else is there. On SQLite alone."""

from typing import Any

import pytest
from django.db import connection

from driveout.records.models import Organisation, Stop
from tests.core.good_plan import good_plan
from tests.remembered import remembered
from tests.stored import cast, store_plan, store_season

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif("connection.vendor != 'sqlite'", reason="rows are laid back on SQLite alone"),
]
MADE: list[str] = []


def _all() -> dict[str, list[Any]]:
    """Every row of every table, as it lies there; and the numbers that come next."""
    own = connection.connection
    tables = [name for (name,) in own.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    columns = {
        table: ", ".join(f'+"{row[1]}"' for row in own.execute(f'PRAGMA table_info("{table}")')) for table in tables
    }
    return {
        table: own.execute(f'SELECT rowid, {columns[table]} FROM "{table}" ORDER BY rowid').fetchall()
        for table in tables
    }


@remembered
def _another_town(organisation: Organisation, name: str) -> Organisation:
    """Changes a row and the model that it was given, adds one, and lets one go."""
    MADE.append(name)
    organisation.name = name
    organisation.save(update_fields=["name"])
    Organisation.objects.create(name=f"{name} too")
    Organisation.objects.create(name="gone").delete()
    return organisation


FOUND: list[tuple[int, dict[str, list[Any]]]] = []


@pytest.mark.parametrize("_time", range(4))
def test_laid_back_is_as_made(_time):
    """The fourth time nothing is made any more, and every row of every table is what it was the third time."""
    here = cast()["carla"].organisation
    before = len(MADE)
    given = _another_town(here, "Mosede")
    assert here.name == given.name == "Mosede"
    FOUND.append((len(MADE) - before, _all()))
    if len(FOUND) == 4:
        assert FOUND[3][0] == 0
        assert FOUND[3][1] == FOUND[2][1]


@pytest.mark.parametrize("_time", range(4))
def test_what_comes_after_it_has_the_same_numbers(_time):
    carla = cast()["carla"]
    season = store_season(carla)
    plan = store_plan(carla, season)
    assert plan.openings.count() == len(good_plan().openings)
    last = plan.season.organisation.pk
    added = Organisation.objects.create(name="x")
    assert added.pk == 1 + max(Organisation.objects.exclude(pk=added.pk).values_list("pk", flat=True)) > last


@pytest.mark.parametrize("renamed", [False, False, False, True])
def test_where_somebody_wrote_first_it_is_made_anew(renamed):
    carla = cast()["carla"]
    season = store_season(carla)
    if renamed:
        Stop.objects.filter(season=season).update(dogs_welcome="no")
    before = len(MADE)
    _another_town(carla.organisation, "Vestermark")
    assert not renamed or len(MADE) == before + 1


def test_another_value_is_another_world():
    for name in ("a", "b", "c"):
        _another_town(Organisation.objects.create(name=name), name)
    assert MADE[-3:] == ["a", "b", "c"]
