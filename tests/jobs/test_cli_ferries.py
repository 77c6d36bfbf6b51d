"""`import`, `plan` and `explain` name the ferries; `import --drives` asks a service and holds it against the map."""

import json

import pytest

from driveout.core.travel import needed_pairs
from driveout.outside.season_files import read_season, write_season
from driveout.outside.travel_times import SERVICES
from driveout.outside.travel_times.fakes import fake_service
from tests.jobs.cli import Run
from tests.over_water import island_season


@pytest.fixture
def island(tmp_path):
    write_season(island_season(), tmp_path / "island")
    return tmp_path / "island"


def test_import_names_each_ferry_with_its_hours_and_ticket(capsys, island):
    run = Run(capsys, "import", island)
    assert run.code == 0 and "Hou-Sælvig is a ferry (Tranebjerg, Ballen): about every 120 minutes" in run.out
    assert "Home by the 20:00 or not at all" in run.out
    assert any("Hou-Sælvig" in line for line in Run(capsys, "import", island, "--json").json["drives"])
    assert "eller slet ikke" in Run(capsys, "import", island, "--lang", "da").out


def test_plan_and_explanation_name_the_departure_that_must_be_reached(capsys, island, tmp_path):
    file = tmp_path / "plan.json"
    run = Run(capsys, "plan", island, "--processes", 1, "--save", file)
    assert run.code == 0 and "Last departure 20:00: leave by 19:" in run.out
    told = json.loads(file.read_text())["ferries"]
    assert {(row["crossing"], row["last_departure"]) for row in told} == {
        ("Hou-Sælvig", "21:30"),
        ("Hou-Sælvig", "20:00"),
    }
    why = Run(capsys, "explain", island, "--plan", file, "--stop", "Tranebjerg", "--lang", "da")
    assert why.code == 0 and "eller slet ikke" in why.out and "Sidste afgang kl. 20: kør senest kl. 19." in why.out
    asked = Run(capsys, "explain", island, "--plan", file, "--stop", "Tranebjerg", "--json").json
    assert any("Hou-Sælvig" in line for line in asked["ferries"])


@pytest.mark.parametrize("service", list(SERVICES))
def test_a_service_s_minutes_are_written_and_keep_the_ferry(capsys, island, tmp_path, service):
    with fake_service() as url:
        run = Run(capsys, "import", island, "--drives", service, url, "--to", tmp_path / "asked")
    assert run.code == 0 and f"6 driving minutes from {SERVICES[service].name}." in run.out
    assert "differ by over 40 % from the built-in estimate:" in run.out
    assert "Odder, Tranebjerg: " in run.out and ", estimated " in run.out
    given = read_season(tmp_path / "asked", with_estimates=False)
    assert set(given.drives) == set(needed_pairs(given)) and SERVICES[service].name in given.drives_source
    home = read_season(tmp_path / "asked").drives["Tranebjerg", "Odder"]
    assert home.ferries == ("Hou-Sælvig",) and home.leave_by is not None
    assert home.minutes == given.drives["Tranebjerg", "Odder"].minutes < 60  # the fake swims straight over


def test_a_service_that_fails_leaves_the_estimate_and_writes_no_minutes(capsys, island, tmp_path):
    with fake_service("broken") as url:
        run = Run(capsys, "import", island, "--drives", "osrm", url, "--to", tmp_path / "out", "--lang", "da")
    assert run.code == 0 and "OSRM svarede med HTTP-status 503. Det indbyggede skøn er brugt i stedet." in run.out
    assert not (tmp_path / "out" / "minutes.csv").exists()


def test_an_unknown_service_is_named_with_those_we_know(capsys, island):
    run = Run(capsys, "import", island, "--drives", "horse", "http://127.0.0.1:9")
    assert run.code == 2 and "There is no service horse" in run.err and "osrm or valhalla" in run.err
