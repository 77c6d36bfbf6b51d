"""Repair a broken day: what can still be driven when a van, a person, a hall or a road fails, and what is lost."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from driveout.jobs import workers

if TYPE_CHECKING:
    from driveout.core.words import Mishap, Repair, Season, Weekday
    from driveout.outside.faults import Fault

NAME = "repair"
HELP = "what can still be driven on a day when something breaks"
EXAMPLES = """  driveout repair seasons/akut --plan plan.json --day tue --hub Skjern --van "Skjern vogn 1"
  driveout repair seasons/akut --plan plan.json --day tue --hub Skjern --volunteer "Skjern frivillig 3" --now 9.30
  driveout repair seasons/akut --day wed --hall Karby --road Erslev Flade --json"""


def add_arguments(sub: ArgumentParser) -> None:
    sub.add_argument("season", metavar="SEASON", help="a folder or an Excel workbook")
    sub.add_argument("--plan", metavar="PLAN.json", help="the plan of the week; without it the season is planned first")
    sub.add_argument("--day", metavar="DAY", required=True, help="mon tue wed thu fri sat sun")
    sub.add_argument("--now", metavar="H.MM", default="0", help="no van leaves before; tours that should have, have; 0")
    sub.add_argument("--hub", metavar="NAME", help="whose van or people fail")
    for kind in ("van", "employee", "volunteer"):
        sub.add_argument(
            f"--{kind}", metavar="NAME", action="append", default=[], help=f"a {kind} of the hub that fails"
        )
    sub.add_argument("--hall", metavar="STOP", action="append", default=[], help="a stop that cannot be opened")
    sub.add_argument(
        "--road", metavar=("A", "B"), nargs=2, action="append", default=[], help="nobody drives from A to B"
    )
    sub.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
    workers.add_arguments(sub)


def run(args: Namespace) -> int:
    """0, 3 when the season itself has no possible plan."""
    from driveout.core.loop import repair
    from driveout.jobs.commands import told
    from driveout.jobs.commands.plan import plan_or_clash, read

    season = read(args.season, args.lang)
    day, now, mishaps = _asked(args, season)
    plan = plan_or_clash(season, args, args.plan)
    if plan is None:
        return 3
    from dataclasses import replace

    from driveout.core.words import Today

    left = tuple(tour.key for tour in plan.tours if tour.weekday == day and tour.leaves < now)
    found = repair(season, plan, Today(day, mishaps, now, left))
    if args.json:
        from driveout.jobs.commands.named import with_names
        from driveout.jobs.terminal import print_json

        print_json(with_names(told.plain(found), season, replace(plan, tours=(*plan.tours, *found.tours))))
    else:
        _show(found, season.names.place, args.lang)
    return 0


def _asked(args: Namespace, season: "Season") -> "tuple[Weekday, int, tuple[Mishap, ...]]":
    """The day, the minute, and what broke. Raises Faults with everything that the season does not know."""
    from driveout.core.words import Broken, Keyed, Mishap, Weekday
    from driveout.jobs.commands.told import several, who_is_meant
    from driveout.outside.faults import Fault, Faults, Said
    from driveout.outside.season_files.kinds import Unreadable, to_day, to_time

    faults: list[Fault] = []
    day, now = Weekday.MONDAY, 0
    try:
        day = to_day(args.day)
    except Unreadable as wrong:
        faults.append(Fault("--day", wrong.what, Said("mon tue wed thu fri sat sun", "man tir ons tor fre lør søn")))
    try:
        now = to_time(args.now)
    except Unreadable as wrong:
        faults.append(Fault("--now", wrong.what, Said("for example 10.30", "for eksempel 10.30")))
    names = season.names
    people: dict[str, tuple[Sequence[Any], Callable[[str], str]]] = {
        "van": (season.vehicles, names.vehicle),
        "employee": (season.employees, names.employee),
        "volunteer": (season.volunteers, names.volunteer),
    }

    def key(option: str, text: str, those: "Sequence[Keyed]", shown: "Callable[[str], str]", hub: str = "") -> str:
        found = who_is_meant(text, those, shown)
        if len(found) > 1:
            faults.append(several(option, text, [shown(one) for one in found]))
        elif not found:
            faults.append(_unknown(option, text, [one.name for one in those], hub))
        return found[0] if found else text

    places: tuple[Keyed, ...] = (*season.stops, *season.hubs)
    hub = key("--hub", args.hub, season.hubs, names.place) if args.hub else ""
    mishaps = []
    for kind, (known, shown) in people.items():
        mine = [one for one in known if one.hub == hub]
        of = [key(f"--{kind}", name, mine, shown, args.hub or "") for name in getattr(args, kind)]
        mishaps += [(Broken(kind), one, hub, "") for one in of]
    mishaps += [(Broken.HALL, key("--hall", name, season.stops, names.place), "", "") for name in args.hall]
    ends = [[key("--road", end, places, names.place) for end in road] for road in args.road]
    if faults:
        raise Faults(faults)
    return day, now, (*(Mishap(*one) for one in mishaps), *(Mishap(Broken.ROAD, a, to=b) for a, b in ends))


def _unknown(option: str, name: str, known: list[str], hub: str) -> "Fault":
    from driveout.outside.faults import Fault, Said
    from driveout.outside.season_files.records import closest

    near = closest(name, known)
    hint = Said(f"; did you mean {near}?", f"; mente du {near}?") if near else Said("", "")
    what = Said(f"“{name}” is not known here{hint.en}", f"»{name}« kendes ikke her{hint.da}")
    if option in ("--van", "--employee", "--volunteer"):
        expected = Said(f"one of {hub}'s", f"en fra {hub}") if hub else Said("--hub NAME as well", "--hub NAVN også")
    else:
        expected = Said("a name of the season", "et navn i sæsonen")
    return Fault(option, what, expected, found=name)


def _show(found: "Repair", shown: "Callable[[str], str]", lang: str) -> None:
    """What is held, late and lost, and what that means in guests."""
    from driveout.jobs.commands.differences import when
    from driveout.jobs.commands.shown import figure
    from driveout.jobs.terminal import say

    late = {pair.held.stop: pair.minutes for pair in found.late}
    for opening in found.openings:
        more = late.get(opening.stop)
        told = {"en": f" ({more} minutes late)", "da": f" ({more} minutter senere)"}[lang] if more else ""
        print(f"  {shown(opening.hub)}: {shown(opening.stop)}, {when(opening, lang)}{told}")
    for opening in found.lost:
        print(f"  − {shown(opening.stop)}, {when(opening, lang)}: {'aflyst' if lang == 'da' else 'cancelled'}")
    guests = figure(found.guests_lost, lang, 1)
    say(
        lang,
        f"{len(found.openings)} openings are held, {len(found.late)} of them later. {len(found.lost)} are cancelled; "
        f"{guests} guests were expected there.",
        f"{len(found.openings)} åbninger holdes, {len(found.late)} af dem senere. {len(found.lost)} er aflyst; "
        f"dér ventede man {guests} gæster.",
    )
