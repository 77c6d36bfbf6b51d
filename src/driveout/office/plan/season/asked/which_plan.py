"""Which plan the page shows, and whether it is the one that holds."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from driveout.records.plan.models import Plan, Season
from driveout.records.plan.plans.history import newest_and_approved
from driveout.records.team.models import Member
from driveout.records.team.rules import may_plan

NEWEST = "nyeste"  # in the address: the newest plan, although another one holds


@dataclass(frozen=True)
class Shown:
    """`plan`: what is looked at. `newest`, `approved`: the same one, another, or none."""

    plan: Plan | None
    newest: Plan | None
    approved: Plan | None


def shown(season_id: int, member: Member, asked: QueryDict) -> Shown:
    """Who plans works on the newest plan. To everybody else the approved one is the week, and the newest is a draft
    that they may ask for. One query."""
    newest, approved = newest_and_approved(season_id)
    drafts = may_plan(member) or asked.get(NEWEST) == "1"
    return Shown(newest if drafts or approved is None else approved, newest, approved)


def standing(season: Season, shown: Shown, member: Member, drafts: str, holds: str) -> dict[str, Any] | None:
    """Does the week that is shown hold, and where is the other one? `drafts`, `holds`: the page with the one or the
    other plan. None without a plan, and in a scenario, where nothing is approved. No query."""
    if shown.plan is None or season.is_scenario:
        return None
    found: dict[str, Any] = {"kind": "warn", "icon": "circle-alert", "word": _("Ikke godkendt"), "href": "", "to": ""}
    if shown.plan == shown.approved:
        found |= {"kind": "ok", "icon": "check", "word": _("Godkendt")}
        if shown.newest != shown.approved:
            found |= {"href": drafts, "to": _("Se den nyeste plan")}
    elif shown.approved:
        there = reverse("office:plan", args=(season.id, shown.approved.id)) if may_plan(member) else holds
        found |= {"href": there, "to": _("Se planen, der gælder")}
    return found
