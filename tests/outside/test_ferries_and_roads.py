"""Ferries as a table, minutes that no road allows, and a nation's minutes."""

import csv
import re
import zipfile
from typing import Any

import openpyxl
import pytest

from driveout.core.words import Belief, Drive, Employee, Ferry, Hub, Place, Season, Stop, Vehicle, Weekday, Window
from driveout.outside.season_files import Faults, read_season, write_season
from tests.faulty_seasons import seasons
from tests.over_water import ISLAND, island_season

OWN = (
    Ferry("Hou-Sælvig", 420, 1290, 330, 1410, 120, 375.5),
    Ferry("Kalundborg-Ballen", last_back=1140),
)


def _folder(tmp_path, season=None, **files):
    folder = tmp_path / "season"
    write_season(season or island_season(), folder)
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def _faults(folder):
    with pytest.raises(Faults) as refused:
        read_season(folder)
    return refused.value.sentences()


@pytest.mark.parametrize("name", ["season", "season.xlsx"])
def test_ferries_survive_a_folder_and_a_workbook(tmp_path, name):
    season = island_season(ferries=OWN)
    write_season(season, tmp_path / name)
    assert read_season(tmp_path / name, with_estimates=False) == season


def test_a_written_departure_moves_the_last_minute_to_leave(tmp_path):
    known = read_season(_folder(tmp_path))
    written = read_season(_folder(tmp_path, ferries="overfart;sidste hjem\nhou – sælvig;23.30\n"))
    pair = ("Tranebjerg", "Odder")
    assert written.ferries == (Ferry("Hou-Sælvig", last_back=1410),)
    assert written.drives[pair].leave_by - known.drives[pair].leave_by == 1410 - 1200
    assert written.drives[pair].ferries == ("Hou-Sælvig",)


def test_every_fault_in_ferries_at_once(tmp_path):
    text = (
        "crossing,first,last,headway,ticket_kr\nHou-Sælvigg,,,,\nHou-Sælvig,20:00,07:00,,\n"
        "hou-sælvig,,,0,-5\nBornholmerfærgen,,,,\n"
    )
    said = _faults(_folder(tmp_path, ferries=text))
    assert len(said) == 6
    for part in (
        "did you mean Hou-Sælvig?",
        "The last departure is before the first",
        "Hou-Sælvig is already in row 3",
        "column headway",
        "column ticket_kr",
        "No crossing is called “Bornholmerfærgen”",
    ):
        assert any(part in line for line in said), part


@pytest.mark.parametrize(("minutes", "wrong"), [(0, True), (12, True), (17, False), (100, False)])
def test_minutes_that_no_road_allows_are_a_fault(tmp_path, minutes, wrong):
    """Odder to Tranebjerg is 32 kilometres in a straight line: a quarter of an hour at 130 km/h."""
    folder = _folder(tmp_path, minutes=f"from,to,minutes\nOdder,Tranebjerg,{minutes}\n")
    if wrong:
        (said,) = _faults(folder)
        assert f"no road allows {minutes} minutes" in said and "at least 15 minutes" in said and "row 2" in said
    else:
        assert read_season(folder).drives["Odder", "Tranebjerg"].minutes == minutes


def test_every_impossible_pair_is_listed(tmp_path):
    said = _faults(_folder(tmp_path, minutes="from,to,minutes\nOdder,Tranebjerg,0\nOdder,Ballen,1\nBallen,Odder,0\n"))
    assert [line.split(":")[0] for line in said] == [f"minutes.csv, row {n}, column minutes" for n in (2, 3, 4)]


def test_minutes_far_from_the_estimate_are_asked_about(tmp_path):
    notes: list[Any] = []
    text = "from,to,minutes\nTranebjerg,Ballen,55\nOdder,Tranebjerg,110\n"
    read_season(_folder(tmp_path, minutes=text), notes=notes)
    (note,) = [note for note in notes if "estimate" in note.en]
    assert "Ballen, Tranebjerg: 55, estimated 6" in note.en and "Odder" not in note.en
    assert "er de rigtige?" in note.da


def test_kilometres_shorter_than_the_straight_line_are_asked_about(tmp_path):
    minutes = "from,to,minutes,km\nNykøbing Mors,Karby,30,{km}\nKarby,Vils,20,30\n"
    for km, told in (("0", True), ("12,5", True), ("18", False), ("25", False), ("", False)):
        notes: list[Any] = []
        text = minutes.format(km=f'"{km}"')
        read_season(seasons.folder(tmp_path / f"km{km}", minutes_csv=text), notes=notes)
        said = [note.da for note in notes if "Kilometer, der er kortere" in note.da]
        asked = (
            f"Kilometer, der er kortere end den lige linje, er de rigtige? Karby, Nykøbing Mors: {km.replace(',', '.')}"
        )
        assert said == ([f"{asked}, i lige linje 18."] if told else []), km


def test_addresses_beside_each_other_may_take_no_minutes(tmp_path):
    season = island_season()
    near = Stop(
        "Odder bibliotek", Place("Odder", 55.975, 10.155, "727"), ("Odder",), season.stops[0].windows, Belief(7)
    )
    odd = Season(
        "near", season.hubs, (near,), season.vehicles, season.employees, season.volunteers,
        drives={("Odder", "Odder bibliotek"): Drive(0, 0.3)},
    )  # fmt: skip
    assert read_season(_folder(tmp_path, odd)).drives["Odder", "Odder bibliotek"].minutes == 0


def _nation(hubs: int, stops: int) -> tuple[Season, list[tuple[str, str]]]:
    """Hubs on a lattice in the middle of Jutland, each with its stops, and every pair within a hub once."""
    week = (Window(Weekday.MONDAY, 480, 1000),)
    made, pairs = [], []
    places = [Place(f"Hub {n}", 55.60 + 0.015 * (n // 40), 8.75 + 0.015 * (n % 40)) for n in range(hubs)]
    for n, place in enumerate(places):
        own = [f"Sted {n}-{s}" for s in range(stops)]
        made += [
            Stop(name, Place(name, place.lat + 0.002 * s, place.lon), (place.name,), week, Belief(7))
            for s, name in enumerate(own)
        ]
        group = [place.name, *own]
        pairs += [(a, b) for at, a in enumerate(group) for b in group[at + 1 :]]
    return Season(
        "Nation",
        tuple(Hub(place.name, place, week) for place in places),
        tuple(made),
        tuple(Vehicle(f"Bil {place.name}", place.name) for place in places),
        tuple(Employee(f"Fører {place.name}", place.name) for place in places),
        (),
    ), pairs


def test_a_thousand_hubs_minutes_are_read(tmp_path):
    season, pairs = _nation(1000, 10)
    season = Season(**{f: getattr(season, f) for f in season.__slots__} | {
        "stops": tuple(Stop(s.name, s.place, s.hubs, s.windows, s.belief, volunteers=0) for s in season.stops)
    })  # fmt: skip
    folder = _folder(tmp_path, season)
    with (folder / "minutes.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("from", "to", "minutes", "km"), *((a, b, 7, 5.5) for a, b in pairs)])
    assert len(pairs) == 55_000
    read = read_season(folder, with_estimates=False)
    assert len(read.drives) == 110_000 and read.drives["Sted 999-9", "Sted 999-8"] == Drive(7, 5.5)


def test_an_island_s_own_drives_have_no_ferry(tmp_path):
    one, other = ISLAND
    assert read_season(_folder(tmp_path)).drives[one, other].ferries == ()


def test_a_ferry_at_midnight_is_read_from_a_cell_of_times(tmp_path):
    """openpyxl 3.1.5 makes 1 January 1900 of 24:00 where a column shows hours as hh:mm."""
    write_season(island_season(ferries=OWN), tmp_path / "season.xlsx")
    book = openpyxl.load_workbook(tmp_path / "season.xlsx")
    names = [cell.value for cell in book["ferries"][1]]
    cell = book["ferries"].cell(2, names.index("last") + 1)
    cell.value, cell.number_format = 1.0, "hh:mm"
    book.save(tmp_path / "season.xlsx")
    assert read_season(tmp_path / "season.xlsx", with_estimates=False).ferries[0].last == 1440


def test_a_sheet_that_states_too_small_a_size_is_read_whole(tmp_path):
    """openpyxl 3.1.5 believes the stated size when it only reads: one cell of all that stands there."""
    season = island_season(ferries=OWN)
    write_season(season, tmp_path / "season.xlsx")
    with zipfile.ZipFile(tmp_path / "season.xlsx") as old, zipfile.ZipFile(tmp_path / "small.xlsx", "w") as new:
        for name in old.namelist():
            sheet = re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1"', old.read(name))
            new.writestr(name, sheet)
    assert read_season(tmp_path / "small.xlsx", with_estimates=False) == season
