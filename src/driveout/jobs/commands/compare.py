"""Compare two plans: what moved, which places win and lose guests, and what it changes in minutes and kroner."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from driveout.core.words import Plan, Season

NAME = "compare"
HELP = "what differs between two plans"
EXAMPLES = """  driveout compare akut.xlsx:spring.json akut.xlsx:autumn.json
  driveout compare seasons/akut seasons/akut-more-money          plans both, then compares
  driveout compare seasons/akut:approved.json seasons/akut --json"""


def add_arguments(sub: ArgumentParser) -> None:
    sub.add_argument("a", metavar="A", help="SEASON, or SEASON:PLAN.json when it is already planned")
    sub.add_argument("b", metavar="B", help="the same, for the other plan")
    sub.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
    from driveout.jobs import workers

    workers.add_arguments(sub)


def run(args: Namespace) -> int:
    """0, or 3 when one of the two has no possible plan."""
    from driveout.core.plan.causes import causes
    from driveout.core.plan.compare import compare, shown_in
    from driveout.jobs import terminal
    from driveout.jobs.commands import differences
    from driveout.jobs.commands.plan import plan_or_clash, read

    sides: list[tuple[Season, Plan]] = []
    for wanted in (args.a, args.b):
        path, _, file = wanted.partition(":") if wanted.endswith(".json") else (wanted, "", "")
        season = read(path, args.lang)
        plan = plan_or_clash(season, args, file)
        if plan is None:
            return 3
        sides.append((season, plan))
    (season, plan), (other, its_plan) = sides
    found = compare(season, plan, other, its_plan)
    why, shown = causes(season, other, found), shown_in(season, other)
    if args.json:
        from driveout.outside.plan_files.as_json import Called

        was, now = Called(season, plan), Called(other, its_plan)
        terminal.print_json(differences.as_dict(found, why, was, now, shown))
    else:
        differences.show(found, why, shown, args.lang)
    return 0
