"""The café day on SQLite and on PostgreSQL, side by side: `python -m bench.field [phones]`.

300 phones, each with a day's events, send at the same moment to `driveout serve` on this machine; signing is done
before. Then 300 others send within ten seconds, as people come home; the first send again, as if no answer had been
heard; and they fetch their week. PostgreSQL keeps its promises (fsync on). Nothing is left behind.
"""

import json
import os
import sys
import tempfile
from contextlib import nullcontext
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bench.field.town import DAY, Size
from bench.measure import at_95, run, say
from bench.office.__main__ import DATABASES, Said, line

ANSWER_MS, GAPS_MS = 1000, 500


def main(size: Size) -> Said:
    """Measure both and say it; what misses its mark is marked."""
    said: Said = {}
    for name in DATABASES:
        with tempfile.TemporaryDirectory(prefix="driveout-bench-") as folder:
            said[name] = on(name, Path(folder), size)
    report(said, size)
    return said


def on(name: str, folder: Path, size: Size) -> dict[str, Any]:
    """What one database says."""
    from tests.postgres import postgresql
    from tests.served import operators_environment

    with postgresql(settings=()) if name == "PostgreSQL" else nullcontext("") as address:
        env = operators_environment(folder, address)
        mine: dict[str, Any] = {key: value for key, value in env.items() if os.environ.get(key) != value}
        return run("bench.field.once", str(folder), json.dumps(asdict(size)), memory=False, **mine).said


def report(said: Said, size: Size) -> None:
    """Every line with both databases; ✗ where what is asked for is missed."""
    here = [said[name] for name in DATABASES]
    say(f"field: {size.phones} phones, {len(DAY)} events each; {' | '.join(DATABASES)}")
    names = {
        "sent": "a day is sent, all at the same moment",
        "spread": f"a day is sent, as many others within {size.within:.0f} s",
        "again": "sent again at the same moment, nothing new",
        "week": "the week is fetched, all at the same moment",
    }
    for key, name in names.items():
        line(name, [one[key]["seconds"] for one in here], ANSWER_MS)
        say("    " + " | ".join(turns(one[key]) for one in here))
    for name, one in zip(DATABASES, here, strict=True):
        books, sent = one["books"], one["sent"]
        answers = ", ".join(f"{many} × {status}" for status, many in sorted(sent["statuses"].items()))
        wrong = len(books["wrong"]) + len(books["wrong sums"])
        say(
            f"  {name}: events {books['events']}, landed {books['landed']}, lost {books['lost']}, doubled "
            f"{books['doubled']}, {wrong} wrong{' ✗' if wrong else ''}; answers {answers}; a week is "
            f"{one['week']['kB']:.0f} kB"
        )
    gaps = here[0]["gaps"]
    found = f"{10 * size.hubs} stops, {size.volunteers} volunteers, {gaps['gaps']} gaps, {gaps['queries']} queries"
    line(f"gap list with whom to ask ({found})", [one["gaps"]["list"] for one in here], GAPS_MS)
    line("whom to ask for one of them", [one["gaps"]["one"] for one in here], GAPS_MS)


def turns(said: dict[str, Any]) -> str:
    """How those were heard who were told to come again, and what it cost the server."""
    put_off = len(said["seconds"]) - len(said["heard"])
    return (
        f"{put_off} × “come again”; heard out within {1000 * at_95(said['heard']):.0f} ms; a phone was done after "
        f"{at_95(said['done']):.1f} s, the last {max(said['done']):.1f} s and {said['most']} calls; work "
        f"{1000 * said['work']:.1f} ms of a core each"
    )


if __name__ == "__main__":
    main(Size(phones=int(sys.argv[1])) if len(sys.argv) > 1 else Size())
