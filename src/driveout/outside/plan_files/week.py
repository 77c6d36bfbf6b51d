"""A plan told as people live it: what happens when on a tour, and a stop's hours in words."""

from dataclasses import dataclass

from driveout.core.words import Opening, Plan, Season, Stop, Tour, Weekday, clock


@dataclass(frozen=True, slots=True)
class Step:
    """One thing a crew does, in minutes of the day. `what`: load, drive, setup, open, pack, break, unload. `where`: the
    key of the hub or stop."""

    what: str
    starts: int
    ends: int
    where: str = ""
    km: float | None = None
    opening: Opening | None = None


def steps(season: Season, plan: Plan, tour: Tour) -> list[Step]:
    """Everything from loading to unloaded, in order (rules 7 and 9)."""
    stops = {stop.key: stop for stop in season.stops}
    openings = on_tour(plan, tour)
    found = [Step("load", tour.leaves, tour.leaves + season.terms.load_minutes, tour.hub)]
    since = tour.leaves
    for opening in openings:
        stop = stops[opening.stop]
        setup = opening.starts - stop.setup_minutes
        found += _way(season, tour, found[-1], opening.stop, since, setup)
        found.append(Step("setup", setup, opening.starts, stop.key))
        found.append(Step("open", opening.starts, opening.ends, stop.key, opening=opening))
        found.append(Step("pack", opening.ends, opening.ends + stop.packdown_minutes, stop.key))
        since = opening.ends
    home = tour.returns - season.terms.unload_minutes
    found += _way(season, tour, found[-1], tour.hub, since, home)
    found.append(Step("unload", home, tour.returns, tour.hub))
    return found


def _way(season: Season, tour: Tour, last: Step, end: str, since: int, due: int) -> list[Step]:
    """The drive on to `end`, and the break at its own minute when it lies here: before the drive, after it or on the
    road. `since`: when the leg began; a break that was planned for then waits until all is packed."""
    start, free = last.where, last.ends
    drive, rest, length = season.drives.get((start, end)), tour.break_starts, season.terms.break_minutes
    minutes, km = (drive.minutes, drive.km) if drive else (max(0, due - free), 0.0)
    goes = max(free, drive.leave_from) if drive and drive.leave_from is not None else free
    if rest is None or not since <= rest < due:
        return [Step("drive", goes, goes + minutes, end, km)]
    rest = min(max(rest, free), max(free, due - length))
    if rest >= goes + minutes:
        return [Step("drive", goes, goes + minutes, end, km), Step("break", rest, rest + length, end)]
    whole = drive is not None and (drive.leave_from, drive.leave_by) != (None, None)
    if whole or rest <= free:  # a ferry's way is driven in one piece
        goes = max(goes, rest + length)
        return [Step("break", rest, rest + length, start), Step("drive", goes, goes + minutes, end, km)]
    on = [Step("drive", free, rest, end, km), Step("break", rest, rest + length)]
    return [*on, Step("drive", rest + length, free + minutes + length, end)]


def on_tour(plan: Plan, tour: Tour) -> list[Opening]:
    return sorted((opening for opening in plan.openings if opening.tour == tour.key), key=lambda o: o.starts)


def of_stop(plan: Plan, stop: str) -> list[Opening]:
    """A stop's openings in order of the week."""
    return sorted((o for o in plan.openings if o.stop == stop), key=lambda o: (o.weekday, o.starts))


def span(opening: Opening) -> str:
    """“12.30–14”"""
    return f"{clock(opening.starts)}–{clock(opening.ends)}"


def hours(openings: list[Opening]) -> list[str]:
    """“Hver tirsdag og torsdag kl. 10–11.30” in one line when the hour is the same, else a line for each."""
    if len({span(opening) for opening in openings}) == 1:
        days = " og ".join(opening.weekday.danish for opening in openings)
        return [f"Hver {days} kl. {span(openings[0])}"]
    return [f"Hver {opening.weekday.danish} kl. {span(opening)}" for opening in openings]


def short_hours(openings: list[Opening]) -> str:
    """“tirsdag kl. 10 og torsdag kl. 15”"""
    return " og ".join(f"{opening.weekday.danish} kl. {clock(opening.starts)}" for opening in openings)


def near(season: Season, plan: Plan, stop: Stop, most: int = 3) -> list[str]:
    """The nearest other stops that are visited, by driving minutes where they are known: their keys."""
    others = dict.fromkeys(o.stop for o in plan.openings if o.stop != stop.key)
    shown, drives = season.names.place, season.drives
    known = [(drives[stop.key, key].minutes, shown(key), key) for key in others if (stop.key, key) in drives]
    return [key for *_, key in sorted(known)[:most]]


def weekday_order(plan: Plan) -> list[Weekday]:
    return sorted({opening.weekday for opening in plan.openings})
