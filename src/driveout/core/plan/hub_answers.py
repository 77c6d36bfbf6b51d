"""What hubs answered at prices, remembered by all that they were told: a hub that is the same answered already."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b

from driveout.core.plan.build import Problem
from driveout.core.plan.fitting import can_be_merged
from driveout.core.solve.master import Duals, Master
from driveout.core.solve.problem import HubWeek, Prices
from driveout.core.solve.week_search import Compared
from driveout.core.solve.weeks import Ask, HubAnswer, best_weeks

# How far below its hub's best a week is listed (guests): further where the best season that fits is far from the bound.
LISTS = (
    Ask(within=0.25, most=200, nodes=20_000_000),
    Ask(within=1.5, most=400, nodes=40_000_000),
    Ask(within=10.0, most=1_000, nodes=100_000_000),
    Ask(within=0.75, most=300, nodes=20_000_000),
)
NEARER = 3  # the place of a list in between, where the rest is listed shortly
SOME, ONE = Ask(most=5, nodes=20_000_000), Ask(most=1, nodes=20_000_000)
BOUND = -1  # no place in LISTS: the best alone


@dataclass(eq=False)
class HubAnswers:
    """By what was asked: the answer. By hub's key: `weeks` that are known beside it, `spent` at which
    prices of money."""

    answers: dict[str, HubAnswer] = field(default_factory=dict)
    weeks: dict[str, list[HubWeek]] = field(default_factory=dict)
    spent: set[tuple[str, float]] = field(default_factory=set)

    def learn(self, problem: Problem, weeks: Iterable[HubWeek]) -> None:
        """Keep weeks that a search came upon."""
        for week in weeks:
            if week.tours or not week.serves:
                self.weeks.setdefault(problem.hubs[week.hub].key, []).append(week)

    def answer(self, problem: Problem, h: int, prices: Prices, deep: int = 0) -> HubAnswer:
        """A hub's best weeks at these prices, and the bound on all others. `deep`: the place in LISTS."""
        key = asked(problem, h, prices, deep)
        if key not in self.answers:
            shared = problem.shared
            one_of_alike = Compared(prices.money, frozenset(shared.shared)) if can_be_merged(shared) else None
            self.answers[key] = best_weeks(problem.hubs[h], h, prices, replace(LISTS[deep], compared=one_of_alike))
        return self.answers[key]

    def bound(self, problem: Problem, h: int, prices: Prices) -> HubAnswer:
        """The same without the list, which is quicker where hubs are hard."""
        listed, key = asked(problem, h, prices, 0), asked(problem, h, prices, BOUND)
        if listed not in self.answers and key not in self.answers:
            self.answers[key] = best_weeks(problem.hubs[h], h, prices, ONE)
        return self.answers.get(listed) or self.answers[key]

    def known(self, problem: Problem, h: int, prices: Prices, spending: Sequence[float] = ()) -> list[HubWeek]:
        """A hub's weeks beside its best; `spending`: also those at so many times the price of money."""
        hub = problem.hubs[h]
        known = self.weeks.setdefault(hub.key, [])
        if problem.shared.budget is not None:
            for times in spending:
                if (hub.key, times) not in self.spent:
                    self.spent.add((hub.key, times))
                    known += best_weeks(hub, h, replace(prices, money=times * prices.money), SOME).weeks
        return [week if week.hub == h else replace(week, hub=h) for week in known]


def prices_at(problem: Problem, duals: Duals) -> Prices:
    """What hubs are told at these duals."""
    return Master(problem.shared, len(problem.hubs)).told(duals)


def asked(problem: Problem, h: int, prices: Prices, deep: int) -> str:
    """A fingerprint of a question: which hub, what it is told of its stops, how deep it lists."""
    hub = problem.hubs[h]
    mine = list(hub.stops)
    said = b"".join(part[mine].tobytes() for part in (prices.gain, prices.guest, prices.stop))
    return f"{deep}|{h}|{hub.key}|{blake2b(said + repr(prices.money).encode(), digest_size=16).hexdigest()}"
