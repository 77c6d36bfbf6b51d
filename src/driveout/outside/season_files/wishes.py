"""Wishes that cannot be read as meant. (Wishes that merely clash are the planner's to answer.)"""

from collections.abc import Iterable

from driveout.core.words import Window
from driveout.outside.faults import Fault, Said
from driveout.outside.season_files.build import Records, windows
from driveout.outside.season_files.kinds import write_day, write_spans
from driveout.outside.season_files.records import Record


def check_wishes(records: Records) -> Iterable[Fault]:
    stops = {r.key: r for r in records.stops if r.whole}
    step = records.keys.get("leg_step_minutes") or 5
    for r in records.wishes:
        if not r.whole or r["wish"] != "pin":
            continue
        fault = _no_day(r) or (_pin(r, stops[r.ref("stop")], step) if r.ref("stop") in stops else None)
        if fault:
            r.whole = False
            yield fault


def check_visits(records: Records) -> Iterable[Fault]:
    for r in records.stops:
        least, most = r.get("visits_min"), r.get("visits_max")
        if least is not None and most is not None and least > most:
            r.whole = False
            yield r.fault(
                "visits_min",
                Said(f"visits_min {least} is above visits_max {most}", f"visits_min {least} er over visits_max {most}"),
                Said("visits_min no higher than visits_max", "visits_min højst som visits_max"),
            )


def _no_day(r: Record) -> Fault | None:
    if r["day"] is not None:
        return None
    what = Said("A pin without a weekday says nothing", "En fastholdelse uden ugedag siger intet")
    return r.fault("day", what, Said("a weekday", "en ugedag"))


def _pin(r: Record, stop: Record, step: int) -> Fault | None:
    name, day = stop["stop"], r["day"]
    open_then = [w for w in windows(stop) if w.weekday == day]
    if not open_then:
        days = " ".join(dict.fromkeys(write_day(w.weekday) for w in windows(stop)))
        return r.fault(
            "day",
            Said(
                f"{name} is pinned to {day.english}, but it is closed then",
                f"{name} er fastholdt til {day.danish}, men har lukket",
            ),
            Said(f"one of the days it is open: {days}", f"en af de dage, der er åbent: {days}"),
        )
    if r["minutes"] is not None and r["minutes"] not in stop["lengths"]:
        allowed = " ".join(map(str, stop["lengths"]))
        return r.fault(
            "minutes",
            Said(
                f"{name} is pinned for {r['minutes']} minutes, which is none of its lengths",
                f"{name} er fastholdt i {r['minutes']} minutter, som ikke er en af dens længder",
            ),
            Said(f"one of {allowed}", f"en af {allowed}"),
        )
    return _start(r, stop, open_then, step)


def _start(r: Record, stop: Record, open_then: list[Window], step: int) -> Fault | None:
    starts = r["starts"]
    if starts is None:
        return None
    if starts % step:
        what = Said(
            f"The start is not on the step of {step} minutes", f"Starten passer ikke med skridt på {step} minutter"
        )
        return r.fault("starts", what, Said(f"a start on {step} minutes", f"en start på {step} minutter"))
    ends = starts + (r["minutes"] or min(stop["lengths"]))
    if any(w.opens <= starts and ends <= w.closes for w in open_then):
        return None
    spans = write_spans(tuple((w.opens, w.closes) for w in open_then))
    return r.fault(
        "starts",
        Said(
            f"The pinned opening does not fit the hours of {stop['stop']}",
            f"Den fastholdte åbning passer ikke i åbningstiden for {stop['stop']}",
        ),
        Said(f"from start to end within {spans}", f"fra start til slut inden for {spans}"),
    )
