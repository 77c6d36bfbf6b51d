"""Rules 1–5: each stop's week."""

from collections.abc import Iterator
from itertools import combinations

from driveout.core.plan.check.desk import Desk, Finding, at
from driveout.core.words import Weekday, clock


def stops_and_hubs(desk: Desk) -> Iterator[Finding]:
    """1: known stop, known hub that may serve it, one hub all week."""
    for opening in desk.openings:
        stop = desk.stops.get(opening.stop)
        if stop is None:
            yield at(opening), f"The season has no stop called {opening.stop}."
        elif opening.hub not in stop.hubs:
            yield at(opening), f"{opening.hub} serves it; expected one of {', '.join(stop.hubs)}."
        if opening.hub not in desk.hubs:
            yield at(opening), f"The season has no hub called {opening.hub}."
    for name, openings in desk.at_stop.items():
        hubs = sorted({opening.hub for opening in openings})
        if len(hubs) > 1:
            yield name, f"{len(hubs)} hubs serve it ({', '.join(hubs)}); one all week was expected."


def visits(desk: Desk) -> Iterator[Finding]:
    """2: how many a week, how far apart, equally long."""
    for stop in desk.season.stops:
        openings = desk.at_stop.get(stop.name, [])
        if not stop.visits_min <= len(openings) <= stop.visits_max:
            expected = f"{stop.visits_min} to {stop.visits_max}"
            yield stop.name, f"{len(openings)} openings a week; {expected} were expected."
        lengths = sorted({opening.minutes for opening in openings})
        if len(lengths) > 1:
            yield stop.name, f"Openings of {' and '.join(map(str, lengths))} minutes; the same length was expected."
        for a, b in combinations(openings, 2):
            apart = min((a.weekday - b.weekday) % 7, (b.weekday - a.weekday) % 7)
            days = f"{Weekday(a.weekday).english} and {Weekday(b.weekday).english}"
            if apart == 0:
                yield at(b), f"Two openings on {Weekday(a.weekday).english}; one a day was expected."
            elif apart < desk.terms.spacing_days:
                yield stop.name, f"{days} are {apart} days apart; at least {desk.terms.spacing_days} were expected."


def lengths(desk: Desk) -> Iterator[Finding]:
    """3: a length that the stop allows."""
    for opening in desk.openings:
        stop = desk.stops.get(opening.stop)
        if stop and opening.minutes not in stop.lengths:
            allowed = ", ".join(map(str, stop.lengths))
            yield at(opening), f"It lasts {opening.minutes} minutes; one of {allowed} was expected."


def windows(desk: Desk) -> Iterator[Finding]:
    """4: inside one of the stop's windows."""
    for opening in desk.openings:
        stop = desk.stops.get(opening.stop)
        if stop is None:
            continue
        spans = [window for window in stop.windows if window.weekday == opening.weekday]
        if not any(window.opens <= opening.starts and opening.ends <= window.closes for window in spans):
            expected = " or ".join(f"{clock(window.opens)}–{clock(window.closes)}" for window in spans) or "no opening"
            stands = f"{clock(opening.starts)}–{clock(opening.ends)}"
            yield at(opening), f"It stands {stands}; {expected} was expected that weekday."


def start(desk: Desk) -> Iterator[Finding]:
    """5: on the step."""
    step = desk.terms.leg_step_minutes
    for opening in desk.openings:
        if opening.starts % step:
            yield at(opening), f"It starts at {clock(opening.starts)}; a whole multiple of {step} minutes was expected."
