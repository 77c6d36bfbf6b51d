"""Bad input: every fault at once, each with where, what was found and what is expected; odd input is understood."""

import os
from dataclasses import replace
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.formula import ArrayFormula

from driveout.core.simulate.small_town import small_town
from driveout.core.words import Weekday, Window
from driveout.outside.season_files import Faults, read_season, write_season
from tests.faulty_seasons import answers, seasons


def sentences(path):
    with pytest.raises(Faults) as refused:
        read_season(path)
    return refused.value.sentences()


def test_ten_faulty_seasons_are_answered_as_the_page_says():
    assert len(seasons.FAULTY) == 10
    assert answers.page() == answers.PAGE.read_text(encoding="utf-8"), "python -m tests.faulty_seasons.answers"


def test_the_good_season_is_good(tmp_path):
    assert len(read_season(seasons.folder(tmp_path)).stops) == 3


def test_windows_text_semicolons_danish_headings_and_commas_are_understood(tmp_path):
    notes: list[Any] = []
    odd = read_season(seasons.understood(tmp_path / "odd"), notes=notes)
    assert odd == read_season(seasons.folder(tmp_path / "good"))
    assert [note.en for note in notes] == [
        "stops.csv was read as Windows-1252 text.",
        "volunteers.csv was read as Windows-1252 text.",
    ]


def test_a_bomb_is_not_unpacked(tmp_path):
    assert "Unpacked it would fill 300 MB" in sentences(seasons.bomb(tmp_path / "bomb"))[0]


def test_what_is_not_there_and_what_is_no_season(tmp_path):
    assert "It is not there" in sentences(tmp_path / "nowhere")[0]
    (tmp_path / "text.txt").write_text("hello")
    assert "This is not a season" in sentences(tmp_path / "text.txt")[0]
    (tmp_path / "fake.xlsx").write_text("hello")
    assert "cannot be opened as a workbook" in sentences(tmp_path / "fake.xlsx")[0]
    (tmp_path / "empty").mkdir()
    assert [line.split(":")[0] for line in sentences(tmp_path / "empty")] == [
        "employees.csv", "hubs.csv", "season.toml", "stops.csv", "vehicles.csv",
    ]  # fmt: skip


def test_links_out_of_the_folder_and_pipes_are_not_read(tmp_path):
    season = seasons.folder(tmp_path / "season", volunteers_csv=None, reach_csv=None)
    (tmp_path / "secret.csv").write_text("volunteer,hub,days\nEva,Nykøbing Mors,mon\n")
    (season / "volunteers.csv").symlink_to(tmp_path / "secret.csv")
    os.mkfifo(season / "reach.csv")
    told = sentences(season)
    assert [line.split(":")[0] for line in told] == ["reach.csv", "volunteers.csv"]
    assert all("not a file in the folder" in line for line in told)


def test_a_column_nobody_knows_is_left_with_a_note(tmp_path):
    text = seasons.GOOD["vehicles.csv"].replace("vehicle,hub", "vehicle,hub,farve").replace("Mors\n", "Mors,rød\n")
    notes: list[Any] = []
    read_season(seasons.folder(tmp_path, vehicles_csv=text), notes=notes)
    assert [note.da for note in notes] == ["vehicles.csv: kolonnen farve er ikke brugt."]


def test_an_extra_column_that_looks_like_one_that_is_there_is_no_fault(tmp_path):
    text = seasons.GOOD["hubs.csv"].replace(",fri", ",fri,farve").replace("8-17\n", "8-17,rød\n")  # not “fre”
    notes: list[Any] = []
    read_season(seasons.folder(tmp_path, hubs_csv=text), notes=notes)
    assert [note.en for note in notes] == ["hubs.csv: the column farve was not used."]


def test_a_file_that_is_all_but_a_table_is_told_and_a_stranger_is_noted(tmp_path):
    season = seasons.folder(tmp_path, wish_csv="wish,stop,day\npin,Karby,mon\n")
    assert sentences(season) == ["wish.csv: No table is called wish; did you mean wishes? Expected: the name wishes."]
    (season / "wish.csv").rename(season / "kontakter.csv")
    notes: list[Any] = []
    read_season(season, notes=notes)
    assert [note.da for note in notes] == ["kontakter.csv er ikke brugt."]


def test_large_letters_in_a_name_are_fine_and_the_same_table_twice_is_not(tmp_path):
    season = seasons.folder(tmp_path, stops_csv=None, Steder_CSV=seasons.GOOD["stops.csv"])
    assert len(read_season(season).stops) == 3
    (season / "stops.csv").write_text(seasons.GOOD["stops.csv"], encoding="utf-8")
    assert "Steder.CSV holds the table stops too" in sentences(season)[0]


def test_every_line_of_season_toml_that_cannot_be_read_is_told_with_the_faults_of_the_others(tmp_path):
    keys = (
        'name = "Lille forår"\nweeks = tretten\nfirst_day = 23.3.2020\nname = "igen"\n[terms]\n'
        "kr_per_km = 3,5\nrest_minutes = -5\nbudget = 7\n"
    )
    told = sentences(seasons.folder(tmp_path, season_toml=keys))
    assert [line.split(": ")[0].removeprefix("season.toml, row ") for line in told] == [
        "2, column weeks", "3, column first_day", "4, column name", "6, column kr_per_km", "7, column rest_minutes",
        "8, column budget",
    ]  # fmt: skip
    assert "The line “first_day = 23.3.2020” cannot be read" in told[1] and "did you mean budget_kr_a_week" in told[5]


@pytest.mark.parametrize("keys", ['name = "x"\nnotes = [\n"a",\nweeks = 13\nuger = 4\n', 'name = "x"\nnotes = """a\n'])
def test_a_bracket_that_is_never_closed_is_one_fault(tmp_path, keys):
    told = sentences(seasons.folder(tmp_path, season_toml=keys))
    assert len(told) == 1 and "is never closed" in told[0]


def test_a_season_without_any_key_has_no_name(tmp_path):
    assert "The key name is missing" in sentences(seasons.folder(tmp_path, season_toml="# nothing yet\n"))[0]


def test_a_quotation_mark_that_is_never_closed_is_told_where_it_opens(tmp_path):
    told = sentences(seasons.folder(tmp_path, stops_csv=seasons.GOOD["stops.csv"].replace("Vils,", '"Vils,')))
    assert told == [
        "stops.csv, row 3: A quotation mark is not closed, or text stands beside it. Expected: quotation marks in "
        'pairs round the whole cell, and "" for one inside it.'
    ]


def test_a_table_without_a_heading_is_one_fault(tmp_path):
    bars = {name.replace(".", "_"): text.replace(",", "|") for name, text in seasons.GOOD.items() if "csv" in name}
    told = sentences(seasons.folder(tmp_path, **bars))
    assert len(told) == 5 and all("no heading that is known: “" in line for line in told)


def test_a_line_that_names_the_separator_and_old_line_ends_are_passed_over(tmp_path):
    text = "sep=,\n" + seasons.GOOD["vehicles.csv"]
    keys = seasons.GOOD["season.toml"].replace("\n", "\r")
    assert len(read_season(seasons.folder(tmp_path, vehicles_csv=text, season_toml=keys)).vehicles) == 1


def test_hours_as_they_are_written_on_a_door_are_understood(tmp_path):
    stops = seasons.GOOD["stops.csv"].replace("10-16", "kl. 10 - kl. 16", 1).replace("10-12 14-16", "10-12 og 14-16")
    assert read_season(seasons.folder(tmp_path / "a", stops_csv=stops)) == read_season(seasons.folder(tmp_path / "b"))


@pytest.mark.parametrize("first_day", ["9999-12-25", "0001-01-01"])
def test_a_year_out_of_our_time_is_told(tmp_path, first_day):
    keys = seasons.GOOD["season.toml"].replace("2020-03-30", first_day)
    assert "is not between 1950 and 2149" in sentences(seasons.folder(tmp_path, season_toml=keys))[0]


def test_a_closed_date_outside_the_season_is_noted(tmp_path):
    keys = seasons.GOOD["season.toml"].replace("weeks", "closed_dates = [2020-05-22, 2021-05-22]\nweeks")
    notes: list[Any] = []
    read_season(seasons.folder(tmp_path, season_toml=keys), notes=notes)
    outside = "season.toml: the closed date 2021-05-22 lies outside the season (2020-03-30 to 2020-06-28)"
    assert [note.en for note in notes] == [f"{outside} and changes nothing."]


def test_christmas_eve_and_new_years_eve_are_noted_where_somebody_works_then(tmp_path):
    def noted(first: str, weeks: int, more: str = "") -> list[str]:
        keys = f'name = "Jul"\nfirst_day = {first}\nweeks = {weeks}\n{more}'
        notes: list[Any] = []
        read_season(seasons.folder(tmp_path, season_toml=keys), notes=notes)
        return [note.da for note in notes]

    assert noted("2026-12-14", 5) == [
        "season.toml: 2026-12-24, 2026-12-31 er almindelige dage her, men i Danmark er alt lukket. Skal ingen køre, så "
        "skriv dem under closed_dates (lukkede_dage)."
    ]
    assert "2027-12-24" in noted("2027-12-20", 1)[0] and noted("2028-12-18", 3) == []  # Sundays
    assert noted("2026-12-21", 1, "closed_dates = [2026-12-24]\n") == []


def test_a_name_longer_than_the_records_keep_is_told(tmp_path):
    stops = seasons.GOOD["stops.csv"].replace("Vils,", "Vi" + 119 * "l" + ",")
    assert (
        "The text has 121 characters, and at most 120 are allowed"
        in sentences(seasons.folder(tmp_path, stops_csv=stops))[0]
    )


@pytest.mark.parametrize(
    ("key", "most"),
    [("kr_per_km = 1e200", "1000"), ("budget_kr_a_week = 1e300", "1000000000"), ("guests_per_1000_kr = 1e9", "1000")],
)
def test_money_that_nobody_can_mean_is_told(tmp_path, key, most):
    told = sentences(seasons.folder(tmp_path, season_toml=f'name = "x"\n[terms]\n{key}\n'))
    assert len(told) == 1 and f"is above {most}. Expected: a number from 0 to {most}" in told[0]


def test_the_same_earlier_opening_twice_is_told(tmp_path):
    earlier = "stop,day,starts,minutes\nKarby,mon,10:00,90\nKarby,mon,10:00,90\n"
    assert "row 3, column day: The same is said in row 2" in sentences(seasons.folder(tmp_path, earlier_csv=earlier))[0]


def test_a_municipality_is_known_in_small_letters_too(tmp_path):
    hubs = "hub,lat,lon,municipality,mon,tue,wed,thu\nNykøbing Mors,56.795,8.859,morsø kommune,8-17,8-17,8-17,8-17\n"
    assert read_season(seasons.folder(tmp_path, hubs_csv=hubs)).hubs[0].place.municipality == "773"


def test_coordinates_with_commas_in_a_comma_file_are_explained(tmp_path):
    hubs = "hub,lat,lon,mon\nNykøbing Mors,56,795,8,859,8-17\n"
    assert "put a number with a comma in quotes" in sentences(seasons.folder(tmp_path, hubs_csv=hubs))[0]


def test_a_workbook_that_shows_old_values_of_formulas_tells_them(tmp_path):
    assert "Cell T2 holds the formula =5+2" in "".join(sentences(seasons.workbook(tmp_path / "book")))


def changed_book(tmp_path, change):
    write_season(read_season(seasons.folder(tmp_path / "good"), with_estimates=False), tmp_path / "book.xlsx")
    book = openpyxl.load_workbook(tmp_path / "book.xlsx")
    change(book)
    book.save(tmp_path / "book.xlsx")
    return tmp_path / "book.xlsx"


def test_formulas_on_other_sheets_and_remarks_beside_a_table_are_left_with_a_note(tmp_path):
    def change(book):
        book.create_sheet("Regnskab").append(["=1+1"])
        book["stops"].cell(3, 40).value = "Husk nøglen"

    notes: list[Any] = []
    assert len(read_season(changed_book(tmp_path, change), notes=notes).stops) == 3
    assert [note.en for note in notes] == [
        "The sheet Regnskab was not used.",
        "book.xlsx › stops: cells without a heading were not used (row 3).",
    ]


def test_a_sheet_of_all_but_the_right_name_and_one_that_stands_twice_are_told(tmp_path):
    def change(book):
        book["hubs"].title = "hub"
        book.copy_worksheet(book["stops"]).title = "steder"

    told = sentences(changed_book(tmp_path, change))
    assert [line.split(" › ")[1].split(" Expected")[0] for line in told] == [
        "hub: No table is called hub; did you mean hubs?",
        "steder: stops holds the table stops too.",
    ]


def test_an_empty_season_sheet_has_no_name(tmp_path):
    told = sentences(changed_book(tmp_path, lambda book: book["season"].delete_rows(1, 99)))
    assert len(told) == 1 and "The key name is missing" in told[0]


def test_a_formula_over_several_cells_is_shown(tmp_path):
    def change(book):
        book["stops"]["Q2"] = ArrayFormula("Q2", "=SUM(R2:S2)")

    assert "Cell Q2 holds the formula =SUM(R2:S2)" in sentences(changed_book(tmp_path, change))[0]


def test_danish_on_request(tmp_path):
    with pytest.raises(Faults) as refused:
        read_season(tmp_path / "nowhere")
    assert refused.value.sentences("da")[0].endswith("eller en Excel-projektmappe (.xlsx).")
    assert set(refused.value.faults[0].as_dict("da")) == {"file", "row", "column", "found", "expected", "sentence"}


def test_a_cafe_too_long_for_any_break_is_told(tmp_path):
    """Set-up, 245 minutes and the way home are within six hours after a break on arrival; 400 minutes are not."""
    at_home: dict[str, Any] = {"setup_minutes": 15, "packdown_minutes": 15}
    town = small_town()
    windows = tuple(Window(day, 480, 960) for day in Weekday)
    for minutes, fits in ((245, True), (285, True), (330, False), (400, False)):
        stops = tuple(replace(stop, lengths=(minutes,), windows=windows, **at_home) for stop in town.stops)
        hubs = tuple(replace(h, workdays=tuple(Window(day, 420, 1140) for day in Weekday)) for h in town.hubs)
        crew = tuple(replace(e, minutes_a_day=720) for e in town.employees)
        season = replace(town, stops=stops, hubs=hubs, employees=crew, reach={})
        folder = tmp_path / str(minutes)
        write_season(season, folder)
        if fits:
            assert read_season(folder).stops[0].lengths == (minutes,)
        else:
            told = sentences(folder)
            assert len(told) == len(town.stops)
            assert all("minutes without a break, wherever the break is held, and 360 are allowed" in t for t in told)


def test_hours_that_touch_are_read_as_one_and_written_so(tmp_path):
    stops = seasons.GOOD["stops.csv"]
    apart = read_season(seasons.folder(tmp_path / "apart", stops_csv=stops.replace("10-12 14-16", "12-14 10-12 14-16")))
    whole = read_season(seasons.folder(tmp_path / "whole", stops_csv=stops.replace("10-12 14-16", "10-16")))
    assert apart == whole
    write_season(apart, tmp_path / "again")
    assert "10:00-16:00" in (tmp_path / "again" / "stops.csv").read_text(encoding="utf-8")
    assert read_season(tmp_path / "again") == read_season(tmp_path / "again", with_estimates=False)
