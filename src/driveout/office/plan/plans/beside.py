"""Plans of other seasons, to be compared with this season's."""

from typing import Any

from django.utils.translation import gettext as _

from driveout.office.plan.plans.shelf import Shelf, gather
from driveout.records.plan.models import Plan
from driveout.records.plan.plans.history import plan_seen_by, plans_beside

MOST_DIGITS = 18
Of = tuple[Shelf, Plan]


def of_any(shelf: Shelf, plan_id: object) -> Of | None:
    """The plan with the shelf it stands on: this season's, or another's of the organisation. Three queries at most."""
    if own := shelf.find(plan_id):
        return shelf, own
    typed = str(plan_id)
    if not typed.isdecimal() or len(typed) > MOST_DIGITS:
        return None
    found = plan_seen_by(shelf.season.organisation_id, int(typed))
    return (gather(found.season), found) if found else None


def chosen(shelf: Shelf, before: object, after: object) -> tuple[Of, Of] | None:
    """Two different plans, of which one at least is this season's; None when it is not so."""
    if not (shelf.find(before) or shelf.find(after)):
        return None
    first, second = of_any(shelf, before), of_any(shelf, after)
    return (first, second) if first and second and first[1] != second[1] else None


def options(shelf: Shelf) -> list[dict[str, Any]]:
    """One plan of each other season, for a list. One query."""
    return [{"value": plan.id, "word": _word(plan), "season": plan.season_id} for plan in plans_beside(shelf.season)]


def _word(plan: Plan) -> str:
    kind = _("den godkendte plan") if plan.approved_at else _("den nyeste plan")
    return _("%(season)s: %(plan)s") % {"season": plan.season.name, "plan": plan.name or kind}
