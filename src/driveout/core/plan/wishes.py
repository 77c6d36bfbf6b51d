"""Everything a coordinator has asked for that may have to give way, as sentences."""

from dataclasses import dataclass

from driveout.core.words import Fairness, Forbidden, Pin, Season, Wish, WishKind, clock


@dataclass(frozen=True)
class Asked:
    """A wish and the hub it concerns ("" for the whole programme)."""

    wish: Wish
    hub: str


def asked_of(season: Season) -> list[Asked]:
    """All wishes of a season: pins, forbidden stops, least visits, hubs' hours, vans, volunteers, budget, floor."""
    homes, names = {stop.key: stop.hubs[0] for stop in season.stops}, season.names
    asked = [Asked(_pin(pin, names.place(pin.stop)), homes.get(pin.stop, "")) for pin in season.pins]
    asked += [Asked(_forbidden(wish, names.place(wish.stop)), homes.get(wish.stop, "")) for wish in season.forbidden]
    for stop in season.stops:
        if stop.visits_min:
            often, ofte = ("at least once", "mindst én gang") if stop.visits_min == 1 else ("twice", "to gange")
            name = names.place(stop.key)
            wish = Wish(
                WishKind.VISIT,
                stop.key,
                sentence=f"{name} is visited {often} a week.",
                danish=f"{name} besøges {ofte} om ugen.",
            )
            asked.append(Asked(wish, stop.hubs[0]))
    for hub in season.hubs:
        asked += [Asked(wish, hub.key) for wish in _limits(season, hub.key, names.place(hub.key))]
    return asked + [Asked(wish, "") for wish in _shared(season)]


def group_wishes(season: Season) -> list[Asked]:
    """The same, the programme's own first: for clashes that only show when all hubs are planned together."""
    asked = asked_of(season)
    return sorted(asked, key=lambda a: (bool(a.hub), a.wish.kind not in (WishKind.PIN, WishKind.VISIT)))


def _pin(pin: Pin, name: str) -> Wish:
    at = f" at {clock(pin.starts)}" if pin.starts is not None else ""
    kl = f" kl. {clock(pin.starts)}" if pin.starts is not None else ""
    long, i = (f" for {pin.minutes} minutes", f" i {pin.minutes} minutter") if pin.minutes is not None else ("", "")
    return Wish(
        WishKind.PIN,
        pin.stop,
        pin.weekday,
        sentence=f"{name} is open on {pin.weekday.english}{at}{long}.",
        danish=f"{name} har åbent {pin.weekday.danish}{kl}{i}.",
    )


def _forbidden(wish: Forbidden, name: str) -> Wish:
    day = wish.weekday
    on, om = ("", "") if day is None else (f" on {day.english}", f" om {day.danish}en")
    sentence, danish = f"{name} is not visited{on}.", f"{name} besøges ikke{om}."
    return Wish(WishKind.FORBID, wish.stop, day, sentence=sentence, danish=danish)


def _limits(season: Season, hub: str, name: str) -> list[Wish]:
    hours = sum(e.minutes_a_week for e in season.employees if e.hub == hub) / 60
    vans = sum(v.hub == hub for v in season.vehicles)
    people = sum(v.hub == hub for v in season.volunteers)
    said = (
        (WishKind.HOURS, f"{hours:g} employee hours a week", f"{hours:g} ansattimer om ugen"),
        (WishKind.VANS, f"{vans} vans", f"{vans} vogne"),
        (WishKind.VOLUNTEERS, f"{people} volunteers", f"{people} frivillige"),
    )
    return [Wish(kind, hub=hub, sentence=f"{name} has {has}.", danish=f"{name} har {har}.") for kind, has, har in said]


def _shared(season: Season) -> list[Wish]:
    terms, wishes = season.terms, []
    if terms.budget_kr_a_week is not None:
        kroner = f"{terms.budget_kr_a_week:,.0f}"
        at_most = Wish(
            WishKind.BUDGET,
            sentence=f"The week costs at most {kroner} kr.",
            danish=f"Ugen koster højst {kroner.replace(',', '.')} kr.",
        )
        wishes.append(at_most)
    if terms.fairness is Fairness.FLOOR:
        share = f"{terms.floor_share * 100:g}"
        at_least = Wish(
            WishKind.FLOOR,
            sentence=f"Every municipality gets at least {share} % of its part of the guests.",
            danish=f"Hver kommune får mindst {share.replace('.', ',')} % af sin del af gæsterne.",
        )
        wishes.append(at_least)
    return wishes
