"""An earlier build, taken out of the history into a folder of its own."""

import io
import os
import subprocess
import tarfile
from pathlib import Path

from bench.measure import ROOT

COMMIT = "d391e96"  # before days of several vans were searched as sets of tours


class NotThere(Exception):
    """That build cannot be had here; the sentence says why."""


def take_out(commit: str, folder: Path) -> Path:
    """Unpack its `src` into `folder`; returns what to put first on PYTHONPATH. Raises NotThere."""
    command = ["git", "archive", "--format=tar", commit, "src"]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, env={**os.environ, "LC_ALL": "C"})
    except OSError as error:
        raise NotThere(f"git cannot be asked for {commit}: {error}") from None
    if done.returncode:
        raise NotThere(f"{commit} is not in this history: {done.stderr.decode().strip()}")
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as packed:
        packed.extractall(folder, filter="data")
    return folder / "src"
