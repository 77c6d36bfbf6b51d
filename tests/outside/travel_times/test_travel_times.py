"""Driving minutes from a service: one contract for the fake and for a real one, and what happens when it fails.

A real service is asked only when DRIVEOUT_OSRM_URL or DRIVEOUT_VALHALLA_URL gives its address.
"""

import os

import httpx
import pytest

from driveout.core.travel import needed_pairs
from driveout.core.words import Belief, Drive, Hub, Place, Season, Stop, Weekday, Window
from driveout.outside.travel_times import SERVICES, travel_times
from driveout.outside.travel_times.choosing import _requests
from driveout.outside.travel_times.fakes import BEHAVIOURS, fake_service
from tests.patience import HANG_S

WINDOWS = (Window(Weekday.MONDAY, 600, 900),)
STOPS = {"Egebæk": (55.30, 8.75), "Gredstedbro": (55.39, 8.74), "Roager": (55.20, 8.79), "Hunderup": (55.42, 8.73)}
RIBE = Hub("Ribe", Place("Ribe", 55.33, 8.77), WINDOWS)


def _season(stops: dict[str, tuple[float, float]] = STOPS, **given) -> Season:
    made = tuple(Stop(name, Place(name, *at), ("Ribe",), WINDOWS, Belief(7)) for name, at in stops.items())
    return Season("little", (RIBE,), made, (), (), (), **given)


@pytest.fixture(params=list(SERVICES))
def service(request) -> str:
    return request.param


@pytest.fixture(params=["fake", "real"])
def base_url(request, service):
    """Our own small service; the real one too where somebody names theirs. No test asks the network by itself."""
    if request.param == "fake":
        with fake_service() as url:
            yield url
    else:
        url = os.environ.get(f"DRIVEOUT_{service.upper()}_URL")
        if not url:
            pytest.skip(f"no real service (DRIVEOUT_{service.upper()}_URL)")
        yield url


def test_contract_every_needed_pair_has_true_looking_minutes(service, base_url):
    season, note = travel_times(_season(), service=service, base_url=base_url)
    assert set(season.drives) == set(needed_pairs(season))
    assert all(2 <= drive.minutes <= 60 and 2 <= drive.km <= 60 for drive in season.drives.values())
    assert season.drives_source == note == f"20 driving minutes from {SERVICES[service].name}."


def test_contract_a_table_has_nothing_on_its_diagonal(service, base_url):
    places = [Place(name, *at) for name, at in STOPS.items()]
    with httpx.Client(timeout=HANG_S) as client:
        table = SERVICES[service].table(client, base_url, places)
    assert [len(row) for row in table] == [4] * 4
    assert all(table[i][i] == Drive(0, 0.0) for i in range(4))
    assert table[0][1].km == pytest.approx(table[1][0].km, abs=5)


def test_contract_more_places_than_one_request_holds(service, base_url):
    many = {f"village {i}": (55.2 + 0.002 * i, 8.7 + 0.001 * (i % 40)) for i in range(120)}
    season, note = travel_times(_season(many), service=service, base_url=base_url)
    assert len(season.drives) == 121 * 120 and "estimate" not in note


@pytest.mark.parametrize("behaviour", [behaviour for behaviour in BEHAVIOURS if behaviour not in ("well", "nulls")])
def test_a_service_that_answers_badly_is_not_believed(service, behaviour):
    with fake_service(behaviour) as url:
        season, note = travel_times(_season(), service=service, base_url=url)
    assert set(season.drives) == set(needed_pairs(season))
    assert note.startswith(SERVICES[service].name) and note.endswith("The built-in estimate is used instead.")
    assert season.drives_source.startswith(note) and "Estimate, not a road network" in season.drives_source


def test_pairs_without_a_way_come_from_the_estimate(service):
    with fake_service("nulls") as url:
        season, note = travel_times(_season(), service=service, base_url=url)
    assert set(season.drives) == set(needed_pairs(season))
    assert "knows no way for 20 pairs: the built-in estimate is used for them" in note
    assert note in season.drives_source and "Estimate, not a road network" in season.drives_source


@pytest.mark.parametrize("nowhere", ["http://127.0.0.1:9", "not an address", ""])
def test_a_service_that_is_not_there(service, nowhere):
    season, note = travel_times(_season(), service=service, base_url=nowhere, timeout_seconds=2)
    assert set(season.drives) == set(needed_pairs(season))
    assert "does not answer" in note and note in season.drives_source


def test_minutes_given_outright_stay(service):
    with fake_service() as url:
        given = {("Ribe", "Egebæk"): Drive(99, 1.0)}
        season, note = travel_times(_season(drives=given), service=service, base_url=url)
    assert season.drives["Ribe", "Egebæk"] == Drive(99, 1.0)
    assert note.startswith("19 driving minutes")


def test_minutes_are_rounded_up():
    with fake_service() as url, httpx.Client() as client:
        a, b = (Place(name, *STOPS[name]) for name in ("Egebæk", "Roager"))
        raw = client.get(f"{url}/table/v1/driving/{a.lon},{a.lat};{b.lon},{b.lat}?annotations=duration").json()
        seconds = raw["durations"][0][1]
        drive = SERVICES["osrm"].table(client, url, [a, b])[0][1]
    assert drive.minutes - 1 < seconds / 60 <= drive.minutes


def test_an_unknown_service_is_a_mistake_of_the_caller():
    with pytest.raises(KeyError):
        travel_times(_season(), service="horse", base_url="")


@pytest.mark.parametrize("most", [4, 5, 50])
def test_requests_hold_every_needed_pair_and_no_more_places_than_allowed(most):
    season = _season({f"village {i}": (55.2, 8.7 + 0.01 * i) for i in range(13)})
    requests = list(_requests(season, most))
    assert all(len(names) <= most for names in requests)
    asked = {(a, b) for names in requests for a in names for b in names}
    assert set(needed_pairs(season)) <= asked
