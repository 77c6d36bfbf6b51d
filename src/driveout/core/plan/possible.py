"""Another plan in which something is different: the differences, and what of them may be promised."""

from dataclasses import dataclass, replace
from enum import StrEnum

from driveout.core.plan import sayings
from driveout.core.plan.again import Again, Change, NotFound, SeasonAgain, moved_guests
from driveout.core.words import Opening, Saying

NEARLY = 0.05  # guests; less is not shown


class Kind(StrEnum):
    """What is different in a possibility."""

    VISITS = "visits"
    NO_VISIT = "no visit"
    OTHER_DAYS = "other days"
    LENGTH = "length"
    HOUR = "hour"
    VAN_DAY = "van day"
    VOLUNTEER = "volunteer"
    MONEY = "money"
    MOVED = "moved"


@dataclass(frozen=True)
class Possibility:
    """The season planned again with something different. Differences are a week; guests expected, averaged.

    `guests`: in this hub. `guests_elsewhere`: in all others. `counted`: what else the planner counts: moved openings at
    their price, weights, fairness, money left. `in_all` is their sum. `low`, `high`: planned to its proof, the season
    becomes no less and no more than this beside what is so now, `said` as a sentence; `gap`: how far `in_all` lies
    under `high`; `beside`: what is so now, in the plan's objective. `moves`: (stop of this hub, guests won or lost).
    `amount`: how many visits, which weekday
    (Monday is 0) or how many minutes, for kinds that have one.
    `possible` False: no week keeps this wish beside the others; None: none was found, and none ruled out.
    The differences are then 0.
    """

    kind: Kind
    what: Saying
    possible: bool | None
    guests: float = 0.0
    guests_elsewhere: float = 0.0
    cost_kr: float = 0.0
    driving_minutes: int = 0
    moves: tuple[tuple[str, float], ...] = ()
    gap: float = 0.0
    amount: int | None = None
    counted: float = 0.0
    low: float = 0.0
    high: float = 0.0
    said: Saying = sayings.EXACTLY
    beside: float = 0.0

    @property
    def in_all(self) -> float:
        return self.guests + self.guests_elsewhere + self.counted


def possible(
    again: SeasonAgain, hub: str, kind: Kind, what: Saying, change: Change, amount: int | None = None,
    *, narrows: bool = False,
) -> tuple[Possibility, tuple[Opening, ...]]:  # fmt: skip
    """The season planned again under a change: what differs, and the week's openings (none where there is no week).

    `narrows`: does the change only forbid? Then nothing becomes better than what is bound already.
    """
    try:
        after = again.planned(change, narrows=narrows)
    except NotFound:
        return Possibility(kind, what, None, amount=amount), ()
    return replace(compared(again, hub, kind, what, after), amount=amount), after.openings if after else ()


def compared(again: SeasonAgain, hub: str, kind: Kind, what: Saying, after: Again | None) -> Possibility:
    """What differs from what is so now, seen from one hub."""
    before = again.before
    if before is None:  # with nothing to compare with, nothing can be said
        return Possibility(kind, what, None)
    if after is None:
        return Possibility(kind, what, False)
    promised = again.promised(after)
    guests = after.guests({hub}) - before.guests({hub})
    everywhere = after.guests() - before.guests()
    return Possibility(
        kind, what, True, guests, everywhere - guests, after.cost_kr(hub) - before.cost_kr(hub),
        after.driving_minutes(hub) - before.driving_minutes(hub),
        moved_guests(again.season, before.guests_by_stop({hub}), after.guests_by_stop({hub})),
        max(0.0, promised.high - promised.found), counted=promised.found - everywhere, low=promised.low,
        high=promised.high, said=sayings.between(promised.low, promised.high), beside=before.value,
    )  # fmt: skip


def about(again: SeasonAgain) -> Saying:
    """What every figure about this season and plan rests on."""
    season, terms = again.season, again.season.terms
    learned = sum(stop.belief.known == "learned" for stop in season.stops)
    held = terms.change_price_guests / season.weeks if season.earlier else 0.0
    anyway = again.gains_anyway if again.before is not None else 0.0
    return sayings.assumptions(learned, len(season.stops), again.money, held, anyway if anyway >= NEARLY else 0.0)
