"""Why this many visits, and what another choice brings: each the season planned again as it would be."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace

from driveout.core.plan import sayings
from driveout.core.plan.again import A_MOMENT, Change, Impossible, NotFound, Patience, SeasonAgain
from driveout.core.plan.clash import clash_of
from driveout.core.plan.one_visit_more import one_visit_more
from driveout.core.plan.possible import NEARLY, Kind, Possibility, about, possible
from driveout.core.plan.resources import HubPrices, explain_hub, more_hours, more_money, more_people, van_day
from driveout.core.plan.stop_wishes import (
    CannotHave,
    Deed,
    Hall,
    Wished,
    hall_of,
    instead,
    only_narrows,
    wished,
    wishes_of,
    without,
)
from driveout.core.words import Forbidden, Names, Nonsense, Opening, Plan, Saying, Season, Stop, Weekday

__all__ = ["HubPrices", "Kind", "Possibility", "StopReasons", "explain_hub", "explain_stop"]


UNSURE = 0.25  # guests; how far off the prices alone may be
MOST_TRIED = 2  # causes that are planned with, the likeliest first


@dataclass(frozen=True)
class StopReasons:
    """A stop's reasons. `why` is a sentence, `cause` what stands in the way of one visit more, None where nothing does;
    `one_more` None when it is visited as often as it may be."""

    stop: str
    hub: str
    visits: int
    guests: float
    openings: tuple[Opening, ...]
    why: Saying
    one_more: Possibility | None
    others: tuple[Possibility, ...]
    assumptions: Saying
    cause: Saying | None = None


@dataclass(frozen=True)
class Choice:
    """Another choice for a stop: what it is called, and all that is then wished of the stop."""

    kind: Kind
    what: Saying
    wished: Wished
    amount: int | None = None


def explain_stop(season: Season, plan: Plan, key: str, patience: Patience = A_MOMENT) -> StopReasons:
    """Reasons for one stop, by planning the season again. Raises Nonsense for a stop that is not in the season."""
    stop = next((stop for stop in season.stops if stop.key == key), None)
    if stop is None:
        raise Nonsense(f"“{key}” is not a stop of {season.name}.")
    mine = [opening for opening in plan.openings if opening.stop == key]
    hub = mine[0].hub if mine else stop.hubs[0]
    again = SeasonAgain(season, plan, patience)
    before, hall = wishes_of(season, stop), hall_of(stop, season.terms.leg_step_minutes)
    priced = {
        choice: possible(
            again, hub, choice.kind, choice.what, instead(key, choice.wished), choice.amount,
            narrows=only_narrows(before, choice.wished),
        )[0]
        for choice in choices(hall, before, stop, mine)
    }  # fmt: skip
    more = next((choice for choice in priced if choice.kind is Kind.VISITS), None)
    one_more = priced[more] if more else None
    return StopReasons(
        stop=key, hub=hub, visits=len(mine), guests=sum(o.guests for o in mine), openings=tuple(mine),
        why=_why(key, season.names, len(mine), one_more), one_more=one_more,
        others=tuple(price for choice, price in priced.items() if choice is not more), assumptions=about(again),
        cause=_cause(again, hub, stop, more, one_more) if more and one_more else None,
    )  # fmt: skip


def choices(hall: Hall, before: Wished, stop: Stop, mine: list[Opening]) -> list[Choice]:
    """One visit more, no visit, other days, each other length: wished as the office's buttons wish them."""
    found = []

    def choose(kind: Kind, what: Saying, deed: Deed, amount: int | None) -> None:
        try:
            found.append(Choice(kind, what, wished(hall, before, deed, amount, mine), amount))
        except CannotHave:
            return

    days, visits = sorted({opening.weekday for opening in mine}), len(mine)
    if visits < 2:
        choose(Kind.VISITS, sayings.visits(visits + 1), Deed.OFTEN, visits + 1)
    if not visits:
        return found
    choose(Kind.NO_VISIT, sayings.NO_VISIT, Deed.NEVER, None)
    free = sorted({window.weekday for window in stop.windows} - set(days))
    if visits == 1:
        for day in free:
            choose(Kind.OTHER_DAYS, sayings.instead(day, days[0]), Deed.MOVE, int(day))
    elif len(free) >= visits:
        found.append(Choice(Kind.OTHER_DAYS, sayings.OTHER_DAYS, _on(before, stop.key, set(free), visits)))
    for length in sorted(set(stop.lengths) - {opening.minutes for opening in mine}):
        choose(Kind.LENGTH, sayings.open_for(length), Deed.LENGTH, length)
    return found


def _on(before: Wished, stop: str, days: set[Weekday], visits: int) -> Wished:
    """So many visits, on these weekdays only."""
    gone = tuple(Forbidden(stop, day) for day in Weekday if day not in days)
    return replace(
        before, pins=(), forbidden=without(before.forbidden, set(Weekday) - days) + gone, visits=(visits,) * 2
    )


def _why(key: str, names: Names, visits: int, more: Possibility | None) -> Saying:
    name = names.place(key)
    if more is None:
        return sayings.as_often_as_may_be(name, visits)
    if not more.possible:
        return sayings.not_found(name, visits) if more.possible is None else sayings.no_room(name, visits)
    return one_visit_more(key, names, visits, more)


def _cause(again: SeasonAgain, hub: str, stop: Stop, choice: Choice, more: Possibility) -> Saying | None:
    """What alone would make one visit more worth its place; else that no single thing does. None where it is worth it.

    Each is tried: the season with a little more of one thing, planned with the visit and without.
    """
    if more.possible is None or (more.possible and more.in_all > -NEARLY):
        return None
    with_visit = instead(stop.key, choice.wished)
    likely = sorted(_likely(again, hub, with_visit, choice), key=lambda one: -one[0])
    for gain, short, what, change in likely[:MOST_TRIED]:
        if gain >= -UNSURE and _is_worth_it(again, change, with_visit):
            return sayings.because(short, what)
    if more.possible is False:
        wishes = clash_of(with_visit(again.season), hub)
        return sayings.clashes(wishes) if wishes else None
    return sayings.no_single_thing(again.season.names.place(stop.key))


def _likely(
    again: SeasonAgain, hub: str, with_visit: Change, choice: Choice
) -> Iterator[tuple[float, Saying, Saying, Change]]:
    """What the visit brings with a little more of each thing, by the search's prices alone: quick, and nearly right.

    Only what may be worth it: the season with more of something is worth no less than the season as it is.
    """

    def bound(season: Season) -> float:
        return again.searched.bound(again.problem(season))

    try:
        now = bound(again.season)
    except (Impossible, NotFound):
        return
    for short, what, change in _one_more_of(again.season, hub, choice):
        with suppress(Impossible, NotFound):
            both = bound(with_visit(change(again.season)))
            if both - now >= -UNSURE:
                yield both - bound(change(again.season)), short, what, change


def _one_more_of(season: Season, hub: str, choice: Choice) -> Iterator[tuple[Saying, Saying, Change]]:
    """A little more of each thing that may bind: hours, a van's day, a volunteer, money. What is short then, first."""
    yield sayings.HOURS_SHORT, sayings.ONE_HOUR, more_hours(hub)
    yield sayings.VOLUNTEERS_SHORT, sayings.ONE_VOLUNTEER, more_people(hub)
    base = next(one for one in season.hubs if one.key == hub)
    for day in sorted({window.weekday for window in base.workdays}):
        if not choice.wished.pins or any(pin.weekday == day for pin in choice.wished.pins):
            yield sayings.VANS_SHORT, sayings.van_day(day), van_day(hub, day)
    if season.terms.budget_kr_a_week is not None:
        yield sayings.MONEY_SHORT, sayings.money_for_all(1000.0), more_money


def _is_worth_it(again: SeasonAgain, more: Change, with_visit: Change) -> bool:
    """Planned with more of something: is the season with the visit no worse than without?"""
    searched, season = again.searched, more(again.season)
    try:
        with_it, without_it = (searched.quick(again.problem(one)) for one in (with_visit(season), season))
    except (Impossible, NotFound):
        return False
    return bool(with_it and without_it and with_it.value - without_it.value >= -NEARLY)
