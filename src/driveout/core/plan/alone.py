"""A season of one hub, which shares its money and its stops with nobody: its best week, without prices."""

from dataclasses import replace

import numpy as np

from driveout.core.plan.build import Problem
from driveout.core.plan.fitting import can_be_merged
from driveout.core.plan.found import Found, Impossible, NotFound
from driveout.core.plan.merging import FITS
from driveout.core.solve.master import Master
from driveout.core.solve.problem import Prices
from driveout.core.solve.weeks import Ask, best_weeks

ONE, SPEND = Ask(most=1), Ask(most=1, nodes=200_000_000)


def is_alone(problem: Problem) -> bool:
    """Is there one hub, and nothing that weighs one stop against another?"""
    return len(problem.hubs) == 1 and not problem.shared.shared and can_be_merged(problem.shared)


def alone(problem: Problem) -> Found:
    """The hub keeps the budget itself. Raises Impossible or NotFound."""
    shared, master = problem.shared, Master(problem.shared, 1)
    money = np.inf if shared.budget is None else shared.budget + FITS
    ones, nothing = np.ones(len(shared.municipality)), np.zeros(len(shared.municipality))
    hub = replace(problem.hubs[0], week_kr=money)
    # Without a price more weeks are as good as the best, and more must be looked at.
    answer = best_weeks(
        hub, 0, Prices(shared.money_worth, ones, nothing, nothing), ONE if shared.money_worth else SPEND
    )
    if not answer.weeks:
        raise Impossible if answer.impossible else NotFound
    value = master.value(answer.weeks[:1])
    at_most = max(value, answer.best + master.constant)
    return Found(replace(problem, hubs=(hub,)), answer.weeks[:1], value, at_most)
