"""Keys in files: written where they are not the names, read back, and nowhere shown to those who read a plan."""

import json
import re
import tempfile
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from driveout.core.plan.check import check
from driveout.core.simulate.small_town import HUB, small_town
from driveout.core.words import Season, Volunteer, Weekday
from driveout.outside.faults import Faults, Said
from driveout.outside.plan_files import plan_as_dict, read_plan
from driveout.outside.plan_files.calendar import as_calendar
from driveout.outside.plan_files.map import as_geojson
from driveout.outside.plan_files.printing import print_cards, print_run_sheets
from driveout.outside.plan_files.tables import as_csv, as_zip
from driveout.outside.season_files import read_season, write_season
from driveout.outside.travel_times.choosing import _requests
from tests.core.good_plan import good_plan, with_opening
from tests.core.keyed import MARK, place, plan_with_opaque_keys, with_opaque_keys
from tests.outside.invented_seasons import seasons
from tests.pace import examples

# No shrinking: it takes minutes on seasons, and what differs is plain to see.
SLOW = settings(
    max_examples=examples(25),
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)
CHANGED = datetime(2020, 3, 1, 12, tzinfo=UTC)


def back(season: Season, name: str) -> Season:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        write_season(season, path)
        return read_season(path, with_estimates=False)


def all_called_alike(season: Season) -> Season:
    """Every stop has the first one's name: only their keys tell them apart."""
    name = season.stops[0].name
    return replace(
        season, stops=tuple(replace(stop, name=name, place=replace(stop.place, name=name)) for stop in season.stops)
    )


@SLOW
@given(season=seasons())
def test_keys_survive_a_folder_and_a_workbook(season):
    keyed = with_opaque_keys(season)
    assert back(keyed, "season") == back(keyed, "season.xlsx") == keyed


@SLOW
@given(season=seasons())
def test_stops_of_one_name_survive_both(season):
    for alike in (all_called_alike(season), all_called_alike(with_opaque_keys(season))):
        assert back(alike, "season") == back(alike, "season.xlsx") == alike


def test_a_file_names_by_name_where_that_tells_who_is_meant(tmp_path):
    write_season(with_opaque_keys(small_town()), tmp_path)
    assert (tmp_path / "volunteers.csv").read_text().splitlines()[1].startswith("Bo,Havnby,")
    assert MARK not in (tmp_path / "minutes.csv").read_text()
    town = small_town()
    write_season(town, tmp_path / "plain")
    heads = [(tmp_path / "plain" / f"{table}.csv").read_text().splitlines()[0] for table in ("hubs", "volunteers")]
    assert not any("key" in head.split(",") for head in heads)


def faults_of(folder: Path) -> list[str]:
    with pytest.raises(Faults) as found:
        read_season(folder)
    return [
        f"{fault.file} {fault.row} {fault.column}: {fault.what.en} → {fault.expected.en}"
        for fault in found.value.faults
    ]


def test_two_of_one_name_without_keys_are_asked_about_all_at_once(tmp_path):
    write_season(small_town(), tmp_path)
    with (tmp_path / "volunteers.csv").open("a") as file:
        file.write("Bo,Havnby,wed,2,3\n")
    with (tmp_path / "vehicles.csv").open("a") as file:
        file.write("van 1,Havnby,mon\n")
    hint = "a name of its own for each; or, if they are two, a key for each in the column key"
    assert faults_of(tmp_path) == [
        "vehicles.csv 4 vehicle: “van 1” is already in vehicles.csv, row 2 → "
        "a name of its own for each, such as “van 1 (2)”; or one row, if they are the same",
        f"volunteers.csv 6 volunteer: “Bo” is already in volunteers.csv, row 2 → {hint}",
    ]


def test_two_of_one_name_with_keys_are_two(tmp_path):
    town = small_town()
    write_season(
        replace(town, volunteers=(*town.volunteers, Volunteer("Bo", HUB, (Weekday.MONDAY,), key="b2"))), tmp_path
    )
    assert [(one.name, one.key) for one in read_season(tmp_path).volunteers if one.name == "Bo"] == [
        ("Bo", "Bo"),
        ("Bo", "b2"),
    ]


def test_a_key_stands_once_and_a_name_that_two_have_is_asked_about(tmp_path):
    town = all_called_alike(with_opaque_keys(small_town()))
    write_season(town, tmp_path)
    (tmp_path / "wishes.csv").write_text("wish,stop,day\npin,Mosede,mon\n")
    rows = ", ".join(
        place(name) for name in ("Mosede", "Lyngdal", "Fjordside", "Vestermark", "Kirkeby Hede", "Sandholm")
    )
    where = "; ".join(f"stops.csv, row {row}" for row in range(2, 8))
    assert faults_of(tmp_path) == [f"wishes.csv 2 stop: 6 are called “Mosede”: {where} → one of the keys {rows}"]
    (tmp_path / "wishes.csv").write_text(f"wish,stop,day\npin,{place('Sandholm')},mon\n")
    assert [pin.stop for pin in read_season(tmp_path).pins] == [place("Sandholm")]
    text = (tmp_path / "stops.csv").read_text().replace(place("Lyngdal"), place("Mosede"))
    (tmp_path / "stops.csv").write_text(text)
    said = f"stops.csv 3 key: “{place('Mosede')}” is already in stops.csv, row 2"
    assert f"{said} → a key of its own for each" in faults_of(tmp_path)


def test_a_plan_keeps_its_keys_in_json_and_shows_names(tmp_path):
    season, plan = with_opaque_keys(small_town()), plan_with_opaque_keys(good_plan())
    data = plan_as_dict(season, plan, check(season, plan))
    (tmp_path / "plan.json").write_text(json.dumps(data))
    read = read_plan(tmp_path / "plan.json")
    assert (read.openings, read.tours) == (plan.openings, plan.tours)
    assert data["openings"][0]["stop"] == "Mosede" and data["openings"][0]["stop_key"] == place("Mosede")
    plain = plan_as_dict(small_town(), good_plan(), check(small_town(), good_plan()))
    assert not any("key" in field for one in (*plain["openings"], *plain["tours"]) for field in one)


def test_a_plan_that_knows_names_only_is_read_beside_the_season(tmp_path):
    """Another planner's, or somebody's own: a name means the one who has it, and is asked about where two do."""
    plain = plan_as_dict(small_town(), good_plan(), check(small_town(), good_plan()))
    (tmp_path / "plan.json").write_text(json.dumps(plain))
    season = with_opaque_keys(small_town())
    read = read_plan(tmp_path / "plan.json", season)
    assert check(season, read).holds
    two = replace(season, volunteers=tuple(replace(one, name="Bo") for one in small_town().volunteers))
    with pytest.raises(Faults) as found:
        read_plan(tmp_path / "plan.json", two)
    assert {fault.what.en for fault in found.value.faults} == {"4 are called “Bo”"}


def test_what_is_handed_on_reads_the_same_whatever_the_keys(tmp_path):
    town = replace(small_town(), first_day=date(2020, 3, 30))
    plan = with_opening(good_plan(), 0, volunteers=("Bo", "Bodil"))
    other, again = with_opaque_keys(town), plan_with_opaque_keys(plan)
    assert as_csv(other, again) == as_csv(town, plan) and MARK not in as_csv(other, again)
    assert as_geojson(other, again) == as_geojson(town, plan)
    first, second = (as_zip(*of, check(*of)) for of in ((town, plan), (other, again)))
    assert unpacked(tmp_path, second) == unpacked(tmp_path, first)
    calendars = [
        re.sub("UID:.*", "", as_calendar(*of, changed=CHANGED).decode()) for of in ((town, plan), (other, again))
    ]
    assert calendars[0] == calendars[1] and "Mosede" in calendars[1]
    for printed in (print_cards, print_run_sheets):
        assert printed(other, again, form="png") == printed(town, plan, form="png")


def unpacked(folder: Path, data: bytes) -> dict[str, bytes]:
    (folder / "plan.zip").write_bytes(data)
    with zipfile.ZipFile(folder / "plan.zip") as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_renamed_stop_stays_the_same_event_in_calendars():
    town, plan = replace(small_town(), first_day=date(2020, 3, 30)), good_plan()
    renamed = replace(
        town, stops=tuple(replace(one, name="Ny Mosede") if one.key == "Mosede" else one for one in town.stops)
    )
    before, after = (as_calendar(season, plan, changed=CHANGED).decode() for season in (town, renamed))
    assert re.findall("UID:.*", after) == re.findall("UID:.*", before)
    assert "Café på hjul i Ny Mosede" in after


def test_a_travel_time_service_is_asked_for_every_stop_whatever_the_keys():
    season = with_opaque_keys(small_town())
    assert [len(keys) for keys in _requests(season, 100)] == [7]


def test_two_villages_of_one_name_are_shown_with_where_they_lie_and_a_name_that_would_do(tmp_path):
    town = small_town()
    stops = [replace(town.stops[0], name="nørby", key="", place=replace(town.stops[0].place, municipality="860"))]
    stops += [replace(town.stops[1], name="Nørby", key="", venue="Skolen", place=replace(town.stops[1].place))]
    write_season(replace(town, stops=tuple(stops), drives={}, reach={}), tmp_path)
    with pytest.raises(Faults) as found:
        read_season(tmp_path)
    (fault,) = found.value.faults
    assert (fault.file, fault.row, fault.column, fault.instead) == ("stops.csv", 3, "stop", "Nørby (Lemvig)")
    assert fault.what.en == (
        "“Nørby” is already in stops.csv, row 2 "
        "(Hjørring Municipality, hub Havnby; here Lemvig Municipality, hub Havnby, Skolen)"
    )
    assert fault.what.da == (
        "»Nørby« står allerede i stops.csv, række 2 "
        "(Hjørring Kommune, hub Havnby; her Lemvig Kommune, hub Havnby, Skolen)"
    )
    assert "for eksempel »Nørby (Lemvig)«" in fault.expected.da
    notes: list[Said] = []
    season = read_season(tmp_path, called={("stops.csv", 3): fault.instead}, notes=notes)
    assert [stop.name for stop in season.stops] == ["nørby", "Nørby (Lemvig)"]
    assert "stops.csv, row 3: “Nørby” is called “Nørby (Lemvig)”." in [note.en for note in notes]


def test_where_other_rows_speak_of_the_name_no_suggestion_is_taken_for_them(tmp_path):
    town = small_town()
    stops = [replace(stop, name="Nørby", key="") for stop in town.stops[:2]]
    write_season(replace(town, stops=tuple(stops), drives={}, reach={}), tmp_path)
    (tmp_path / "wishes.csv").write_text("wish,stop,day\npin,Nørby,mon\n")
    with pytest.raises(Faults) as found:
        read_season(tmp_path)
    (fault,) = [one for one in found.value.faults if one.column == "stop" and one.file == "stops.csv"]
    assert fault.instead == "" and "Other rows say “Nørby”: write there too which is meant" in fault.expected.en


def test_keys_tell_two_apart_in_a_file_but_not_where_guests_read_names(tmp_path):
    town = all_called_alike(with_opaque_keys(small_town()))
    write_season(town, tmp_path)
    assert len({stop.name for stop in read_season(tmp_path).stops}) == 1
    with pytest.raises(Faults) as found:
        read_season(tmp_path, called={})
    said = {("stops.csv", fault.row or 0): fault.instead for fault in found.value.faults}
    assert len(set(said.values())) == 5 and said["stops.csv", 5] == "Mosede (Struer)"
    season = read_season(tmp_path, called=said)
    assert len({stop.name for stop in season.stops}) == 6
    assert [stop.key for stop in season.stops] == [stop.key for stop in town.stops]
    assert [pin.stop for pin in season.pins] == [pin.stop for pin in town.pins] and season.drives == town.drives
