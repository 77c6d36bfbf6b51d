"""Everything a coordinator has asked for that may have to give way, as sentences."""

from dataclasses import dataclass

from driveout.core.words import Fairness, Forbidden, Pin, Season, Wish, clock


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
            wish = Wish(f"visit:{stop.key}", f"{name} is visited {often} a week.", f"{name} besøges {ofte} om ugen.")
            asked.append(Asked(wish, stop.hubs[0]))
    for hub in season.hubs:
        asked += [Asked(wish, hub.key) for wish in _limits(season, hub.key, names.place(hub.key))]
    return asked + [Asked(wish, "") for wish in _shared(season)]


def group_wishes(season: Season) -> list[Asked]:
    """The same, the programme's own first: for clashes that only show when all hubs are planned together."""
    asked = asked_of(season)
    return sorted(asked, key=lambda a: (bool(a.hub), a.wish.key.split(":")[0] not in ("pin", "visit")))


def _pin(pin: Pin, name: str) -> Wish:
    at = f" at {clock(pin.starts)}" if pin.starts is not None else ""
    kl = f" kl. {clock(pin.starts)}" if pin.starts is not None else ""
    long, i = (f" for {pin.minutes} minutes", f" i {pin.minutes} minutter") if pin.minutes is not None else ("", "")
    return Wish(
        f"pin:{pin.stop}:{pin.weekday.english.lower()}",
        f"{name} is open on {pin.weekday.english}{at}{long}.",
        f"{name} har åbent {pin.weekday.danish}{kl}{i}.",
    )


def _forbidden(wish: Forbidden, name: str) -> Wish:
    if wish.weekday is None:
        return Wish(f"forbid:{wish.stop}", f"{name} is not visited.", f"{name} besøges ikke.")
    return Wish(
        f"forbid:{wish.stop}:{wish.weekday.english.lower()}",
        f"{name} is not visited on {wish.weekday.english}.",
        f"{name} besøges ikke om {wish.weekday.danish}en.",
    )


def _limits(season: Season, hub: str, name: str) -> list[Wish]:
    hours = sum(e.minutes_a_week for e in season.employees if e.hub == hub) / 60
    vans = sum(v.hub == hub for v in season.vehicles)
    people = sum(v.hub == hub for v in season.volunteers)
    return [
        Wish(
            f"hours:{hub}", f"{name} has {hours:g} employee hours a week.", f"{name} har {hours:g} ansattimer om ugen."
        ),
        Wish(f"vans:{hub}", f"{name} has {vans} vans.", f"{name} har {vans} vogne."),
        Wish(f"volunteers:{hub}", f"{name} has {people} volunteers.", f"{name} har {people} frivillige."),
    ]


def _shared(season: Season) -> list[Wish]:
    terms, wishes = season.terms, []
    if terms.budget_kr_a_week is not None:
        kroner = f"{terms.budget_kr_a_week:,.0f}"
        dansk = kroner.replace(",", ".")
        wishes.append(Wish("budget", f"The week costs at most {kroner} kr.", f"Ugen koster højst {dansk} kr."))
    if terms.fairness is Fairness.FLOOR:
        share = f"{terms.floor_share * 100:g}"
        wishes.append(
            Wish(
                "floor",
                f"Every municipality gets at least {share} % of its part of the guests.",
                f"Hver kommune får mindst {share.replace('.', ',')} % af sin del af gæsterne.",
            )
        )
    return wishes
