"""Where work stands in the line, and what it waits for."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from driveout.office import say
from driveout.records.plan.work.in_line import InLine


def place(ahead: Sequence[InLine], organisation_id: int) -> str:
    """“Nr. 3 i køen. Venter på: planen for «Efterår 2026» og 1 til.” Empty when nothing is ahead.

    What other organisations work on is nobody else's business.
    """
    if not ahead:
        return ""
    first, more = ahead[0], len(ahead) - 1
    told = {"n": say.number(len(ahead) + 1), "what": _called(first, organisation_id)}
    if more:
        told["more"] = ngettext("%(n)s til", "%(n)s til", more) % {"n": say.number(more)}
        return _("Nr. %(n)s i køen. Venter på: %(what)s og %(more)s.") % told
    return _("Nr. %(n)s i køen. Venter på: %(what)s.") % told


def _called(work: InLine, organisation_id: int) -> str:
    if work.organisation_id != organisation_id:
        return _("en anden organisation")
    words = {
        "": _("planen for «%(season)s»"),
        "budget": _("kurven over penge for «%(season)s»"),
        "fairness": _("kurven over kommuner for «%(season)s»"),
        "hubs": _("tallene for hver hub i «%(season)s»"),
    }
    return words[work.of] % {"season": work.season}
