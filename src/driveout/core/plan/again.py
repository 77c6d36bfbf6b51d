"""A season planned again under a change: what every reason, price and what-if is made of, and what each may promise."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from math import inf

from driveout.core.plan.assemble import hub_week
from driveout.core.plan.build import Problem, build
from driveout.core.plan.check import check
from driveout.core.plan.check.desk import Desk
from driveout.core.plan.check.numbers import objective_of
from driveout.core.plan.found import A_MOMENT, Found, Impossible, NotFound, Patience
from driveout.core.plan.kept_searches import newest, searched
from driveout.core.plan.rebuild import rebuild
from driveout.core.plan.searched import Searched
from driveout.core.plan.worth import worth
from driveout.core.solve.hub_week import tours_of
from driveout.core.solve.problem import HubProblem
from driveout.core.words import Fairness, Opening, Plan, Season, Tour

__all__ = [
    "A_MOMENT",
    "Again",
    "Change",
    "Impossible",
    "NotFound",
    "Patience",
    "Promise",
    "SeasonAgain",
    "moved_guests",
]
Change = Callable[[Season], Season]
SAME, NEARLY = 1e-6, 0.05  # guests
OF_THE_PROOF = ("19", "20")  # the checker's rules on a plan's own figures: another season reckons them anew


@dataclass(frozen=True, eq=False)
class Again:
    """A season's week: `value` as the planner counts it (guests, less what moves cost, and so on), `at_most` what no
    week of that season passes."""

    openings: tuple[Opening, ...]
    tours: tuple[Tour, ...]
    value: float
    at_most: float

    def guests(self, hubs: Iterable[str] | None = None) -> float:
        """Guests a week of these hubs, else of all."""
        return sum(o.guests for o in self.openings if hubs is None or o.hub in hubs)

    def cost_kr(self, hub: str | None = None) -> float:
        """Kroner a week of a hub, else of all."""
        return sum(t.cost_kr for t in self.tours if hub in (None, t.hub))

    def driving_minutes(self, hub: str | None = None) -> int:
        """Minutes on the road a week of a hub, else of all."""
        return sum(t.driving_minutes for t in self.tours if hub in (None, t.hub))

    def guests_by_stop(self, hubs: Iterable[str]) -> dict[str, float]:
        """Guests a week of each stop that these hubs serve."""
        found: dict[str, float] = {}
        for opening in self.openings:
            if opening.hub in hubs:
                found[opening.stop] = found.get(opening.stop, 0.0) + opening.guests
        return found


@dataclass(frozen=True)
class Promise:
    """What planning again with a change becomes, beside what is so now: `found` in a season that was found, between
    `low` and `high` whatever the planner chooses. In the plan's objective: guests where nothing else is counted."""

    found: float
    low: float
    high: float


class SeasonAgain:
    """Plans a season again, under changes; `season` as it would be planned now, with its wishes and what is held.

    `plan` is the one that people look at; its bound is one of this season, or inf where nothing is known.
    """

    def __init__(self, season: Season, plan: Plan, patience: Patience = A_MOMENT) -> None:
        self.season, self.plan, self.patience = season, plan, patience
        self._written: dict[tuple[HubProblem, object], tuple[list[Opening], list[Tour]]] = {}
        self._anew: tuple[Found, Again] | None = None  # the season itself, planned anew

    @cached_property
    def searched(self) -> Searched:
        """The season's own search. Raises Impossible or NotFound."""
        return searched(self.problem(self.season), self.patience)

    @cached_property
    def stands(self) -> bool:
        """Does the plan still keep every rule of the season?"""
        breaches = check(self.season, self.plan).breaches
        return all(breach.rule.split()[0] in OF_THE_PROOF for breach in breaches)

    @cached_property
    def now(self) -> float | None:
        """What the plan is worth in the season as it would be planned; None where it no longer keeps its rules."""
        return objective_of(Desk(self.season, self.plan)) if self.stands else None

    @property  # asked anew each time: a search that time cut short finds more while questions come
    def before(self) -> Again | None:
        """What is so without a change: the plan, or the season planned anew where the plan no longer keeps its rules,
        or where planning again brings more although nothing is changed: no wish is praised for that.

        None where no season was found that keeps what is asked of it already.
        """
        try:
            found = self.searched.first
        except (Impossible, NotFound):
            return None
        if self.now is None or self.gains_anyway >= NEARLY:
            if self._anew is None or self._anew[0] is not found:
                self._anew = found, self._again(found)
            return self._anew[1]
        same = abs(self.now - self.plan.proof.objective) <= SAME * max(1.0, abs(self.now))
        bound = self.plan.proof.bound if same else inf
        return Again(self.plan.openings, self.plan.tours, self.now, max(self.now, min(found.at_most, bound)))

    @property
    def gains_anyway(self) -> float:
        """Guests that planning again brings although nothing is changed; 0 where the plan is as good as what is found.

        Raises Impossible or NotFound.
        """
        return 0.0 if self.now is None else max(0.0, self.searched.first.value - self.now)

    @property
    def money(self) -> float:
        """Guests a krone more brings anywhere in the programme, as the search ended."""
        own = self.season.terms.guests_per_1000_kr / 1000
        duals = self.searched.duals if self.before is not None else None
        return own + (duals.money if duals is not None and self.season.terms.budget_kr_a_week is not None else 0.0)

    def problem(self, season: Season) -> Problem:
        """As the solver sees the season, made from the one that was asked about before where there is one."""
        known = newest()
        return build(season, worth(season)) if known is None else rebuild(season, known)

    def planned(self, change: Change, *, narrows: bool = False) -> Again | None:
        """The season planned with a change; None where no week keeps all that is asked.

        `narrows`: does the change only forbid? Then it is within what is bound already. Raises NotFound where the
        search ended with neither a week nor the proof that there is none.
        """
        if self.before is None:
            raise NotFound
        try:
            after = self._again(self.searched.again(self.problem(change(self.season))))
        except Impossible:
            return None
        return replace(after, at_most=max(after.value, min(after.at_most, self.before.at_most))) if narrows else after

    def planned_with_more(self, change: Change) -> Again | None:
        """The season planned with something added. Today's week can still be driven, so nothing worse is an answer.

        Raises NotFound as `planned`.
        """
        after = self.planned(change)
        if after is None or self.before is None or after.value >= self.before.value:
            return after
        return replace(self.before, at_most=max(self.before.value, after.at_most))

    def with_own_money(self, hub: str, kroner: float) -> Again | None:
        """The season when the hub may spend so much more, and the others keep their weeks: always as good as today.

        `at_most` is that of the whole programme with the money. None without a week today; raises NotFound as
        `planned`.
        """
        budget = self.season.terms.budget_kr_a_week
        if self.before is None or budget is None:
            return self.before
        terms = replace(self.season.terms, budget_kr_a_week=budget + kroner)
        problem = self.problem(replace(self.season, terms=terms))
        found = self.searched.one_hub_richer(problem, hub)
        after = self._again(found)
        return after if after.value >= self.before.value else replace(self.before, at_most=after.at_most)

    def promised(self, after: Again) -> Promise:
        """What may be said of a change: it holds when the season is planned to its proof."""
        before = self.before
        assert before is not None
        lost = self.patience.gap * abs(after.at_most)  # a plan counts as proven so far below its bound
        return Promise(after.value - before.value, after.value - lost - before.value, after.at_most - before.value)

    def _again(self, found: Found) -> Again:
        """With what each hub drives; a hub that drives the same week as before is not written out anew."""
        openings, tours = list[Opening](), list[Tour]()
        for hub, week in zip(found.problem.hubs, found.weeks, strict=True):
            if (hub, week.tours) not in self._written:
                (driven,) = tours_of([hub], [week])
                self._written[hub, week.tours] = hub_week(found.problem, hub, driven)
            mine = self._written[hub, week.tours]
            openings += mine[0]
            tours += mine[1]
        return Again(tuple(openings), tuple(tours), found.value, found.at_most)


def counts_more_than_guests(season: Season) -> bool:
    """Does the planner weigh other things than guests? Then its objective is not a number of guests."""
    terms = season.terms
    moved = terms.change_price_guests and season.earlier
    weights = any(stop.weight != 1 for stop in season.stops)
    return bool(terms.fairness is Fairness.PROPORTIONAL or moved or weights or terms.guests_per_1000_kr)


def moved_guests(
    season: Season, before: Mapping[str, float], after: Mapping[str, float]
) -> tuple[tuple[str, float], ...]:
    """(stop's key, guests a week won or lost), losses first, only what moves by a twentieth of a guest or more."""
    names = season.names
    change = {stop: after.get(stop, 0.0) - before.get(stop, 0.0) for stop in {*before, *after}}
    return tuple(
        sorted(
            ((s, g) for s, g in change.items() if abs(g) >= 0.05),
            key=lambda pair: (pair[1], names.place(pair[0]), pair[0]),
        )
    )
