"""Write a plan as a workbook, CSV, calendar, map or print: cards for each stop, run sheets for each day.

With the word `ical`, `jsonld` or `hsds` in place of a season it writes what the site publishes into a folder. A season
of such a name is reached by its path: ./ical.
"""

from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from pathlib import Path

from driveout.jobs import terminal

NAME = "export"
HELP = "write a plan for people, calendars, maps and printers"
EXAMPLES = """  driveout export seasons/akut plan.json --to akut-plan.xlsx
  driveout export seasons/akut plan.json --to akut.ics
  driveout export seasons/akut plan.json --to cards.pdf --kind cards --phone "12 34 56 78"
  driveout export seasons/akut plan.json --to days.pdf --kind runsheets
  driveout export ical calendars                    what the site publishes, as calendars to follow
  driveout export jsonld events                     the same as schema.org events
  driveout export hsds help                         the directory of help as the site publishes it"""
PUBLISHED = ("ical", "jsonld", "hsds")


def add_arguments(sub: ArgumentParser) -> None:
    sub.add_argument("season", metavar="SEASON", help="a folder or an Excel workbook; or hsds, ical or jsonld")
    sub.add_argument("plan", metavar="PLAN.json|DIR", help="a plan, as `driveout plan --save` writes it; or the folder")
    sub.add_argument(
        "--to",
        metavar="FILE",
        type=Path,
        help="with a plan; its ending chooses: .xlsx .csv .zip .ics .geojson .pdf .json",
    )
    sub.add_argument("--kind", choices=("cards", "runsheets"), default="cards", help="what a PDF holds; cards")
    sub.add_argument("--phone", default="", metavar="NUMBER", help="on the cards: whom guests can ring")
    sub.add_argument("--link", default="", metavar="URL", help="on the cards: what the QR code opens")
    sub.add_argument("--json", action="store_true", help="with ical or jsonld: one JSON object on standard output")


def run(args: Namespace) -> int:
    """0 when the file is written, 3 when the plan breaks a rule: such a plan is not handed on."""
    if args.season in PUBLISHED:
        _refuse(args.to is not None, "--to", f"With {args.season} the folder stands after the word",
                f"Med {args.season} står mappen efter ordet")  # fmt: skip
        return _published(args)
    _refuse(args.to is None, "--to", "No file is named to write to", "Der er ingen fil at skrive til")
    return _plan(args)


def _published(args: Namespace) -> int:
    if args.season == "hsds":
        from driveout.jobs.directory import write_out

        return write_out(Path(args.plan), args.lang)
    from driveout.jobs.published_files import write_published

    return write_published(args.season, Path(args.plan), as_json=args.json, lang=args.lang)


def _refuse(wrong: bool, option: str, english: str, danish: str) -> None:
    if wrong:
        from driveout.outside.faults import Fault, Faults, Said

        raise Faults([Fault(option, Said(english, danish), Said("see driveout export --help",
                                                                 "se driveout export --help"))])  # fmt: skip


def _plan(args: Namespace) -> int:
    from driveout.core.plan.check import check
    from driveout.jobs.commands import shown
    from driveout.jobs.commands.plan import read_both
    from driveout.outside.plan_files.calendar import beside
    from driveout.outside.plan_files.writing import write_plan

    season, plan = read_both(args.season, args.plan, args.lang)
    verdict = check(season, plan)
    if not verdict.holds:
        shown.verdict_lines(verdict, args.lang)
        return 3
    now = datetime.now(UTC)
    write_plan(
        season,
        plan,
        verdict,
        args.to,
        kind=args.kind,
        phone=args.phone,
        link=args.link,
        lang=args.lang,
        changed=now,
        remembered=beside(args.to, now),
    )
    terminal.say(args.lang, f"Written to {args.to}.", f"Skrevet til {args.to}.")
    return 0
