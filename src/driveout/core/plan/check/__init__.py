"""The independent checker: does a plan keep every rule of docs/explanation/rules-of-a-plan.md?

It shares no code with the planner, only words, the reach table and the list of public holidays, and does every sum
anew. It judges any plan, also one not made here: what cannot be read is reported under “form” and left out of the
other rules.
"""

from collections.abc import Callable, Iterator

from driveout.core.plan.check import crew, form, money, numbers, tours, week, wishes
from driveout.core.plan.check.desk import Desk
from driveout.core.plan.check.said import Finding
from driveout.core.words import Breach, Plan, Season, Verdict

# Key → where the rule is tried; keys are stable, the numbers are those of rules-of-a-plan.md.
RULES: dict[str, Callable[[Desk], Iterator[Finding]]] = {
    "form": form.form,
    "1 stops and hubs": week.stops_and_hubs,
    "2 visits": week.visits,
    "3 lengths": week.lengths,
    "4 windows": week.windows,
    "5 start": week.start,
    "6 one van, one employee": tours.one_van_one_employee,
    "7 times": tours.times,
    "8 workday": tours.workday,
    "9 break": tours.breaks,
    "10 hours": crew.hours,
    "11 rest": crew.rest,
    "12 volunteers": crew.volunteers,
    "13 cost": money.cost,
    "14 budget": money.budget,
    "15 pins": wishes.pins,
    "16 forbidden": wishes.forbidden,
    "17 floor": wishes.floor,
    "18 guests": numbers.guests,
    "19 objective": numbers.objective,
    "20 bound": numbers.bound,
}


def check(season: Season, plan: Plan) -> Verdict:
    """Try every rule. Each breach says where, what stands and what was expected. Never raises for a bad plan."""
    desk = Desk(season, plan)
    breaches = tuple(
        Breach(rule, where.en, sentence.en, where.da, sentence.da)
        for rule, find in RULES.items()
        for where, sentence in find(desk)
    )
    return Verdict(tuple(RULES), breaches)
