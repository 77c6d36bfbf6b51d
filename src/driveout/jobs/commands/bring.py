"""Read a season (or a register of places), tell every fault at once, and write it as a folder or a workbook."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from driveout.jobs import terminal

NAME = "import"
HELP = "check a season's files and convert them"
EXAMPLES = """  driveout import akut.xlsx                          is everything in order?
  driveout import akut.xlsx --to seasons/akut        from a workbook to a folder
  driveout import seasons/akut --to akut.xlsx        and back
  driveout import places --register by3 BY3.csv      what a register of places holds, and what was left"""
DANISH = ("hubs", "steder", "biler", "medarbejdere", "frivillige", "ønsker")


def add_arguments(sub: ArgumentParser) -> None:
    sub.add_argument("season", metavar="SEASON", help="a folder or an Excel workbook; or the word places")
    sub.add_argument("--to", metavar="FOLDER|FILE.xlsx", type=Path, help="write the season there")
    sub.add_argument(
        "--register",
        nargs="+",
        metavar=("NAME", "FILE"),
        help="with places: which register, and its file: gazetteer, by3, merged, geonames (which needs no file)",
    )
    sub.add_argument("--gazetteer", metavar="FILE", help="with by3: where the towns lie; GeoNames when left out")
    sub.add_argument("--json", action="store_true", help="print one JSON object and nothing else")


def run(args: Namespace) -> int:
    """0 when everything could be read (and written)."""
    if args.register:
        from driveout.jobs.commands.places import take

        return take(args.register, args.gazetteer, args.lang, as_json=args.json)
    from driveout.outside.faults import Said
    from driveout.outside.season_files import read_season, write_season

    notes: list[Said] = []
    season = read_season(args.season, with_estimates=False, notes=notes)
    if args.to:
        write_season(season, args.to)
    counts = {
        "season": season.name,
        "hubs": len(season.hubs),
        "stops": len(season.stops),
        "vehicles": len(season.vehicles),
        "employees": len(season.employees),
        "volunteers": len(season.volunteers),
        "wishes": len(season.pins) + len(season.forbidden),
    }
    if args.json:
        terminal.print_json(
            {**counts, "written": str(args.to) if args.to else None, "notes": [n.in_(args.lang) for n in notes]}
        )
        return 0
    terminal.show_notes(notes, args.lang)
    found = list(counts.values())[1:]
    en, da = (
        ", ".join(f"{n} {what}" for n, what in zip(found, words, strict=True)) for words in (list(counts)[1:], DANISH)
    )
    terminal.say(args.lang, f"{season.name} is in order: {en}.", f"{season.name} er i orden: {da}.")
    if args.to:
        terminal.say(args.lang, f"Written to {args.to}.", f"Skrevet til {args.to}.")
    return 0
