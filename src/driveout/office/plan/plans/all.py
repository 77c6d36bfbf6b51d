"""All plans of a season: what each reaches and costs, which one holds, and two to compare."""

from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from driveout.office import say
from driveout.office.plan.plans.beside import options
from driveout.office.plan.plans.decisions import decisions
from driveout.office.plan.plans.one import binds_nobody, stale
from driveout.office.plan.plans.shelf import Shelf, heading, made, reach
from driveout.records.plan.models import Plan


def all_plans(shelf: Shelf, asked: QueryDict) -> dict[str, Any]:
    """Plain values for the template. Two queries: what was decided, and the plans of other seasons; two more to
    compare what stands in the open."""
    n = len(shelf.plans)
    return {
        "season": heading(shelf.season),
        "text": ngettext("%(n)s plan", "%(n)s planer", n) % {"n": say.number(n)},
        "holds": _holds(shelf),
        "rows": [_row(shelf, plan) for plan in shelf.plans],
        "compare": _choices(shelf, asked) if n else None,
        "faults": _faults(asked),
        "decisions": decisions(shelf, [plan.id for plan in shelf.plans]) if shelf.plans else [],
    }


def _faults(asked: QueryDict) -> str:
    """Only reached when two were asked for and could not be compared."""
    if "fra" not in asked and "til" not in asked:
        return ""
    return _("Du har valgt den samme plan to gange, eller en plan, der ikke er her. Vælg to forskellige planer.")


def _choices(shelf: Shelf, asked: QueryDict) -> list[dict[str, Any]] | None:
    """Two lists; from the start what there is to compare with, against the newest. None when there is but one plan."""
    newest = shelf.plans[0]
    beside = options(shelf)
    others = [plan for plan in (shelf.approved, *shelf.plans[1:2]) if plan and plan != newest]
    came_from = next((option for option in beside if option["season"] == shelf.season.copy_of_id), None)
    if not others and not beside:
        return None
    other = str(others[0].id) if others else str((came_from or beside[0])["value"])
    picked = (asked.get("fra") or other, asked.get("til") or str(newest.id))
    return [
        {
            "name": name,
            "label": label,
            "options": [_option(shelf, plan, chosen) for plan in shelf.plans],
            "beside": [{**option, "chosen": str(option["value"]) == chosen} for option in beside],
        }
        for name, label, chosen in (("fra", _("Fra"), picked[0]), ("til", _("Til"), picked[1]))
    ]


def _option(shelf: Shelf, plan: Plan, chosen: str) -> dict[str, Any]:
    word = f"{shelf.name(plan)}, {say.moment(plan.made_at)}"
    return {"value": plan.id, "word": word, "chosen": str(plan.id) == chosen}


def _row(shelf: Shelf, plan: Plan) -> dict[str, Any]:
    return {
        "id": plan.id,
        "name": shelf.name(plan),
        "tags": shelf.tags(plan),
        "why": plan.why,
        "made": made(plan),
        "chosen": plan.approved_at is not None,
        **reach(plan),
        "kr": say.number(plan.cost_kr),
        "driving": say.hours(plan.driving_minutes),
    }


def _holds(shelf: Shelf) -> dict[str, Any] | None:
    """Which plan holds, and what anybody can read."""
    if not shelf.plans:
        return None
    approved, public = shelf.approved, shelf.public
    if told := binds_nobody(shelf.season):
        return {"kind": "", "icon": "info", "text": told}
    if shelf.before:
        text = _("Offentlige tider er stadig fra «%(name)s», til en plan herfra er godkendt og offentlig.")
        return {"kind": "warn", "icon": "triangle-alert", "text": text % {"name": shelf.before.name}}
    if approved is None and public is None:
        return {"kind": "", "icon": "info", "text": _("Ingen plan er godkendt endnu. Åbn en plan for at godkende den.")}
    if public is None and approved:
        text = _("%(plan)s er godkendt. Tiderne er ikke offentlige.") % {"plan": shelf.quoted(approved)}
        return {"kind": "ok", "icon": "check", "text": text}
    if public and public == approved:
        text = _("%(plan)s er godkendt, og alle kan læse tiderne.") % {"plan": shelf.quoted(public)}
        if old := stale(shelf):
            text = f"{text} {old} " + _("Åbn planen for at offentliggøre igen.")
            return {"kind": "warn", "icon": "triangle-alert", "text": text, "public": True}
        return {"kind": "ok", "icon": "check", "text": text, "public": True}
    text = _("Offentlige tider er stadig fra %(plan)s, og den er ikke den godkendte plan.") % {
        "plan": shelf.quoted(public) if public else ""
    }
    return {"kind": "warn", "icon": "triangle-alert", "text": text, "public": True}
