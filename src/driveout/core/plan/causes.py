"""Why two plans differ, in words: what differs between their seasons, hub by hub, beside what each hub won or lost."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from driveout.core.plan.compare import Difference, shown_in
from driveout.core.plan.sayings import number
from driveout.core.words import Fairness, Saying, Season, Stop

SEEN = 0.05  # guests
WORDS = {
    1: Saying("one", "én"), 2: Saying("two", "to"), 3: Saying("three", "tre"), 4: Saying("four", "fire"),
    5: Saying("five", "fem"), 6: Saying("six", "seks"), 7: Saying("seven", "syv"), 8: Saying("eight", "otte"),
    9: Saying("nine", "ni"), 10: Saying("ten", "ti"), 11: Saying("eleven", "elleve"), 12: Saying("twelve", "tolv"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cause:
    """What a hub (by its key; “” for the whole programme) won or lost, guests and kroner a week, and why as a sentence.

    `own`: something differs at the hub itself; else its plan differs because of others, or of the planner.
    """

    hub: str
    guests: float
    kroner: float
    said: Saying
    own: bool


@dataclass(frozen=True, slots=True)
class Differs:
    """Something that differs between two seasons. `more`: it lets more guests be met (1), fewer (−1), or either (0)."""

    said: Saying
    more: int


def causes(season_a: Season, season_b: Season, found: Difference) -> tuple[Cause, ...]:
    """The programme first, then hubs, the greatest change first. Empty where the seasons do not differ."""
    shared = _shared(season_a, season_b)
    guests = {change.key: change.difference for change in found.hubs}
    kroner = {change.key: change.difference for change in found.hubs_kr}
    hubs = dict.fromkeys([*(hub.key for hub in season_a.hubs), *(hub.key for hub in season_b.hubs)])
    own = {hub: differs for hub in hubs if (differs := _of_hub(season_a, season_b, hub))}
    if not own and not shared:
        return ()
    told = []
    total = sum(guests.values())
    if shared:
        told.append(Cause("", total, sum(kroner.values()), _sentence(Saying("All", "Alle"), total, shared), True))
    shown = shown_in(season_a, season_b)
    for hub in sorted(hubs, key=lambda hub: (hub not in own, -abs(guests.get(hub, 0.0)))):
        won, spent, name = guests.get(hub, 0.0), kroner.get(hub, 0.0), shown(hub)
        if hub in own:
            told.append(Cause(hub, won, spent, _sentence(Saying(name, name), won, own[hub]), True))
        elif abs(won) >= SEEN:
            others = _because_of_others(name, won, [shown(one) for one in own], bool(shared))
            told.append(Cause(hub, won, spent, others, False))
    return tuple(told)


def _sentence(who: Saying, guests: float, differs: list[Differs]) -> Saying:
    """“Grenaa loses 12.3 guests a week because it lost five volunteers.” What points the other way stands beside."""
    way = 0 if abs(guests) < SEEN else 1 if guests > 0 else -1
    fits = [one for one in differs if way and one.more * way >= 0]
    english, danish = _what_became(who, guests)
    if not fits:
        also = _listed(one.said for one in differs)
        return Saying(f"{english}, although {also.english}.", f"{danish}, selv om {also.danish}.")
    why = _listed(one.said for one in fits)
    return Saying(f"{english} because {why.english}.", f"{danish}, fordi {why.danish}.")


def _because_of_others(name: str, guests: float, own: list[str], shared: bool) -> Saying:
    english, danish = _what_became(Saying(name, name), guests)
    if own:
        others = _listed(Saying(one, one) for one in own)
        return Saying(
            f"{english} with nothing changed there: money and stops moved when {others.english} changed.",
            f"{danish}, uden at noget er ændret der: penge og steder flyttede sig, da {others.danish} blev ændret.",
        )
    return Saying(f"{english} because of what changed for all.", f"{danish} på grund af det, der er ændret for alle.")


def _what_became(who: Saying, guests: float) -> tuple[str, str]:
    size = number(abs(guests))
    if abs(guests) < SEEN:
        return f"{who.english}: as many guests as before", f"{who.danish}: lige så mange gæster som før"
    if guests < 0:
        return f"{who.english}: {size.english} guests fewer a week", f"{who.danish}: {size.danish} færre gæster om ugen"
    return f"{who.english}: {size.english} guests more a week", f"{who.danish}: {size.danish} flere gæster om ugen"


def _listed(said: Iterable[Saying]) -> Saying:
    every = list(said)

    def join(words: list[str], last: str) -> str:
        return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"

    return Saying(join([one.english for one in every], "and"), join([one.danish for one in every], "og"))


def _of_hub(a: Season, b: Season, hub: str) -> list[Differs]:
    """What differs at one hub: people, hours, vans, stops, what is wished of them, and who is expected."""
    if not any(one.key == hub for one in a.hubs):
        return [Differs(Saying("it is new", "den er ny"), 1)]
    if not any(one.key == hub for one in b.hubs):
        return [Differs(Saying("it is gone", "den er væk"), -1)]
    counts = (
        (_volunteers, Saying("volunteer", "frivillig"), Saying("volunteers", "frivillige")),
        (
            _hours,
            Saying("employee hour a week", "ansattime om ugen"),
            Saying("employee hours a week", "ansattimer om ugen"),
        ),
        (_van_days, Saying("van day", "vogndag"), Saying("van days", "vogndage")),
        (_stops, Saying("stop", "sted"), Saying("stops", "steder")),
    )
    found = []
    for count, one, many in counts:
        change = count(b, hub) - count(a, hub)
        if abs(change) >= SEEN:
            found.append(Differs(_lost_or_got(change, one, many), 1 if change > 0 else -1))
    before, after, shown = _mine(a, hub), _mine(b, hub), b.names.place
    both = [key for key in before if key in after]
    if change := sum(after[n].belief.mean_guests - before[n].belief.mean_guests for n in both):
        way = (
            Saying("more people are expected", "der ventes flere")
            if change > 0
            else Saying("fewer people are expected", "der ventes færre")
        )
        found.append(Differs(way, 1 if change > 0 else -1))
    if changed := [n for n in both if before[n].windows != after[n].windows]:
        at = _listed(Saying(name, name) for name in map(shown, changed[:3]))
        found.append(
            Differs(Saying(f"the hall opens otherwise at {at.english}", f"hallen har andre tider i {at.danish}"), 0)
        )
    if changed := [n for n in both if _wished(a, before[n]) != _wished(b, after[n])]:
        at = _listed(Saying(name, name) for name in map(shown, changed[:3]))
        found.append(
            Differs(Saying(f"other things are wished of {at.english}", f"der ønskes noget andet af {at.danish}"), 0)
        )
    return found


def _lost_or_got(change: float, one: Saying, many: Saying) -> Saying:
    size = abs(change)
    words = WORDS.get(round(size)) if abs(size - round(size)) < SEEN else None
    often = words or number(size, decimals=0 if abs(size - round(size)) < SEEN else 1)
    what = one if abs(size - 1) < SEEN else many
    danish = "ét" if words and what is one and one.danish == "sted" else often.danish
    if change < 0:
        return Saying(f"it lost {often.english} {what.english}", f"den mistede {danish} {what.danish}")
    return Saying(f"it got {often.english} {what.english} more", f"den fik {danish} {what.danish} mere")


def _volunteers(season: Season, hub: str) -> float:
    return sum(one.hub == hub for one in season.volunteers)


def _hours(season: Season, hub: str) -> float:
    return sum(one.minutes_a_week for one in season.employees if one.hub == hub) / 60


def _van_days(season: Season, hub: str) -> float:
    return sum(len(one.weekdays) for one in season.vehicles if one.hub == hub)


def _stops(season: Season, hub: str) -> float:
    return len(_mine(season, hub))


def _mine(season: Season, hub: str) -> Mapping[str, Stop]:
    return {stop.key: stop for stop in season.stops if stop.hubs[0] == hub}


def _wished(season: Season, stop: Stop) -> tuple[object, ...]:
    pins = sorted((p.weekday, p.starts or 0, p.minutes or 0) for p in season.pins if p.stop == stop.key)
    bans = sorted(-1 if ban.weekday is None else ban.weekday for ban in season.forbidden if ban.stop == stop.key)
    return (pins, bans, stop.visits_min, stop.visits_max, stop.lengths)


def _shared(a: Season, b: Season) -> list[Differs]:
    """What differs for all hubs: money, fairness, and which times are held."""
    found = []
    was, now = a.terms.budget_kr_a_week, b.terms.budget_kr_a_week
    if was != now:
        change = (now if now is not None else float("inf")) - (was if was is not None else float("inf"))
        kroner = number(abs(change), decimals=0) if abs(change) < float("inf") else None
        more = (
            Saying("there is more money", "der er flere penge")
            if change > 0
            else Saying("there is less money", "der er færre penge")
        )
        if kroner:
            more = Saying(
                f"{more.english} ({kroner.english} kr. a week)", f"{more.danish} ({kroner.danish} kr. om ugen)"
            )
        found.append(Differs(more, 1 if change > 0 else -1))
    if (a.terms.fairness, a.terms.floor_share) != (b.terms.fairness, b.terms.floor_share) and (
        a.terms.fairness is not b.terms.fairness or b.terms.fairness is Fairness.FLOOR
    ):
        found.append(Differs(Saying("municipalities share otherwise", "kommunerne deler på en anden måde"), 0))
    if set(a.earlier) != set(b.earlier):
        found.append(Differs(Saying("other times are held", "andre tider holdes fast"), 0))
    return found
