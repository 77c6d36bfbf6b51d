"""Copy the database into a file, also while it is in use. The copy is read through before it is called good."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

NAME = "backup"
HELP = "copy the database into a file"
EXAMPLES = "  driveout backup /srv/copies/2026-12-01.copy"


def add_arguments(sub: ArgumentParser) -> None:
    sub.add_argument("file", type=Path, metavar="FILE", help="a name that is free, in a folder that is there")


def run(args: Namespace) -> int:
    """0 when the copy is good; 2, and no file, where it could not be made."""
    from driveout.jobs.copies.doing import back_up

    return back_up(args.file, args.lang)
