"""Which land part a village lies on, points in the sea, and positions the wrong way round."""

import csv
import json

import numpy as np
import pytest

from driveout.core.travel.ferries import CROSSINGS
from driveout.core.travel.geometry import flat, inside, km_to_ring
from driveout.core.travel.land import PARTS, RINGS, in_sea, looks_swapped, part_of, parts_of
from driveout.core.words import Place


@pytest.mark.parametrize(
    ("name", "lat", "lon", "part"),
    [
        ("Nykøbing Mors", 56.793, 8.853, "Mors"),
        ("Thisted", 56.957, 8.694, "North Jutlandic Island"),
        ("Skive", 56.567, 9.027, "Jutland"),
        ("Debel", 56.820, 9.030, "Fur"),
        ("Aggersund, north", 57.005, 9.290, "North Jutlandic Island"),
        ("Løgstør", 56.967, 9.255, "Jutland"),
        ("Middelfart", 55.506, 9.730, "Funen"),
        ("Fredericia", 55.566, 9.752, "Jutland"),
        ("Sønderborg", 54.914, 9.792, "Als"),
        ("Rudkøbing", 54.937, 10.710, "Langeland"),
        ("Troense", 55.034, 10.650, "Tåsinge"),
        ("Nakskov", 54.830, 11.135, "Lolland"),
        ("Stubbekøbing", 54.888, 12.042, "Falster"),
        ("Stege", 54.987, 12.285, "Møn"),
        ("Nordby", 55.445, 8.407, "Fanø"),
        ("Tranebjerg", 55.832, 10.594, "Samsø"),
        ("Rønne", 55.101, 14.707, "Bornholm"),
        ("Tårnby", 55.630, 12.600, "Zealand"),
    ],
)
def test_known_places_lie_where_everyone_knows_they_do(name, lat, lon, part):
    place = Place(name, lat, lon)
    assert part_of(place) == part
    assert not in_sea(place)
    assert not looks_swapped(place)


@pytest.mark.parametrize(
    ("lat", "lon"), [(56.5, 11.5), (55.5, 7.6), (57.2, 8.2), (54.9, 13.5), (55.05, 10.95), (56.05, 10.42)]
)
def test_open_water_is_the_sea(lat, lon):
    assert in_sea(Place("boat", lat, lon))


def test_latitude_and_longitude_changed_round():
    assert looks_swapped(Place("Karby", 8.56, 56.75))
    assert not looks_swapped(Place("Paris", 48.86, 2.35))
    assert not looks_swapped(Place("boat, changed round", 11.5, 56.5))


def test_one_point_and_many_agree():
    rng = np.random.default_rng(7)
    lats, lons = rng.uniform(54.6, 57.7, 300), rng.uniform(8.1, 12.6, 300)
    many, away = parts_of(lats, lons)
    for lat, lon, part, km in zip(lats, lons, many, away, strict=True):
        place = Place("point", float(lat), float(lon))
        assert part_of(place) == PARTS[part]
        assert in_sea(place) == (km > 1.5)


def test_every_crossing_ends_on_the_land_part_it_names():
    for crossing in CROSSINGS:
        for part, lat, lon in (crossing.one, crossing.other):
            ring, point = RINGS[PARTS.index(part)], flat([lat], [lon])
            assert inside(point, ring)[0] or km_to_ring(point, ring)[0] < 1.5, (crossing.name, part)


def _truth(folder):
    """Rings of the recorded land masses, outer rings only, in our flat kilometres."""
    features = json.loads((folder / "landmasses.geojson").read_text(encoding="utf-8"))["features"]
    for feature in features:
        shape = feature["geometry"]
        polygons = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
        for polygon in polygons:
            corners = np.array(polygon[0])[:, :2]
            yield feature["properties"]["lid"], flat(corners[:, 1], corners[:, 0])


def test_named_places_of_200_inhabitants_are_on_the_right_part(shared):
    """At least 99.5 % of them, as the official outlines have it."""
    with (shared / "data/places_merged/dk_places_merged.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if float(row["pop_best"] or 0) >= 200]
    points = flat([float(row["lat"]) for row in rows], [float(row["lon"]) for row in rows])
    lid = np.full(len(rows), -1)
    for number, ring in _truth(shared / "data/landmasses"):
        lid[inside(points, ring)] = number
    ours, _ = parts_of([float(row["lat"]) for row in rows], [float(row["lon"]) for row in rows])
    known = lid >= 0
    # Our parts have names and theirs have numbers: the commonest pairing is the dictionary.
    meaning = {number: np.bincount(ours[lid == number]).argmax() for number in set(lid[known].tolist())}
    right = sum(meaning[number] == part for number, part in zip(lid[known].tolist(), ours[known], strict=True))
    assert len(set(meaning.values())) == len(meaning)
    assert known.sum() > 850
    assert right / known.sum() >= 0.995
