"""The demo itself, as a newcomer starts it: on a free port, in a folder of its own, with its worker beside it."""

import fcntl
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

from tests.migrated import migrated
from tests.patience import HANG_S
from tests.walks.desk import Desk

ROOT = Path(__file__).parents[2]
# Searches that go on are stopped; whatever a worker has begun, it ends.
FINISH = """
import time
from django.apps import apps
from django_tasks_db.models import DBTaskResult
from driveout.records.plan.models.work import Work
kinds = [kind for kind in apps.get_models() if issubclass(kind, Work)]
for kind in kinds:
    kind.objects.filter(state="running").update(stop_asked=True)
tasks = DBTaskResult.objects
while (
    tasks.filter(status="READY").exists() or tasks.filter(status="RUNNING", queue_name__in=("quick", "files")).exists()
    or any(kind.objects.filter(state__in=("asked", "running")).exists() for kind in kinds)
):
    time.sleep(0.05)
"""


@dataclass(frozen=True)
class Server:
    """Where it answers, and the environment to reach its database with."""

    address: str
    env: dict[str, str]
    log: Path
    process: "subprocess.Popen[bytes] | None" = None
    desk: Desk | None = None

    @property
    def database(self) -> Path:
        return Path(self.env["DRIVEOUT_DATA"]) / "driveout.sqlite3"

    def begin_again(self, at: Path) -> None:
        """Everything it knows becomes what that database holds, once nothing that was asked of it is under way."""
        self.do(FINISH)
        copied(at, self.database)

    def do(self, code: str) -> str:
        """Run a few lines beside the server, in its database. Prints come back."""
        if self.desk is not None:
            return self.desk.do(code)
        with Desk(self.env) as desk:
            return desk.do(code)


def copied(source: Path, target: Path) -> None:
    """One SQLite database becomes what the other is, while whoever has it open goes on with it."""
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target, timeout=HANG_S)) as new:
        old.backup(new)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]


def environment(folder: Path) -> dict[str, str]:
    """As a newcomer's, with a data folder of its own and nothing left over from the tests' own settings."""
    mine = {key: value for key, value in os.environ.items() if not key.startswith(("DRIVEOUT_", "MAKE", "MFLAGS"))}
    extra = {"DRIVEOUT_DATA": str(folder), "DRIVEOUT_DEMO": "1", "DJANGO_SETTINGS_MODULE": "driveout.config.settings"}
    return {**mine, **extra, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}


def kept(folder: Path, make: Callable[[Path], None]) -> Path:
    """A database that `make` makes, once for all workers: whoever asks first makes it, others wait for it."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "driveout.sqlite3").exists():
            make(folder / "half.sqlite3")
            (folder / "half.sqlite3").rename(folder / "driveout.sqlite3")
    return folder / "driveout.sqlite3"


@contextmanager
def demo(folder: Path, within: float = HANG_S, *, week: bool = False) -> Iterator[Server]:
    """`driveout demo` until it has printed the cast; ended with SIGTERM, as make would.

    Without `week` its plan waits to be approved, and no day is made: most walks begin there.
    """
    port, env, log = free_port(), environment(folder), folder / "demo.log"
    command = [sys.executable, "-m", "driveout.jobs.cli", "demo", "--port", str(port)]
    command += [] if week else ["--only-plan"]
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "driveout.sqlite3").exists():
        shutil.copy(migrated(), folder / "driveout.sqlite3")
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=out, stderr=subprocess.STDOUT)
    try:
        deadline = monotonic() + within
        last = "week is in progress" if week else "cafe-finn"
        while last not in log.read_text():
            assert process.poll() is None, log.read_text()
            assert monotonic() < deadline, log.read_text()
            sleep(0.1)
        with Desk(env) as desk:
            yield Server(f"http://localhost:{port}", env, log, process, desk)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=HANG_S)
