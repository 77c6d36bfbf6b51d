"""Driving minutes know the water: bridges, ferries, fjords, and places no road leads to."""

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from driveout.core.travel import NoRoad, estimate, estimates
from driveout.core.travel.geometry import great_circle_km
from driveout.core.words import Place

MORS = Place("Nykøbing Mors", 56.793, 8.853)
SALLING = Place("Glyngøre", 56.765, 8.872)
THY = Place("Vilsund Vest", 56.886, 8.620)
FUR = Place("Debel", 56.820, 9.030)
BRANDEN = Place("Selde", 56.760, 9.060)
RONNE = Place("Rønne", 55.101, 14.707)
points = st.builds(Place, st.just("point"), st.floats(54.6, 57.7), st.floats(8.1, 12.6))


def test_a_place_is_no_minutes_from_itself():
    drive = estimate(MORS, MORS)
    assert (drive.minutes, drive.km) == (0, 0)


def test_over_the_sound_by_the_bridge_and_not_as_the_crow_flies():
    drive = estimate(MORS, SALLING)
    straight = float(great_circle_km(MORS.lat, MORS.lon, SALLING.lat, SALLING.lon))
    assert straight < 4 and drive.km > 2.5 * straight


def test_a_ferry_costs_its_waiting():
    assert estimate(BRANDEN, FUR).minutes >= 12 + estimate(BRANDEN, Place("Branden", 56.797, 9.025)).minutes - 2


def test_a_fixed_link_is_worth_more_than_a_ferry_beside_it():
    assert estimate(MORS, THY).minutes <= 25


def test_round_the_fjord_is_longer_than_across():
    north, south = Place("Juelsminde", 55.709, 10.017), Place("Trelde", 55.622, 9.860)
    straight = float(great_circle_km(north.lat, north.lon, south.lat, south.lon))
    assert estimate(north, south).km > 2.5 * straight


def test_no_road_leads_to_bornholm():
    with pytest.raises(NoRoad, match="Rønne"):
        estimate(MORS, RONNE)
    assert estimates([MORS, RONNE], [(0, 1)]) == [None]
    assert estimate(RONNE, Place("Nexø", 55.060, 15.130)).minutes > 20


@given(points, points)
def test_there_and_back_are_the_same(a, b):
    there, back = estimates([a, b], [(0, 1), (1, 0)])
    assert (there is None) == (back is None)
    if there is not None and back is not None:
        assert (there.minutes, there.km, there.ticket_kr) == (back.minutes, back.km, back.ticket_kr)
        assert there.ferries == back.ferries[::-1]


@given(points, points)
def test_never_faster_than_a_straight_motorway(a, b):
    drive = estimates([a, b], [(0, 1)])[0]
    if drive is not None:
        straight = float(great_circle_km(a.lat, a.lon, b.lat, b.lon))
        assert drive.minutes >= straight / 130 * 60 - 1
        assert drive.km >= round(straight, 1) - 0.1


def test_asking_for_many_is_asking_for_each():
    places = [MORS, SALLING, THY, FUR, BRANDEN]
    pairs = [(i, j) for i in range(5) for j in range(5)]
    assert estimates(places, pairs) == [estimate(places[i], places[j]) for i, j in pairs]


def test_nothing_asked_nothing_answered():
    assert estimates([MORS], []) == []


def test_a_nation_is_no_more_work_than_its_pairs(record_property):
    """98 hubs with ten stops each: noted, not judged, for machines differ."""
    places = [Place("p", 54.9 + (i % 33) * 0.08, 8.3 + (i % 41) * 0.09) for i in range(98 * 11)]
    pairs = [(11 * h + i, 11 * h + j) for h in range(98) for i in range(11) for j in range(i + 1, 11)]
    start = perf_counter()
    assert len(estimates(places, pairs)) == 98 * 55
    record_property("seconds", round(perf_counter() - start, 2))
