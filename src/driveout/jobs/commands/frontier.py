"""What more or less money would bring, or what it costs to reach further where fewest are reached."""

from argparse import ArgumentParser, Namespace

from driveout.jobs import workers

NAME = "frontier"
HELP = "guests against money, or against the worst-off municipality"
EXAMPLES = """  driveout frontier seasons/akut
  driveout frontier seasons/akut --points 12 --json
  driveout frontier seasons/akut --of fairness"""


def add_arguments(sub: ArgumentParser) -> None:
    sub.add_argument("season", metavar="SEASON", help="a folder or an Excel workbook")
    sub.add_argument("--of", choices=("budget", "fairness"), default="budget", help="what is varied; budget")
    sub.add_argument(
        "--points", type=workers.above_zero, default=12, metavar="N", help="how many budgets or floors; 12"
    )
    sub.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
    workers.add_arguments(sub)


def run(args: Namespace) -> int:
    """0 when the frontier could be drawn."""
    from driveout.core.plan import frontier
    from driveout.jobs.commands import told
    from driveout.jobs.commands.plan import read

    season = read(args.season, args.lang)
    draw = frontier.budget_frontier if args.of == "budget" else frontier.fairness_frontier
    told.tell(draw(season, points=args.points), args.lang, as_json=args.json)
    return 0
