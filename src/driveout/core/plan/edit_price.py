"""What an edit of the season costs: the season planned with it and without it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from driveout.core.plan.again import A_MOMENT, Again, NotFound, Patience, SeasonAgain, moved_guests
from driveout.core.plan.sayings import EXACTLY, between, number
from driveout.core.words import Plan, Saying, Season

NEARLY = 0.05  # guests; less is said as none
KRONER = 1000.0


@dataclass(frozen=True)
class EditPrice:
    """Differences a week. `guests`: in all; None where not known. Of them `elsewhere` is at other hubs than those that
    the edit touches. `low`, `high`: planned to its proof, the season becomes no less and no more than this.

    `moves`: (stop, guests won or lost), losses first. `said`: the price as a sentence.
    """

    said: Saying
    guests: float | None = None
    elsewhere: float = 0.0
    driving_minutes: int = 0
    cost_kr: float = 0.0
    moves: tuple[tuple[str, float], ...] = ()
    low: float = 0.0
    high: float = 0.0


@dataclass(frozen=True)
class Side:
    """A season and the plan that was made of it, and the hubs of it that the edit touches."""

    season: Season
    plan: Plan
    hubs: tuple[str, ...]


IMPOSSIBLE = Saying(
    "With this, a hub cannot keep everything that is asked of it. Something must give way.",
    "Sådan kan en hub ikke holde alt det, den bliver bedt om. Noget må vige.",
)
MINUTES = Saying("min. of driving", "min. på vejen")
SAVES, TAKES = Saying("saves", "sparer"), Saying("takes", "bruger")
NOTHING = Saying("Does not change the plan.", "Ændrer ikke planen.")
UNKNOWN = Saying("Plan again to see what it costs.", "Planlæg igen for at se, hvad det koster.")


def edit_price(before: Side, after: Side, renamed: Mapping[str, str], patience: Patience = A_MOMENT) -> EditPrice:
    """Plan both seasons. `renamed`: stops' keys before → after, where they differ."""
    if not before.hubs and not after.hubs:
        return EditPrice(NOTHING)
    again = SeasonAgain(before.season, before.plan, patience)
    was = again.before
    try:
        now = again.planned(lambda _season: after.season)
    except NotFound:
        return EditPrice(UNKNOWN)
    if was is None:
        return EditPrice(UNKNOWN)
    if now is None:
        return EditPrice(IMPOSSIBLE)
    promised = again.promised(now)
    touched = {*before.hubs, *after.hubs}
    kroner, minutes = now.cost_kr() - was.cost_kr(), now.driving_minutes() - was.driving_minutes()
    elsewhere = sum(_guests(now, touched, inside=False)) - sum(_guests(was, touched, inside=False))
    said = priced(promised.found, minutes, kroner, between(promised.low, promised.high))
    moves = moved_guests(after.season, _by_stop(was, touched, renamed), _by_stop(now, touched, {}))
    return EditPrice(said, promised.found, elsewhere, minutes, kroner, moves, promised.low, promised.high)


def budget_price(season: Season, plan: Plan, before: float | None, after: float | None,
                 patience: Patience = A_MOMENT) -> EditPrice:  # fmt: skip
    """What another budget means: the season planned with both."""
    if before is None or after is None:
        return EditPrice(UNKNOWN)

    def with_budget(kroner: float) -> Season:
        return replace(season, terms=replace(season.terms, budget_kr_a_week=kroner))

    hubs = tuple(hub.key for hub in season.hubs)
    return edit_price(Side(with_budget(before), plan, hubs), Side(with_budget(after), plan, hubs), {}, patience)


def priced(guests: float, minutes: int, kroner: float, within: Saying = EXACTLY) -> Saying:
    """“Koster 1,4 gæster om ugen (mellem −1,6 og −1,3) og sparer 20 min. på vejen og 85 kr.”"""
    size = number(abs(guests))
    if abs(guests) < NEARLY:
        english, danish = "Costs no guests", "Koster ingen gæster"
    elif guests < 0:
        english, danish = f"Costs {size.english} guests a week", f"Koster {size.danish} gæster om ugen"
    else:
        english, danish = f"Wins {size.english} guests a week", f"Giver {size.danish} gæster mere om ugen"
    if within.english:
        english, danish = f"{english} ({within.english})", f"{danish} ({within.danish})"
    amounts = ((minutes, MINUTES), (round(kroner), Saying("kr.", "kr.")))
    for verb, mine in ((SAVES, [a for a in amounts if a[0] < 0]), (TAKES, [a for a in amounts if a[0] > 0])):
        much = [(number(abs(amount), decimals=0), unit) for amount, unit in mine]
        if much:
            english += f", {verb.english} " + " and ".join(f"{n.english} {unit.english}" for n, unit in much)
            danish += f", {verb.danish} " + " og ".join(f"{n.danish} {unit.danish}" for n, unit in much)
    return Saying(f"{english.rstrip('.')}.", f"{danish.rstrip('.')}.")


def _guests(week: Again, hubs: set[str], *, inside: bool) -> Iterable[float]:
    return (opening.guests for opening in week.openings if (opening.hub in hubs) is inside)


def _by_stop(week: Again, hubs: set[str], renamed: Mapping[str, str]) -> dict[str, float]:
    found: dict[str, float] = {}
    for opening in week.openings:
        if opening.hub in hubs:
            stop = renamed.get(opening.stop, opening.stop)
            found[stop] = found.get(stop, 0.0) + opening.guests
    return found
