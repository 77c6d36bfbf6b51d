"""Start a planner's process, wait as long as was said, and tell how it ended, whatever it did."""

import os
import pickle
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from typing import IO, Any

from bench.measure import ROOT

TO_START_S, LATE_S = 120.0, 0.5  # libraries and book; an answer later than this after the limit does not count
TO_LIST_S = 600.0
MOST_SAID = 100  # characters of what a process said when it died


@dataclass(frozen=True)
class Ending:
    """`what`: a plan, or rows of the list, or None; handed in after `seconds`. `how`: the way it died, "" if it did
    not."""

    seconds: float
    what: Any
    how: str = ""


def ask(module: str, folder: Path, limit: float, *words: str, late_s: float = LATE_S) -> Ending:
    """Start the process, wait for its clock to start, end it at the limit, and read its last answer in time."""
    answer = folder / "answer"
    started = Path(f"{answer}.started")
    for old in (answer, started):
        old.unlink(missing_ok=True)
    with tempfile.TemporaryFile() as said:
        child = subprocess.Popen(
            [sys.executable, "-m", module, *words, str(answer), str(limit)], cwd=ROOT, start_new_session=True,
            stderr=said,
        )  # fmt: skip
        waiting_until = monotonic() + TO_START_S
        while not started.exists() and child.poll() is None and monotonic() < waiting_until:
            sleep(0.01)
        how = _end(child, limit + late_s)
        how = how and f"{how}{_last_words(said)}"
    try:
        seconds, what = pickle.loads(answer.read_bytes())
    except FileNotFoundError:
        return Ending(0.0, None, how)
    return Ending(seconds, what, how) if seconds <= limit + late_s else Ending(seconds, None, how)


def run_to_end(module: str, *words: str) -> Ending:
    """The same for a process that has no answer to hand in."""
    with tempfile.TemporaryFile() as said:
        child = subprocess.Popen([sys.executable, "-m", module, *words], cwd=ROOT, start_new_session=True, stderr=said)
        how = _end(child, TO_LIST_S, "took too long")
        return Ending(0.0, None, how and f"{how}{_last_words(said)}")


def _end(child: "subprocess.Popen[bytes]", patience_s: float, too_long: str = "") -> str:
    """How it died: its own way, or `too_long` when we had to end it."""
    try:
        code = child.wait(timeout=patience_s)
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)  # its own session: the workers it started go with it
        child.wait()
        return too_long
    if code < 0:
        return f"ended with {signal.Signals(-code).name}"
    return f"ended with exit code {code}" if code else ""


def _last_words(said: IO[bytes]) -> str:
    said.seek(0)
    lines = [line.strip() for line in said.read().decode(errors="replace").splitlines() if line.strip()]
    return f": {lines[-1][:MOST_SAID]}" if lines else ""
