"""The wishes that clash, each with a way to let go of it."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from driveout.core.words import WishKind
from driveout.look.language import either
from driveout.office.plan.season.asked.facts import Facts
from driveout.records.plan.models import Forbidden, PlanRun
from driveout.records.plan.wishes.dropping import wish_of

# Limits that are no wish of a stop's: where they are set.
REGISTERS = {
    WishKind.HOURS: "employees",
    WishKind.VANS: "vans",
    WishKind.VOLUNTEERS: "volunteers",
    WishKind.BUDGET: "terms",
    WishKind.FLOOR: "terms",
}


def clash(facts: Facts, run: PlanRun) -> list[dict[str, Any]]:
    """One query when there are any."""
    if not run.clash:
        return []
    banned = set(Forbidden.objects.filter(season=facts.season).values_list("stop_id", "weekday"))
    return [_wish(facts, said, banned) for said in run.clash]


def _wish(facts: Facts, said: dict[str, Any], banned: set[tuple[int, int | None]]) -> dict[str, Any]:
    wish = wish_of(said.get("key", ""))
    row: dict[str, Any] = {"text": either(said["da"], said["en"]), "drop": "", "gone": False, "href": "", "word": ""}
    if wish is None:
        return row
    if slug := REGISTERS.get(wish.kind):
        return {**row, "href": reverse("office:register", args=(facts.season.id, slug)), "word": _("Ret det")}
    told = "stop" in said  # else it was kept before rows were told
    stop = next((one for one in facts.stops if (one.pk == said["stop"] if told else one.name == wish.stop)), None)
    if stop is None:
        return row
    there = {
        WishKind.PIN: (stop.id, wish.day) in facts.pinned,
        WishKind.FORBID: (stop.id, wish.day) in banned,
        WishKind.VISIT: stop.visits_min > 0,
    }
    return {**row, "drop": wish.key if there[wish.kind] else "", "stop": stop.pk, "gone": not there[wish.kind]}
