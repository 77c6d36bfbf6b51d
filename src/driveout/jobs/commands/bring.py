"""Read a season (or a register of places), tell every fault at once, and write it as a folder or a workbook."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from driveout.jobs import terminal

if TYPE_CHECKING:
    from driveout.core.words import Saying, Season
    from driveout.outside.travel_times import Asked

NAME = "import"
HELP = "check a season's files and convert them"
EXAMPLES = """  driveout import akut.xlsx                          is everything in order?
  driveout import akut.xlsx --to seasons/akut        from a workbook to a folder
  driveout import seasons/akut --to akut.xlsx        and back
  driveout import akut.xlsx --drives osrm http://localhost:5000 --to seasons/akut
  driveout import hsds https://help.example/hsds     a directory of help: a feed, a folder or a file
  driveout import hsds help.xlsx --partial           the same from a table; only the good rows
  driveout import hsds lines                         the national help lines that come with Drive Out
  driveout import places --register by3 BY3.csv      what a register of places holds, and what was left"""
HSDS = "hsds"
DANISH = ("hubs", "steder", "biler", "medarbejdere", "frivillige", "ønsker")


def add_arguments(sub: ArgumentParser) -> None:
    sub.add_argument("season", metavar="SEASON", help="a folder or an Excel workbook; or the word places, or hsds")
    sub.add_argument("path", metavar="PATH|URL", nargs="?", help="with hsds: the directory, or the word lines")
    sub.add_argument("--partial", action="store_true", help="with hsds: take the good entries where some are refused")
    sub.add_argument("--organisation", metavar="NAME", default="", help="with hsds: whose directory; the only one here")
    sub.add_argument("--to", metavar="FOLDER|FILE.xlsx", type=Path, help="write the season there")
    sub.add_argument(
        "--register",
        nargs="+",
        metavar=("NAME", "FILE"),
        help="with places: which register, and its file: gazetteer, by3, merged, geonames (which needs no file)",
    )
    sub.add_argument("--gazetteer", metavar="FILE", help="with by3: where the towns lie; GeoNames when left out")
    sub.add_argument(
        "--drives",
        nargs=2,
        metavar=("SERVICE", "URL"),
        help="ask a routing service for the minutes that are not given: osrm or valhalla, and its address",
    )
    sub.add_argument("--json", action="store_true", help="print one JSON object and nothing else")


def run(args: Namespace) -> int:
    """0 when everything could be read (and written). With hsds also 4: some entries are refused."""
    if args.path is not None or args.season == HSDS:
        from driveout.jobs.directory import bring_in

        return bring_in(args)
    if args.register:
        from driveout.jobs.commands.places import take

        return take(args.register, args.gazetteer, args.lang, as_json=args.json)
    from driveout.outside.faults import Said
    from driveout.outside.season_files import read_season, write_season

    notes: list[Said] = []
    season = read_season(args.season, with_estimates=False, notes=notes)
    asked = _asked(season, *args.drives) if args.drives else None
    season = asked.known if asked else season
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
    told = _told(season, asked)
    if args.json:
        written, lines = str(args.to) if args.to else None, [n.in_(args.lang) for n in notes]
        terminal.print_json({**counts, "written": written, "notes": lines, "drives": [s.in_(args.lang) for s in told]})
        return 0
    found = list(counts.values())[1:]
    en, da = (
        ", ".join(f"{n} {what}" for n, what in zip(found, words, strict=True)) for words in (list(counts)[1:], DANISH)
    )
    terminal.say(args.lang, f"{season.name} is in order: {en}.", f"{season.name} er i orden: {da}.")
    for line in (*(note.in_(args.lang) for note in notes), *(saying.in_(args.lang) for saying in told)):
        print(line)  # what to look at is a part of the answer
    if args.to:
        terminal.say(args.lang, f"Written to {args.to}.", f"Skrevet til {args.to}.")
    return 0


def _asked(season: "Season", service: str, url: str) -> "Asked":
    """What the service says. Raises Faults for a service we do not know."""
    from driveout.outside.faults import Fault, Faults, Said
    from driveout.outside.travel_times import SERVICES, ask

    if service not in SERVICES:
        what = Said(f"There is no service {service}", f"Der er ingen tjeneste {service}")
        raise Faults([Fault("--drives", what, Said(" or ".join(SERVICES), " eller ".join(SERVICES)), found=service)])
    return ask(season, service=service, base_url=url)


def _told(season: "Season", asked: "Asked | None") -> "list[Saying]":
    """How the service answered, where it and the estimate part, and each ferry that the season needs."""
    from driveout.core.travel import ferries_of_season, with_drives
    from driveout.outside.travel_times import listed

    answered = [asked.note, *listed(asked.far)] if asked else []
    return [*answered, *ferries_of_season(asked.season if asked else with_drives(season))]
