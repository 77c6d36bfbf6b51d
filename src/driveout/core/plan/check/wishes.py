"""Rules 15–17: what was asked for."""

from collections import defaultdict
from collections.abc import Iterator

from driveout.core.plan.check.desk import Desk
from driveout.core.plan.check.numbers import guests_of
from driveout.core.plan.check.said import Finding, Said, comma, day, name
from driveout.core.words import Fairness, Pin, clock


def pins(desk: Desk) -> Iterator[Finding]:
    """15: pinned openings stand as pinned."""
    for pin in desk.season.pins:
        there = [opening for opening in desk.at_stop.get(pin.stop, []) if opening.weekday == pin.weekday]
        starts = pin.starts is None or any(opening.starts == pin.starts for opening in there)
        minutes = pin.minutes is None or any(opening.minutes == pin.minutes for opening in there)
        wish, when = _pinned(pin), day(pin.weekday)
        if not there:
            yield (
                name(desk.names.place(pin.stop)),
                Said(
                    f"It is not open on {when.en}; pinned is {wish.en}.",
                    f"Det har ikke åbent {when.da}; fastholdt er {wish.da}.",
                ),
            )
        elif not (starts and minutes):
            en = ", ".join(f"{clock(opening.starts)} for {opening.minutes} minutes" for opening in there)
            da = ", ".join(f"kl. {clock(opening.starts)} i {opening.minutes} minutter" for opening in there)
            yield (
                name(desk.names.place(pin.stop)),
                Said(f"It is open at {en}; pinned is {wish.en}.", f"Det har åbent {da}; fastholdt er {wish.da}."),
            )


def _pinned(pin: Pin) -> Said:
    """“Monday at 10 for 60 minutes”"""
    en, da = day(pin.weekday)
    if pin.starts is not None:
        en, da = f"{en} at {clock(pin.starts)}", f"{da} kl. {clock(pin.starts)}"
    if pin.minutes is not None:
        en, da = f"{en} for {pin.minutes} minutes", f"{da} i {pin.minutes} minutter"
    return Said(en, da)


def forbidden(desk: Desk) -> Iterator[Finding]:
    """16: forbidden stops stay shut."""
    for wish in desk.season.forbidden:
        for opening in desk.at_stop.get(wish.stop, []):
            if wish.weekday is None:
                yield (
                    desk.at(opening),
                    Said("Visits here are forbidden; none was expected.", "Her må ikke være besøg; ventet: ingen."),
                )
            elif wish.weekday == opening.weekday:
                when = day(wish.weekday)
                yield (
                    desk.at(opening),
                    Said(
                        f"Visits here on {when.en} are forbidden; none was expected.",
                        f"Her må ikke være besøg {when.da}; ventet: ingen.",
                    ),
                )


def floor(desk: Desk) -> Iterator[Finding]:
    """17: every municipality gets its floor."""
    if desk.terms.fairness is not Fairness.FLOOR:
        return
    demand: dict[str, float] = defaultdict(float)
    met: dict[str, float] = defaultdict(float)
    for stop in desk.season.stops:
        demand[stop.place.municipality] += stop.belief.mean_guests
        met[stop.place.municipality] += sum(guests_of(desk, opening) for opening in desk.at_stop.get(stop.key, []))
    total, all_demand = sum(met.values()), sum(demand.values())
    for code, part in demand.items():
        least = desk.terms.floor_share * total * part / all_demand if all_demand else 0.0
        if met[code] < least - 1e-6 * max(1.0, total):
            nowhere = Said("places without a municipality", "steder uden kommune")
            yield (
                name(code) if code else nowhere,
                Said(
                    f"{met[code]:.2f} guests of {total:.2f} are met; at least {least:.2f} were expected.",
                    f"{comma(met[code], 2)} gæster af {comma(total, 2)} mødes; ventet: mindst {comma(least, 2)}.",
                ),
            )
