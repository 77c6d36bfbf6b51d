"""What is typed and printed is names: keys stand behind them, and two of one name are asked about."""

import json
from dataclasses import replace

import pytest

from driveout.core.plan.check import check
from driveout.core.simulate.small_town import HUB, small_town
from driveout.core.words import Volunteer, Weekday
from driveout.outside.plan_files import plan_as_dict
from driveout.outside.season_files import write_season
from tests.core.good_plan import good_plan, with_opening
from tests.core.keyed import MARK, plan_with_opaque_keys, with_opaque_keys
from tests.jobs.cli import Run


def written(folder, season, plan):
    folder.mkdir()
    write_season(season, folder / "town")
    (folder / "plan.json").write_text(json.dumps(plan_as_dict(season, plan, check(season, plan))))
    return folder / "town", folder / "plan.json"


@pytest.fixture
def both(tmp_path):
    """The small town and its plan: with names for keys, and with keys that tell nothing."""
    return (
        written(tmp_path / "names", small_town(), good_plan()),
        written(tmp_path / "keys", with_opaque_keys(small_town()), plan_with_opaque_keys(good_plan())),
    )


ASKED = {
    "why a stop": lambda town, plan: ("explain", town, "--stop", "Sandholm", "--plan", plan),
    "why a stop, in Danish": lambda town, plan: ("explain", town, "--stop", "Mosede", "--plan", plan, "--lang", "da"),
    "what a hub would do with more": lambda town, plan: ("explain", town, "--hub", HUB, "--plan", plan),
    "is it right": lambda town, plan: ("check", town, plan),
    "what differs": lambda town, plan: ("compare", f"{town}:{plan}", f"{town}:{plan}"),
    "a day with nobody to drive": lambda town, plan: (
        "repair", town, "--plan", plan, "--day", "mon", "--hub", HUB, "--employee", "Alma", "--volunteer", "Bo",
    ),
    "a house and a road": lambda town, plan: (
        "repair", town, "--plan", plan, "--day", "mon", "--hall", "Mosede", "--road", HUB, "Lyngdal",
    ),
    "a name nobody has": lambda town, plan: ("repair", town, "--plan", plan, "--day", "mon", "--hall", "Mosedde"),
}  # fmt: skip


@pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED)
def test_the_same_is_printed_whatever_the_keys(capsys, both, asked):
    names, keys = (Run(capsys, *asked(*of)) for of in both)
    assert (keys.code, keys.out, keys.err) == (names.code, names.out, names.err)
    assert names.out + names.err and MARK not in keys.out + keys.err


def without_keys(value):
    """JSON as it is where each name is its own key."""
    if isinstance(value, dict):
        return {
            field: without_keys(one)
            for field, one in value.items()
            if not (field == "key" or field.endswith(("_key", "_keys")))
        }
    return [without_keys(one) for one in value] if isinstance(value, list) else value


@pytest.mark.parametrize("asked", [ASKED["why a stop"], ASKED["what differs"], ASKED["a day with nobody to drive"]])
def test_in_json_keys_stand_beside_the_names(capsys, both, asked):
    names, keys = (Run(capsys, *asked(*of), "--json").json for of in both)
    assert without_keys(keys) == without_keys(names)
    assert MARK in json.dumps(keys, ensure_ascii=False)


@pytest.mark.parametrize("typed", ["A\u030alb\u00e6k  a\u030a", "\u00c5lbæk\u200b\u00a0å", "Ålbæk å"])
def test_a_name_is_found_however_it_is_put_together(capsys, tmp_path, typed):
    town = small_town()
    renamed = replace(town, stops=(replace(town.stops[0], name="Ålbæk å"), *town.stops[1:]))
    season, plan = written(tmp_path / "town", renamed, good_plan())
    found = Run(capsys, "explain", season, "--stop", typed, "--plan", plan)
    assert found.code == 0 and "Ålbæk å" in found.out
    asked = ("repair", season, "--plan", plan, "--day", "mon", "--hall", typed, "--now", "kl 8.30")
    found = Run(capsys, *asked)
    assert found.code == 0 and "− Ålbæk å" in found.out
    doubt = Run(capsys, *asked[:-1], "8.5")
    assert doubt.code == 2 and "“8.5” can be read in two ways: 08:30 or 08:50" in doubt.err


def test_two_of_one_name_are_asked_about_and_each_can_be_meant(capsys, tmp_path):
    town = small_town()
    other = Volunteer("Bo", HUB, (Weekday.WEDNESDAY, Weekday.THURSDAY), key="bo-2")
    season = replace(town, volunteers=(*town.volunteers, other))
    plan = with_opening(with_opening(good_plan(), 3, volunteers=("bo-2",)), 4, volunteers=("bo-2",))
    asked = (
        "repair",
        *(of := written(tmp_path / "two", season, plan))[:1],
        "--plan",
        of[1],
        "--day",
        "wed",
        "--hub",
        HUB,
    )
    both = Run(capsys, *asked, "--volunteer", "Bo")
    assert both.code == 2 and "2 are called “Bo”. Expected: one of: Bo (1), Bo (2)." in both.err
    held = Run(capsys, *asked, "--volunteer", "Bo (1)", "--json")
    assert held.code == 0 and {tuple(one["volunteers"]) for one in held.json["openings"]} == {("Bo (2)",)}
    ill = Run(capsys, *asked, "--volunteer", "bo-2", "--json")
    assert all("Bo (2)" not in one["volunteers"] for one in ill.json["openings"])
