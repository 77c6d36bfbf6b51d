"""Serve the site on this machine, with its own database."""

from argparse import ArgumentParser, Namespace

NAME = "serve"
HELP = "serve the site"
EXAMPLES = "  driveout serve --port 8000"


def add_arguments(sub: ArgumentParser) -> None:
    sub.add_argument("--port", type=int, default=8000, metavar="N", help="the port to answer on; 8000")


def run(args: Namespace) -> int:
    """The code the server ends with; 0 after Ctrl-C or SIGTERM."""
    from driveout.jobs.serving import serve

    return int(serve(args.port) or 0)
