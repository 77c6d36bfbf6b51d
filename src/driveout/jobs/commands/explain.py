"""Why a stop got what it got, or what a hub could do with one more hour, van day, volunteer or 1,000 kr."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from typing import Any

from driveout.jobs import terminal, workers

NAME = "explain"
HELP = "reasons for a stop, prices for a hub"
EXAMPLES = """  driveout explain seasons/akut --stop Karby
  driveout explain seasons/akut --hub "Nykøbing Mors" --plan plan.json
  driveout explain seasons/akut --stop Karby --json"""


def add_arguments(sub: ArgumentParser) -> None:
    sub.add_argument("season", metavar="SEASON", help="a folder or an Excel workbook")
    which = sub.add_mutually_exclusive_group(required=True)
    which.add_argument("--stop", metavar="NAME", help="why this many visits, and what one more would cost")
    which.add_argument("--hub", metavar="NAME", help="what one more of each resource brings")
    sub.add_argument("--plan", metavar="PLAN.json", help="the plan to explain; without it the season is planned first")
    sub.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
    workers.add_arguments(sub)


def run(args: Namespace) -> int:
    """0, 3 when no plan is possible."""
    from driveout.jobs.commands import told
    from driveout.jobs.commands.plan import plan_or_clash, read

    season = read(args.season, args.lang)
    key = told.known_key(season, stop=args.stop, hub=args.hub, file=args.season)
    plan = plan_or_clash(season, args, args.plan)
    if plan is None:
        return 3
    from driveout.core.plan import reasons, resources
    from driveout.core.travel import ferries_of_plan, ferries_of_season
    from driveout.jobs.commands import told_reasons
    from driveout.jobs.commands.named import with_names

    ask: Callable[..., Any] = reasons.explain_stop if args.stop else resources.explain_hub
    found = ask(season, plan, key)
    ferries = [*ferries_of_season(season, key), *ferries_of_plan(season, plan, key)] if args.stop else []
    if args.json:
        answer = with_names(told.plain(found), season, plan)
        terminal.print_json({**answer, "ferries": [saying.in_(args.lang) for saying in ferries]})
    else:
        tell: Callable[..., None] = told_reasons.tell_stop if args.stop else told_reasons.tell_hub
        tell(found, season.names, args.lang)
        for saying in ferries:
            print(saying.in_(args.lang))
    return 0
