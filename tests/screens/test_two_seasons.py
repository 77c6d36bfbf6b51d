"""A plan beside one of another season: matched by place, told what only one of them has, and only the own."""

from dataclasses import replace
from typing import Any

import pytest

from driveout.core.simulate.small_town import small_town
from driveout.records.place.joining import answer, open_questions
from driveout.records.plan.models.edit import Register
from driveout.records.plan.queries import season_as_words
from driveout.records.plan.registers.editing import edit
from driveout.records.plan.registers.values import mark_of, read
from driveout.records.plan.seasons.copies import make_scenario
from tests.core.good_plan import good_plan
from tests.screens.reading import text, words_of
from tests.stored import NOW, store_plan, store_season

pytestmark = pytest.mark.django_db


@pytest.fixture
def last_year(people, season, plan):
    """Another season: Vestermark has another name there, and its plan is the small town's own."""
    town = small_town()
    stops = tuple(replace(stop, name="Gammelby", key="") if stop.name == "Vestermark" else stop for stop in town.stops)
    drives: Any = {
        tuple("Gammelby" if n == "Vestermark" else n for n in pair): leg for pair, leg in town.drives.items()
    }
    reach: Any = {("Gammelby" if stop == "Vestermark" else stop, *rest): n for (stop, *rest), n in town.reach.items()}
    words = replace(town, name="Sidste år", stops=stops, drives=drives, reach=reach)
    old = good_plan()
    openings = tuple(replace(o, stop="Gammelby") if o.stop == "Vestermark" else o for o in old.openings)
    stored = store_season(people["carla"], words)
    return store_plan(people["carla"], stored, replace(old, season="Sidste år", openings=openings), words)


def test_a_plan_is_compared_with_last_years(signed_in, plan, last_year, page):
    carla = signed_in("carla")
    said = text(carla.get(page + "plans/"))
    assert f'<option value="{last_year.id}" selected>Sidste år: den nyeste plan</option>' in said
    chosen = carla.get(f"{page}plans/?fra={last_year.id}&til={plan.id}")
    assert chosen.url == f"{page}plans/{last_year.id}/compare/{plan.id}/"
    said = words_of(carla.get(chosen.url))
    assert "Fra «Plan 1» (Sidste år) til «Plan 1» (Small town)" in said
    assert "Planerne er fra to sæsoner." in said and "Sæsonen er ændret" not in said
    assert (
        "Steder, der kun er i Sidste år 1 Gammelby" in said and "Steder, der kun er i Small town 1 Vestermark" in said
    )
    assert "Gammelby 7,0 0,0 −7,0" in said and "Vestermark 0,0 7,0 +7,0" in said
    assert "4 åbninger er de samme, 0 er flyttet, 1 er væk, og 1 er nye." in said


def test_a_village_that_is_called_otherwise_this_year_is_the_same_village(signed_in, people, plan, last_year, page):
    """Once somebody has said so: nothing is given up, nothing is new, and it is called what it is called now."""
    (question,) = open_questions(people["carla"].organisation_id)
    assert {question.one.name, question.other.name} == {"Gammelby", "Vestermark"}
    answer(question_id=question.pk, same=True, by=people["carla"].user, now=NOW)
    said = words_of(signed_in("carla").get(f"{page}plans/{last_year.id}/compare/{plan.id}/"))
    assert "Steder, der kun er i" not in said and "Gammelby" not in said
    assert "5 åbninger er de samme, 0 er flyttet, 0 er væk, og 0 er nye." in said


def test_two_villages_that_have_swapped_names_are_compared_as_what_they_are(signed_in, people, plan, season, page):
    """In a copy Mosede is called Vestermark and Vestermark Mosede: the same plan, no place wins and none loses."""
    copy = make_scenario(season=season, name="Kopi", why="", by=people["carla"].user, now=NOW)
    rows = {row["name"]: (pk, row) for pk, row in read(copy.pk, Register.STOP).items()}
    (one, mosede), (other, vestermark) = rows["Mosede"], rows["Vestermark"]
    edit(
        season_id=copy.pk, register=Register.STOP, opened_with=mark_of({one: mosede, other: vestermark}), why="",
        rows={one: {**mosede, "name": "Vestermark"}, other: {**vestermark, "name": "Mosede"}},
        by=people["carla"].user, now=NOW,
    )  # fmt: skip
    swapped = {"Mosede": "Vestermark", "Vestermark": "Mosede"}
    openings = tuple(replace(o, stop=swapped.get(o.stop, o.stop)) for o in good_plan().openings)
    there = store_plan(people["carla"], copy, replace(good_plan(), openings=openings), season_as_words(copy.pk))
    said = words_of(signed_in("carla").get(f"{page}plans/{there.id}/compare/{plan.id}/"))
    assert "5 åbninger er de samme, 0 er flyttet, 0 er væk, og 0 er nye." in said
    assert "Mosede" not in said and "Vestermark" not in said


def test_one_of_the_two_is_this_seasons_and_both_the_organisations_own(
    signed_in, people, plan, last_year, page, season
):
    elsewhere = store_plan(people["finn"], store_season(people["finn"]), sent_by="Finn")
    carla = signed_in("carla")
    for a, b in ((elsewhere.id, plan.id), (plan.id, elsewhere.id), (last_year.id, last_year.id), (plan.id, 999_999)):
        assert carla.get(f"{page}plans/{a}/compare/{b}/").status_code == 404
    for wrong in (f"?fra={last_year.id}&til={last_year.id}", f"?fra={plan.id}&til={elsewhere.id}", "?fra=9" + "9" * 30):
        assert "Vælg to forskellige planer." in text(carla.get(page + "plans/" + wrong))
