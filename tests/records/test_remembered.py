"""What tests begin with is laid back as it was made, and never where something else is there. On either database."""

from typing import Any

import pytest
from django.apps import apps

from driveout.records.models import Organisation, Stop
from tests.core.good_plan import good_plan
from tests.laid_back import here
from tests.remembered import remembered
from tests.stored import cast, store_plan, store_season

pytestmark = pytest.mark.django_db
MADE: list[str] = []


def _all() -> dict[str, Any]:
    """Every row of every table, as it lies there; and the numbers that come next."""
    tables = [model._meta.db_table for model in apps.get_models(include_auto_created=True)]
    return {"numbers": here().numbers()} | {table: here().rows(table) for table in tables}


@remembered
def _another_town(organisation: Organisation, name: str) -> Organisation:
    """Changes a row and the model that it was given, adds one, and lets one go."""
    MADE.append(name)
    organisation.name = name
    organisation.save(update_fields=["name"])
    Organisation.objects.create(name=f"{name} too")
    Organisation.objects.create(name="gone").delete()
    return organisation


FOUND: list[tuple[int, dict[str, Any]]] = []


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
def test_what_comes_after_it_gets_a_number_of_its_own(_time):
    carla = cast()["carla"]
    season = store_season(carla)
    plan = store_plan(carla, season)
    assert plan.openings.count() == len(good_plan().openings)
    added = Organisation.objects.create(name="x")
    assert added.pk > max(Organisation.objects.exclude(pk=added.pk).values_list("pk", flat=True))


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
