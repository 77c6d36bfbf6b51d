"""What was said of the wishes in a plan, and what they became: “sagt −3,0, blev −2,2”."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from driveout.office import say
from driveout.office.plan.season.changes.sentences import plain_sentence, when
from driveout.office.plan.season.stop.answers import signed
from driveout.records.plan.models import Plan
from driveout.records.plan.models.change import Kind


def kept(plan: Plan | None) -> dict[str, Any] | None:
    """Plain values for the template; None where nothing was said of what went into the plan. No query."""
    told = plan.kept if plan else {}
    if not told:
        return None
    wishes = [
        {"what": _what(wish), "said": _("sagt %(n)s") % {"n": signed(wish["said"], 1)}} for wish in told["wishes"]
    ]
    return {
        "title": ngettext("Ønsket, der kom med i planen", "Ønskerne, der kom med i planen", len(wishes)),
        "wishes": wishes,
        "sum": _sum(told),
        "notes": _notes(told),
        "broken": told["holds"] is False,
    }


def short(plan: Plan | None) -> str:
    """“Sagt −3,0, blev −2,2.” Empty where nothing was said."""
    return _sum(plan.kept) if plan and plan.kept else ""


def _sum(told: dict[str, Any]) -> str:
    said = signed(told["said"], 1)
    if told["became"] is None:
        return _("Sagt %(said)s gæster om ugen.") % {"said": said}
    became = signed(told["became"], 1)
    if len(told["wishes"]) == 1:
        return _("Sagt %(said)s, blev %(became)s gæster om ugen.") % {"said": said, "became": became}
    return _("Sagt %(said)s i alt, blev %(became)s gæster om ugen.") % {"said": said, "became": became}


def _notes(told: dict[str, Any]) -> list[str]:
    """What belongs to the figures: within what it was to be, who went in together, what it cannot be held against."""
    notes = []
    if told["high"] - told["low"] >= 0.05:
        low, high = signed(told["low"], 1), signed(told["high"], 1)
        notes.append(_("Det skulle ligge mellem %(low)s og %(high)s.") % {"low": low, "high": high})
    if told["holds"] is False and not told["proven"]:
        notes.append(_("Planen er ikke bevist endnu. Derfor kan den ligge under det, der blev sagt."))
    elif told["holds"] is False:
        notes.append(_("Det gjorde det ikke."))
    if len(told["wishes"]) > 1:
        notes.append(_("Ønskerne kom med på samme tid, så kun summen kan måles."))
    if told["became"] is None:
        notes.append(_("Andre tider holdes fast nu, så det kan ikke måles, hvad det blev til."))
    if told["others"]:
        n = told["others"]
        also = ngettext(
            "%(n)s anden ændring kom med på samme tid. Ingen havde regnet på den.",
            "%(n)s andre ændringer kom med på samme tid. Ingen havde regnet på dem.", n,
        )  # fmt: skip
        notes.append(also % {"n": say.number(n)})
    return notes


def _what(wish: dict[str, Any]) -> str:
    if wish["kind"] == Kind.HOUR:
        return f"{wish['stop']}: {when(wish['day'] or 0, wish['amount'])}"
    return plain_sentence(wish["stop"], Kind(wish["kind"]), wish["amount"])
