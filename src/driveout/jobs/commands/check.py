"""Judge a plan against every rule of docs/explanation/rules-of-a-plan.md, also a plan that was not made here."""

from argparse import ArgumentParser, Namespace

from driveout.jobs import terminal

NAME = "check"
HELP = "judge any plan against every rule"
EXAMPLES = """  driveout check examples/seasons/akut-2020 plan.json
  driveout check akut.xlsx theirs.json --json"""


def add_arguments(sub: ArgumentParser) -> None:
    sub.add_argument("season", metavar="SEASON", help="a folder or an Excel workbook")
    sub.add_argument("plan", metavar="PLAN.json", help="a plan, as `driveout plan --json` prints it")
    sub.add_argument("--json", action="store_true", help="print one JSON object and nothing else")


def run(args: Namespace) -> int:
    """0 when every rule holds, else 3."""
    from driveout.core.plan.check import check
    from driveout.jobs.commands import shown
    from driveout.jobs.commands.plan import read_both
    from driveout.outside.plan_files import verdict_as_dict

    season, plan = read_both(args.season, args.plan, args.lang)
    verdict = check(season, plan)
    if args.json:
        terminal.print_json({"season": season.name, "checked": verdict_as_dict(verdict)})
    else:
        shown.verdict(verdict, args.lang)
    return 0 if verdict.holds else 3
