"""What people changed between two plans of one season: what, by whom, and why."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from driveout.office import hidden, say
from driveout.office.plan.plans.shelf import Shelf
from driveout.office.plan.registers import edits
from driveout.office.plan.season.changes.sentences import sentence
from driveout.records.plan import queries
from driveout.records.plan.models import Change, Plan
from driveout.records.plan.plans import history
from driveout.records.team.models import Member
from driveout.records.team.rules import may_see_crew


def between(shelf: Shelf, first: Plan, second: Plan, member: Member) -> list[dict[str, Any]]:
    """Oldest first, from when the older plan's search read the season to when the newer's did. At most four queries."""
    when = history.read_at([first, second]).values()
    since, until = min(when), max(when)
    if since == until:
        return []
    changes, edited = history.changes_between(shelf.season.id, since, until)
    sees = may_see_crew(member)
    rows = [(change.made_at, _change(change, sees_who=sees)) for change in changes]
    if edited:
        shown = edits.shown(edited, member, queries.hubs_of(shelf.season.id), timezone.now())
        rows += [(edit.made_at, row) for edit, row in zip(edited, shown, strict=True)]
    return [row for _at, row in sorted(rows, key=lambda pair: pair[0])]


def _change(change: Change, *, sees_who: bool) -> dict[str, Any]:
    undone = _by(change.undone_by, change.undone_at, sees_who=sees_who) if change.undone_at else ""
    return {
        "what": sentence(change),
        "lines": [],
        "who": _by(change.made_by, change.made_at, sees_who=sees_who),
        "why": change.why,
        "undone": undone,
    }


def _by(person: Any, at: Any, *, sees_who: bool) -> str:
    if not sees_who:
        return say.moment(at)
    name = hidden.person(person) or _("En, der ikke er her mere")
    return _("%(name)s, %(when)s") % {"name": name, "when": say.moment(at)}
