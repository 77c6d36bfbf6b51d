"""Water is wet: sounds and fjords have a way across only where the table says so, islands only a ferry or a bridge."""

import pytest

from driveout.core.travel import NoRoad, estimate
from driveout.core.travel.estimate import between
from driveout.core.travel.ferries import CROSSINGS
from driveout.core.travel.geometry import great_circle_km
from driveout.core.travel.land import PARTS
from driveout.core.travel.network import network
from driveout.core.words import Place


def _place(text: str) -> Place:
    name, lat, lon = text.rsplit(" ", 2)
    return Place(name, float(lat), float(lon))


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        ("Hundested 55.966 11.852", "Kulhuse 55.917 11.918", 35, 60),  # no bridge over the mouth of Roskilde Fjord
        ("Udbyhøj 56.606 10.303", "Øster Hurup 56.809 10.268", 28, 75),  # two fjords: by ferry and Hadsund, or round
        ("Aars 56.803 9.517", "Selde 56.780 9.047", 45, 80),  # Hvalpsund: ferry or round by Virksund
        ("Hvalpsund 56.699 9.200", "Sundsøre 56.708 9.170", 15, 30),  # the ferry
        ("Rørvig 55.945 11.765", "Hundested 55.963 11.850", 35, 75),  # the ferry
        ("Gjøl 57.065 9.715", "Nørholm 57.037 9.738", 30, 60),  # the Limfjord, three kilometres wide
        ("Juelsminde 55.709 10.017", "Trelde 55.622 9.860", 40, 80),  # Vejle Fjord, by the bridge
        ("Knebel 56.210 10.490", "Skødstrup 56.266 10.310", 30, 60),  # Kalø Vig
        ("Mariager 56.650 9.980", "Oue 56.695 9.975", 20, 50),  # Mariager Fjord, by Hadsund or Hobro
        ("Jægerspris 55.853 11.980", "Hundested 55.963 11.850", 30, 60),  # round by Frederikssund
        ("Præstø 55.120 12.040", "Jungshoved 55.101 12.138", 8, 30),  # round Præstø Fjord
        ("Broager 54.889 9.672", "Kegnæs 54.870 9.920", 25, 60),  # over Als, not over the sea
        ("Nykøbing Mors 56.793 8.853", "Fursund 56.795 8.972", 25, 50),  # Sallingsund, by the bridge
        ("Nørre Vosborg 56.350 8.300", "Lihme 56.599 8.732", 40, 80),  # round Venø Bugt
    ],
)
def test_no_way_over_water_that_is_not_there(one, other, least, most):
    assert least <= estimate(_place(one), _place(other)).minutes <= most


def test_a_wide_sound_is_never_part_of_a_drive_over_land():
    """Every sound between two land parts that no link crosses: only a ferry, or nothing."""
    banks = {
        "Hvalpsund": ("A 56.699 9.200", "B 56.708 9.170"),
        "Thyborøn": ("A 56.697 8.214", "B 56.715 8.243"),
        "Hals": ("A 56.997 10.310", "B 56.983 10.300"),
        "Fynshav": ("A 55.105 10.097", "B 54.994 9.985"),
        "Fur": ("A 56.797 9.027", "B 56.806 9.018"),
        "Samsø": ("A 55.911 10.250", "B 55.866 10.556"),
        "Orø": ("A 55.755 11.850", "B 55.757 11.830"),
        "Ballebro": ("A 54.990 9.660", "B 54.998 9.700"),
    }
    for name, (one, other) in banks.items():
        a, b = _place(one), _place(other)
        way = between([a, b], [(0, 1)])[0]
        straight = float(great_circle_km(a.lat, a.lon, b.lat, b.lon))
        assert way is not None, name
        assert any(crossing.ferry for crossing, _ in way.crossings) or sum(way.land_km) > 4 * straight, name


def test_mando_is_reached_by_the_tide_and_nobody_knows_when():
    drive = estimate(_place("Ribe 55.330 8.760"), _place("Mandø 55.276 8.555"))
    assert drive.ferries == ("Låningsvejen til Mandø",) and drive.leave_by is None
    assert 27 <= drive.minutes <= 63


@pytest.mark.parametrize("island", ["Saltholm 55.640 12.760", "Vejrø 55.033 11.360", "Christiansø 55.320 15.187"])
def test_islands_without_ferry_or_bridge_have_no_way(island):
    with pytest.raises(NoRoad):
        estimate(_place(island), _place("Slagelse 55.403 11.355"))


def test_lakes_are_driven_round():
    drive = estimate(_place("Frederiksværk 55.971 12.022"), _place("Annisse 55.985 12.180"))
    straight = float(great_circle_km(55.971, 12.022, 55.985, 12.180))
    assert drive.km > 1.5 * straight


def test_every_crossing_can_be_left_at_both_ends():
    """An end that no line over land leads to would be a crossing that nobody can take."""
    net = network()
    for index, crossing in enumerate(CROSSINGS):
        for end in (2 * index, 2 * index + 1):
            others = set(net.minutes[[end]].indices.tolist()) - {end ^ 1}
            alone = sum(part == net.part[end] for part in net.part) < 3
            assert others or alone, (crossing.name, PARTS[net.part[end]])


@pytest.mark.parametrize("name", ["Jutland", "Zealand", "Funen", "North Jutlandic Island", "Als", "Mors", "Falster"])
def test_each_large_part_is_one_to_those_who_drive(name):
    """The network joins nearly all bends of a part without leaving the country's roads."""
    from scipy.sparse.csgraph import connected_components

    net = network(by_ferry=False)
    _, group = connected_components(net.minutes, directed=False)
    own = group[net.part == PARTS.index(name)]
    largest = max((own == label).sum() for label in set(own.tolist()))
    assert largest >= 0.97 * len(own)
