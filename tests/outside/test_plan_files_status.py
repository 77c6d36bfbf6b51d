"""Why a plan is not proven, and what it could not do, in the file and in the workbook."""

import csv
import io
import json
import zipfile
from dataclasses import replace

import openpyxl
import pytest

from driveout.core.plan.check import check
from driveout.core.simulate.small_town import small_town
from driveout.core.words import Proof, Saying, Status
from driveout.outside.faults import Faults
from driveout.outside.plan_files import plan_as_dict, read_plan
from driveout.outside.plan_files.tables import as_zip, write_workbook
from tests.core.good_plan import good_plan

TOWN = small_town()
WHY, REMARK = Saying("Too many weeks.", "For mange uger."), Saying("No van.", "Ingen vogn.")


def unproven():
    plan = good_plan()
    return replace(plan, proof=replace(plan.proof, status=Status.UNPROVEN, why=WHY), remarks=(REMARK,))


def as_file(tmp_path, plan, **changes):
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(plan_as_dict(TOWN, plan, check(TOWN, plan)) | changes))
    return path


def test_it_is_read_back_as_it_was(tmp_path):
    path = as_file(tmp_path, unproven())
    assert json.loads(path.read_text())["status"] == "could not prove more"
    assert json.loads(path.read_text())["why"] == {"sentence": "Too many weeks.", "danish": "For mange uger."}
    read = read_plan(path)
    assert (read.proof.status, read.proof.why, read.remarks) == (Status.UNPROVEN, WHY, (REMARK,))


def test_a_proven_plan_has_no_why(tmp_path):
    plan = replace(good_plan(), proof=Proof(30.8, 30.8, Status.PROVEN))
    path = as_file(tmp_path, plan)
    assert json.loads(path.read_text())["why"] is None and json.loads(path.read_text())["remarks"] == []
    assert read_plan(path).proof.why is None


def test_an_older_file_has_neither(tmp_path):
    path = as_file(tmp_path, good_plan())
    data = json.loads(path.read_text())
    del data["why"], data["remarks"]
    path.write_text(json.dumps(data))
    assert (read_plan(path).proof.why, read_plan(path).remarks) == (None, ())


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"why": 3}, "column why"),
        ({"why": {"danish": "x"}}, "column why.sentence"),
        ({"remarks": "no"}, "remarks is missing or no list"),
        ({"remarks": [{"sentence": 4}]}, "column remarks[1].sentence"),
    ],
)
def test_what_cannot_be_read_is_told(tmp_path, changes, told):
    with pytest.raises(Faults) as refused:
        read_plan(as_file(tmp_path, unproven(), **changes))
    assert told in str(refused.value)


@pytest.mark.parametrize(
    ("lang", "sheet", "rows"),
    [
        (
            "da",
            "bevis.csv",
            [
                ["sådan endte søgningen", "kunne ikke bevise mere"],
                ["hvorfor ikke mere er bevist", "For mange uger."],
                ["bemærkning", "Ingen vogn."],
            ],
        ),
        (
            "en",
            "proof.csv",
            [
                ["how the search ended", "could not prove more"],
                ["why no more is proven", "Too many weeks."],
                ["remark", "No van."],
            ],
        ),
    ],
)
def test_the_sheet_of_the_proof_says_it_in_the_language_asked_for(tmp_path, lang, sheet, rows):
    assert all(row in in_zip(unproven(), lang, sheet) for row in rows)
    assert rows[0] in in_workbook(tmp_path, unproven(), lang, sheet)
    assert rows[1] in in_workbook(tmp_path, unproven(), lang, sheet)
    proven = replace(good_plan(), proof=Proof(30.8, 30.8, Status.PROVEN))
    assert rows[1][0] not in [what for what, _ in in_zip(proven, lang, sheet)]


def in_zip(plan, lang, sheet) -> list[list[str]]:
    with zipfile.ZipFile(io.BytesIO(as_zip(TOWN, plan, check(TOWN, plan), lang=lang))) as archive:
        return list(csv.reader(io.StringIO(archive.read(sheet).decode("utf-8-sig"))))


def in_workbook(tmp_path, plan, lang, sheet) -> list[list[object]]:
    write_workbook(TOWN, plan, check(TOWN, plan), tmp_path / "plan.xlsx", lang=lang)
    book = openpyxl.load_workbook(tmp_path / "plan.xlsx")
    return [list(row[:2]) for row in book[sheet.removesuffix(".csv")].iter_rows(values_only=True)]
