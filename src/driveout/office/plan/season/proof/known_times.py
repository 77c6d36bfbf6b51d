"""The times people know from the plan before: how many of them stand, and what planning again holds on to."""

from typing import Any

from django.utils.translation import gettext as _

from driveout.office import say
from driveout.office.plan.season.asked.facts import Facts
from driveout.records.plan.models import Plan


def stayed(facts: Facts) -> str:
    """“112 af 118 tider er de samme.” Empty when the plan was made without regard to another."""
    if not facts.followed:
        return ""
    values = {"same": say.number(facts.stayed), "all": say.number(len(facts.followed))}
    return _("%(same)s af %(all)s kendte tider er de samme.") % values


def holds_on(facts: Facts, known: Plan | None) -> dict[str, Any] | None:
    """What the next search holds on to, for its form; None when there is nothing, or moving costs nothing."""
    price = facts.terms.change_price_guests
    if known is None or not price:
        return None
    if known.approved_at:
        text = _("Holder fast ved de godkendte tider: hver flyttet tid skal opvejes af %(n)s gæster på sæsonen.")
    else:
        text = _("Holder fast ved de offentlige tider: hver flyttet tid skal opvejes af %(n)s gæster på sæsonen.")
    return {"text": text % {"n": say.number(price)}}
