"""Whose a stop is: the hub's that serves it in the plan that holds, else its home hub's.

Who may serve it, the planner asks; who may change it, is asked here: a hub that only stands ready has no say.
"""

from collections.abc import Collection, Mapping

from driveout.records.plan.models import MayServe, Opening, Plan, Stop
from driveout.records.plan.plans.history import newest_and_approved


def plan_that_holds(season_id: int) -> Plan | None:
    """The approved plan, else the newest. One query."""
    newest, approved = newest_and_approved(season_id)
    return approved or newest


def serving_in(plan: Plan | None) -> dict[int, set[int]]:
    """By stop, the hubs that serve it in a plan. One query, and no objects: there are hundreds of rows."""
    found: dict[int, set[int]] = {}
    if plan is not None:
        for stop, hub in Opening.objects.filter(plan=plan).values_list("stop_id", "hub_id"):
            found.setdefault(stop, set()).add(hub)
    return found


def whose(stop: int, serving: Mapping[int, set[int]], may_serve: Collection[int]) -> set[int]:
    """The hubs that a stop is of. `serving`: as in the plan that holds. `may_serve`: home first."""
    return serving.get(stop) or set(list(may_serve)[:1])


def hubs_of(stop: Stop) -> list[str]:
    """Keys of the hubs that a stop is of. Three queries at most."""
    plan = plan_that_holds(stop.season_id)
    serving = Opening.objects.filter(plan=plan, stop=stop).values_list("hub__where", flat=True) if plan else ()
    home = MayServe.objects.filter(stop=stop).values_list("hub__where", flat=True)[:1]
    return [str(where) for where in sorted(set(serving)) or home]
