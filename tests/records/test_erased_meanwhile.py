"""Somebody is taken out while something is worked out from what was read before: it is written without them."""

from time import sleep

import pytest

from driveout.core.plan.check import check
from driveout.records.models import Edit, Employee, Opening, Plan, Volunteer
from driveout.records.plan.models.edit import Register
from driveout.records.plan.plans import saving
from driveout.records.plan.queries import season_as_words
from driveout.records.plan.registers.editing import edit
from driveout.records.plan.registers.values import mark_of, read
from driveout.records.plan.storing.reading import read_plan
from driveout.records.plan.storing.writing import write_openings
from driveout.records.team.erasure import erase_from_register
from tests.core.good_plan import good_plan
from tests.records.said_everywhere import rename, who_says
from tests.records.test_stock_races import alone, at_once, open_to_threads
from tests.stored import NOW, cast, store_season

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def carla():
    return cast()["carla"]


@pytest.fixture
def season(carla):
    return store_season(carla)


def take_out(carla, kind, row):
    return erase_from_register(
        kind=kind, row_id=row.pk, organisation_id=carla.organisation_id, by=carla.user, now=NOW
    )  # fmt: skip


def save(carla, season, words):
    given = {"season_id": season.pk, "season": words, "plan": good_plan(), "sent_by": "a search"}
    return saving.save_plan(**given, by=carla.user, now=NOW)


def said_of(*names):
    """Where they stand; who signs in here may have one of the names too."""
    return [found for found in who_says(*names) if not found[0].startswith("User.")]


def of_the_plan(plan):
    return {who for row in Opening.objects.filter(plan=plan) for who in row.volunteers}


@pytest.mark.parametrize("model", [Volunteer, Employee])
def test_a_plan_that_was_reckoned_while_they_were_taken_out_names_nobody_who_is_gone(carla, season, model):
    """Rows from before people had keys have the name for a key: the plan's old key would be the name."""
    words = season_as_words(season.pk)
    rows = [row for row in model.objects.filter(hub__season=season) if who_says(row.name)]
    assert len(rows) >= 1 and all(row.key == row.name for row in rows)
    for row in rows:
        take_out(carla, model.__name__, row)
    plan = save(carla, season, words)
    assert not said_of(*(row.name for row in rows))
    standing = {*Volunteer.objects.filter(hub__season=season).values_list("key", flat=True)}
    assert of_the_plan(plan) <= standing, "each stands for the row that is left of them"
    assert not check(season_as_words(season.pk), read_plan(plan.pk)).breaches
    assert [len(one.volunteers) for one in good_plan().openings] == [
        len(one) for one in plan.openings.values_list("volunteers", flat=True)
    ]


def test_who_was_removed_and_may_come_back_is_still_meant_and_who_was_then_taken_out_is_not(carla, season):
    words = season_as_words(season.pk)
    bo = Volunteer.objects.get(hub__season=season, name="Bo")
    given = {"season_id": season.pk, "register": Register.VOLUNTEER, "why": "", "by": carla.user, "now": NOW}
    edit(**given, opened_with=mark_of(read(season.pk, Register.VOLUNTEER, [bo.pk])), rows={bo.pk: None})
    assert "Bo" in of_the_plan(save(carla, season, words))
    Plan.objects.all().delete()
    Edit.objects.all().delete()
    assert "Bo" not in of_the_plan(save(carla, season, words)), "nothing here knows them any more"


def test_a_new_name_is_nobody_s_end(carla, season):
    words = season_as_words(season.pk)
    rename(carla, season, Register.VOLUNTEER, "Bo", "Bo Ærøskov")
    assert of_the_plan(save(carla, season, words)) == {who for one in good_plan().openings for who in one.volunteers}


@pytest.mark.parametrize("first", ["the plan", "taking out"])
def test_a_plan_that_is_written_in_that_moment_names_nobody_who_is_gone(tmp_path, carla, season, monkeypatch, first):
    """Whoever is second waits: the plan is written with the key of now, or is read through for the name."""
    words, bo = season_as_words(season.pk), Volunteer.objects.get(hub__season=season, name="Bo")
    written = write_openings

    def slowly(*values):
        sleep(0.4)
        return written(*values)

    monkeypatch.setattr(saving, "write_openings", slowly)

    def later(act):
        sleep(0.2)
        return act()

    acts = [lambda: save(carla, season, words), lambda: take_out(carla, "Volunteer", bo)]
    if first == "the plan":
        acts[1] = lambda: later(lambda: take_out(carla, "Volunteer", bo))
    else:
        acts[0] = lambda: later(lambda: save(carla, season, words))
    with open_to_threads(tmp_path):
        done = at_once(acts)
        assert isinstance(done[0], Plan) and isinstance(done[1], dict), done
        assert not alone(lambda: said_of("Bo"))
        assert alone(Plan.objects.count) == 1
