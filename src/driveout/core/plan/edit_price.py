"""What an edit of the season costs: the hubs it touches planned again with it and without it, at one price of money."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from driveout.core.plan.again import Again, HubAgain, moved_guests
from driveout.core.plan.sayings import number
from driveout.core.words import Plan, Saying, Season

NEARLY = 0.05  # guests; less is said as none
KRONER = 1000.0


@dataclass(frozen=True)
class EditPrice:
    """Differences a week. `guests`: in all; None where not known. Of them `elsewhere` is what money, saved or
    spent, means for other hubs.

    `moves`: (stop, guests won or lost), losses first. `said`: the price as a sentence.
    """

    said: Saying
    guests: float | None = None
    elsewhere: float = 0.0
    driving_minutes: int = 0
    cost_kr: float = 0.0
    moves: tuple[tuple[str, float], ...] = ()


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


def edit_price(before: Side, after: Side, renamed: Mapping[str, str]) -> EditPrice:
    """Plan the hubs again on both sides. A plan's openings that the season no longer allows are left out of it.

    `renamed`: stops' names before → after, where they differ.
    """
    first = [HubAgain(before.season, _fitting(before), hub) for hub in before.hubs]
    plan = after.plan
    if first and plan.guests_per_1000_kr is None:  # worked out once, so that both sides exchange money at one price
        own = before.season.terms.guests_per_1000_kr
        plan = replace(plan, guests_per_1000_kr=KRONER * first[0].money - own)
    then = [HubAgain(after.season, _fitting(replace(after, plan=plan)), hub) for hub in after.hubs]
    if any(again.before is None for again in first):
        return EditPrice(UNKNOWN)
    if any(again.before is None for again in then):
        return EditPrice(IMPOSSIBLE)
    was, now = _weeks(first), _weeks(then)
    money = (first or then)[0].money if first or then else 0.0
    kroner = sum(week.cost_kr for week in now) - sum(week.cost_kr for week in was)
    minutes = sum(week.driving_minutes for week in now) - sum(week.driving_minutes for week in was)
    elsewhere = -money * kroner
    guests = sum(week.guests for week in now) - sum(week.guests for week in was) + elsewhere
    proven = all(week.gap <= NEARLY for week in (*was, *now))
    said = priced(guests, minutes, kroner, proven=proven)
    moves = moved_guests(_by_stop(was, renamed), _by_stop(now, {}))
    return EditPrice(said, guests, elsewhere, minutes, kroner, moves)


def budget_price(before: float | None, after: float | None, plan: Plan) -> EditPrice:
    """An estimate of what another budget means, from what the last money of the plan's own budget brought."""
    if before is None or after is None or plan.guests_per_1000_kr is None:
        return EditPrice(UNKNOWN)
    guests = (after - before) / KRONER * plan.guests_per_1000_kr
    size = number(abs(guests))
    word = Saying("wins", "giver") if guests >= 0 else Saying("costs", "koster")
    each = number(plan.guests_per_1000_kr)
    return EditPrice(
        Saying(
            f"Estimate: {word.english} about {size.english} guests a week ({each.english} per 1,000 kr.). "
            f"{UNKNOWN.english}",
            f"Skøn: {word.danish} omkring {size.danish} gæster om ugen ({each.danish} pr. 1.000 kr.). {UNKNOWN.danish}",
        ),
        guests,
    )


def priced(guests: float, minutes: int, kroner: float, *, proven: bool = True) -> Saying:
    """“Koster 1,4 gæster om ugen og sparer 20 min. på vejen og 85 kr.”"""
    size = number(abs(guests))
    if abs(guests) < NEARLY:
        english, danish = "Costs no guests", "Koster ingen gæster"
    elif guests < 0:
        english, danish = f"Costs {size.english} guests a week", f"Koster {size.danish} gæster om ugen"
    else:
        english, danish = f"Wins {size.english} guests a week", f"Giver {size.danish} gæster mere om ugen"
    amounts = ((minutes, MINUTES), (round(kroner), Saying("kr.", "kr.")))
    for verb, mine in ((SAVES, [a for a in amounts if a[0] < 0]), (TAKES, [a for a in amounts if a[0] > 0])):
        much = [(number(abs(amount), decimals=0), unit) for amount, unit in mine]
        if much:
            english += f", {verb.english} " + " and ".join(f"{n.english} {unit.english}" for n, unit in much)
            danish += f", {verb.danish} " + " og ".join(f"{n.danish} {unit.danish}" for n, unit in much)
    unproven = Saying("", "") if proven else Saying(" (found; not proven best)", " (fundet; ikke bevist bedst)")
    return Saying(f"{english.rstrip('.')}{unproven.english}.", f"{danish.rstrip('.')}{unproven.danish}.")


def _fitting(side: Side) -> Plan:
    """The plan without openings of stops that are gone, or that their hub may not serve any more."""
    hubs = {stop.name: stop.hubs for stop in side.season.stops}
    return replace(side.plan, openings=tuple(o for o in side.plan.openings if o.hub in hubs.get(o.stop, ())))


def _weeks(again: Sequence[HubAgain]) -> list[Again]:
    return [hub.before for hub in again if hub.before is not None]


def _by_stop(weeks: Iterable[Again], renamed: Mapping[str, str]) -> dict[str, float]:
    found: dict[str, float] = {}
    for week in weeks:
        for stop, guests in week.guests_by_stop().items():
            name = renamed.get(stop, stop)
            found[name] = found.get(name, 0.0) + guests
    return found
