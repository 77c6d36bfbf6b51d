"""Forty single wishes for the demo's season, each planned to its proof: `python -m bench.wishes [seed]`.

A stop on another day, one visit more, none, another length, a lock: what somebody tries first. The wishes are drawn
anew from the seed. Each is planned in this process, kernels warm, on two processes of the planner's own.
"""

import os
import random
import statistics
import sys
from dataclasses import replace

from bench.measure import AKUT, planned, say
from driveout.core.plan.draft import draft
from driveout.core.solve.warm import warm
from driveout.core.words import Forbidden, Pin, Plan, Season, Weekday
from driveout.outside.season_files import read_season

WISHES, LIMIT_S = 40, 60.0


def main(seed: int) -> None:
    """The table, and how many were proven to 0.01 % within five seconds."""
    warm()
    season = read_season(AKUT)
    plan, dice = draft(season), random.Random(seed)
    say(f"seed {seed}; {'wish':<58}{'guests':>9}{'gap %':>9}{'status':>22}{'s':>7}{'CPU s':>8}")
    seconds, used, within = [], [], 0
    for _ in range(WISHES):
        said, wished = drawn(season, plan, dice)
        before = _processors_s()
        found = planned(wished, gap=1e-4, limit_s=LIMIT_S)
        seconds.append(found["total"])
        used.append(_processors_s() - before)
        within += found["status"] == "proven" and found["total"] <= 5.0
        gap, figures = 100 * found["gap"], f"{found['total']:>7.2f}{used[-1]:>8.2f}"
        say(f"{said:<66}{found['found']:>9.2f}{gap:>9.4f}{found['status']:>22}{figures}")
    middle, most = statistics.median(seconds), max(seconds)
    say(f"{within} of {WISHES} proven to 0.01 % within 5 s; median {middle:.2f} s, most {most:.2f}")
    middle, most = statistics.median(used), max(used)
    say(f"seconds of processors, both processes and their start: median {middle:.2f}, most {most:.2f}")


def _processors_s() -> float:
    """Seconds of processors that this process has taken, and those it started that have ended."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def drawn(season: Season, plan: Plan, dice: random.Random) -> tuple[str, Season]:
    """One wish in words, and the season with it."""
    stop = dice.choice(season.stops)
    mine = [o for o in plan.openings if o.stop == stop.name]
    kind = dice.choice(
        ("another day", "one visit more", "no visit", "another length", "a lock") if mine else ("a visit",)
    )
    others = tuple(s for s in season.stops if s is not stop)
    if kind == "another day":
        day = dice.choice(sorted({w.weekday for w in stop.windows} - {o.weekday for o in mine}) or [mine[0].weekday])
        return f"{stop.name}: {day.english}", replace(season, pins=(*season.pins, Pin(stop.name, Weekday(day))))
    if kind == "no visit":
        return f"{stop.name}: no visit", replace(season, forbidden=(*season.forbidden, Forbidden(stop.name)))
    if kind == "a lock":
        one = dice.choice(mine)
        pin = Pin(stop.name, one.weekday, one.starts, one.minutes)
        return f"{stop.name}: locked as it is", replace(season, pins=(*season.pins, pin))
    if kind == "another length":
        length = dice.choice(sorted(set(stop.lengths) - {mine[0].minutes}) or [mine[0].minutes])
        changed = replace(stop, lengths=(length,), visits_min=len(mine))
        return f"{stop.name}: {length} minutes", replace(season, stops=(*others, changed))
    often = min(2, len(mine) + 1)
    return f"{stop.name}: {often} visits", replace(season, stops=(*others, replace(stop, visits_min=often)))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else random.SystemRandom().randrange(10**6))
