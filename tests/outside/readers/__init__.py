"""What people's calendars make of ours: each reader is a process of its own, and none shares code with who wrote it.

Each reads a calendar and prints, as JSON, its name and when each event is held, in UTC; `read` asks all of them.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

HERE, ROOT = Path(__file__).parent, Path(__file__).parents[3]
NODE = shutil.which("node", path=str(ROOT / ".venv" / "bin")) or "node"
READERS = {
    "icalendar": [sys.executable, str(HERE / "by_icalendar.py")],
    "vobject": [sys.executable, str(HERE / "by_vobject.py")],
    "dateutil": [sys.executable, str(HERE / "by_dateutil.py")],
    "ical.js": [NODE, str(HERE / "by_ical_js.mjs")],
}


def read(reader: str, texts: list[bytes]) -> list[dict[str, Any]]:
    """For each calendar: `name`, and `held`: begins and ends, in order, as 2026-01-05T09:00Z. One process."""
    asked = json.dumps([text.decode() for text in texts])
    done = subprocess.run(READERS[reader], input=asked, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr
    return list(json.loads(done.stdout))
