"""Compare two plans: what moved, which places win and lose guests, and what it changes in minutes and kroner."""

from argparse import ArgumentParser, Namespace

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

    sides = []
    for wanted in (args.a, args.b):
        path, _, file = wanted.partition(":") if wanted.endswith(".json") else (wanted, "", "")
        season = read(path, args.lang)
        plan = plan_or_clash(season, args, file)
        if plan is None:
            return 3
        sides += [season, plan]
    found = compare(*sides)
    why, shown = causes(sides[0], sides[2], found), shown_in(sides[0], sides[2])
    if args.json:
        from driveout.outside.plan_files.as_json import Called

        was, now = Called(sides[0], sides[1]), Called(sides[2], sides[3])
        terminal.print_json(differences.as_dict(found, why, was, now, shown))
    else:
        differences.show(found, why, shown, args.lang)
    return 0
