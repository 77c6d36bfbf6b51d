"""The office on SQLite and on PostgreSQL, side by side: `python -m bench.office [requests]`.

300 stops, 50 plans kept. Each database has a process of its own that fills it, starts `driveout serve` and asks over
HTTP on this machine; PostgreSQL is a fresh server that keeps its promises (fsync on). Nothing is left behind.
"""

import json
import os
import statistics
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bench.measure import at_95, run, say
from bench.office.town import Size

DATABASES = ("SQLite", "PostgreSQL")
PAGE_MS, CHANGE_MS, PAIR_MS, CROWD_MS, WEIGHT_KB, PAINT_MS = 300, 1000, 500, 1000, 250, 1000
Said = dict[str, dict[str, Any]]  # by database: what bench.office.once prints


def main(size: Size, *, browser: bool = True) -> Said:
    """Measure both and say it; what misses its mark is marked."""
    said: Said = {}
    for name in DATABASES:
        with tempfile.TemporaryDirectory(prefix="driveout-bench-") as folder:
            said[name] = on(name, Path(folder), size, browser)
    report(said, size)
    return said


def on(name: str, folder: Path, size: Size, browser: bool) -> dict[str, Any]:
    """What one database says."""
    from contextlib import nullcontext

    from tests.postgres import postgresql
    from tests.served import operators_environment

    with postgresql(settings=()) if name == "PostgreSQL" else nullcontext("") as address:
        env = operators_environment(folder, address)
        mine: dict[str, Any] = {key: value for key, value in env.items() if os.environ.get(key) != value}
        words = (str(folder), json.dumps(asdict(size)), "browser" if browser else "no browser")
        return run("bench.office.once", *words, memory=False, **mine).said


def report(said: Said, size: Size) -> None:
    """Every line with both databases; ✗ where what is asked for is missed."""
    here = [said[name] for name in DATABASES]
    say(f"office: {size.hubs * 10} stops, {size.plans} plans, {size.requests} requests each; {' | '.join(DATABASES)}")
    say(f"  {'page':<34}{'median and 95 %, ms':>34}{'queries':>12}{'kB gzipped':>12}   asked: ≤ {PAGE_MS} ms at 95 %")
    pages = {page for one in here for page, answer in one["pages"].items() if answer["status"] == 200}
    for page in (page for page in here[0]["pages"] if page in pages):
        both = [one["pages"].get(page) for one in here]
        times = " | ".join(spread(one["seconds"], PAGE_MS) if one else "–" for one in both)
        counts = " | ".join(str(one["queries"]) if one else "–" for one in both)
        say(f"  {page:<34}{times:>34}{counts:>12}{both[0]['kB'] if both[0] else 0:>12.1f}")
    for status, why in ((302, "lead on to another page"), (404, "have nothing to show here"), (403, "are not Carla's")):
        others = [page for page, answer in here[0]["pages"].items() if answer["status"] == status]
        say(f"  {len(others)} {why}: {', '.join(others)}" if others else f"  none {why}")
    if here[0]["missing"]:
        say(f"  not measured, nothing to fill them in with: {', '.join(here[0]['missing'])}")
    names = {
        "reasons": "a stop's reasons and prices, click to answer",
        "moves": "a move's price, click to answer",
        "wishes": "a wish stored and its price there",
    }
    for key, name in names.items():
        line(name, [one["prices"][key] for one in here], CHANGE_MS)
    line("comparison, each of another two plans", [one["pairs"]["seconds"] for one in here], PAIR_MS)
    line(f"pages while {size.people} people's plans are made", [one["crowd"]["seconds"] for one in here], CROWD_MS)
    for name, one in zip(DATABASES, here, strict=True):
        crowd = one["crowd"]
        say(
            f"  {crowd['people']} people plan at once on {name}: all in line after {crowd['in line']:.1f} s, all done "
            f"after {crowd['all']:.0f} s; {', '.join(crowd['states'])}; {crowd['plans']} plans; "
            f"{crowd['told their place']} pages told a place in the queue"
        )
    if "weight" in here[0]:
        for name, one in zip(DATABASES, here, strict=True):
            weight(name, one["weight"])
        line("first paint, slow phone, empty cache", [one["weight"]["paint"] for one in here], PAINT_MS)


def weight(name: str, said: dict[str, Any]) -> None:
    total = sum(said["kB"].values())
    kinds = ", ".join(f"{kind} {kB:.0f}" for kind, kB in sorted(said["kB"].items(), key=lambda item: -item[1]))
    say(
        f"  first load of the season page on {name}: {total:.0f} kB{miss(total, WEIGHT_KB)} ({kinds}); ≤ {WEIGHT_KB} kB"
    )


def line(name: str, seconds: Sequence[Sequence[float]], most: float) -> None:
    say(f"  {name}: {' | '.join(spread(one, most) for one in seconds)} ms median and 95 %; asked: ≤ {most:.0f}")


def spread(seconds: Sequence[float], most: float) -> str:
    """“12, 15” in ms; ✗ where the 95 % is over."""
    if not seconds:
        return "none"
    slow = 1000 * at_95(seconds)
    return f"{1000 * statistics.median(seconds):.0f}, {slow:.0f}{miss(slow, most)}"


def miss(value: float, most: float) -> str:
    return " ✗" if value > most else ""


if __name__ == "__main__":
    main(Size(requests=int(sys.argv[1])) if len(sys.argv) > 1 else Size())
