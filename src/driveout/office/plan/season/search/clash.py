"""The wishes that clash, each with a way to let go of it."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from driveout.look.language import either
from driveout.office.plan.season.asked.facts import Facts
from driveout.records.plan.models import Forbidden, PlanRun
from driveout.records.plan.wishes.dropping import stop_and_wish

# Limits that are no wish of a stop's: where they are set.
REGISTERS = {"hours": "employees", "vans": "vans", "volunteers": "volunteers", "budget": "terms", "floor": "terms"}


def clash(facts: Facts, run: PlanRun) -> list[dict[str, Any]]:
    """One query when there are any."""
    if not run.clash:
        return []
    banned = set(Forbidden.objects.filter(season=facts.season).values_list("stop_id", "weekday"))
    return [_wish(facts, said, banned) for said in run.clash]


def _wish(facts: Facts, said: dict[str, str], banned: set[tuple[int, int | None]]) -> dict[str, Any]:
    key = said.get("key", "")
    row: dict[str, Any] = {"text": either(said["da"], said["en"]), "drop": "", "gone": False, "href": "", "word": ""}
    of_stop = stop_and_wish(key, [stop.name for stop in facts.stops])
    if of_stop is None:
        href = _register(facts, key)
        return {**row, "href": href, "word": _("Ret det") if href else ""}
    name, what, day = of_stop
    stop = next(stop for stop in facts.stops if stop.name == name)
    there = {
        "pin": (stop.id, day) in facts.pinned,
        "forbid": (stop.id, day) in banned,
        "visit": stop.visits_min > 0,
    }
    return {**row, "drop": key if there[what] else "", "gone": not there[what]}


def _register(facts: Facts, key: str) -> str:
    slug = REGISTERS.get(key.partition(":")[0])
    return reverse("office:register", args=(facts.season.id, slug)) if slug else ""
