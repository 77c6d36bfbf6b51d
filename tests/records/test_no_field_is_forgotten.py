"""Every field of every word of a season comes through every way that a season goes: a new one that is forgotten fails
here by its name."""

from dataclasses import fields, replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from driveout.core.words.fields import NEEDED, SEASON, STOP
from driveout.core.words.fields.field import PARTS
from driveout.outside.season_files import read_season, write_season
from driveout.records.plan.models.edit import Register
from driveout.records.plan.queries import season_as_words
from driveout.records.plan.registers.values import DECLARED, read, write
from driveout.records.plan.seasons.copies import make_next_season, make_scenario
from tests.every_field import REGISTERS, lost, not_said, season_that_says_all
from tests.outside.invented_seasons import seasons
from tests.pace import examples
from tests.stored import NOW, cast, store_season

ALL = season_that_says_all()
TABLES = {  # of a season: words of their own
    *("hubs", "stops", "vehicles", "employees", "volunteers", "terms"),
    *("pins", "forbidden", "earlier", "reach", "drives", "ferries"),
}
NOT_IN_FILES = {
    "Place.name",  # a file calls a place as its hub or stop
    *("Drive.ferries", "Drive.leave_from", "Drive.leave_by", "Drive.ticket_kr"),  # worked out of the ferries' table
}


def test_the_season_says_something_in_every_field():
    assert not_said(ALL) == set()


@pytest.mark.parametrize("name", [*REGISTERS, "season"])
def test_what_is_declared_is_what_the_word_has(name):
    register = {**REGISTERS, "season": SEASON}[name]
    own = {field.name for field in fields(register.word)}
    inner = {f"{part}.{field.name}" for part in own & set(PARTS) for field in fields(PARTS[part])}
    in_tables = TABLES if name == "season" else set()
    declared = {field.path for field in register if field.in_word}
    assert declared == (own - set(PARTS) - in_tables) | inner


@pytest.mark.django_db
def test_it_comes_through_the_database():
    season = store_season(cast()["carla"], ALL)
    assert lost(ALL, season_as_words(season.id)) == set()


@pytest.mark.parametrize("name", ["season", "season.xlsx"])
def test_it_comes_through_a_folder_and_a_workbook(tmp_path, name):
    write_season(ALL, tmp_path / name)
    assert lost(ALL, read_season(tmp_path / name, with_estimates=False)) - NOT_IN_FILES == set()


@pytest.mark.django_db
def test_it_comes_through_a_scenario_and_into_the_next_season():
    carla = cast()["carla"]
    season = store_season(carla, ALL)
    told = {"season": season, "by": carla.user, "now": NOW}
    scenario = make_scenario(**told, name="Hvad nu hvis", why="")
    assert lost(replace(ALL, name="Hvad nu hvis"), season_as_words(scenario.id)) == set()
    later = make_next_season(**told, name="Næste", first_day=ALL.first_day + timedelta(7), weeks=11, keep_wishes=True)
    moved = replace(ALL, name="Næste", first_day=ALL.first_day + timedelta(7), weeks=11)
    assert lost(moved, season_as_words(later.id)) == set()


@pytest.mark.django_db
@pytest.mark.parametrize("register", [one for one in Register if one != Register.SEASON])
def test_it_comes_through_a_form_s_row_and_back(register):
    season = store_season(cast()["carla"], ALL)
    pk, row = next(iter(read(season.id, register).items()))
    assert set(row) == {field.name for field in DECLARED[register] if field.name != "key"}  # a row has its number
    write(season.id, register, pk, DECLARED[register].filled({**row}))
    assert lost(ALL, season_as_words(season.id)) == set()


def test_an_edit_from_when_there_were_fewer_fields_has_their_defaults():
    whole = {field.name: field.kind.plain(value) for field in STOP if (value := STOP.default(field)) is not NEEDED
        and field.name != "key"}  # fmt: skip
    later = [name for name in whole if name not in ("venue", "contact")]
    old = {"name": "Karby", "venue": "Hallen"}
    assert STOP.filled(old) == {**whole, **old}
    assert later


DRAWN: set[tuple[str, str]] = set()


@settings(
    max_examples=examples(80),
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],
    derandomize=True,
)
@given(season=seasons())
def draw(season):
    words = {"hub": season.hubs, "stop": season.stops, "vehicle": season.vehicles, "employee": season.employees,
             "volunteer": season.volunteers, "terms": (season.terms,), "season": (season,)}  # fmt: skip
    for name, register in {**REGISTERS, "season": SEASON}.items():
        for word in words[name]:
            values = register.of(word)
            DRAWN.update((name, field.name) for field in register if field.in_word
                         and values[field.name] != register.default(field))  # fmt: skip


def test_hypothesis_draws_another_value_in_every_field():
    draw()
    every = {(n, f.name) for n, r in {**REGISTERS, "season": SEASON}.items() for f in r if f.in_word}
    assert every - DRAWN == set()
