"""What was done with a season's plans, by whom, when and why: the trace in plain words."""

from typing import Any

from django.utils.translation import gettext as _

from driveout.office import say
from driveout.office.plan.plans.shelf import Shelf, who
from driveout.records.plan.plans import history
from driveout.records.trust.models import Trace


def decisions(shelf: Shelf, plan_ids: list[int]) -> list[dict[str, str]]:
    """Newest first. One query."""
    names = {f"plan {plan.id}": shelf.quoted(plan) for plan in shelf.plans}
    return [_decision(trace, names) for trace in history.decisions_about(plan_ids)]


def _decision(trace: Trace, names: dict[str, str]) -> dict[str, Any]:
    said = {
        history.NAMED: _("%(who)s skrev navn og note til %(plan)s"),
        history.APPROVED: _("%(who)s godkendte %(plan)s"),
        history.TAKEN_BACK: _("%(who)s tog godkendelsen af %(plan)s tilbage"),
        history.PUBLISHED: _("%(who)s offentliggjorde tiderne fra %(plan)s"),
        history.TAKEN_DOWN: _("%(who)s tog tiderne fra %(plan)s ned"),
    }
    person = who(trace.who) or _("Planlæggeren")
    return {
        "when": say.moment(trace.at),
        "sentence": say.capital(said[trace.what] % {"who": person, "plan": names.get(trace.about, "")}),
        "why": str(trace.details.get("why") or ""),
    }
