"""Which ferries a season's drives need, and what people must know of each: how often, until when, for how much."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from driveout.core.travel.crossings import Crossing, Way
from driveout.core.travel.estimate import between
from driveout.core.travel.ferries import BY_NAME
from driveout.core.travel.fill import places_of
from driveout.core.travel.hours import headway_of, sailings_of, ticket_of
from driveout.core.words import Ferry, Names, Saying, Season, clock, clock_iso

WHERE = Saying("ferries.csv or the sheet ferries", "arket Færger eller ferries.csv")
MOST_STOPS = 3  # are named; the rest are counted


@dataclass(frozen=True, slots=True)
class Crossed:
    """A crossing that a season needs, the stops that need it, and whether the way home starts at its `one` end.

    `stops`: their keys.
    """

    crossing: Crossing
    stops: tuple[str, ...]
    home_from_one: bool


def crossed_in(season: Season) -> tuple[Crossed, ...]:
    """Every crossing on the way between a hub and one of its stops, in the order of the season's stops."""
    places, stops, first = places_of(season), dict[str, list[str]](), dict[str, tuple[str, str]]()
    for stop in season.stops:
        for hub in stop.hubs:
            drive = season.drives.get((stop.key, hub))
            for name in drive.ferries if drive else ():
                first.setdefault(name, (stop.key, hub))
                if stop.key not in stops.setdefault(name, []):
                    stops[name].append(stop.key)
    ends = list(places)
    ways = between(list(places.values()), [(ends.index(a), ends.index(b)) for a, b in first.values()])
    found = []
    for name, way in zip(first, ways, strict=True):
        there = next((from_one for crossing, from_one in way.crossings if crossing.name == name), True) if way else True
        if name in BY_NAME:
            found.append(Crossed(BY_NAME[name], tuple(stops[name]), there))
    return tuple(found)


def told_of(crossed: Crossed, ferries: Mapping[str, Ferry], names: Names) -> Saying:
    """All there is to know of it, or the question that must be answered."""
    name, stops = crossed.crossing.name, _listed([names.place(stop) for stop in crossed.stops])
    known = [sailings_of(crossed.crossing, from_one, ferries) for from_one in (True, False)]
    if known[0] is None or known[1] is None:
        return _asked(crossed.crossing, stops)
    often, kr = headway_of(crossed.crossing, ferries), ticket_of(crossed.crossing, ferries)
    last = known[0 if crossed.home_from_one else 1]
    assert last is not None
    ends = list(zip(crossed.crossing.ports, known, strict=True))
    hours = [
        ", ".join(f"{of} {port} {at(k.first)}–{at(k.last)}" for port, k in ends if k)
        for of, at in (("from", clock_iso), ("fra", clock))
    ]
    mine = Saying("As you have written in ferries.", "Som I har skrevet i færger.")
    ours = Saying(
        f"Our estimate, no timetable: write what differs in {WHERE.english}.",
        f"Vores skøn, ingen fartplan: skriv i {WHERE.danish}, hvad der er anderledes.",
    )
    whose = mine if name in ferries else ours
    return Saying(
        f"{name} is a ferry ({stops.english}): "
        + (f"about every {often} minutes, " if often else "")
        + f"{hours[0]}"
        + (f", a van about {kr:.0f} kr. one way" if kr is not None else "")
        + f". Home by the {clock_iso(last.last)} or not at all. "
        + whose.english,
        f"{name} er en færge ({stops.danish}): "
        + (f"cirka hvert {often}. minut, " if often else "")
        + f"{hours[1]}"
        + (f", en bil cirka {kr:.0f} kr. hver vej" if kr is not None else "")
        + f". Hjem med den kl. {clock(last.last)} eller slet ikke. "
        + whose.danish,
    )


def too_late_home(season: Season) -> tuple[Saying, ...]:
    """Stops whose café, on every day and from every hub, closes when the last ferry home can be reached no more."""
    found, names = [], season.names
    for stop in season.stops:
        homes = [season.drives[stop.key, hub] for hub in stop.hubs if (stop.key, hub) in season.drives]
        soonest = min((w.opens for w in stop.windows), default=0) + min(stop.lengths) + stop.packdown_minutes
        lasts = [home.leave_by for home in homes]
        if lasts and stop.windows and all(last is not None and last < soonest for last in lasts):
            last = max(last for last in lasts if last is not None)
            found.append(_too_late(names.place(stop.key), soonest, last))
    return tuple(found)


def _too_late(stop: str, soonest: int, last: int) -> Saying:
    return Saying(
        f"{stop}: the van can leave at {clock_iso(soonest)} at the earliest, but must leave by {clock_iso(last)} for "
        "the last ferry home. No plan can visit it: open earlier, or write when the ferry sails.",
        f"{stop}: bilen kan tidligst køre kl. {clock(soonest)}, men skal køre senest kl. {clock(last)} for at nå den "
        "sidste færge hjem. Ingen plan kan besøge det: åbn tidligere, eller skriv, hvornår færgen sejler.",
    )


def _asked(crossing: Crossing, stops: Saying) -> Saying:
    if crossing.way is Way.TIDE:
        return Saying(
            f"{crossing.name} lies under water at high tide ({stops.english}): the tide decides when it can be driven. "
            f"Ask there, and write the hours that you can count on in {WHERE.english}.",
            f"{crossing.name} står under vand ved højvande ({stops.danish}): tidevandet bestemmer hvornår. "
            f"Spørg, og skriv de tider, I kan regne med, i {WHERE.danish}.",
        )
    return Saying(
        f"{crossing.name} is a ferry ({stops.english}). Its departures are not known: write the first and the last one "
        f"each way, and the ticket, in {WHERE.english}. Until then nothing sees to it that the van gets home.",
        f"{crossing.name} er en færge ({stops.danish}). Afgangene er ikke kendt: skriv den første og den sidste hver "
        f"vej, og billetten, i {WHERE.danish}. Indtil da er der intet, der sikrer, at bilen når hjem.",
    )


def _listed(stops: Sequence[str]) -> Saying:
    shown, more = ", ".join(stops[:MOST_STOPS]), len(stops) - MOST_STOPS
    return Saying(shown + (f" and {more} more" if more > 0 else ""), shown + (f" og {more} til" if more > 0 else ""))
