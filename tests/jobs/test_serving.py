"""The demo starts, says where it is, starts again quickly, and leaves nothing behind when it is told to stop."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path
from urllib.request import urlopen

import psutil
import pytest

from driveout.jobs.serving import port_trouble
from tests.patience import HANG_S
from tests.walks.server import ROOT, demo, environment, free_port

pytestmark = pytest.mark.server


def test_a_taken_port_is_a_sentence_with_a_way_out():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        english, danish = port_trouble("127.0.0.1", port)
    assert f"Port {port} is taken" in english
    assert f"--port {port + 1}" in english
    assert "optaget" in danish
    assert port_trouble("127.0.0.1", free_port()) is None
    assert "not a port" in port_trouble("127.0.0.1", 99999)[0]


def test_the_command_says_that_the_port_is_taken(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        command = [sys.executable, "-m", "driveout.jobs.cli", "demo", "--port", port]
        done = subprocess.run(command, cwd=ROOT, env=environment(tmp_path), capture_output=True, text=True)
    assert done.returncode == 2
    assert "is taken by another program" in done.stderr
    assert "Traceback" not in done.stderr


def test_serve_without_a_key_gives_advice(tmp_path):
    env = {key: value for key, value in environment(tmp_path).items() if key != "DRIVEOUT_DEMO"}
    command = [sys.executable, "-m", "driveout.jobs.cli", "serve", "--port", str(free_port())]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)
    assert done.returncode == 2
    assert "DRIVEOUT_SECRET_KEY" in done.stderr
    assert "Traceback" not in done.stderr


def assert_kept_open(pid: int, database: Path) -> None:
    """Who looks ten times a second whether anybody asks does not open the database ten times a second for it."""

    def is_open() -> bool:
        return str(database) in {one.path for one in psutil.Process(pid).open_files()}

    deadline = time.monotonic() + HANG_S
    while not is_open():
        assert time.monotonic() < deadline
        time.sleep(0.05)
    for _look in range(20):
        time.sleep(0.013)
        assert is_open()


def alive_in_group(pid: int) -> list[int]:
    """Processes of a group that still run; what waits to be collected by a lazy process 1 does not."""
    alive = []
    for process in psutil.process_iter():
        with suppress(psutil.Error, ProcessLookupError):
            if os.getpgid(process.pid) == pid and process.status() != psutil.STATUS_ZOMBIE:
                alive.append(process.pid)
    return alive


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "Ctrl-C"])
def test_the_demo_starts_answers_and_stops_with_everything_it_started(tmp_path_factory, number):
    folder = tmp_path_factory.getbasetemp() / "demo-again"  # the second of the two finds the first one's plan
    with demo(folder, week=True) as running:
        assert urlopen(running.address + "/log-ind/").status == 200
        said = running.log.read_text()
        assert running.address in said
        assert all(f"cafe-{name}" in said for name in ("carla", "dan", "alma", "bo", "eva", "finn"))
        family = [child.pid for child in psutil.Process(running.process.pid).children()]
        assert len(family) == 5  # the web server, the long line, the quick line, the clockwork, the files
        assert_kept_open(family[2], folder / "driveout.sqlite3")
        running.process.send_signal(number)
        assert running.process.wait(timeout=HANG_S) == 0
    assert [alive for pid in family for alive in alive_in_group(pid)] == []
    assert "Traceback" not in running.log.read_text()


def test_the_data_of_a_demo_are_made_without_serving_it(tmp_path):
    command = [sys.executable, "-m", "driveout.jobs.cli", "demo", "--only-data"]
    done = subprocess.run(command, cwd=ROOT, env=environment(tmp_path), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "answers at" not in done.stdout
    with closing(sqlite3.connect(tmp_path / "driveout.sqlite3")) as made:
        assert made.execute("SELECT count(*) FROM records_plan").fetchone() == (1,)
