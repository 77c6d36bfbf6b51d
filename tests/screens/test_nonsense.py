"""What nobody types: letters that no database keeps, numbers of any length, other signs that count as digits. Every
address that takes a number or a text answers in words, and never with a fault of ours."""

import re

import pytest
from django.urls import get_resolver

from driveout.records.models import Invitation

pytestmark = pytest.mark.django_db
HUGE, LONG = str(2**70), "9" * 5000
NONSENSE = ("\0", "Bo\0", "\x1b[31m", HUGE, "-1", "²", "٣", "\U0001f600", LONG)
ASKED = (
    *("hub", "stop", "kommune", "dag", "uge", "foer", "side", "q", "tur", "liste", "hvem", "hvad", "fra", "til"),
    *("sort", "plan", "instead_of", "member", "role", "text", "why", "phone", "first", "last", "once", "name"),
)
OURS = ("office/", "min-adgang/", "vagter/", "beskeder/")


def addresses() -> list[str]:
    """Every address of the office and of who is signed in, with its places."""
    found: set[str] = set()

    def walk(patterns, before: str) -> None:
        for one in patterns:
            path = before + str(one.pattern)
            if hasattr(one, "url_patterns"):
                walk(one.url_patterns, path)
            elif path.startswith(OURS):
                found.add(path)

    walk(get_resolver().url_patterns, "")
    return sorted(found)


def filled(path: str, season: int, number: str) -> str:
    """With a number at each place of a number, and a code with it at each of a code."""
    path = path.replace("<int:season_id>", str(season))
    return "/" + re.sub(r"<(str|slug):\w+>", f"m{number}", re.sub(r"<int:\w+>", number, path))


def test_a_number_no_database_has_is_no_fault_at_any_address(signed_in, season, plan):
    carla = signed_in("carla")
    carla.raise_request_exception = False
    paths = [filled(path, season.id, HUGE) for path in addresses()]
    paths = [path for path in paths if HUGE in path and "<" not in path]
    assert len(paths) > 60
    faults = [path for path in paths if max(carla.get(path).status_code, carla.post(path).status_code) > 499]
    assert not faults


def test_nonsense_that_is_asked_for_is_answered(signed_in, season, plan):
    carla = signed_in("carla")
    carla.raise_request_exception = False
    paths = [filled(path, season.id, "") for path in addresses() if "<" not in path.replace("<int:season_id>", "")]
    assert len(paths) > 40
    answers = {(path, said): carla.get(path, dict.fromkeys(ASKED, said)) for path in paths for said in NONSENSE}
    assert not [(path, said[:9]) for (path, said), answer in answers.items() if answer.status_code > 499]


@pytest.mark.parametrize("said", ["\0", HUGE, LONG, "x" * 3000])
def test_nonsense_that_is_sent_is_answered(signed_in, season, plan, said):
    carla = signed_in("carla")
    carla.raise_request_exception = False
    paths = [filled(path, season.id, str(plan.id)) for path in addresses()]
    paths = [path for path in paths if "<" not in path and "log-ud" not in path]
    faults = [path for path in paths if carla.post(path, dict.fromkeys(ASKED, said)).status_code > 499]
    assert not faults


def test_a_nul_is_left_out_of_what_is_typed(signed_in):
    form = {"first_name": "N\0y", "role": "volunteer", "hub": "", "x\0": "y"}
    assert signed_in("carla").post("/office/people/invite/", form).status_code == 302
    assert Invitation.objects.get().first_name == "Ny"
