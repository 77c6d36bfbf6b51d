"""A workbook: what it hides is read and said, and one that would fill the machine is not unpacked."""

import io
import random
import struct
import zipfile
from typing import Any

import openpyxl
import pytest

from driveout.jobs.uploading import read_file
from driveout.outside.season_files import Faults, read_season, write_season
from driveout.outside.season_files.hidden import hidden_in, letters
from driveout.outside.unpacking import MEGABYTE, MOST_UNPACKED, SMALL, TooLarge, unpacked
from tests.faulty_seasons import seasons

ROW = b'<row r="1"><c t="inlineStr"><is><t>Karby</t></is></c></row>'


def notes_of(tmp_path, change) -> list[str]:
    season = read_season(seasons.folder(tmp_path / "good", wishes_csv="wish,stop,day\npin,Vils,mon\n"))
    write_season(season, tmp_path / "book.xlsx")
    book = openpyxl.load_workbook(tmp_path / "book.xlsx")
    change(book)
    book.save(tmp_path / "book.xlsx")
    notes: list[Any] = []
    assert read_season(tmp_path / "book.xlsx", notes=notes) == season
    return [note.da for note in notes]


def test_hidden_rows_are_read_and_named(tmp_path):
    def change(book: Any) -> None:
        for row in (2, 4):
            book["stops"].row_dimensions[row].hidden = True
        book["volunteers"].row_dimensions[3].hidden = True
        book["vehicles"].row_dimensions[9].hidden = True  # nothing stands there

    assert notes_of(tmp_path, change) == [
        "book.xlsx › stops: rækker 2 (Karby), 4 (Øster Assels) er skjulte i projektmappen og er læst alligevel. Slet "
        "det, der ikke skal tælle med.",
        "book.xlsx › volunteers: række 3 (Birthe) er skjult i projektmappen og er læst alligevel. Slet det, der ikke "
        "skal tælle med.",
    ]


def test_hidden_columns_and_sheets_are_read_and_named(tmp_path):
    def change(book: Any) -> None:
        book["stops"].column_dimensions["A"].hidden = True
        book["hubs"].column_dimensions["B"].hidden = True
        book["wishes"].sheet_state = "veryHidden"
        book["season"].sheet_state = "hidden"

    told = notes_of(tmp_path, change)
    assert [note.split(" er ")[0].removeprefix("book.xlsx › ") for note in told] == [
        "season: arket", "hubs: kolonne B (lat)", "stops: kolonne A (stop)", "wishes: arket",
    ]  # fmt: skip
    assert [letters(n) for n in (1, 26, 27, 702, 703)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_a_row_without_height_and_a_column_without_width_are_not_seen_either(tmp_path):
    book = '<workbook xmlns:r="r"><sheets><sheet name="stops" sheetId="1" r:id="rId1"/></sheets></workbook>'
    relations = '<Relationships><Relationship Id="rId1" Target="/xl/worksheets/one.xml"/></Relationships>'
    sheet = (
        '<x:worksheet xmlns:x="x"><x:cols><x:col min="2" max="3" width="0"/><x:col min="4" max="4" width="9"/></x:cols>'
        '<x:sheetData><x:row ht="0" customHeight="1"/><x:row ht="15"/><x:row r="7" hidden="true"/><x:row hidden="0"/>'
        "</x:sheetData></x:worksheet>"
    )
    with zipfile.ZipFile(tmp_path / "book.xlsx", "w") as archive:
        archive.writestr("xl/workbook.xml", book)
        archive.writestr("xl/_rels/workbook.xml.rels", relations)
        archive.writestr("xl/worksheets/one.xml", sheet)
        found = hidden_in(archive)["stops"]
    assert not found.sheet and found.rows == {1, 7}
    assert [number for number in range(1, 6) if found.column(number)] == [2, 3]


def test_a_filter_hides_rows_too_and_many_are_told_as_a_number(tmp_path):
    def change(book: Any) -> None:
        for row in range(2, 60):
            book["minutes"].row_dimensions[row].hidden = True

    assert "række" not in "".join(notes_of(tmp_path, lambda book: None))
    assert " til er skjulte" in notes_of(tmp_path, change)[0]


def packed(path, entry, megabytes):
    """A workbook with one sheet of so many rows that say the same."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open(entry, "w", force_zip64=True) as one:
        one.write(b"<worksheet><sheetData>")
        for _ in range(megabytes):
            one.write(ROW * (MEGABYTE // len(ROW)))
    return path


@pytest.mark.parametrize("entry", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"])
def test_a_small_workbook_of_many_rows_is_not_unpacked(tmp_path, entry, monkeypatch):
    monkeypatch.setattr(openpyxl, "load_workbook", lambda *a, **k: pytest.fail("it was unpacked"))
    bomb = packed(tmp_path / "bomb.xlsx", entry, 190 if "sheet1" in entry else 30)
    assert bomb.stat().st_size < MEGABYTE
    with pytest.raises(Faults) as refused:
        read_season(bomb)
    assert "slet de tomme rækker" in refused.value.faults[0].sentence("da") and len(refused.value.faults) == 1
    with pytest.raises(Faults, match="Unpacked it would fill"):
        read_file("bombe.xlsx", bomb.read_bytes(), [], {})


def test_many_sheets_that_are_small_by_themselves_are_counted_together(tmp_path):
    with zipfile.ZipFile(tmp_path / "many.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        for sheet in range(3):
            archive.writestr(f"xl/worksheets/sheet{sheet}.xml", ROW * (8 * MEGABYTE // len(ROW)))
        archive.writestr("xl/media/picture.png", random.Random(12).randbytes(2 * MEGABYTE))
    with pytest.raises(Faults, match="Unpacked it would fill 26 MB, 12 times as much as now"):
        read_season(tmp_path / "many.xlsx")


def test_a_directory_that_lies_of_sizes_opens_nothing(tmp_path):
    bomb = packed(tmp_path / "bomb.xlsx", "xl/workbook.xml", 30)
    data = bytearray(bomb.read_bytes())
    at = data.rindex(b"PK\x01\x02") + 24  # the size in the central directory (APPNOTE.TXT, 4.3.12)
    data[at : at + 4] = struct.pack("<I", 1000)
    bomb.write_bytes(data)
    with pytest.raises(Faults, match="cannot be opened as a workbook"):
        read_season(bomb)


def test_a_zipped_folder_is_counted_too(tmp_path):
    bomb = packed(tmp_path / "bomb.zip", "sæson/stops.csv", 1 + SMALL // MEGABYTE)
    with pytest.raises(Faults, match="Unpacked it would fill 21 MB"):
        read_file("bombe.zip", bomb.read_bytes(), [], {})


def test_what_is_unpacked_is_counted_whatever_was_said():
    class Swollen(io.RawIOBase):
        left = MOST_UNPACKED + MEGABYTE

        def read(self, size: int = -1) -> bytes:
            self.left, given = max(0, self.left - size), min(size, self.left)
            return bytes(given)

    with pytest.raises(TooLarge):
        for _part in unpacked(Swollen()):
            pass
