"""What every test may ask for. Core's tests also run without Django, so nothing here needs it."""

import gc
import os
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from tests import postgres, remembered
from tests.browser import chromium_path
from tests.pace import PACE, PACES, examples

ROOT = Path(__file__).parents[1]
# What takes longest begins first, file by file, so that two workers end together. Between the first walk, which plans
# the demo that the others begin with, and the second lies what only calculates: nobody waits for that plan.
LONGEST = (
    *("test_gallery", "test_rights_table", "test_rosters"),
    *("test_drag_walk", "test_cafe_histories", "test_cafe_walk", "test_story_walk", "test_office_walk"),
)
LONG = ("walks", "bench", "storm", "jobs", "field")
# Tiers: what a folder's tests need besides a database. `make quick` leaves these out.
TIERS = {"walks": "browser", "storm": "storm", "bench": "bench"}

# CI tries the same towns each time, so that its verdict is about the change; the night invents new ones. No deadlines:
# a busy machine is not a fault.
for pace in PACES:
    settings.register_profile(pace, deadline=None, derandomize=pace != "night", max_examples=examples(100))
settings.load_profile(PACE)


def pytest_configure(config: pytest.Config) -> None:
    """SQLite, as for a newcomer, or what DRIVEOUT_TEST_ON says."""
    if postgres.asked_for():
        postgres.configure(config)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> Generator[None, None, None]:
    """Each test has its tier, and the longest files come first; within a file nothing moves.

    On PostgreSQL only what asks a database: the rest would say the same again. The order is made after pytest-django
    has made its own.
    """
    for item in items:
        for folder in TIERS.keys() & set(item.path.parts):
            item.add_marker(TIERS[folder])
    if postgres.asked_for():
        postgres.keep_what_asks_a_database(config, items)
    yield
    items.sort(key=_turn)


def pytest_collection_finish() -> None:
    """All that was imported stays: to walk through it again and again for what may be let go is an eighth of a run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 50)


def pytest_runtest_setup(item: pytest.Item) -> None:
    remembered.begin(item)


def _turn(item: pytest.Item) -> int:
    """The longest files, then the longest folders, then the rest."""
    order = [item.path.stem == name for name in LONGEST] + [folder in item.path.parts for folder in LONG]
    return order.index(True) if True in order else len(order)


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_test_environment: None, django_db_blocker: Any
) -> Generator[None, None, None]:
    """The database that tests ask: on SQLite a copy of one that was migrated before, on PostgreSQL migrated anew."""
    if postgres.asked_for():
        from django.test.utils import setup_databases, teardown_databases

        request.getfixturevalue("django_db_modify_db_settings")
        with django_db_blocker.unblock():
            made = setup_databases(verbosity=0, interactive=False)
        remembered.listen()
        yield
        with django_db_blocker.unblock():
            teardown_databases(made, verbosity=0)
        return
    from tests.migrated import as_test_database

    with django_db_blocker.unblock(), as_test_database(), django_db_blocker.block():
        remembered.listen()
        yield


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of recorded samples beside the checkout; the test is skipped where there is none.

    The records are the registers' own, so they are not part of this project. The same readers are tested with rows
    written by hand, which never skip.
    """
    folder = Path(os.environ.get("DRIVEOUT_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip("no folder of recorded samples (DRIVEOUT_SHARED)")
    return folder


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of the browser that walks through screens. `make browser` installs one."""
    path = chromium_path()
    if path is None:
        pytest.fail("No browser found. Run: make browser")
    return path
