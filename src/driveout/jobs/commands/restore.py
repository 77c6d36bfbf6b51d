"""Put a copy back where there is no database. Nothing is ever written over."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

NAME = "restore"
HELP = "put a copy of the database back into nothing"
EXAMPLES = "  driveout restore /srv/copies/2026-12-01.copy"


def add_arguments(sub: ArgumentParser) -> None:
    sub.add_argument("file", type=Path, metavar="FILE", help="a copy that `driveout backup` made")


def run(args: Namespace) -> int:
    """0 when all of it is back; 2, and nothing changed, where the file is no copy or a database is there."""
    from driveout.jobs.copies.doing import restore

    return restore(args.file, args.lang)
