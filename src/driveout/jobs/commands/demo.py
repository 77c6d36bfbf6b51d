"""Serve the demo: a planned season and a cast of people who can sign in. Nothing outside `var/` is touched."""

from argparse import ArgumentParser, Namespace

NAME = "demo"
HELP = "serve the demo, ready to sign in to"
EXAMPLES = "  driveout demo\n  driveout demo --port 8765"


def add_arguments(sub: ArgumentParser) -> None:
    sub.add_argument("--port", type=int, default=8000, metavar="N", help="the port to answer on; 8000")
    sub.add_argument("--only-plan", action="store_true", help="no week in progress: the plan waits to be approved")
    sub.add_argument("--only-data", action="store_true", help="make its data and end: the next start is quicker")


def run(args: Namespace) -> int:
    """The code the server ends with; 0 after Ctrl-C or SIGTERM."""
    from driveout.jobs.serving import demo

    return int(demo(args.port, week=not args.only_plan, serving=not args.only_data) or 0)
