"""A season is given the drives it needs and keeps those it had."""

from driveout.core.travel import ERROR, needed_pairs, source_in, with_drives
from driveout.core.words import Belief, Drive, Hub, Place, Season, Stop, Weekday, Window

WINDOWS = (Window(Weekday.MONDAY, 600, 900),)


def _stop(name: str, lat: float, lon: float, *hubs: str) -> Stop:
    return Stop(name, Place(name, lat, lon), hubs, WINDOWS, Belief(7))


def _season(**given) -> Season:
    hubs = (Hub("Ribe", Place("Ribe", 55.33, 8.77), WINDOWS), Hub("Vejle", Place("Vejle", 55.709, 9.536), WINDOWS))
    stops = (
        _stop("Egebæk", 55.30, 8.75, "Ribe"),
        _stop("Bække", 55.57, 9.14, "Vejle", "Ribe"),
        _stop("Grejs", 55.74, 9.52, "Vejle"),
    )
    return Season("little", hubs, stops, (), (), (), **given)


def test_only_pairs_that_one_hub_may_drive():
    pairs = set(needed_pairs(_season()))
    assert ("Ribe", "Egebæk") in pairs and ("Egebæk", "Ribe") in pairs
    assert ("Egebæk", "Bække") in pairs and ("Bække", "Grejs") in pairs
    assert ("Egebæk", "Grejs") not in pairs and ("Ribe", "Grejs") not in pairs and ("Ribe", "Vejle") not in pairs


def test_every_needed_pair_is_filled_both_ways_alike():
    season = with_drives(_season())
    assert set(season.drives) == set(needed_pairs(season))
    assert all(season.drives[a, b] == season.drives[b, a] for a, b in season.drives)
    assert season.drives_source == ERROR.english


def test_what_was_given_stays_and_is_told():
    season = with_drives(_season(drives={("Ribe", "Egebæk"): Drive(99, 1.0)}))
    assert season.drives["Ribe", "Egebæk"] == Drive(99, 1.0)
    assert season.drives["Egebæk", "Ribe"].minutes < 30
    assert season.drives_source.startswith("1 drives given outright. 11 drives by the built-in estimate.")


def test_filling_twice_changes_nothing():
    once = with_drives(_season())
    assert with_drives(once) is once


def test_a_stop_no_road_leads_to_is_left_out_and_told():
    season = _season()
    lost = Season("lost", season.hubs, (_stop("Rønne", 55.10, 14.70, "Ribe"),), (), (), ())
    filled = with_drives(lost, why="No service.")
    assert filled.drives == {}
    assert filled.drives_source.startswith("No service. ") and filled.drives_source.endswith("known for 2 of them.")


def test_sentences_we_know_are_told_in_danish_and_others_stay():
    season = _season()
    stops = (_stop("Rønne", 55.10, 14.70, "Ribe"), season.stops[0])
    source = with_drives(
        Season("mixed", season.hubs, stops, (), (), (), drives={("Ribe", "Egebæk"): Drive(9, 1.0)}),
        why="Carla {says} so.",
    ).drives_source
    assert source_in(source, "en") == source
    assert source_in(source, "da") == (
        "Carla {says} so. Antal køretider, der er givet på forhånd: 1. Antal køretider fra det indbyggede skøn: 5. "
        f"{ERROR.danish} For 4 af dem kendes hverken vej, bro eller færge."
    )


def test_a_source_of_ones_own_is_never_rewritten():
    for own in ("", "Målt af Alma: 3 drives given outright, i maj.", "x12 drives given outright."):
        assert source_in(own, "da") == own
