"""The 98 municipalities, against themselves and against the recorded register."""

import csv
from collections import Counter

from driveout.core.travel.municipalities import BY_CODE, BY_NAME, MUNICIPALITIES
from driveout.core.words import MunicipalityGroup


def test_there_are_98_with_distinct_codes_and_names():
    assert len(MUNICIPALITIES) == len(BY_CODE) == len(BY_NAME) == 98
    assert "411" not in BY_CODE


def test_group_and_region_sizes():
    groups = Counter(municipality.group for municipality in MUNICIPALITIES)
    assert [groups[group] for group in MunicipalityGroup] == [24, 3, 16, 24, 31]
    regions = Counter(municipality.region for municipality in MUNICIPALITIES)
    assert regions == {"Hovedstaden": 29, "Sjælland": 17, "Syddanmark": 22, "Midtjylland": 19, "Nordjylland": 11}


def test_morsoe():
    morsoe = BY_NAME["Morsø"]
    assert (morsoe.code, morsoe.region, morsoe.group) == ("773", "Nordjylland", MunicipalityGroup.RURAL)


def test_the_table_is_the_register(shared):
    with (shared / "data/dst_kommuner/kommuner.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["kommunekode"] != "411"]
    recorded = {
        (r["kommunekode"], r["navn"], r["region"].removeprefix("Region "), r["kommunegruppe"][:-1]) for r in rows
    }
    ours = {(m.code, m.name, m.region, m.group.value.removesuffix("e").capitalize() + "e") for m in MUNICIPALITIES}
    assert ours == {(code, name, region, group.capitalize()) for code, name, region, group in recorded}
