"""What nobody sees in a text is no part of it, and text from before UTF-8 is known by its letters."""

import json
import unicodedata
from typing import Any

import openpyxl
import pytest

from driveout.core.words import alike, as_seen, one_line
from driveout.outside.faults import Fault
from driveout.outside.place_files import read_gazetteer
from driveout.outside.season_files import Faults, read_season, write_season
from driveout.outside.season_files.old_text import guessed
from driveout.outside.season_files.raw import decoded
from tests.faulty_seasons import seasons

UNSEEN = {
    "zero-width space": "\u200b", "non-joiner": "\u200c", "joiner": "\u200d", "left to right": "\u200e",
    "right to left": "\u202e", "isolate": "\u2067", "soft hyphen": "\u00ad", "mark of the file's beginning": "\ufeff",
    "word joiner": "\u2060", "Mongolian": "\u180e", "grapheme joiner": "\u034f", "filler": "\u3164",
    "variant": "\ufe0f", "tag": "\U000e0041",
}  # fmt: skip


@pytest.mark.parametrize("sign", UNSEEN.values(), ids=UNSEEN)
def test_a_sign_that_nobody_sees_is_dropped_wherever_it_stands(tmp_path, sign):
    files = {name.replace(".", "_"): text for name, text in seasons.GOOD.items()}
    files["stops_csv"] = (
        files["stops_csv"]
        .replace("Vils", f"Vi{sign}ls{sign}", 1)
        .replace("guests", f"{sign}gue{sign}sts")
        .replace("6.5", f"{sign}6{sign}.5")
        .replace("10-12 14-16", f"10{sign}-12 {sign}14-16")
    )
    files["season_toml"] = f"{sign}{files['season_toml']}".replace("weeks =", f"weeks{sign} =")
    files["wishes_csv"] = f"{sign}wish,stop,day\npin,Vils,mon{sign}\n"
    plain = seasons.folder(tmp_path / "plain", wishes_csv="wish,stop,day\npin,Vils,mon\n")
    assert read_season(seasons.folder(tmp_path / "odd", **files)) == read_season(plain)


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2007", "\u2003", "\u3000"])
def test_every_space_is_a_space(tmp_path, space):
    files = {name.replace(".", "_"): text.replace(" ", space) for name, text in seasons.GOOD.items() if "csv" in name}
    files["stops_csv"] += f"{space}\n"
    assert read_season(seasons.folder(tmp_path / "odd", **files)) == read_season(seasons.folder(tmp_path / "plain"))


def test_twins_that_only_unseen_signs_tell_apart_are_one_name_twice(tmp_path):
    twin = seasons.GOOD["stops.csv"].splitlines()[2].replace("Vils", "Vils\u200b")
    with pytest.raises(Faults, match=r"“Vils” is already in stops\.csv, row 3"):
        read_season(seasons.folder(tmp_path, stops_csv=f"{seasons.GOOD['stops.csv']}{twin}\n"))


def test_a_workbook_is_read_as_it_is_seen(tmp_path):
    season = read_season(seasons.folder(tmp_path / "good"), with_estimates=False)
    write_season(season, tmp_path / "book.xlsx")
    book = openpyxl.load_workbook(tmp_path / "book.xlsx")
    for sheet in book.worksheets:
        sheet.title = f"{sheet.title}\u200b"
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str):
                    cell.value = "\u200e" + unicodedata.normalize("NFD", cell.value).replace(" ", "\u00a0") + "\u00ad"
    book.save(tmp_path / "book.xlsx")
    assert read_season(tmp_path / "book.xlsx", with_estimates=False) == season


def test_a_plan_file_and_a_register_are_read_as_they_are_seen(tmp_path):
    from driveout.outside.plan_files import read_plan

    tour = {
        "name": "A", "hub": "By\u200b", "weekday": "mon\u00ad", "vehicle": "Bil\u00a01", "employee": "A\u030alma",
        "leaves": "kl 9.00", "returns": "12:00", "driving_minutes": 60, "km": 40, "cost_kr": 500,
    }  # fmt: skip
    (tmp_path / "plan.json").write_text(json.dumps({"openings": [], "tours": [tour]}))
    read = read_plan(tmp_path / "plan.json").tours[0]
    assert (read.hub, read.vehicle, read.employee, read.leaves) == ("By", "Bil 1", "Ålma", 540)
    names = "name,lon,lat,kommunekode\nKarby\u200b,8.5722,56.7556\u00a0,0773\n"
    (tmp_path / "names.csv").write_text(names, encoding="utf-8")
    assert [(place.name, place.municipality) for place in read_gazetteer(tmp_path / "names.csv").taken] == [
        ("Karby", "773")
    ]


def test_names_are_alike_however_they_are_put_together():
    assert alike("A\u030aLB\u00c6K\u200b  A\u030a") == alike("Ålbæk å") == "ålbæk å"
    assert as_seen("to\nlinjer\tog\r\nmere") == "to\nlinjer\tog\r\nmere" and one_line(" to\n linjer ") == "to linjer"


DANISH = [
    "Nykøbing Mors", "Øster Assels", "Åby", "Ærø", "Skærbæk", "Blåvand", "Café", "BØRKOP", "Hjørring, Ålbæk, Ødis",
    "Æbelø; RØDÅS", "Gården", "Sø", "På", "Bjørn Østergård", "Å",
]  # fmt: skip


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "cp865", "cp850"])
@pytest.mark.parametrize("text", DANISH)
def test_old_text_is_known_by_its_letters(encoding, text):
    guess = guessed(f"stop,hub\n{text},x\n".encode(encoding))
    assert guess.text == f"stop,hub\n{text},x\n" and not guess.also


@pytest.mark.parametrize("text", ["Bo’s café – 3½ time", "Lego® klub", "Rock ’n’ Roll på Mors", "“Åen” §3, 20°", "5 €"])
def test_signs_of_windows_stay_as_they_are(text):
    assert guessed(text.encode("cp1252")).text == text and not guessed(text.encode("cp1252")).also


@pytest.mark.parametrize(("encoding", "name"), [("mac_roman", "MacRoman"), ("cp865", "MS-DOS")])
def test_a_season_saved_by_an_old_program_is_read_and_a_note_shows_how(tmp_path, encoding, name):
    notes: list[Any] = []
    files = {n.replace(".", "_"): text.encode(encoding) for n, text in seasons.GOOD.items() if "csv" in n}
    season = read_season(seasons.folder(tmp_path / "old", **files), notes=notes)
    assert season == read_season(seasons.folder(tmp_path / "new"))
    assert f"hubs.csv er læst som {name}-tekst (»Nykøbing Mors«)." in [note.da for note in notes]


def test_what_may_be_two_words_is_asked_about_with_both(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"stop\n\x92rtholm\n")
    fault = decoded(tmp_path / "a.csv", [])
    assert isinstance(fault, Fault) and "kan læses på to måder: »’rtholm« eller »Ærtholm«" in fault.sentence("da")


@pytest.mark.parametrize("name", ["Nyk\ufffdbing", "NykÃ¸bing", "Ã…lbæk"])
def test_letters_that_were_lost_before_are_told(tmp_path, name):
    with pytest.raises(Faults, match="were lost when the text was saved"):
        read_season(seasons.folder(tmp_path, stops_csv=seasons.GOOD["stops.csv"].replace("Vils", name)))
