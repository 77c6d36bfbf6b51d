"""The first plan keeps the wishes too, so that a search stopped early has something to show."""

from dataclasses import replace

from driveout.core.plan.check import check
from driveout.core.plan.draft import Effort, draft
from driveout.core.simulate.small_town import small_town
from driveout.core.words import Forbidden, Pin, Plan, Season


def first_plan(season: Season) -> Plan:
    """What a search has that is stopped as soon as anything is found."""
    return draft(season, Effort(processes=0), watch=lambda progress: progress.found is None)


def test_a_pinned_and_a_forbidden_stop():
    town = small_town()
    pinned, banned = town.stops[5], town.stops[0]
    day = pinned.windows[0].weekday
    asked = replace(
        town,
        stops=tuple(replace(s, visits_min=1) if s.name == pinned.name else s for s in town.stops),
        pins=(Pin(pinned.name, day),),
        forbidden=(Forbidden(banned.name),),
    )
    plan = first_plan(asked)
    assert check(asked, plan).breaches == ()
    assert [o.weekday for o in plan.openings if o.stop == pinned.name] == [day]
    assert banned.name not in {o.stop for o in plan.openings}


def test_a_budget_that_wishes_nearly_use_up():
    town = small_town()
    asked = replace(town, stops=tuple(replace(s, visits_min=1) for s in town.stops))
    least = draft(replace(asked, terms=replace(asked.terms, guests_per_1000_kr=1000.0)), Effort(processes=0))
    tight = replace(asked, terms=replace(asked.terms, budget_kr_a_week=1.2 * least.cost_kr_a_week))
    plan = first_plan(tight)
    assert check(tight, plan).breaches == ()
    assert {o.stop for o in plan.openings} == {s.name for s in town.stops}
