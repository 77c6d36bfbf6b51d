"""Can any van reach each stop at all? A tour with this stop alone, its shortest opening, on its best day."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from driveout.core.words import Employee, Hub, Season, Stop, Volunteer, Window, clock, clock_iso
from driveout.outside.faults import Fault, Said
from driveout.outside.season_files.build import Records
from driveout.outside.season_files.records import Record

NOT_OPEN, NO_VAN, NO_CREW, NO_HOSTS, TOO_LONG, NO_TIME = range(6)  # how near a try came; the nearest is told


def check_reachable(season: Season, records: Records) -> Iterable[Fault]:
    """`season` holds only whole rows, with driving minutes for them."""
    rows = {r.key: r for r in records.stops if r.whole}
    hubs = {hub.key: hub for hub in season.hubs}
    alone = _each_hub_alone(season)
    poor = {hub.key for hub in season.hubs if not _crewed(alone[hub.key], hub)}
    for stop in season.stops:
        tried = [key for key in stop.hubs if key in hubs and key not in poor]
        if stop.visits_max and tried:
            barriers = [_barrier(alone[key], stop, hubs[key]) for key in tried]
            nearest = max((b for b in barriers if b), default=None)
            if nearest and all(barriers) and nearest[0] not in _unsure(records) and not _told(season, stop, nearest[0]):
                yield _fault(rows[stop.key], stop, nearest)


def _each_hub_alone(season: Season) -> dict[str, Season]:
    """The season with each hub's own vans and people: nobody looks through a nation's for each stop."""
    keys = [hub.key for hub in season.hubs]
    own: dict[str, tuple[list[Any], list[Any], list[Any]]] = {key: ([], [], []) for key in keys}
    crews: tuple[tuple[Any, ...], ...] = (season.vehicles, season.employees, season.volunteers)
    for kind, rows in enumerate(crews):
        for row in rows:
            if row.hub in own:
                own[row.hub][kind].append(row)
    return {
        key: replace(season, vehicles=tuple(vans), employees=tuple(people), volunteers=tuple(hosts))
        for key, (vans, people, hosts) in own.items()
    }


def _told(season: Season, stop: Stop, barrier: int) -> bool:
    """Asking for more volunteers than the hub has is told elsewhere."""
    return barrier == NO_HOSTS and all(
        sum(v.hub == hub for v in season.volunteers) < stop.volunteers for hub in stop.hubs
    )


def _unsure(records: Records) -> set[int]:
    """What may only look missing because its own row has a fault."""
    tables = {NO_VAN: records.vehicles, NO_CREW: records.employees, NO_HOSTS: records.volunteers}
    return {kind for kind, rows in tables.items() if not rows or not all(r.whole for r in rows)}


def check_crews(season: Season, records: Records) -> Iterable[Fault]:
    """A hub that stops call home but that has no van or nobody to drive it."""
    homes = {stop.hubs[0] for stop in season.stops if stop.visits_max}
    broken = {r.ref("hub") for rows in (records.vehicles, records.employees) for r in rows if not r.whole}
    for r in records.hubs:
        name = r.get("hub")
        if r.key not in homes or r.key in broken:
            continue
        for what, danish, file, rows in (
            ("vehicle", "en bil", "vehicles", season.vehicles),
            ("employee", "en medarbejder", "employees", season.employees),
        ):
            if rows and not any(row.hub == r.key for row in rows):
                yield r.fault(
                    "hub",
                    Said(f"{name} has stops but no {what}", f"{name} har steder, men mangler {danish}"),
                    Said(f"at least one row for it in {file}", f"mindst én række til den i {file}"),
                )


def _crewed(season: Season, hub: Hub) -> bool:
    return any(v.hub == hub.key for v in season.vehicles) and any(e.hub == hub.key for e in season.employees)


def _fault(row: Record, stop: Stop, barrier: tuple[int, Said, str]) -> Fault:
    _, why, column = barrier
    return row.fault(
        column,
        Said(f"No van can reach {stop.name}: {why.en}", f"Ingen bil kan nå {stop.name}: {why.da}"),
        Said(
            "a stop that one tour with it alone can reach, open and leave on some weekday; or visits_max 0",
            "et sted, som én tur kun til det kan nå, åbne og forlade på en ugedag; eller visits_max 0",
        ),
    )


def _barrier(season: Season, stop: Stop, hub: Hub) -> tuple[int, Said, str] | None:
    """None when some day works, else the nearest miss."""
    if not stop.windows:
        return NOT_OPEN, Said("it is never open", "det har aldrig åbent"), "mon"
    misses = []
    for window in stop.windows:
        workday = next((w for w in hub.workdays if w.weekday == window.weekday), None)
        miss = _miss(season, stop, hub, window, workday)
        if miss is None:
            return None
        misses.append(miss)
    return max(misses)


def _miss(season: Season, stop: Stop, hub: Hub, window: Window, workday: Window | None) -> tuple[int, Said, str] | None:
    day = window.weekday
    column = day.english.lower()[:3]
    when = Said(f"on {day.english}", f"{day.danish}")
    if workday is None:
        why = Said(f"{hub.name} does not work {when.en}", f"{hub.name} arbejder ikke {when.da}")
        return NOT_OPEN, why, column
    if not any(v.hub == hub.key and day in v.weekdays for v in season.vehicles):
        return NO_VAN, Said(f"{hub.name} has no vehicle {when.en}", f"{hub.name} har ingen bil {when.da}"), column
    crew = [e for e in season.employees if e.hub == hub.key and day in e.weekdays]
    if not crew:
        why = Said(f"{hub.name} has no employee {when.en}", f"{hub.name} har ingen medarbejder {when.da}")
        return NO_CREW, why, column
    hosts = [v for v in season.volunteers if v.hub == hub.key and day in v.weekdays]
    if len(hosts) < stop.volunteers:
        return NO_HOSTS, _hosts(stop, hub, hosts, when), "volunteers"
    return _time(season, stop, hub, window, workday, crew)


def _hosts(stop: Stop, hub: Hub, hosts: list[Volunteer], when: Said) -> Said:
    return Said(
        f"it asks for {stop.volunteers} volunteers, and {hub.name} has {len(hosts)} {when.en}",
        f"det beder om {stop.volunteers} frivillige, og {hub.name} har {len(hosts)} {when.da}",
    )


def _time(
    season: Season, stop: Stop, hub: Hub, window: Window, workday: Window, crew: list[Employee]
) -> tuple[int, Said, str] | None:
    """Rules 4, 5, 7, 8 and 9 for one opening alone."""
    terms, step, column = season.terms, season.terms.leg_step_minutes, window.weekday.english.lower()[:3]
    out, home = season.drives.get((hub.key, stop.key)), season.drives.get((stop.key, hub.key))
    if out is None or home is None:
        why = Said(
            f"no road, bridge or ferry is known from {hub.name}", f"ingen vej, bro eller færge kendes fra {hub.name}"
        )
        return NO_VAN, why, "hub"
    there = _up(terms.load_minutes + out.minutes + stop.setup_minutes, step)
    back = _up(stop.packdown_minutes + home.minutes + terms.unload_minutes, step)
    length = min(stop.lengths)
    pause = terms.break_minutes if there + length + back > terms.break_after_minutes else 0
    if pause and (worked := _too_long(season, stop, there, length, back)):
        return TOO_LONG, worked, "lengths"
    there += pause
    total = there + length + back
    most = max(min(e.minutes_a_day, e.minutes_a_week) for e in crew)
    if total > most:
        return (
            TOO_LONG,
            Said(
                f"a tour from {hub.name} takes {total} minutes ({out.minutes} of driving out, {home.minutes} "
                f"home), and its employees have {most} a day",
                f"en tur fra {hub.name} tager {total} minutter ({out.minutes} minutters kørsel ud, {home.minutes} "
                f"hjem), og medarbejderne har {most} om dagen",
            ),
            "hub",
        )
    if total > workday.closes - workday.opens:
        room = workday.closes - workday.opens
        return (
            TOO_LONG,
            Said(
                f"a tour from {hub.name} takes {total} minutes, and its workday is {room}",
                f"en tur fra {hub.name} tager {total} minutter, og dens arbejdsdag er {room}",
            ),
            "hub",
        )
    starts = _up(max(window.opens, workday.opens + there), step)
    ends = min(window.closes, workday.closes - back)
    if starts + length <= ends:
        return None
    day, must, can = window.weekday, max(ends, 0), clock_iso(starts)
    return (
        NO_TIME,
        Said(
            f"on {day.english} the crew can open at {can} and must close by {clock_iso(must)}, too short for "
            f"{length} minutes",
            f"{day.danish} kan holdet åbne kl. {clock(starts)} og skal lukke kl. {clock(must)}, for kort til "
            f"{length} minutter",
        ),
        column,
    )


def _too_long(season: Season, stop: Stop, there: int, length: int, back: int) -> Said | None:
    """Rule 9: work that no break on the way out or home divides."""
    terms, total = season.terms, there + length + back
    most = terms.break_after_minutes
    alone = min(
        _stretch(total, terms.load_minutes, there - stop.setup_minutes),
        _stretch(total, there + length + stop.packdown_minutes, total - terms.unload_minutes),
    )
    if alone <= most:
        return None
    return Said(
        f"with an opening of {length} minutes its crew works {alone} minutes without a break, wherever the break is "
        f"held, and {most} are allowed",
        f"med en åbning på {length} minutter arbejder holdet {alone} minutter uden pause, hvor den end ligger, og "
        f"{most} er tilladt",
    )


def _stretch(total: int, first: int, last: int) -> int:
    """The longest work without a break, when it is held as near half-way as it can be, `first` to `last` minutes on."""
    at = min(max(total // 2, first), last)
    return max(at, total - at)


def _up(minutes: int, step: int) -> int:
    return -(-minutes // step) * step
