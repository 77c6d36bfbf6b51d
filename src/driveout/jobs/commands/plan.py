"""Plan a season to a proven distance from the best possible, check the plan, and show or save it."""

import json
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from driveout.jobs import terminal, workers

if TYPE_CHECKING:
    from driveout.core.words import Plan, Season

NAME = "plan"
HELP = "plan a season to a proven optimum"
EXAMPLES = """  driveout plan examples/seasons/akut-2020
  driveout plan akut.xlsx --time-limit 5 --save plan.json
  driveout plan akut.xlsx --json | jq .gap
  driveout plan examples/seasons/akut-2020 --workers dask --processes 2
Ctrl-C stops the search and keeps the best plan so far."""


def add_arguments(sub: ArgumentParser) -> None:
    sub.add_argument("season", metavar="SEASON", help="a folder or an Excel workbook")
    sub.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
    sub.add_argument("--save", metavar="PLAN.json", type=Path, help="write the plan to a file too")
    workers.add_arguments(sub)


def run(args: Namespace) -> int:
    """0 for a checked plan, 3 when none is possible, 1 for none in time or one that breaks a rule (not saved)."""
    from driveout.outside.whole_files import check_writable, written_whole

    if args.save:
        check_writable(args.save)
    from driveout.core.plan.check import check
    from driveout.core.words import Status
    from driveout.jobs.commands import shown
    from driveout.outside.plan_files import plan_as_dict

    season = read(args.season, args.lang)
    plan = draft_plan(season, args)
    verdict = check(season, plan)
    empty = plan.is_empty_handed
    answer = plan_as_dict(season, plan, verdict, workers.peak_mb())
    if plan.proof.status is Status.INFEASIBLE:
        shown.clash(plan, args.lang)
        if args.json:
            terminal.print_json(answer)
        return 3
    if args.save and verdict.holds and not empty:
        with written_whole(args.save) as part:
            part.write_text(json.dumps(answer, ensure_ascii=False, indent=2, allow_nan=False) + "\n", encoding="utf-8")
    if args.json:
        terminal.print_json(answer)
    elif not empty:
        shown.plan(season, plan, verdict, args.lang)
    if empty:
        shown.nothing_found(plan, args.lang)
    return 0 if verdict.holds and not empty else 1


def read(path: str, lang: str) -> "Season":
    """The season, with a line on standard error for each thing that was understood although unusual."""
    from driveout.outside.faults import Said
    from driveout.outside.season_files import read_season

    notes: list[Said] = []
    season = read_season(path, notes=notes)
    terminal.show_notes(notes, lang)
    return season


def read_both(path: str, file: str, lang: str) -> "tuple[Season, Plan]":
    """A season and a plan of it, or the faults of both; a plan that names another season is told."""
    from driveout.outside.faults import Fault, Faults
    from driveout.outside.plan_files import read_plan

    faults: list[Fault] = []
    season = plan = None
    try:
        season = read(path, lang)
    except Faults as found:
        faults += found.faults
    try:
        plan = read_plan(file, season)
    except Faults as found:
        faults += found.faults
    if season is None or plan is None:
        raise Faults(faults)
    if plan.season not in ("", season.name):
        terminal.say(
            lang,
            f"Mind: the plan is of {plan.season}, the season is {season.name}.",
            f"Bemærk: planen er for {plan.season}, sæsonen er {season.name}.",
            aside=True,
        )
    return season, plan


def draft_plan(season: "Season", args: Namespace) -> "Plan":
    from driveout.core.plan.draft import Effort, draft

    effort = Effort(time_limit_s=args.time_limit, gap=args.gap, seed=args.seed, processes=args.processes)
    with workers.executor(args) as executor, terminal.watching(args.lang) as watch:
        return draft(season, effort, watch=watch, executor=executor)


def plan_or_clash(season: "Season", args: Namespace, file: str | None) -> "Plan | None":
    """The plan in the file, or a new one; None, with the clash shown, when no plan is possible."""
    from driveout.core.words import Status
    from driveout.jobs.commands import shown
    from driveout.outside.plan_files import read_plan

    plan = read_plan(file, season) if file else draft_plan(season, args)
    if plan.proof.status is not Status.INFEASIBLE:
        return plan
    shown.clash(plan, args.lang)
    return None
