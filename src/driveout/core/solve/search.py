"""What the search for a season knows so far."""

from collections.abc import Callable, Mapping, Sequence, Set
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from time import perf_counter

import numpy as np

from driveout.core.solve.asking import ask_all
from driveout.core.solve.hub_state import keep_room_for, state_of
from driveout.core.solve.listing import Tours
from driveout.core.solve.master import Duals, Master
from driveout.core.solve.patience import Patience
from driveout.core.solve.problem import HubProblem, HubWeek, Ints, Prices, SharedProblem
from driveout.core.solve.week_search import Compared
from driveout.core.solve.weeks import Ask, HubAnswer, best_weeks, lp_bound

ROUNDING = 1e-7  # guests
SPARE = 0.95  # of the gap that is asked for
HARD = 4  # times the usual nodes: from there on a hub is also branched at the finish
ALONE = 80  # times as many for a hub that has no others to wait for
MOST_NODES = 8  # times as many as a hub is given at first
SHARE = 0.3  # of the time that is left, for one round over all hubs
TAKEN = 1e3  # guests; the price of a stop that another hub serves
EVERY_S = 0.2  # between two looks at who watches, while nothing is new


@dataclass(eq=False)
class Search:
    """`tell(found or None, ceiling)` returns False to stop. `seconds`: how long it may take, None for ever.

    `before`: a search over the same hubs with other shared limits; what its hubs answered is used again.
    `effort` (hubs): how many times the usual nodes a hub is given, doubled when they ran out.
    """

    problems: Sequence[HubProblem]
    shared: SharedProblem
    gap: float
    tell: Callable[[float | None, float | None], bool]
    executor: Executor | None = None
    batches: int = 1
    before: "Search | None" = None
    seconds: float | None = None
    clock: Callable[[], float] = perf_counter
    master: Master = field(init=False)
    lp_master: Master = field(init=False)
    patience: Patience = field(init=False)
    expect: list[float] = field(init=False)
    effort: list[int] = field(init=False)
    cannot: list[bool] = field(init=False)
    best: tuple[HubWeek, ...] | None = None
    value: float = -np.inf
    bound: float = np.inf
    duals: Duals | None = None
    hard: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        hubs = len(self.problems)
        self.master, self.lp_master = Master(self.shared, hubs), Master(self.shared, hubs)
        self.expect, self.cannot = [0.0] * hubs, [False] * hubs
        self.effort = [ALONE if hubs == 1 else 1] * hubs
        seconds = np.inf if self.seconds is None else self.seconds
        self._looked, self.going = self.clock(), True
        self.patience = Patience(seconds, self.clock(), self.clock, self._ended)
        if self.before is not None:
            self.master.add(self.before.master.weeks)
            self.lp_master.add(self.before.lp_master.weeks)
            self.expect = list(self.before.expect)
        keep_room_for(hubs)

    @property
    def proven(self) -> bool:
        """Is the gap closed as far as was asked?"""
        return self.best is not None and self.bound - self.value <= self.gap * abs(self.bound) + ROUNDING

    @property
    def spare(self) -> float:
        """Guests that the bound may stay above a plan that counts as proven, with room for rounding."""
        return SPARE * self.gap * abs(self.bound) if np.isfinite(self.bound) else 0.0

    @property
    def compared(self) -> Compared | None:
        """How a hub's weeks are compared: not at all where each municipality's guests count by themselves."""
        apart = self.shared.utility is not None or self.shared.floor is not None
        return None if apart else Compared(0.0, frozenset(self.shared.shared))

    def ask_lps(self, prices: Prices) -> list[HubAnswer]:
        """Every hub's linear program at these prices."""
        return ask_all(_lp, self.problems, [prices] * len(self.problems), self.patience, self.executor, self.batches)

    def ask_weeks(self, prices: Prices, ask: Ask) -> list[HubAnswer]:
        """Every hub's best weeks at these prices."""
        known = self._known(prices)
        words = [(prices, replace(mine, known=known[h])) for h, mine in enumerate(self._asked(prices, ask))]
        found = ask_all(_weeks, self.problems, words, self.patience, self.executor, self.batches)
        self.cannot = [c or a.impossible for c, a in zip(self.cannot, found, strict=True)]
        self.expect = [max(0.0, a.lp - a.best) if a.weeks else e for a, e in zip(found, self.expect, strict=True)]
        return found

    def _known(self, prices: Prices) -> list[float]:
        """What the best week that is known of each hub is worth at these prices; a hub alone finds its own."""
        best, master = np.full(len(self.problems), -np.inf), self.master
        if master.weeks and len(best) > 1:
            hubs = np.array([week.hub for week in master.weeks])
            cost, purse = np.array([week.cost for week in master.weeks]), np.array([p.week_kr for p in self.problems])
            np.maximum.at(best, hubs, np.where(cost <= purse[hubs] + 1e-6, master.worths(prices), -np.inf))
        return [float(b) for b in best]

    def ask_without(self, prices: Prices, ask: Ask, taken: Mapping[int, Set[int]]) -> list[HubWeek]:
        """Weeks of some hubs (by number) at these prices in which they leave the stops that others have taken."""
        words: list[tuple[Prices, Ask] | None] = []
        for h, mine in enumerate(self._asked(prices, ask)):
            stop = prices.stop.copy()
            stop[list(taken.get(h, ()))] = TAKEN
            words.append((replace(prices, stop=stop), mine) if h in taken else None)
        return self._weeks_of(words)

    def ask_some(self, prices: Prices, ask: Ask, within: Mapping[int, float]) -> list[HubWeek]:
        """Weeks of some hubs (by number), each as far (guests) below its best as is said."""
        mine = enumerate(self._asked(prices, ask))
        return self._weeks_of([(prices, replace(a, within=within[h])) if h in within else None for h, a in mine])

    def _weeks_of(self, words: Sequence[tuple[Prices, Ask] | None]) -> list[HubWeek]:
        found = ask_all(_weeks, self.problems, words, self.patience, self.executor, self.batches)
        return [week for answer in found for week in answer.weeks]

    def _asked(self, prices: Prices, ask: Ask) -> list[Ask]:
        """How each hub is asked."""
        compared = self.compared
        mine = compared and replace(compared, price=prices.money)
        alone = len(self.problems) == 1
        # Nobody knows how long a hub takes. Under a limit each has its share, so that all of them answer.
        left = self.patience.seconds_left
        seconds = None if left is None or alone else SHARE * left * max(1, self.batches) / len(self.problems)
        known = self.bound if np.isfinite(self.bound) else self.value if self.best else 0.0
        sure_to = max(1e-9, self.gap * abs(known) / (4 * len(self.problems)))
        return [
            replace(
                ask, expect=self.expect[h], nodes=ask.nodes * effort, compared=mine, sure_to=sure_to, seconds=seconds,
                branches=alone or (effort >= HARD and ask.within > 0.0),
            )
            for h, effort in enumerate(self.effort)
        ]  # fmt: skip

    def try_harder(self, answers: Sequence[HubAnswer]) -> bool:
        """Give hubs that ran out twice the nodes from now on; False where all have what they may."""
        self.hard = tuple(h for h, answer in enumerate(answers) if answer.cut)
        more = [h for h, answer in enumerate(answers) if answer.cut and self.effort[h] < MOST_NODES]
        for h in more:
            self.effort[h] *= 2
        return bool(more)

    def tours_of(self, weeks: Sequence[HubWeek]) -> list[Tours]:
        """The tours of one week a hub, in the weeks' order, from whoever has listed them, however late it is."""
        numbers = [np.array([t for _, t in week.tours], np.int64) for week in weeks]
        return ask_all(_tours, self.problems, numbers, Patience(ended=lambda: False), self.executor, self.batches)

    def take_bound(self, duals: Duals, hub_bounds: float) -> bool:
        """Note a bound; True if it is the best so far, whose prices are then kept."""
        bound = self.master.bound(duals, hub_bounds)
        better = bound < self.bound - 1e-12
        if better:
            self.bound, self.duals = bound, duals
        return better

    def take_plan(self, weeks: tuple[HubWeek, ...] | None) -> None:
        """Note a season if it is the best so far; the master has its weeks then, wherever they came from."""
        if weeks is not None and (value := self.master.value(weeks)) > self.value + 1e-12:
            self.best, self.value = weeks, value
            self.master.add(weeks)

    def look_up(self) -> None:
        """Tell the watcher where we are; raise `OutOfTime` when told to end, or when time is up."""
        self._looked = self.clock()
        self.going = self.tell(self.value if self.best else None, self.bound if np.isfinite(self.bound) else None)
        self.patience.check()

    def _ended(self) -> bool:
        if self.going and self.clock() - self._looked >= EVERY_S:
            self._looked = self.clock()
            self.going = self.tell(self.value if self.best else None, self.bound if np.isfinite(self.bound) else None)
        return not self.going


def _lp(problem: HubProblem, hub: int, prices: Prices, patience: Patience) -> HubAnswer:
    return lp_bound(problem, hub, prices, patience)


NOT_ASKED = HubAnswer(0.0, 0.0, (), (), 0.0)


def _weeks(problem: HubProblem, hub: int, word: tuple[Prices, Ask] | None, patience: Patience) -> HubAnswer:
    if word is None:
        return NOT_ASKED
    return best_weeks(problem, hub, *word, patience)


def _tours(problem: HubProblem, hub: int, numbers: Ints, patience: Patience) -> Tours:
    return state_of(problem).tours.take(numbers)
