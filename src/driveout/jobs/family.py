"""What works beside the web server and with it: children that are started again when they die, and end together."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from types import FrameType

from driveout.jobs.terminal import chosen_language, say
from driveout.look.health import HEALTH
from driveout.records.plan.work.queues import FILES, LONG, QUICK

ANSWERS_WITHIN = 60.0  # seconds
CALM_S = 60.0  # who has lived so long has not ended at once; and nobody waits longer to be started again
# Python works on one at a time whatever their number; the others wait for a slow phone's or a database's next word.
THREADS = "16"


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


class Child:
    """One of the family: it leads a group of its own, so that what it starts ends with it, and it ends when we are gone
    (`lifeline`: the reading end of a pipe that we alone hold open). Who ends is started again; who goes on ending waits
    longer each time, up to a minute."""

    def __init__(self, english: str, danish: str, command: list[str], lifeline: int) -> None:
        self.name, self.command, self.lifeline = (english, danish), command, lifeline
        self.process = _start(command, lifeline)
        self.began, self.ended, self.again_at = time.monotonic(), 0, 0.0

    def look(self, may_start: Callable[[], bool]) -> tuple[str, str] | None:
        """What is to be said of it, if anything. `may_start`: asked before it is started again."""
        code, now = self.process.poll(), time.monotonic()
        if code is None:
            if now - self.began > CALM_S:
                self.ended = 0
            return None
        if not self.again_at:
            _signal_group(self.process.pid, signal.SIGKILL)  # the helpers it left behind
            wait = min(CALM_S, 2.0**self.ended - 1)
            self.ended, self.again_at = self.ended + 1, now + wait
            english, danish = self.name
            return (
                f"{english} has ended (exit code {code}) and is started again{f' in {wait:.0f} s' if wait else ''}.",
                f"{danish} er stoppet (kode {code}) og startes igen{f' om {wait:.0f} s' if wait else ''}.",
            )
        if now >= self.again_at and may_start():
            self.process, self.began, self.again_at = _start(self.command, self.lifeline), now, 0.0
        return None


class Family:
    """The web server, a worker for long searches, one for answers that a page waits for, the clockwork, and a worker
    for files.

    The files' worker comes last, when the sign-in page is served: it is not wanted before, and so it takes nothing from
    the start.
    """

    def __init__(self, host: str, port: int) -> None:
        granian = ["granian", "--interface", "wsgi", "--host", host, "--port", str(port), "--workers", "1"]
        granian += ["--blocking-threads", THREADS, "--log-level", "error", "--no-ws"]
        granian += ["driveout.config.wsgi:application"]
        # Checks are for who changes the code, and they read every page's code into each worker: two seconds each.
        django, quietly = [sys.executable, "-m", "django"], ["--verbosity", "0", "--skip-checks"]
        worker = [*quietly, "--no-startup-delay"]
        web = [str(Path(sys.executable).parent / granian[0]), *granian[1:]]
        long = [*django, "db_worker", *worker, "--queue-name", LONG, "--interval", "0.5"]
        quick = [*django, "quick_worker", *worker, "--queue-name", QUICK, "--interval", "0.1"]
        files = [*django, "db_worker", *worker, "--queue-name", FILES, "--interval", "0.3"]
        self.first = [
            ("The web server", "Webserveren", web),
            ("What plans", "Den, der planlægger,", long),
            ("What answers", "Den, der svarer,", quick),
            ("The clockwork", "Urværket", [*django, "clockwork", *quietly]),
        ]
        self.last = ("What reads files", "Den, der læser filer,", files)
        self.is_away = False  # the database

    def __enter__(self) -> "Family":
        self.lifeline, self.held = os.pipe()
        self.children = [Child(*one, self.lifeline) for one in self.first]
        return self

    def take_files(self) -> None:
        """Start the last of them."""
        self.children.append(Child(*self.last, self.lifeline))

    def __exit__(self, *_: object) -> None:
        everybody = [child.process for child in self.children]
        for patience, number in ((3.0, signal.SIGTERM), (3.0, signal.SIGTERM), (5.0, signal.SIGKILL)):
            alive = [child for child in everybody if child.poll() is None]
            for child in alive:
                _signal_group(child.pid, number)
            deadline = time.monotonic() + patience
            while time.monotonic() < deadline and any(child.poll() is None for child in alive):
                time.sleep(0.05)
        for child in everybody:
            _signal_group(child.pid, signal.SIGKILL)  # helpers of a planner that had no time to end them
        os.close(self.held)
        os.close(self.lifeline)

    def keep_alive(self) -> list[tuple[str, str]]:
        """Who ended is started again, once the database answers; the search it had is buried. What is to be said."""
        told = [child.look(self._may_start) for child in self.children]
        return [one for one in told if one is not None]

    def _may_start(self) -> bool:
        """Nobody is started only to end again: a log of that would fill the disk."""
        was, self.is_away = self.is_away, not _database_answers()
        if self.is_away and not was:
            say(
                chosen_language(None), "The database does not answer: what needs it waits.",
                "Databasen svarer ikke: det, der bruger den, venter.", aside=True,
            )  # fmt: skip
        elif was and not self.is_away:
            say(chosen_language(None), "The database answers again.", "Databasen svarer igen.", aside=True)
        return not self.is_away

    def trouble_answering(self, host: str, port: int, stop: Stop) -> tuple[str, str] | None:
        """Wait until it answers; why it does not, None when it does or a stop is asked for."""
        deadline, said = time.monotonic() + ANSWERS_WITHIN, ""
        while time.monotonic() < deadline and not stop.asked:
            said = health(host, port)
            code = self.children[0].process.poll()
            if code is not None:
                return (
                    f"The web server ended by itself (exit code {code}). What it said stands above.",
                    f"Webserveren stoppede af sig selv (kode {code}). Hvad den sagde, står ovenfor.",
                )
            if not said:
                return None
            time.sleep(0.1)
        if stop.asked:
            return None
        return (
            f"The web server did not answer within {ANSWERS_WITHIN:.0f} s. What it said last: {said}",
            f"Webserveren svarede ikke inden for {ANSWERS_WITHIN:.0f} s. Det sidste, den sagde: {said}",
        )


def _database_answers() -> bool:
    from django.db import DatabaseError, connection

    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    finally:
        connection.close()
    return True


def _start(command: list[str], lifeline: int) -> "subprocess.Popen[bytes]":
    tied = [sys.executable, "-I", "-S", str(Path(__file__).with_name("lifeline.py")), str(lifeline), *command]
    return subprocess.Popen(tied, start_new_session=True, pass_fds=[lifeline])  # noqa: S603  (nothing from outside)


def _signal_group(pid: int, number: int) -> None:
    with suppress(ProcessLookupError):
        os.killpg(pid, number)


def health(host: str, port: int) -> str:
    """What is wrong with whoever answers there; empty when nothing is. Asked past names, HTTPS and sign-in."""
    here = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104  (where to ask one that listens everywhere)
    connection = HTTPConnection(here, port, timeout=5)
    try:
        connection.request("GET", HEALTH)
        answer = connection.getresponse()
        return "" if answer.status == 200 else f"{answer.status} {answer.read(200).decode(errors='replace').strip()}"
    except (OSError, HTTPException) as error:
        return str(error) or type(error).__name__
    finally:
        connection.close()
