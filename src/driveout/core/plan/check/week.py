"""Rules 1–5: each stop's week."""

from collections.abc import Iterator
from itertools import combinations

from driveout.core.plan.check.desk import Desk
from driveout.core.plan.check.said import HUB, STOP, Finding, Said, day, name, no_such
from driveout.core.words import Window, clock


def stops_and_hubs(desk: Desk) -> Iterator[Finding]:
    """1: known stop, known hub that may serve it, one hub all week."""
    for opening in desk.openings:
        stop = desk.stops.get(opening.stop)
        if stop is None:
            yield desk.at(opening), no_such(STOP, desk.names.place(opening.stop))
        elif opening.hub not in stop.hubs:
            hubs, here = ", ".join(map(desk.names.place, stop.hubs)), desk.names.place(opening.hub)
            yield (
                desk.at(opening),
                Said(f"{here} serves it; expected one of {hubs}.", f"{here} betjener det; ventet: {hubs}."),
            )
        if opening.hub not in desk.hubs:
            yield desk.at(opening), no_such(HUB, desk.names.place(opening.hub))
    for key, openings in desk.at_stop.items():
        several = sorted(desk.names.place(hub) for hub in {opening.hub for opening in openings})
        if len(several) > 1:
            listed = ", ".join(several)
            yield (
                name(desk.names.place(key)),
                Said(
                    f"{len(several)} hubs serve it ({listed}); one all week was expected.",
                    f"{len(several)} hubs betjener det ({listed}); ventet: én hele ugen.",
                ),
            )


def visits(desk: Desk) -> Iterator[Finding]:
    """2: how many a week, how far apart, equally long."""
    for stop in desk.season.stops:
        openings = desk.at_stop.get(stop.key, [])
        if not stop.visits_min <= len(openings) <= stop.visits_max:
            count, least, most = len(openings), stop.visits_min, stop.visits_max
            yield (
                name(desk.names.place(stop.key)),
                Said(
                    f"{count} openings a week; {least} to {most} were expected.",
                    f"{count} åbninger om ugen; ventet: {least} til {most}.",
                ),
            )
        lengths = sorted({opening.minutes for opening in openings})
        if len(lengths) > 1:
            en, da = " and ".join(map(str, lengths)), " og ".join(map(str, lengths))
            yield (
                name(desk.names.place(stop.key)),
                Said(
                    f"Openings of {en} minutes; the same length was expected.",
                    f"Åbninger på {da} minutter; ventet: samme længde.",
                ),
            )
        for a, b in combinations(openings, 2):
            apart = min((a.weekday - b.weekday) % 7, (b.weekday - a.weekday) % 7)
            one, other, least = day(a.weekday), day(b.weekday), desk.terms.spacing_days
            if apart == 0:
                yield (
                    desk.at(b),
                    Said(
                        f"Two openings on {one.en}; one a day was expected.",
                        f"To åbninger {one.da}; ventet: én om dagen.",
                    ),
                )
            elif apart < least:
                yield (
                    name(desk.names.place(stop.key)),
                    Said(
                        f"{one.en} and {other.en} are {apart} days apart; at least {least} were expected.",
                        f"Der er {apart} dage mellem {one.da} og {other.da}; ventet: mindst {least}.",
                    ),
                )


def lengths(desk: Desk) -> Iterator[Finding]:
    """3: a length that the stop allows."""
    for opening in desk.openings:
        stop = desk.stops.get(opening.stop)
        if stop and opening.minutes not in stop.lengths:
            allowed = ", ".join(map(str, stop.lengths))
            yield (
                desk.at(opening),
                Said(
                    f"It lasts {opening.minutes} minutes; one of {allowed} was expected.",
                    f"Den varer {opening.minutes} minutter; ventet: en af {allowed}.",
                ),
            )


def windows(desk: Desk) -> Iterator[Finding]:
    """4: inside one of the stop's windows."""
    for opening in desk.openings:
        stop = desk.stops.get(opening.stop)
        if stop is None:
            continue
        spans = [window for window in stop.windows if window.weekday == opening.weekday]
        if not any(window.opens <= opening.starts and opening.ends <= window.closes for window in spans):
            stands, expected = (
                f"{clock(opening.starts)}–{clock(opening.ends)}",
                either(spans, "no opening", "ingen åbning"),
            )
            yield (
                desk.at(opening),
                Said(
                    f"It stands {stands}; {expected.en} was expected that weekday.",
                    f"Den er kl. {stands}; ventet den dag: {expected.da}.",
                ),
            )


def either(spans: list[Window], none_en: str, none_da: str) -> Said:
    """“10–12 or 14–16”"""
    shown = [f"{clock(window.opens)}–{clock(window.closes)}" for window in spans]
    return Said(" or ".join(shown) or none_en, " eller ".join(shown) or none_da)


def start(desk: Desk) -> Iterator[Finding]:
    """5: on the step."""
    step = desk.terms.leg_step_minutes
    for opening in desk.openings:
        if opening.starts % step:
            starts = clock(opening.starts)
            yield (
                desk.at(opening),
                Said(
                    f"It starts at {starts}; a whole multiple of {step} minutes was expected.",
                    f"Den begynder kl. {starts}; ventet: et helt antal gange {step} minutter.",
                ),
            )
