"""The worker reads what was handed in: a season, or every fault, and never a half; the file is gone afterwards."""

import io
import zipfile
from dataclasses import replace
from datetime import timedelta
from typing import Any

import openpyxl
import pytest

from driveout.jobs.season_template import ENGLISH, TEMPLATE
from driveout.jobs.uploading import read_upload, unzip
from driveout.outside.faults import Faults, Said
from driveout.outside.season_files import read_season, write_season
from driveout.outside.season_files.keys import SEASON_KEYS, TERMS_KEYS
from driveout.outside.season_files.tables import TABLES
from driveout.outside.season_template import COLUMNS, NAME, explained, write_template
from driveout.outside.season_template_words import INVENTED, NAMES
from driveout.outside.travel_times.fakes import fake_service
from driveout.records.models import Season, Trace, Upload
from driveout.records.plan.files import uploads
from driveout.records.plan.queries import season_as_words
from tests.over_water import island_season
from tests.stored import NOW, cast, store_season

pytestmark = pytest.mark.django_db
FOLDER = "examples/seasons/akut-2020"


@pytest.fixture
def carla():
    return cast()["carla"]


def handed_in(carla, name: str, content: bytes) -> Upload:
    """Handed in, and read as the worker would."""
    upload = uploads.hand_in(name=name, content=content, organisation=carla.organisation, by=carla.user, now=NOW)
    read_upload.call(upload_id=upload.id)
    upload.refresh_from_db()
    assert upload.content is None
    return upload


def changed(sheet: str, cell: str, value: Any) -> bytes:
    """The template with one cell changed."""
    book, out = openpyxl.load_workbook(TEMPLATE), io.BytesIO()
    book[sheet][cell] = value
    book.save(out)
    return out.getvalue()


def zipped(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def over_water(tmp_path) -> bytes:
    write_season(island_season(), tmp_path / "island.xlsx")
    return (tmp_path / "island.xlsx").read_bytes()


def test_what_must_be_known_of_a_ferry_is_a_note(carla, tmp_path):
    upload = handed_in(carla, "island.xlsx", over_water(tmp_path))
    assert upload.state == Upload.State.DONE
    assert ["Hjem med den kl. 20 eller slet ikke" in note["da"] for note in upload.notes] == [True]


def test_the_service_that_is_set_gives_the_minutes_and_is_held_against_the_map(carla, tmp_path, settings):
    with fake_service() as url:
        settings.DRIVES = ("osrm", url)
        upload = handed_in(carla, "island.xlsx", over_water(tmp_path))
    assert "6 driving minutes from OSRM." in upload.season.drives_source
    said = [note["da"] for note in upload.notes]
    assert said[0] == "Antal køretider fra OSRM: 6." and "over 40 %" in said[1]
    assert season_as_words(upload.season.id).drives["Tranebjerg", "Odder"].ferries == ("Hou-Sælvig",)


def test_the_template_filled_as_it_is_becomes_a_season(carla):
    upload = handed_in(carla, "season-template.xlsx", TEMPLATE.read_bytes())
    assert upload.state == Upload.State.DONE and upload.notes == []
    assert upload.season.name == NAME and upload.season.organisation == carla.organisation
    assert list(Trace.objects.order_by("id").values_list("what", flat=True))[-3:] == [
        "handed in a season file",
        "imported a season",
        "read a season file",
    ]


def test_the_template_explains_every_column_in_both_languages():
    columns = [("Sæson", c.heading) for c in (*SEASON_KEYS, *TERMS_KEYS)]
    columns += [(table.title, c.heading) for table in TABLES for c in table.columns]
    assert [row[:2] for row in explained()] == columns
    assert [row[:2] for row in explained() if not (row[4] and row[5] and row[9] and row[10])] == []
    rows = openpyxl.load_workbook(TEMPLATE)[COLUMNS].iter_rows(min_row=2, max_col=2, values_only=True)
    assert list(rows) == columns, "run: python -m driveout.jobs.season_template"


def test_the_template_is_danish_and_english_headings_in_any_spelling_read_the_same(tmp_path):
    book = openpyxl.load_workbook(TEMPLATE)
    assert [cell.value for cell in book["Steder"][1]][:5] == ["Sted", "Hub", "Også hubs", "Breddegrad", "Længdegrad"]
    assert [cell.value for cell in book["Sæson"]["A"]][:3] == ["Nøgle", "Navn", "Første dag"]
    danish = read_season(TEMPLATE)
    names = {(table.name, c.heading): c.name for table in TABLES for c in table.columns}
    for table in TABLES:
        for at, cell in enumerate(book[table.title][1] if table.title in book.sheetnames else ()):
            english = names[table.name, str(cell.value)]
            cell.value = (english.upper(), f" {english.replace('_', '  ')}", english, str(cell.value))[at % 4]
    for at, cell in enumerate(book["Sæson"]["A"][1:]):
        english = next(c.name for c in (*SEASON_KEYS, *TERMS_KEYS) if c.heading == cell.value)
        cell.value = (english, cell.value.lower(), english.replace("_", " ").title())[at % 3]
    book.save(tmp_path / "mixed.xlsx")
    assert read_season(tmp_path / "mixed.xlsx") == danish
    for at, table in enumerate(table for table in TABLES if table.title in book.sheetnames):
        sheet, other = book[table.title], (table.name.upper(), f" {table.name} ")[at % 2]
        sheet.title = "x"  # the workbook takes the same name in other letters for another sheet's
        sheet.title = other
    book["Sæson"].title = "Season"
    book.save(tmp_path / "english.xlsx")
    assert read_season(tmp_path / "english.xlsx") == danish


def test_the_sheets_of_the_template_are_danish():
    book = openpyxl.load_workbook(TEMPLATE)
    there = ["Sæson", "Hubs", "Steder", "Biler", "Medarbejdere", "Frivillige", "Ønsker"]
    assert book.sheetnames == ["LÆS MIG", "KOLONNER", *there]
    lists = {choice.formula1 for sheet in book for choice in sheet.data_validations.dataValidation}
    assert {one.partition("!")[0] for one in lists if "!" in one} == {"'Steder'", "'Hubs'"}


def test_a_fault_names_the_heading_that_stands_in_the_file(tmp_path):
    book = openpyxl.load_workbook(TEMPLATE)
    book["Hubs"]["B2"], book["Steder"]["T3"] = "mod nord", "mange"
    book["Sæson"]["B4"] = "syv"
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(Faults) as refused:
        read_season(tmp_path / "a.xlsx")
    assert {fault.where("da").partition(" › ")[2] for fault in refused.value.faults} == {
        "Hubs, række 2, kolonne Breddegrad", "Steder, række 3, kolonne Gæster", "Sæson, række 4, kolonne Uger",
    }  # fmt: skip


def test_who_chooses_from_a_list_reads_there_what_the_column_means():
    book, means = openpyxl.load_workbook(TEMPLATE), {row[:2]: row[4] for row in explained()}
    told = {}
    for sheet in book:
        for choice in sheet.data_validations.dataValidation:
            head = str(sheet.cell(1, next(iter(choice.sqref.ranges)).min_col).value)
            told[sheet.title, head] = (choice.showInputMessage, choice.promptTitle, choice.prompt)
    assert {("Steder", "Trinfrit"), ("Steder", "Hunde velkomne"), ("Ønsker", "Dag")} < set(told)
    assert told == {key: (True, key[1], means[key]) for key in told}
    assert max(len(prompt) for _, _, prompt in told.values()) <= 255, "a spreadsheet opens no workbook with longer ones"


@pytest.mark.parametrize(("lang", "file"), [("da", TEMPLATE), ("en", ENGLISH)])
def test_the_templates_are_what_would_be_made_anew(tmp_path, lang, file):
    write_template(tmp_path / "new.xlsx", lang)
    new, here = (
        {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in openpyxl.load_workbook(path)}
        for path in (tmp_path / "new.xlsx", file)
    )
    assert new == here, "run: python -m driveout.jobs.season_template"


def test_the_english_template_is_english_and_holds_the_same_season():
    book, danish = openpyxl.load_workbook(ENGLISH), read_season(TEMPLATE)
    notes: list[Said] = []
    there = ["Season", "Hubs", "Stops", "Vehicles", "Employees", "Volunteers", "Wishes"]
    assert book.sheetnames == ["READ ME", "COLUMNS", *there]
    english = read_season(ENGLISH, notes=notes)
    assert english == replace(danish, name=NAMES["en"], notes=(INVENTED["en"],)) and not notes
    rows = list(book["COLUMNS"].iter_rows(min_row=2, values_only=True))
    columns = [("Season", c.heading_english) for c in (*SEASON_KEYS, *TERMS_KEYS)]
    columns += [(table.title_english, c.heading_english) for table in TABLES for c in table.columns]
    assert [row[:2] for row in rows] == columns and all(row[4] and row[5] for row in rows)
    told = {"Sæson", "Steder", "KOLONNER", "uden svar", "fasthold"}
    words = " ".join(str(cell.value) for sheet in book if sheet.title != "COLUMNS" for row in sheet for cell in row)
    assert not [word for word in told if word in words]
    lists = {choice.formula1 for sheet in book for choice in sheet.data_validations.dataValidation}
    assert {'"pin,forbid"', '"mon,tue,wed,thu,fri,sat,sun"', "'Stops'!$A$2:$A$2000"} < lists


@pytest.mark.parametrize(("lang", "file"), [("da", "season-template.xlsx"), ("en", "season-template-en.xlsx")])
def test_who_reads_the_page_in_a_language_fetches_the_template_in_it(carla, client, lang, file):
    client.force_login(carla.user)
    for page in ("/office/seasons/new/", "/"):
        answer = client.get(page, headers={"Accept-Language": lang}, follow=True)
        assert f"/{file}" in answer.content.decode(), page


def test_a_zipped_folder_becomes_a_season(carla, root):
    files = {f"akut/{path.name}": path.read_bytes() for path in (root / FOLDER).iterdir() if path.is_file()}
    upload = handed_in(carla, "Akut 2020.zip", zipped(**files, **{"__MACOSX/akut/._stops.csv": b"\0"}))
    assert upload.state == Upload.State.DONE, upload.faults
    assert upload.season.stops.count() == 180


def test_every_fault_is_told_and_nothing_is_stored(carla):
    book, out = openpyxl.load_workbook(TEMPLATE), io.BytesIO()
    book["Steder"]["A3"], book["Hubs"]["B2"] = "Mosede", "mod nord"
    book.save(out)
    upload = handed_in(carla, "mine steder.xlsx", out.getvalue())
    assert upload.state == Upload.State.FAULTY and not Season.objects.exists()
    assert len(upload.faults) >= 2
    lat = next(fault for fault in upload.faults if fault["column"] == "Breddegrad")
    assert lat["file"] == "mine steder.xlsx › Hubs" and lat["row"] == 2 and lat["found"] == "mod nord"
    assert lat["what"]["da"] and lat["what"]["en"] and lat["expected"]["da"]
    assert Trace.objects.last().details["faults"] == len(upload.faults)


def test_the_same_season_again_is_the_one_that_is_there(carla):
    first, again = (handed_in(carla, "a.xlsx", TEMPLATE.read_bytes()) for _ in range(2))
    assert first.season == again.season and Season.objects.count() == 1


def test_another_season_of_the_same_name_is_refused(carla):
    first = handed_in(carla, "a.xlsx", TEMPLATE.read_bytes())
    other = handed_in(carla, "b.xlsx", changed("Steder", "A3", "Et helt andet sted"))
    assert other.state == Upload.State.TAKEN and other.season == first.season
    assert Season.objects.count() == 1


def test_a_season_of_another_organisation_is_no_hindrance():
    people = cast()
    handed_in(people["carla"], "a.xlsx", TEMPLATE.read_bytes())
    theirs = handed_in(people["finn"], "a.xlsx", changed("Steder", "A3", "Et helt andet sted"))
    assert theirs.state == Upload.State.DONE and theirs.season.organisation == people["finn"].organisation


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xlsx", b"no workbook"),
        ("a.zip", b"no zip"),
        ("a.zip", zipped(**{"readme.txt": b"no season"})),
        ("a.zip", zipped(**{"a/stops.csv": b"stop\n", "b/stops.csv": b"stop\n"})),
        ("../../a.exe", b"MZ"),
        ("", b"x"),
        ("ø" * 300 + ".xlsx", b"x"),
    ],
)
def test_what_is_no_season_is_refused_in_a_sentence(carla, name, content):
    upload = handed_in(carla, name, content)
    assert upload.state == Upload.State.FAULTY and upload.faults
    assert not Season.objects.exists()


@pytest.mark.parametrize("packing", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_zip_whose_insides_are_broken_is_refused_in_a_sentence(carla, packing):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as archive:
        archive.writestr("stops.csv", bytes(range(256)) * 40)
    content = bytearray(out.getvalue())
    start = 30 + len("stops.csv")
    for at in range(start + 12, start + 60):
        content[at] ^= 0xFF
    upload = handed_in(carla, "a.zip", bytes(content))
    assert upload.state == Upload.State.FAULTY and "kan ikke pakkes ud" in upload.faults[0]["what"]["da"]


def test_a_zip_leads_nowhere_else(tmp_path):
    inside = tmp_path / "deep" / "inside"
    inside.mkdir(parents=True)
    unzip("a.zip", zipped(**{"../../season.toml": b"name = 'x'", "/stops.csv": b"stop\n"}), inside)
    assert sorted(path.name for path in tmp_path.rglob("*.*")) == ["season.toml", "stops.csv"]
    assert sorted(path.name for path in inside.iterdir()) == ["season.toml", "stops.csv"]


def test_a_zip_that_would_fill_the_disk_is_not_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr("driveout.outside.unpacking.MOST_UNPACKED", 10)
    with pytest.raises(Faults, match="Unpacked it would fill"):
        unzip("a.zip", zipped(**{"stops.csv": b"x" * 11}), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_what_breaks_is_told_and_the_file_is_gone(carla, monkeypatch):
    monkeypatch.setattr("driveout.jobs.uploading.read_file", lambda *args: 1 / 0)
    assert handed_in(carla, "a.xlsx", TEMPLATE.read_bytes()).state == Upload.State.BROKE


def test_a_file_that_nobody_reads_is_dropped(carla):
    upload = uploads.hand_in(name="a.xlsx", content=b"x", organisation=carla.organisation, by=carla.user, now=NOW)
    assert uploads.bury_lost(now=NOW + timedelta(minutes=2)) == 0
    assert uploads.bury_lost(now=NOW + timedelta(minutes=4)) == 1
    read_upload.call(upload_id=upload.id)
    upload.refresh_from_db()
    assert upload.state == Upload.State.LOST and upload.content is None


def test_more_faults_than_a_page_can_hold_are_counted(carla, monkeypatch):
    monkeypatch.setattr("driveout.jobs.uploading.MOST_FAULTS", 2)
    book, out = openpyxl.load_workbook(TEMPLATE), io.BytesIO()
    for row in range(2, 8):
        book["Steder"][f"D{row}"] = "nord"
    book.save(out)
    faults = handed_in(carla, "a.xlsx", out.getvalue()).faults
    assert len(faults) == 3 and faults[-1]["more"] == 4


def test_a_zero_byte_does_not_stop_the_answer(carla):
    content = zipped(**{"season.toml": b'name = "x"', "hubs.csv": b"hub,lat\0,lon\nA,\0x,9\n"})
    assert "\0" not in str(handed_in(carla, "a.zip", content).faults)


def test_a_second_delivery_reads_nothing(carla):
    upload = handed_in(carla, "a.xlsx", TEMPLATE.read_bytes())
    before = Trace.objects.count()
    read_upload.call(upload_id=upload.id)
    assert Trace.objects.count() == before


def test_a_season_that_came_by_command_is_not_touched(carla):
    season = store_season(carla)
    handed_in(carla, "a.xlsx", TEMPLATE.read_bytes())
    assert Season.objects.filter(pk=season.id).exists() and Season.objects.count() == 2
