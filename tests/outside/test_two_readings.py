"""What can be read in two ways is asked about, with both; what cannot is understood, however it is written."""

from typing import Any

import openpyxl
import pytest

from driveout.core.words import Nonsense, TwoWays, Weekday, minute_of_day
from driveout.core.words.time import hours_as_clock
from driveout.outside.season_files import Faults, read_season, write_season
from driveout.outside.season_files.kinds import (
    Figure,
    Unreadable,
    hours,
    municipality,
    number,
    to_number,
    to_spans,
    whole,
)
from tests.faulty_seasons import seasons

HOURS = hours("hours", "8", 24)
MONEY = number("kr.", "160000", least=0, thousands=True)
PEOPLE = whole("people", "412", least=0)


@pytest.mark.parametrize(
    ("typed", "readings"),
    [
        ("12.5", ("12:30", "12:50")),
        ("10,5", ("10:30", "10:50")),
        ("9.3", ("09:18", "09:30")),
        ("9.7", ("09:42", "09:07")),
        ("10,25", ("10:15", "10:25")),
        ("kl. 8.5", ("08:30", "08:50")),
        ("10:5", ("10:50", "10:05")),
        ("0.5", ("00:30", "00:50")),
    ],
)
def test_a_time_that_may_be_hours_with_a_part_is_asked_about_with_both(typed, readings):
    with pytest.raises(TwoWays) as doubt:
        minute_of_day(typed)
    assert doubt.value.readings == readings
    assert doubt.value.danish == tuple(reading.replace(":", ".").removeprefix("0") for reading in readings)


@pytest.mark.parametrize(
    ("typed", "minute"),
    [
        ("10", 600), ("10.30", 630), ("10:30", 630), ("10,30", 630), ("12.0", 720), ("10.05", 605), ("10.50", 650),
        ("kl 10.30", 630), ("kl. 10.30", 630), ("Kl.10.30", 630), ("KL 7", 420), ("klokken 9:15", 555), ("24", 1440),
        ("10.", 600), ("\u200b10.30\u00a0", 630), ("kl\u00a010.30", 630),
    ],
)  # fmt: skip
def test_a_time_is_understood_as_it_is_written(typed, minute):
    assert minute_of_day(typed) == minute


@pytest.mark.parametrize(
    "typed", ["24.5", "25", "10.75", "10.60", "", "kl", "ti", "10.300", "1000", "10-11", "-1", "١٠"]
)
def test_what_is_no_time_is_none(typed):
    with pytest.raises(Nonsense) as refused:
        minute_of_day(typed)
    assert not isinstance(refused.value, TwoWays)


@pytest.mark.parametrize("figure", ["12.5", "12.25", "9.3", "0.5"])
def test_a_number_in_a_cell_of_hours_is_asked_about(figure):
    with pytest.raises(TwoWays):
        minute_of_day(figure, decimal=True)
    assert minute_of_day("12.15", decimal=True) == 735  # nobody reckons hours in twentieths: it was typed as a time


@pytest.mark.parametrize("typed", ["9.5-11.5", "9.5–11", "kl. 9-11,5", "10,5-12,5", "8-9 13,5-15", "8-9 og 13.5-15"])
def test_spans_are_asked_about_too(typed):
    with pytest.raises(Unreadable, match="can be read in two ways"):
        to_spans(typed)


@pytest.mark.parametrize(
    ("typed", "spans"),
    [
        ("kl 10-12 og kl 14-16", ((600, 720), (840, 960))),
        ("10,30-12,00", ((630, 720),)),
        ("9-11, 13,30-15", ((540, 660), (810, 900))),
        ("9-11,13-15", ((540, 660), (780, 900))),
        ("klokken 8.15 – 9.45", ((495, 585),)),
        ("8-12 12-16", ((480, 960),)),
        ("13-14 10-11 11-13", ((600, 840),)),
        ("10-11 11.30-12", ((600, 660), (690, 720))),
    ],
)
def test_a_comma_stands_within_a_time_or_between_two_spans(typed, spans):
    assert to_spans(typed) == spans


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("37", 2220), ("7,5", 450), ("7.5", 450), ("7:30", 450), ("7,25", 435), ("7,50", 450), ("37.00", 2220),
        (Figure("7.25"), 435), (Figure("7.45"), 447),
    ],
)  # fmt: skip
def test_hours_of_work_take_a_part_or_minutes(typed, minutes):
    assert hours("hours", "37", 168).read(typed) == minutes


@pytest.mark.parametrize(
    ("typed", "both"), [("7.30", "7:30 or 7:18"), ("7,30", "7:30 or 7:18"), ("7.25", "7:25 or 7:15")]
)
def test_hours_of_work_that_may_be_minutes_are_asked_about(typed, both):
    with pytest.raises(Unreadable, match=f"can be read in two ways: {both}"):
        HOURS.read(typed)


def test_hours_of_work_are_written_as_they_are_read():
    for minutes in range(1, 24 * 60 + 1):
        assert HOURS.write_text is not None and HOURS.read(HOURS.write_text(minutes)) == minutes
    assert hours_as_clock("8") is None


@pytest.mark.parametrize(
    ("kind", "typed", "both"),
    [
        (MONEY, "100.000", "100 or 100000"),
        (MONEY, "100,000", "100 or 100000"),
        (MONEY, "1.250", "1.25 or 1250"),
        (PEOPLE, "2,000", "2 or 2000"),
    ],
)
def test_a_number_that_may_be_thousands_is_asked_about_with_both(kind, typed, both):
    with pytest.raises(Unreadable, match=f"can be read in two ways: {both}"):
        kind.read(typed)


def test_a_number_that_can_only_be_one_thing_is_it():
    assert MONEY.read("1.000.000") == 1_000_000 and MONEY.read("1.260,5") == 1260.5 and MONEY.read("160000") == 160_000
    assert MONEY.read(Figure("148.125")) == 148.125 and PEOPLE.read("1.500") == 1500
    assert to_number("56.795") == to_number("56,795") == to_number("\u200e56\u00ad,795\u00a0") == 56.795  # a latitude


def book(tmp_path, change):
    write_season(read_season(seasons.folder(tmp_path / "good"), with_estimates=False), tmp_path / "book.xlsx")
    found = openpyxl.load_workbook(tmp_path / "book.xlsx")
    change(found)
    found.save(tmp_path / "book.xlsx")
    return tmp_path / "book.xlsx"


def cell(found, sheet, row, head):
    heads = [one.value for one in found[sheet][1]]
    return found[sheet].cell(row, heads.index(head) + 1)


def test_numbers_of_a_workbook_are_asked_about_where_they_are_hours_and_only_there(tmp_path):
    def change(found: Any) -> None:
        found.create_sheet("wishes").append(["wish", "stop", "day", "starts"])
        found["wishes"].append(["pin", "Karby", "tue", 12.5])
        found["wishes"].append(["pin", "Vils", "wed", 12.25])
        cell(found, "employees", 2, "hours_a_week").value = 36.25
        cell(found, "stops", 2, "lat").value = 56.755

    with pytest.raises(Faults) as refused:
        read_season(book(tmp_path, change))
    assert [fault.sentence("da").split(". Ventet")[0] for fault in refused.value.faults] == [
        "book.xlsx › wishes, række 2, kolonne starts: »12.5« kan læses på to måder: 12.30 eller 12.50",
        "book.xlsx › wishes, række 3, kolonne starts: »12.25« kan læses på to måder: 12.15 eller 12.25",
    ]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("773", "773"), ("0773", "773"), ("0773 ", "773"), ("Morsø", "773"), ("MORSØ KOMMUNE", "773"),
        ("0773 Morsø", "773"), ("773 - Morsø Kommune", "773"), ("773.0", "773"), ("Københavns Kommune", "101"),
        ("0101", "101"), ("Århus", "751"), ("Bornholms Regionskommune", "400"), ("Mors\u00adø", "773"),
    ],
)  # fmt: skip
def test_a_municipality_is_known_as_registers_and_people_write_it(typed, code):
    assert municipality().read(typed) == code


@pytest.mark.parametrize("typed", ["0774", "07730", "1773", "73", "0411", "773 Thisted", "Mors", "00773"])
def test_what_is_no_municipality_or_two_is_refused(typed):
    with pytest.raises(Unreadable):
        municipality().read(typed)


def test_a_workday_with_a_noon_is_one_and_a_pin_may_cross_where_two_spans_touch(tmp_path):
    files = {
        "hubs_csv": seasons.GOOD["hubs.csv"].replace("8-17", "8-12 12-17"),
        "stops_csv": seasons.GOOD["stops.csv"].replace("10-16,10-16,,10-16", "10-11 11-16,10-16,,10-16", 1),
        "wishes_csv": "wish,stop,day,starts,minutes\npin,Karby,mon,10:30,60\n",
    }
    season = read_season(seasons.folder(tmp_path / "parts", **files))
    whole = seasons.folder(tmp_path / "whole", wishes_csv=files["wishes_csv"])
    assert season == read_season(whole) and season.pins[0].starts == 630
    noon = seasons.GOOD["hubs.csv"].replace("8-17", "8-12 13-17")
    with pytest.raises(Faults, match="holds more than one span"):
        read_season(seasons.folder(tmp_path / "noon", hubs_csv=noon))


def test_kl_is_understood_wherever_a_time_stands(tmp_path):
    files = {
        "wishes_csv": "wish,stop,day,starts\npin,Karby,tue,kl 10.30\n",
        "earlier_csv": "stop,day,starts,minutes\nKarby,mon,Kl. 10,60\n",
        "ferries_csv": "crossing,first,last\nHou-Sælvig,kl 7.00,kl. 21.30\n",
        "stops_csv": seasons.GOOD["stops.csv"].replace("10-16", "kl 10-16"),
        "hubs_csv": seasons.GOOD["hubs.csv"].replace("8-17", "kl. 8 - kl. 17"),
    }
    season = read_season(seasons.folder(tmp_path, **files))
    assert [(pin.weekday, pin.starts) for pin in season.pins] == [(Weekday.TUESDAY, 630)]
    assert season.earlier[0].starts == 600 and (season.ferries[0].first, season.ferries[0].last) == (420, 1290)
    assert season.stops[0].windows[0].opens == 600 and season.hubs[0].workdays[0].closes == 1020
