"""One hub planned again while the programme's money keeps its price: what every reason and price is made of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from driveout.core.plan.assemble import assemble
from driveout.core.plan.build import Problem, build
from driveout.core.plan.worth import worth
from driveout.core.solve.hub_state import state_of
from driveout.core.solve.prices import money_price
from driveout.core.solve.problem import HubWeek, Prices
from driveout.core.solve.search import Search
from driveout.core.solve.weeks import Ask, best_weeks
from driveout.core.stats.fairness import segments
from driveout.core.words import Fairness, Opening, Plan, Season

Change = Callable[[Season], Season]
TRIALS = 5  # prices of money at which weeks are looked for that spend money of the hub's own
TRY, SPEND = Ask(most=20, nodes=20_000_000, grow=200), Ask(most=1, nodes=200_000_000)


@dataclass(frozen=True)
class Again:
    """A hub's week planned again: guests, kroner and minutes on the road a week.

    `objective`: guests of the hub less what its money would bring elsewhere; what was maximised. `gap`: how much
    more than that any week could be worth; 0 where this one is proven best.
    """

    openings: tuple[Opening, ...]
    objective: float
    guests: float
    cost_kr: float
    driving_minutes: int
    gap: float = 0.0

    def guests_by_stop(self) -> dict[str, float]:
        """Guests a week of each stop served."""
        found: dict[str, float] = {}
        for opening in self.openings:
            found[opening.stop] = found.get(opening.stop, 0.0) + opening.guests
        return found


class NotFound(Exception):
    """A search ended with neither a week nor the proof that there is none."""


class HubAgain:
    """Plans one hub of a season again, under changes.

    Money is exchanged with the other hubs at the price the programme's own search ended with, so a dearer
    week is charged the guests its kroner would have met elsewhere. A hub that is alone in its season has nobody to
    exchange with: its weeks keep the budget itself.
    """

    def __init__(self, season: Season, plan: Plan, hub: str) -> None:
        self.season, self.plan, self.hub = season, plan, hub
        self.taken = {o.stop for o in plan.openings if o.hub != hub}
        self.purse = season.terms.budget_kr_a_week if len(season.hubs) == 1 else None
        self.money = _price_of_money(season, plan) if self.purse is None else season.terms.guests_per_1000_kr / 1000
        self.worth_of_guest = _worth_of_guest(season, plan)
        try:
            self.before = self.plan_again(lambda alone: alone)
        except NotFound:
            self.before = None

    @cached_property
    def alone(self) -> Season:
        """The season with this hub only, its stops that nobody else serves, and what was wished for them."""
        season, hub = self.season, self.hub
        stops = tuple(replace(s, hubs=(hub,)) for s in season.stops if hub in s.hubs and s.name not in self.taken)
        own = {stop.name for stop in stops}
        return replace(
            season,
            hubs=tuple(h for h in season.hubs if h.name == hub),
            stops=stops,
            pins=tuple(pin for pin in season.pins if pin.stop in own),
            forbidden=tuple(ban for ban in season.forbidden if ban.stop in own),
            earlier=tuple(habit for habit in season.earlier if habit.stop in own),
        )

    def _problem(self, change: Change) -> tuple[Problem, Prices]:
        season = change(self.alone)
        gain = np.array([self.worth_of_guest.get(s.place.municipality, 1.0) for s in season.stops])
        nothing = np.zeros(len(season.stops))
        return build(season, worth(season), whole=self.season), Prices(self.money, gain, nothing, nothing)

    def plan_again(self, change: Change) -> Again | None:
        """Plan the hub with a change to its season; None where no week keeps all that is asked.

        Raises NotFound where the search ended with neither a week nor the proof that there is none.
        """
        problem, prices = self._problem(change)
        hub = problem.hubs[0] if self.purse is None else replace(problem.hubs[0], week_kr=self.purse + 1e-6)
        answer = best_weeks(hub, 0, prices, Ask(most=1) if self.money else SPEND)  # without a price, more ties to break
        if answer.weeks:
            return self._again(problem, answer.weeks[0], answer.worth[0], answer.best - answer.worth[0])
        if not answer.impossible:
            raise NotFound(self.hub)
        return None

    def plan_with_more(self, change: Change) -> Again | None:
        """Plan the hub with something added. Today's week can still be driven, so nothing worse is an answer.

        Raises NotFound as `plan_again`.
        """
        after = self.plan_again(change)
        if after is None or self.before is None or after.objective >= self.before.objective:
            return after
        return replace(self.before, gap=max(0.0, after.objective + after.gap - self.before.objective))

    def with_own_money(self, kroner: float) -> Again | None:
        """The hub's week of most guests found when it may spend so much more than today; None without a week today.

        The bound comes from the hub's search with the money as one of its limits. Weeks come from there too, and from
        searches at lower and lower prices of money, which find good ones where the first runs out of time.
        """
        if self.before is None or (self.money == 0 and self.purse is None):
            return self.before
        most = (self.before.cost_kr if self.purse is None else self.purse) + kroner + 1e-6
        problem, prices = self._problem(lambda alone: alone)
        limited = replace(problem.hubs[0], week_kr=most)
        answer = best_weeks(limited, 0, replace(prices, money=0.0), SPEND)
        found = list(zip(answer.worth, answer.weeks, strict=True))
        low, high, price = 0.0, prices.money, prices.money
        for _ in range(TRIALS):
            trial = best_weeks(problem.hubs[0], 0, replace(prices, money=price), TRY)
            found += [(worth + price * week.cost, week) for worth, week in zip(trial.worth, trial.weeks, strict=True)]
            dear = bool(trial.weeks) and trial.weeks[0].cost > most
            low, high = (price, high) if dear else (low, price)
            price = (low + high) / 2
        able = [(guests, week) for guests, week in found if week.cost <= most]
        if not able:
            return self.before
        guests, week = max(able, key=lambda pair: (pair[0], -pair[1].cost))
        return self._again(problem, week, guests - self.money * week.cost, answer.best - guests)

    def _again(self, problem: Problem, week: HubWeek, objective: float, gap: float) -> Again:
        numbers = np.array([t for _, t in week.tours], np.int64)
        openings, tours = assemble(problem, (state_of(problem.hubs[0]).tours.take(numbers),))
        return Again(
            openings, objective, sum(o.guests for o in openings), sum(t.cost_kr for t in tours),
            sum(t.driving_minutes for t in tours), max(0.0, gap),
        )  # fmt: skip


def _price_of_money(season: Season, plan: Plan) -> float:
    """Guests a krone: as the plan says, else from the linear programs; at least what saved money is worth."""
    own = season.terms.guests_per_1000_kr / 1000
    if season.terms.budget_kr_a_week is None:
        return own
    if plan.guests_per_1000_kr is not None:
        return own + plan.guests_per_1000_kr / 1000
    problem = build(season, worth(season))
    return own + money_price(Search(problem.hubs, problem.shared, 1e-3, lambda found, ceiling: True))


def _worth_of_guest(season: Season, plan: Plan) -> dict[str, float]:
    """What one more weighted guest counts for in each municipality: 1, or the slope of the fair utility today."""
    if season.terms.fairness is not Fairness.PROPORTIONAL:
        return {}
    stops = {stop.name: stop for stop in season.stops}
    demand: dict[str, float] = {}
    for stop in season.stops:
        demand[stop.place.municipality] = demand.get(stop.place.municipality, 0.0) + stop.belief.mean_guests
    met = dict.fromkeys(demand, 0.0)
    for opening in plan.openings:
        met[stops[opening.stop].place.municipality] += opening.guests * stops[opening.stop].weight
    slopes = {}
    for name, reference in demand.items():
        left = met[name]
        for width, slope in zip(*segments(reference), strict=True):
            slopes[name] = slope
            left -= width
            if left < 0:
                break
    return slopes


def moved_guests(before: Mapping[str, float], after: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
    """(stop, guests a week won or lost), losses first, only what moves by a twentieth of a guest or more."""
    change = {stop: after.get(stop, 0.0) - before.get(stop, 0.0) for stop in {*before, *after}}
    return tuple(sorted(((s, g) for s, g in change.items() if abs(g) >= 0.05), key=lambda pair: (pair[1], pair[0])))
