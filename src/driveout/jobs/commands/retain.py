"""Delete what has been kept long enough. `driveout serve` does it each night; the office shows the rules."""

from argparse import ArgumentParser, Namespace

NAME = "retain"
HELP = "delete what has been kept long enough"
EXAMPLES = (
    "  driveout retain --dry-run             only say what would go, and change nothing\n"
    "  driveout retain --yes                 delete also far more than usual: you have looked\n"
    "  driveout retain --dry-run --json      the same for programs"
)


def add_arguments(sub: ArgumentParser) -> None:
    sub.add_argument("--dry-run", action="store_true", help="only say what would be deleted")
    sub.add_argument("--yes", action="store_true", help="also where it is far more than usual: you have looked")
    sub.add_argument("--json", action="store_true", help="one JSON object on standard output")


def run(args: Namespace) -> int:
    """0 when it went through, also with nothing to delete; 3 where it is held back; 2 where settings or database are
    wrong."""
    from driveout.jobs.retaining import retain_everywhere

    return retain_everywhere(dry_run=args.dry_run, as_json=args.json, lang=args.lang, yes=args.yes)
