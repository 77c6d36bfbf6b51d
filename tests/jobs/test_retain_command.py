"""`driveout retain` where there is nothing to read yet, or no key: advice, and nothing is made or deleted."""

import os
import subprocess
import sys

import pytest


@pytest.fixture
def retain(tmp_path):
    """The command as the operator types it, with a data folder of its own."""

    def run(*words: str, **settings: str) -> "subprocess.CompletedProcess[str]":
        mine = {key: value for key, value in os.environ.items() if not key.startswith(("DRIVEOUT_", "DJANGO_"))}
        env = {**mine, "DRIVEOUT_DATA": str(tmp_path), **settings}
        command = [sys.executable, "-m", "driveout.jobs.cli", "retain", *words]
        return subprocess.run(command, env=env, capture_output=True, text=True)

    return run


def test_without_a_database_it_says_how_to_get_one(retain, tmp_path):
    done = retain("--dry-run", "--lang", "da", DRIVEOUT_DEMO="1")
    assert done.returncode == 2 and "Intet er slettet" in done.stderr
    assert "Traceback" not in done.stderr and not done.stdout


def test_without_a_key_it_says_what_to_set(retain):
    done = retain("--dry-run")
    assert done.returncode == 2 and "DRIVEOUT_SECRET_KEY" in done.stderr and "Traceback" not in done.stderr
