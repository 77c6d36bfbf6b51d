"""One hub with money of its own: its week made anew within that, beside the others' weeks as they are."""

from dataclasses import replace

import numpy as np

from driveout.core.plan.build import Problem
from driveout.core.plan.found import Found
from driveout.core.plan.hub_answers import SOME, prices_at
from driveout.core.plan.merging import FITS
from driveout.core.solve.master import Duals, Master
from driveout.core.solve.problem import HubWeek
from driveout.core.solve.weeks import Ask, best_weeks

CHEAPER = (0.9, 0.8, 0.65, 0.5, 0.25)  # times the price of money
SPEND = Ask(most=1, nodes=200_000_000)


def richer(problem: Problem, h: int, weeks: tuple[HubWeek, ...], duals: Duals) -> Found:
    """The season of these weeks with that of one hub made anew within the problem's budget; `at_most` is not known.

    The hub's weeks come from its search with the money as a limit, and from searches at lower and lower prices of
    money, which find good ones where the first runs out of time.
    """
    others = [week for week in weeks if week.hub != h]
    most = (problem.shared.budget or 0.0) - sum(week.cost for week in others) + FITS
    prices = prices_at(problem, duals)
    free = replace(prices, money=problem.shared.money_worth)
    limited = replace(problem.hubs[h], week_kr=most)
    asked = [(limited, free, SPEND)]
    asked += [(problem.hubs[h], replace(prices, money=times * prices.money), SOME) for times in CHEAPER]
    master = Master(problem.shared, len(problem.hubs))
    best = Found(problem, weeks, master.value(weeks), np.inf)
    for hub, told, ask in asked:
        hubs = (*problem.hubs[:h], hub, *problem.hubs[h + 1 :])
        for week in best_weeks(hub, h, told, ask).weeks:
            season = tuple(sorted((*others, week), key=lambda one: one.hub))
            if week.cost <= most and master.holds(season) and (value := master.value(season)) > best.value:
                best = Found(replace(problem, hubs=hubs), season, value, np.inf)
    return best
