"""The worker writes a plan as a file of each kind; what cannot be written says why."""

import io
import json
import zipfile
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import openpyxl
import pytest

from driveout.core.plan.check import check
from driveout.core.simulate.small_town import small_town
from driveout.jobs.uploading import write_file
from driveout.outside.plan_files.printing import print_run_sheets
from driveout.records.models import Change, PlanFile, Season, Stop
from driveout.records.plan import queries
from driveout.records.plan.files import uploads
from driveout.records.plan.models.change import Kind
from driveout.records.plan.models.edit import Register
from driveout.records.plan.registers import editing
from driveout.records.plan.registers.values import mark_of, read
from driveout.records.plan.wishes import changing
from tests.core.good_plan import good_plan
from tests.stored import NOW, cast, store_plan, store_season

pytestmark = pytest.mark.django_db


@pytest.fixture
def carla():
    return cast()["carla"]


@pytest.fixture
def plan(carla):
    words = replace(small_town(), first_day=date(2026, 3, 30))
    return store_plan(carla, store_season(carla, words), good_plan(), words)


def written(carla, plan, kind: str, language: str = "da") -> PlanFile:
    """Asked for, and written as the worker would."""
    file = uploads.ask_for_file(plan=plan, kind=kind, language=language, by=carla.user, now=NOW)
    write_file.call(file_id=file.id)
    return PlanFile.objects.get(pk=file.id)


def test_every_kind_is_written(carla, plan):
    files = {kind: written(carla, plan, kind) for kind in PlanFile.Kind.values}
    assert {kind: file.troubles for kind, file in files.items() if file.failed} == {}
    content = {kind: bytes(file.content) for kind, file in files.items()}
    assert "tidsplan" in openpyxl.load_workbook(io.BytesIO(content["excel"])).sheetnames
    assert content["calendar"].startswith(b"BEGIN:VCALENDAR")
    assert json.loads(content["map"])["type"] == "FeatureCollection"
    assert content["cards"].startswith(b"%PDF") and content["runsheets"].startswith(b"%PDF")
    assert all(file.size == len(content[kind]) for kind, file in files.items())


def test_the_zip_has_every_table_in_the_asked_language(carla, plan):
    file = written(carla, plan, "csv", "en")
    with zipfile.ZipFile(io.BytesIO(bytes(file.content))) as archive:
        assert {"openings.csv", "timetable.csv", "tours.csv", "proof.csv"} <= set(archive.namelist())
        assert "Mosede" in archive.read("openings.csv").decode("utf-8-sig")


def test_peoples_words_become_no_formulas(carla):
    town = small_town()
    words = replace(town, name="=1+1", notes=("+45 12345678", "@SUM(1)"), first_day=date(2026, 3, 30))
    plan = store_plan(carla, store_season(carla, words), replace(good_plan(), season="=1+1"), words)
    with zipfile.ZipFile(io.BytesIO(bytes(written(carla, plan, "csv").content))) as archive:
        proof = archive.read("bevis.csv").decode("utf-8-sig")
    assert "sæson,'=1+1\r\n" in proof and "note,'@SUM(1)" in proof and "note,'+45 12345678" in proof
    book = openpyxl.load_workbook(io.BytesIO(bytes(written(carla, plan, "excel").content)))
    cells = {row[1].value: row[1] for row in book["bevis"].iter_rows()}
    assert cells["=1+1"].data_type == "s" and cells["=1+1"].quotePrefix
    assert not cells["sæson" if "sæson" in cells else "værdi"].quotePrefix


def test_a_calendar_without_dates_says_why(carla):
    plan = store_plan(carla, store_season(carla))
    file = written(carla, plan, "calendar")
    assert file.failed and file.content is None
    assert file.troubles[0]["da"] and file.troubles[0]["en"]


def a_krone_more(carla, season) -> None:
    """Somebody raises the wage, and the plan costs more than it says."""
    season = Season.objects.get(pk=season.pk)
    values = read(season.pk, Register.SEASON, [season.pk])
    terms = {
        **values[season.pk]["terms"],
        "kr_per_employee_hour": values[season.pk]["terms"]["kr_per_employee_hour"] + 1,
    }
    editing.edit(
        season_id=season.pk, register=Register.SEASON, rows={season.pk: {**values[season.pk], "terms": terms}},
        opened_with=mark_of(values), why="", by=carla.user, now=NOW + timedelta(hours=1),
    )  # fmt: skip


def pinned(carla, season) -> None:
    """Somebody wants Vestermark on another day."""
    stop = Stop.objects.get(season=season, name="Vestermark")
    move = changing.Move(1, 3, None)
    changing.wish(
        stop_id=stop.pk, kind=Kind(move.kind), amount=move.amount, move=move, why="", by=carla.user,
        openings=queries.visits_in(queries.newest_plan(season.pk), stop.pk),
        opened_with=changing.mark_of(changing.wishes_of(stop)), now=NOW + timedelta(hours=1),
    )  # fmt: skip


@pytest.mark.parametrize("changed", [a_krone_more, pinned])
def test_the_plan_is_written_also_while_somebody_edits_the_season_and_says_so(carla, plan, changed):
    changed(carla, plan.season)
    assert not check(queries.season_of(plan), queries.plan_as_words(plan.pk)).holds
    files = {kind: written(carla, plan, kind) for kind in PlanFile.Kind.values}
    assert not any(file.failed for file in files.values())
    assert all(file.troubles[0]["da"].startswith("Sæsonen er rettet") for file in files.values())
    content = {kind: bytes(file.content) for kind, file in files.items()}
    proof = openpyxl.load_workbook(io.BytesIO(content["excel"]))["bevis"]
    said: dict[Any, Any] = {row[0].value: row[1].value for row in proof.iter_rows()}
    assert said["note"].startswith("Sæsonen er rettet") and (said["regler prøvet"], said["regler brudt"]) == (21, 0)
    assert json.loads(content["map"])["note"].startswith("Sæsonen er rettet")
    assert "rettet" not in content["calendar"].decode()  # guests read it
    assert print_run_sheets(small_town(), good_plan(), note="x") != print_run_sheets(small_town(), good_plan())


def test_what_is_edited_and_undone_needs_no_note(carla, plan):
    pinned(carla, plan.season)
    changing.undo(change_id=Change.objects.get().pk, by=carla.user, now=NOW + timedelta(hours=2))
    assert written(carla, plan, "map").troubles == []


def test_a_plan_whose_place_is_no_more_is_not_handed_on(carla, plan):
    Stop.objects.filter(season=plan.season, name="Lyngdal").delete()
    file = written(carla, plan, "runsheets")
    assert file.failed and "er her ikke mere" in file.troubles[0]["da"]


def test_what_breaks_is_told_and_may_be_asked_again(carla, plan, monkeypatch):
    monkeypatch.setattr("driveout.jobs.uploading.plan_as_file", lambda file: 1 / 0)
    file = written(carla, plan, "map")
    assert file.failed and file.troubles == []
    again = uploads.ask_for_file(plan=plan, kind="map", language="da", by=carla.user, now=NOW)
    assert again.pk == file.pk and not again.failed


def test_asking_twice_is_one_file_and_old_ones_are_dropped(carla, plan):
    ask = {"plan": plan, "kind": "map", "language": "da", "by": carla.user}
    first = uploads.ask_for_file(**ask, now=NOW)
    assert uploads.ask_for_file(**ask, now=NOW + timedelta(seconds=5)).asked_at == first.asked_at
    assert uploads.ask_for_file(**ask, now=NOW + timedelta(minutes=5)).asked_at > first.asked_at
    uploads.ask_for_file(**{**ask, "kind": "csv"}, now=NOW + timedelta(days=2))
    assert [file.kind for file in PlanFile.objects.all()] == ["csv"]
