"""What hubs answered at prices, remembered by all that they were told: a hub that is the same answered already."""

from collections import OrderedDict
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
)
NEARER = Ask(within=0.75, most=300, nodes=20_000_000)  # of a hub that changed, where the rest is listed shortly
SOME, ONE = Ask(most=5, nodes=20_000_000), Ask(most=1, nodes=20_000_000)
FOUND, SPENDING = 1.0, (0.0, 0.5, 0.8, 1.25, 2.0)  # times the price of money: cheaper and dearer weeks fit a budget
MOST_ANSWERS = 1_000  # that are remembered: 15 hubs and some hundred changes


@dataclass(eq=False)
class HubAnswers:
    """By what was asked: the answer. Beside it weeks of the hub that a search came upon, by the hub's key, and cheaper
    or dearer ones, by what was asked and so many times the price of money. Who was not asked longest is forgotten."""

    answers: OrderedDict[str, HubAnswer] = field(default_factory=OrderedDict)
    beside: OrderedDict[tuple[str, float], list[HubWeek]] = field(default_factory=OrderedDict)

    def learn(self, problem: Problem, weeks: Iterable[HubWeek]) -> None:
        """Keep the weeks that a search came upon, in place of those that it had."""
        found: dict[tuple[str, float], list[HubWeek]] = {}
        for week in weeks:
            if week.tours or not week.serves:
                found.setdefault((problem.hubs[week.hub].key, FOUND), []).append(week)
        self.beside.update(found)

    def answer(self, problem: Problem, h: int, prices: Prices, ask: Ask = LISTS[0]) -> HubAnswer:
        """A hub's best weeks at these prices, and the bound on all others. `ask`: how far they are listed."""
        shared = problem.shared
        one_of_alike = Compared(prices.money, frozenset(shared.shared)) if can_be_merged(shared) else None
        return self._asked(problem, h, prices, replace(ask, compared=one_of_alike))

    def bound(self, problem: Problem, h: int, prices: Prices) -> HubAnswer:
        """The same without the list, which is quicker where hubs are hard."""
        if asked(problem, h, prices, LISTS[0]) in self.answers:
            return self.answer(problem, h, prices)
        return self._asked(problem, h, prices, ONE)

    def _asked(self, problem: Problem, h: int, prices: Prices, ask: Ask) -> HubAnswer:
        key = asked(problem, h, prices, ask)
        if key not in self.answers:
            self.answers[key] = best_weeks(problem.hubs[h], h, prices, ask)
            if len(self.answers) > MOST_ANSWERS:
                self.answers.popitem(last=False)
        self.answers.move_to_end(key)
        return self.answers[key]

    def known(
        self, problem: Problem, h: int, prices: Prices, spending: Sequence[float] = ()
    ) -> tuple[list[HubWeek], str]:
        """A hub's weeks beside its best, and a word for which; `spending`: at so many times the price of money too."""
        hub, weeks, told = problem.hubs[h], list[HubWeek](), ""
        for times in (FOUND, *(spending if problem.shared.budget is not None else ())):
            key = (hub.key if times == FOUND else asked(problem, h, prices, SOME), times)
            if key not in self.beside and times != FOUND:
                self.beside[key] = list(best_weeks(hub, h, replace(prices, money=times * prices.money), SOME).weeks)
                if len(self.beside) > MOST_ANSWERS:
                    self.beside.popitem(last=False)
            if key in self.beside:
                self.beside.move_to_end(key)
                weeks += self.beside[key]
                told += f"|{times}:{len(self.beside[key])}"  # those that a search came upon only become more
        return [week if week.hub == h else replace(week, hub=h) for week in weeks], told


def prices_at(problem: Problem, duals: Duals) -> Prices:
    """What hubs are told at these duals."""
    return Master(problem.shared, len(problem.hubs)).told(duals)


def asked(problem: Problem, h: int, prices: Prices, ask: Ask) -> str:
    """A fingerprint of a question: which hub, what it is told of its stops, how far it lists."""
    hub = problem.hubs[h]
    mine = list(hub.stops)
    said = b"".join(part[mine].tobytes() for part in (prices.gain, prices.guest, prices.stop))
    told = blake2b(said + repr(prices.money).encode(), digest_size=16).hexdigest()
    return f"{ask.within}|{ask.most}|{h}|{hub.key}|{told}"
