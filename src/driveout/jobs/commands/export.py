"""Write a plan as a workbook, CSV, calendar, map or print: cards for each stop, run sheets for each day."""

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
  driveout export hsds build/hsds                    the directory of help as the site publishes it"""


def add_arguments(sub: ArgumentParser) -> None:
    sub.add_argument("season", metavar="SEASON", help="a folder or an Excel workbook; or the word hsds")
    sub.add_argument("plan", metavar="PLAN.json|DIR", help="a plan, as `driveout plan --save` writes it; or a folder")
    sub.add_argument(
        "--to",
        metavar="FILE",
        type=Path,
        help="needed for a plan; its ending chooses: .xlsx .csv .zip .ics .geojson .pdf .json",
    )
    sub.add_argument("--kind", choices=("cards", "runsheets"), default="cards", help="what a PDF holds; cards")
    sub.add_argument("--phone", default="", metavar="NUMBER", help="on the cards: whom guests can ring")
    sub.add_argument("--link", default="", metavar="URL", help="on the cards: what the QR code opens")


def run(args: Namespace) -> int:
    """0 when the file is written, 3 when the plan breaks a rule: such a plan is not handed on."""
    from driveout.outside.faults import Fault, Faults, Said

    if args.season == "hsds":
        from driveout.jobs.directory import write_out

        return write_out(Path(args.plan), args.lang)
    if args.to is None:
        raise Faults([Fault("--to", Said("it is missing", "den mangler"), Said("a file", "en fil"))])
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
