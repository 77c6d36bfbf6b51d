"""A limit of somebody's own: the form, what was typed in it, and what is wrong with that."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from driveout.office import say
from driveout.records.plan.models import Frontier
from driveout.records.plan.models.frontier import Of

LEAST, MOST = 0.1, 3.0  # shares of the budget now
LONGEST = 20  # characters; no amount is longer


@dataclass(frozen=True)
class Asked:
    """What was typed, and either the limit (kr. a week, or a share of 1) or what is wrong."""

    typed: str = ""
    limit: float | None = None
    fault: str = ""


def form(of: Of, budget: float | None, asked: Asked | None) -> dict[str, Any]:
    """For the template."""
    asked = asked or Asked()
    if of == Of.BUDGET:
        label = _("Dit eget budget, kr. om ugen")
        hint = _("Fra %(least)s til %(most)s.") % _kroner(budget)
    else:
        label = _("Dit eget krav, % til hver kommune")
        hint = _("Fra 1 til 100.")
    return {"label": label, "hint": hint, "typed": asked.typed, "fault": asked.fault}


def read(of: Of, typed: str, budget: float | None) -> Asked:
    """The limit as it was typed in the language of the page."""
    typed = typed.strip()
    number = _number(typed)
    if not typed:
        return Asked(typed, fault=_("Skriv et tal."))
    if number is None:
        return Asked(typed[:80], fault=_("«%(typed)s» er ikke et tal. Skriv det med cifre.") % {"typed": typed[:40]})
    if of == Of.BUDGET:
        if budget is None or not LEAST * budget <= number <= MOST * budget:
            return Asked(
                typed, fault=_("Budgettet skal være fra %(least)s til %(most)s kr. om ugen.") % _kroner(budget)
            )
        return Asked(typed, round(number, 2))
    if not 1 <= number <= 100:
        return Asked(typed, fault=_("Kravet skal være fra 1 til 100 %."))
    return Asked(typed, round(number / 100, 4))


def said(of: Of, limit: float) -> str:
    """“80 %” or “120.000 kr.”"""
    if of == Of.BUDGET:
        return _("%(kr)s kr.") % {"kr": say.number(limit)}
    return _("%(value)s %%") % {"value": say.number(100 * limit, 0 if float(100 * limit).is_integer() else 1)}


def not_kept(row: Frontier) -> str:
    """That no plan was found within the limit; empty when one was, or none was asked for."""
    limit = row.held.get("own")
    if limit is None or row.under_way or any(point.get("own") for point in row.points if _is_at(point, row, limit)):
        return ""
    return _("Vi fandt ingen plan, der holder %(limit)s.") % {"limit": said(Of(row.of), limit)}


def _is_at(point: dict[str, Any], row: Frontier, limit: float) -> bool:
    return bool(point["budget_kr_a_week" if row.of == Of.BUDGET else "floor_share"] == limit)


def _kroner(budget: float | None) -> dict[str, str]:
    return {"least": say.number(LEAST * (budget or 0)), "most": say.number(MOST * (budget or 0))}


def _number(typed: str) -> float | None:
    """“120.000”, “120 000 kr.”, “62,5 %”; in English “120,000” and “62.5%”."""
    bare = typed.lower().removesuffix("%").removesuffix("kr.").removesuffix("kr").replace("\u00a0", "").replace(" ", "")
    thousands, point = (".", ",") if get_language() == "da" else (",", ".")
    bare = bare.replace(thousands, "").replace(point, ".")
    digits = bare.replace(".", "", 1)
    if len(bare) > LONGEST or not (digits.isascii() and digits.isdigit()):
        return None
    return float(bare)
