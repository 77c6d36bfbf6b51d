"""`driveout serve` and `driveout demo`: the web server and what works beside it, children that end together."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from types import FrameType

from driveout.jobs.telling import telling
from driveout.jobs.terminal import chosen_language, say
from driveout.records.plan.work.queues import FILES, LONG, QUICK

BAD_INPUT, BROKEN = 2, 1
ANSWERS_WITHIN, PLANNED_WITHIN = 60.0, 150.0  # seconds
TIDY_EVERY = 3600.0  # seconds
# Python works on one at a time whatever their number; the others wait for a slow phone's or a database's next word.
THREADS = "16"


def demo(port: int, *, week: bool = True, serving: bool = True) -> int:
    """Serve a planned season with a cast of people on `port`, on this machine only. Returns the exit code.

    `week`: the plan is at work, with days, crew and cafés that were held; otherwise nobody has approved it yet.
    `serving`: without it only the data are made, and the next start finds them.
    """
    os.environ["DRIVEOUT_DEMO"] = "1"
    os.environ.setdefault("DRIVEOUT_DATA", str(Path("var") / "demo"))
    from driveout.jobs import demo_town

    lang = chosen_language(None)

    def prepare() -> None:
        with telling(lang, "Putting people and a season in", "Lægger folk og en sæson ind"):
            demo_town.prepare()

    def ready() -> None:
        demo_town.wait_for_plan(PLANNED_WITHIN)
        say_where(port)
        demo_town.say_cast(lang)
        if week:
            demo_town.begin_week(lang)

    if not serving:
        _make_ready(lang)
        prepare()
        return 0
    return _run(port, prepare, ready)


def serve(port: int) -> int:
    """Serve the site on `port` with its own database. Returns the exit code."""
    return _run(port, lambda: None, lambda: say_where(port))


def say_where(port: int) -> None:
    lang = chosen_language(None)
    say(lang, f"\nDrive Out answers at http://localhost:{port}/", f"\nDrive Out svarer på http://localhost:{port}/")
    say(lang, "Ctrl-C stops it.", "Ctrl-C stopper det.")
    sys.stdout.flush()


def _run(port: int, prepare: Callable[[], None], ready: Callable[[], None]) -> int:
    lang = chosen_language(None)
    host = os.environ.get("DRIVEOUT_BIND", "127.0.0.1")
    if trouble := port_trouble(host, port):
        say(lang, *trouble, aside=True)
        return BAD_INPUT
    try:
        _make_ready(lang)
    except Exception as refusal:
        if type(refusal).__name__ != "ImproperlyConfigured":  # Django's own advice is for programmers; ours is not
            raise
        print(refusal, file=sys.stderr)
        return BAD_INPUT
    prepare()
    with stopping_on_signals() as stop, Family(host, port) as family:
        with telling(lang, "Starting the web server", "Starter webserveren"):
            answers = family.answers(host, port, stop)
        if not answers:
            return 0 if stop.asked else BROKEN
        family.take_files()
        ready()
        tidied = time.monotonic() - TIDY_EVERY
        while not stop.asked:
            if time.monotonic() - tidied >= TIDY_EVERY:
                tidy()
                tidied = time.monotonic()
            if not family.keep_alive():
                say(lang, "The web server has stopped.", "Webserveren er stoppet.", aside=True)
                return BROKEN
            time.sleep(0.3)
    return 0


def _make_ready(lang: str) -> None:
    with telling(lang, "Making the database ready", "Gør databasen klar"):
        set_up()


def port_trouble(host: str, port: int) -> tuple[str, str] | None:
    """Why the port cannot be had, in English and Danish; None when it can."""
    if not 0 < port < 65536:
        return f"{port} is not a port. Choose one from 1024 to 65535.", f"{port} er ikke en port. Vælg 1024 til 65535."
    try:
        with socket.create_server((host, port)):
            return None
    except PermissionError:
        return f"Port {port} needs an administrator. Choose one above 1023.", f"Port {port} kræver en administrator."
    except OSError:
        return (
            f"Port {port} is taken by another program. Stop that one, or choose another port: --port {port + 1}",
            f"Port {port} er optaget af et andet program. Stop det, eller vælg en anden port: --port {port + 1}",
        )


def set_up() -> None:
    """Settings, data folder, and a database that is up to date."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "driveout.config.settings")
    Path(os.environ.get("DRIVEOUT_DATA") or "var").mkdir(parents=True, exist_ok=True)
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)


def tidy() -> None:
    """Files and sessions that have been kept long enough are deleted, also when nobody asks for new ones."""
    from django.db import DatabaseError, connection
    from django.utils import timezone

    from driveout.records.plan.files.uploads import drop_old_files
    from driveout.records.team.sessions import drop_old

    with suppress(DatabaseError):  # the next hour will do; nobody is served such a file meanwhile
        drop_old_files(now=timezone.now())
        drop_old(now=timezone.now())
    connection.close()


class Stop:
    """Was a stop asked for? Also true once the `make` that started us is gone."""

    def __init__(self) -> None:
        self.signalled = False
        self.parent = os.getppid() if "MAKELEVEL" in os.environ else None

    @property
    def asked(self) -> bool:
        return self.signalled or (self.parent is not None and os.getppid() != self.parent)

    def on_signal(self, _number: int, _frame: FrameType | None) -> None:
        self.signalled = True


@contextmanager
def stopping_on_signals() -> Iterator[Stop]:
    """Ctrl-C and SIGTERM ask for a stop instead of breaking off, so that the children are ended in order."""
    stop = Stop()
    before = {number: signal.signal(number, stop.on_signal) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class Family:
    """The web server, a worker for long searches, one for answers that a page waits for, the clockwork, and a worker
    for files.

    Each leads a group of its own, so that what it starts ends with it. The files' worker comes last, when the sign-in
    page is served: it is not wanted before, and so it takes nothing from the start.
    """

    def __init__(self, host: str, port: int) -> None:
        granian = ["granian", "--interface", "wsgi", "--host", host, "--port", str(port), "--workers", "1"]
        granian += ["--blocking-threads", THREADS, "--log-level", "error", "--no-ws"]
        granian += ["driveout.config.wsgi:application"]
        # Checks are for who changes the code, and they read every page's code into each worker: two seconds each.
        django, quietly = [sys.executable, "-m", "django"], ["--verbosity", "0", "--skip-checks"]
        worker = [*quietly, "--no-startup-delay"]
        self.web_command = [str(Path(sys.executable).parent / granian[0]), *granian[1:]]
        self.worker_commands = [
            [*django, "db_worker", *worker, "--queue-name", LONG, "--interval", "0.5"],
            [*django, "quick_worker", *worker, "--queue-name", QUICK, "--interval", "0.1"],
            [*django, "clockwork", *quietly],
            [*django, "db_worker", *worker, "--queue-name", FILES, "--interval", "0.3"],
        ]

    def __enter__(self) -> "Family":
        self.web = _start(self.web_command)
        self.workers = [_start(command) for command in self.worker_commands[:-1]]
        return self

    def take_files(self) -> None:
        """Start the last of them."""
        self.workers.append(_start(self.worker_commands[-1]))

    def __exit__(self, *_: object) -> None:
        everybody = [self.web, *self.workers]
        for patience, number in ((3.0, signal.SIGTERM), (3.0, signal.SIGTERM), (5.0, signal.SIGKILL)):
            alive = [child for child in everybody if child.poll() is None]
            for child in alive:
                _signal_group(child.pid, number)
            deadline = time.monotonic() + patience
            while time.monotonic() < deadline and any(child.poll() is None for child in alive):
                time.sleep(0.05)
        for child in everybody:
            _signal_group(child.pid, signal.SIGKILL)  # helpers of a planner that had no time to end them

    def keep_alive(self) -> bool:
        """A worker that died is started again; the search it had is buried. False when the web server is gone."""
        for at, worker in enumerate(self.workers):
            if worker.poll() is not None:
                _signal_group(worker.pid, signal.SIGKILL)  # the helpers it left behind
                self.workers[at] = _start(self.worker_commands[at])
        return self.web.poll() is None

    def answers(self, host: str, port: int, stop: Stop) -> bool:
        """Wait until the sign-in page is served."""
        deadline = time.monotonic() + ANSWERS_WITHIN
        while time.monotonic() < deadline and not stop.asked and self.web.poll() is None:
            if _is_served(host, port):
                return True
            time.sleep(0.1)
        return False


def _start(command: list[str]) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(command, start_new_session=True)  # noqa: S603  (nothing in it comes from outside)


def _signal_group(pid: int, number: int) -> None:
    with suppress(ProcessLookupError):
        os.killpg(pid, number)


def _is_served(host: str, port: int) -> bool:
    connection = HTTPConnection(host, port, timeout=5)
    try:
        connection.request("GET", "/log-ind/", headers={"Host": "localhost"})
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
