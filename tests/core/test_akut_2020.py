"""The season "Akut 2020" keeps what it promises: real places, near their hub, sizes with a source."""

import csv
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from driveout.core.travel import BY_CODE, estimates, in_sea
from driveout.core.words import Place

FOLDER = Path(__file__).parents[2] / "examples/seasons/akut-2020"
DAYS = ("mon", "tue", "wed", "thu", "fri")


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _place(row: dict[str, str], column: str) -> Place:
    return Place(row[column], float(row["lat"]), float(row["lon"]), row["municipality"])


@pytest.fixture(scope="module")
def stops():
    return _rows("stops")


@pytest.fixture(scope="module")
def hubs():
    return _rows("hubs")


def test_fifteen_hubs_of_twelve_distinct_places(stops, hubs):
    assert len(hubs) == len({hub["hub"] for hub in hubs}) == 15
    assert Counter(stop["hub"] for stop in stops) == {hub["hub"]: 12 for hub in hubs}
    assert len({row.get("stop") or row["hub"] for row in (*stops, *hubs)}) == 195
    assert len({(stop["lat"], stop["lon"]) for stop in stops}) == 180


def test_every_place_is_on_land_in_a_municipality(stops, hubs):
    for row, column in [*((stop, "stop") for stop in stops), *((hub, "hub") for hub in hubs)]:
        assert not in_sea(_place(row, column)) and row["municipality"] in BY_CODE, row[column]


def test_each_is_nearer_its_hub_than_any_other(stops, hubs):
    """Stronger than asked: no hub at all is nearer, with room (none has any) or without."""
    places = [*(_place(hub, "hub") for hub in hubs), *(_place(stop, "stop") for stop in stops)]
    pairs = [(h, 15 + s) for s in range(180) for h in range(15)]
    drives = estimates(places, pairs)
    for number, stop in enumerate(stops):
        minutes = {hub["hub"]: drives[15 * number + h].minutes for h, hub in enumerate(hubs)}
        own = minutes.pop(stop["hub"])
        assert own <= min(minutes.values()), stop["stop"]
        assert 5 <= own <= 31, stop["stop"]


def test_no_exchange_of_two_places_would_shorten_the_way(stops, hubs):
    places = [*(_place(hub, "hub") for hub in hubs), *(_place(stop, "stop") for stop in stops)]
    drives = iter(estimates(places, [(h, 15 + s) for s in range(180) for h in range(15)]))
    minutes = [{hub["hub"]: next(drives).minutes for hub in hubs} for _ in stops]
    for i, one in enumerate(stops):
        for j, other in enumerate(stops[:i]):
            now = minutes[i][one["hub"]] + minutes[j][other["hub"]]
            assert now <= minutes[i][other["hub"]] + minutes[j][one["hub"]]


def test_sizes_have_a_source_that_may_be_shared(stops):
    for stop in stops:
        assert bool(stop["inhabitants"]) == bool(stop["size_source"])
        assert stop["size_source"] in ("", "DST BY3 2026", "GeoNames cities500")
        assert stop["position_source"] == "Stednavne 2020"
        assert not stop["inhabitants"] or int(stop["inhabitants"]) <= 2_500


def test_a_third_of_the_halls_are_not_free_all_week(stops):
    open_all_week = [stop for stop in stops if all(stop[day] == "10:00-17:00" for day in DAYS)]
    assert len(stops) - len(open_all_week) == 60
    assert all(any(stop[day] for day in DAYS) for stop in stops)


def test_about_150_volunteers_ten_at_each_hub(hubs):
    volunteers = _rows("volunteers")
    assert len({row["volunteer"] for row in volunteers}) == 150
    assert Counter(row["hub"] for row in volunteers) == {hub["hub"]: 10 for hub in hubs}


def test_every_hub_has_a_van_and_an_employee(hubs):
    names = {hub["hub"] for hub in hubs}
    assert {row["hub"] for row in _rows("vehicles")} == {row["hub"] for row in _rows("employees")} == names


def test_seats_lengths_and_guests_are_the_sources_and_marked(stops):
    assert {stop["seats"] for stop in stops} == {"5", "6", "7"}
    assert {stop["lengths"] for stop in stops} == {"60 90 120"}
    assert {stop["guests_known"] for stop in stops} == {"assumed"}
    assert all(7 <= float(stop["guests"]) <= 10.5 for stop in stops)


def test_guests_follow_the_stated_formula(stops, hubs):
    """The guesses were made with the minutes of an earlier, rougher estimate: a few minutes, at most 0.16 guests."""
    group = {"landkommune": 0.15, "oplandskommune": 0.10, "provinsbykommune": 0.05}
    hub_places = {hub["hub"]: _place(hub, "hub") for hub in hubs}
    for stop in stops:
        minutes = estimates([hub_places[stop["hub"]], _place(stop, "stop")], [(0, 1)])[0].minutes
        size = 0.2 * min(1, int(stop["inhabitants"] or 625) / 2500)
        far = 0.15 * min(1, max(0, (minutes - 10) / 20))
        expected = 7 * (1 + size + group.get(BY_CODE[stop["municipality"]].group.value, 0) + far)
        assert float(stop["guests"]) == pytest.approx(expected, abs=0.16), stop["stop"]


def test_the_season_says_its_target_and_that_it_assumes():
    season = tomllib.loads((FOLDER / "season.toml").read_text(encoding="utf-8"))
    assert season["target_guests_a_week"] == 1260 and season["weeks"] == 13
    assert any("antaget" in note for note in season["notes"])


def test_places_are_in_the_gazetteer(stops, shared):
    path = shared / "data/stednavne_byer_2020/dk_byer_stednavne.csv"
    with path.open(encoding="utf-8") as file:
        known = {(r["name"], f"{float(r['lat']):.5f}", f"{float(r['lon']):.5f}") for r in csv.DictReader(file)}
    for stop in stops:
        assert (stop["stop"].partition(" (")[0], stop["lat"], stop["lon"]) in known, stop["stop"]
