"""What the public may reach is an allow-list: a new folder of records is out of reach until somebody names it here."""

import re
import tomllib
from typing import Any

import pytest

from tests.shape.files import ROOT, text

RECORDS = ROOT / "src" / "driveout" / "records"
MAY_REACH = {"public": {"publish"}, "api": {"publish"}, "records.publish": {"publish"}}
ONE_THREAD = {  # and what of records.bridge: nothing that lists threads, or takes the number of one
    "partner": {"links"},
    "mine": {"beginning", "by_code"},
}
NO_ROWS = {"__init__", "apps", "migrations"}  # they hold no row anybody could read


def kept_apart(source: str, contracts: list[dict[str, Any]]) -> set[str]:
    """The modules of records that contracts keep out of reach of `source`, even indirectly."""
    found = set()
    for contract in contracts:
        indirectly = not contract.get("allow_indirect_imports") and not contract.get("ignore_imports")
        if contract["type"] == "forbidden" and f"driveout.{source}" in contract["source_modules"] and indirectly:
            found |= {name.removeprefix("driveout.records.") for name in contract["forbidden_modules"]}
    return found


def in_records() -> set[str]:
    found = {path.name for path in RECORDS.iterdir() if path.is_dir() and (path / "__init__.py").exists()}
    return (found | {path.stem for path in RECORDS.glob("*.py")}) - NO_ROWS


def open_to(source: str, contracts: list[dict[str, Any]]) -> set[str]:
    return in_records() - kept_apart(source, contracts)


def contracts() -> list[dict[str, Any]]:
    return tomllib.loads(text("pyproject.toml"))["tool"]["importlinter"]["contracts"]


def built() -> list[str]:
    return [name for name in MAY_REACH if (ROOT / "src" / "driveout" / name.replace(".", "/")).is_dir()]


@pytest.mark.parametrize("source", built())
def test_every_folder_of_records_is_out_of_reach_unless_named(source):
    assert open_to(source, contracts()) == MAY_REACH[source]


@pytest.mark.parametrize("source", ONE_THREAD)
def test_a_receiver_and_a_person_reach_one_thread_by_its_secret_or_its_code(source):
    """Other folders are forbidden to import from; and of the bridge only what asks for a secret or a code first."""
    forbidden = {
        name.removeprefix("driveout.records.")
        for contract in contracts()
        if contract["type"] == "forbidden" and f"driveout.{source}" in contract["source_modules"]
        for name in contract["forbidden_modules"]
        if name.startswith("driveout.records.")
    }
    assert in_records() - forbidden == {"bridge"}
    folder = ROOT / "src" / "driveout" / source
    code = "\n".join(path.read_text() for path in folder.rglob("*.py"))
    whole = re.findall(r"from driveout\.records\.bridge\.referral import (.+)", code)
    parts = re.findall(r"from driveout\.records\.bridge\.referral\.(\w+) import", code)
    reached = {name.strip() for line in whole for name in line.split(",")} | set(parts)
    assert reached == ONE_THREAD[source] and code.count("driveout.records") == len(whole) + len(parts)


def test_a_folder_nobody_thought_of_would_be_found(monkeypatch):
    monkeypatch.setattr("tests.shape.test_what_is_public.in_records", lambda: {"publish", "unheard_of"})
    assert open_to("public", contracts()) == {"publish", "unheard_of"}


def test_a_contract_that_looks_away_keeps_nothing_apart():
    contract = {
        "type": "forbidden",
        "source_modules": ["driveout.public"],
        "forbidden_modules": ["driveout.records.team"],
    }
    assert kept_apart("public", [contract]) == {"team"}
    assert kept_apart("public", [{**contract, "allow_indirect_imports": True}]) == set()
    assert kept_apart("public", [{**contract, "ignore_imports": ["driveout.public -> driveout.records.team"]}]) == set()
