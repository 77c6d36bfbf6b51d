"""What the public may reach is an allow-list: a new folder of records is out of reach until somebody names it here."""

import tomllib
from typing import Any

import pytest

from tests.shape.files import ROOT, text

RECORDS = ROOT / "src" / "driveout" / "records"
MAY_REACH = {"public": {"publish"}, "partner": set(), "mine": set(), "api": {"publish"}, "records.publish": {"publish"}}
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


def test_a_folder_nobody_thought_of_would_be_found(monkeypatch):
    monkeypatch.setattr("tests.shape.test_what_is_public.in_records", lambda: {"publish", "unheard"})
    assert open_to("public", contracts()) == {"publish", "unheard"}


def test_a_contract_that_looks_away_keeps_nothing_apart():
    contract = {
        "type": "forbidden",
        "source_modules": ["driveout.public"],
        "forbidden_modules": ["driveout.records.team"],
    }
    assert kept_apart("public", [contract]) == {"team"}
    assert kept_apart("public", [{**contract, "allow_indirect_imports": True}]) == set()
    assert kept_apart("public", [{**contract, "ignore_imports": ["driveout.public -> driveout.records.team"]}]) == set()
