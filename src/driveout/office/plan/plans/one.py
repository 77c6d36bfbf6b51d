"""One plan: what it gives, what people wrote about it, and what can be decided now."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from driveout.office import hidden, say
from driveout.office.plan.plans.ahead import stays
from driveout.office.plan.plans.dates import dates
from driveout.office.plan.plans.decisions import decisions
from driveout.office.plan.plans.shelf import Shelf, heading, made, reach
from driveout.office.plan.season.proof.came_true import kept
from driveout.records.plan.models import Plan, Season
from driveout.records.plan.plans.history import NAME_LENGTH, mark_of, not_in_plan
from driveout.records.plan.publishing.copied import changed_since
from driveout.records.publish.queries import PLACES
from driveout.records.team.models import Member
from driveout.records.team.rules import may_plan

Words = dict[str, str]


def one_plan(shelf: Shelf, plan: Plan, member: Member, *, typed: Words | None, trouble: str) -> dict[str, Any]:
    """Plain values. `typed`: words that could not be kept, so that nobody has to write them again.

    Seven queries at most.
    """
    other = shelf.approved if shelf.approved and shelf.approved != plan else None
    return {
        "season": heading(shelf.season),
        "plan": {
            "id": plan.id,
            "name": shelf.name(plan),
            "tags": shelf.tags(plan),
            "made": made(plan),
            "why": plan.why,
            "facts": _facts(plan),
        },
        "words": {"name": plan.name, "why": plan.why, **(typed or {}), "mark": mark_of(plan), "most": NAME_LENGTH},
        "binds_nobody": binds_nobody(shelf.season),
        "still": still_public(shelf, plan),
        "approve": _approve(shelf, plan, other),
        "publish": _publish(shelf, plan),
        "behind": _behind(shelf, plan, member),
        "stale": stale(shelf) if plan == shelf.public else "",
        "public": bool(shelf.times and shelf.times.plan_id == plan.id),
        "approved": plan.approved_at is not None,
        "dates": dates(shelf.season, plan),
        "ahead": stays(shelf, plan),
        "approved_by": _approved(plan),
        "other": {"id": other.id, "name": shelf.quoted(other)} if other else None,
        "may_plan": may_plan(member),
        "trouble": trouble,
        "kept": kept(plan),
        "decisions": decisions(shelf, [plan.id]),
    }


def _facts(plan: Plan) -> list[tuple[str, str, str]]:
    """Name, figure and what to hold it against."""
    told = reach(plan)
    beside = " · ".join(part for part in (told["roof"], told["gap"]) if part)
    facts = [(_("Gæster om ugen"), told["guests"], beside)]
    if plan.guests_low is not None and plan.guests_high is not None:
        low, high = say.number(plan.guests_low), say.number(plan.guests_high)
        facts.append((_("Enkelte uger"), f"{low}–{high}", _("i 8 af 10 uger")))
    facts.append((_("Kroner om ugen"), say.number(plan.cost_kr), ""))
    facts.append((_("Kørsel om ugen"), say.hours(plan.driving_minutes), ""))
    return facts


def _approved(plan: Plan) -> str:
    if plan.approved_at is None:
        return ""
    name = hidden.person(plan.approved_by)
    values = {"who": name or "–", "when": say.moment(plan.approved_at)}
    return _("Godkendt af %(who)s %(when)s.") % values


def binds_nobody(season: Season) -> str:
    """Why nothing is decided here; empty where it is."""
    told = {"name": season.name}
    if season.is_scenario:
        return _("%(name)s er et scenarie. I et scenarie bliver intet godkendt. Gør det til sæsonen først.") % told
    if season.set_aside_at:
        return _("%(name)s er lagt til side. Her bliver intet godkendt mere.") % told
    return ""


def still_public(shelf: Shelf, plan: Plan) -> str:
    """Whose times anyone reads, when they are not this plan's."""
    told = shelf.still_from(plan)
    return _("Offentlige tider er stadig fra %(plan)s.") % {"plan": told} if told else ""


def _approve(shelf: Shelf, plan: Plan, other: Plan | None) -> dict[str, Any] | None:
    """What happens when the plan is approved; None when it is."""
    if plan.approved_at or binds_nobody(shelf.season):
        return None
    sentences = [_("Så er det den plan, der gælder for sæsonen.")]
    if other:
        sentences.append(_("%(plan)s mister sin godkendelse.") % {"plan": shelf.quoted(other)})
    sentences.append(_("Tiderne bliver ikke offentlige af det. Det bestemmer du bagefter."))
    return {"sentences": sentences, "instead_of": other.id if other else ""}


def _behind(shelf: Shelf, plan: Plan, member: Member) -> dict[str, Any] | None:
    """What was changed since the plan read the season, for whoever is about to decide on it; None where nothing was.

    Three queries, where there is something to decide.
    """
    decided = plan.approved_at and plan == shelf.public
    if decided or not may_plan(member) or binds_nobody(shelf.season):
        return None
    n = not_in_plan(plan)
    if n == 0:
        return None
    text = ngettext("%(n)s ændring er ikke med i planen.", "%(n)s ændringer er ikke med i planen.", n)
    newest = shelf.plans[0]
    return {"text": text % {"n": say.number(n)}, "newest": newest.id if newest != plan else None}


def stale(shelf: Shelf) -> str:
    """What anyone still reads as it was, although it was edited since; empty where nothing was. Two queries at most."""
    plan = shelf.public
    if shelf.times is None or plan is None or plan != shelf.approved or binds_nobody(shelf.season):
        return ""
    words = {
        "name": _("sæsonens navn"),
        "first_day": _("første dag"),
        "weeks": _("antal uger"),
        "closed_dates": _("lukkedage"),
        PLACES: _("steder"),
    }
    changed = [words[name] for name in changed_since(shelf.times, shelf.season, plan)]
    if not changed:
        return ""
    said = _("Sæsonen er rettet, siden tiderne blev offentlige. Alle læser endnu det gamle: %(what)s.")
    return said % {"what": say.listing(changed, len(words))}


def _publish(shelf: Shelf, plan: Plan) -> list[str]:
    """What happens when the times are put in the open; empty when they cannot be, or are there."""
    if plan.approved_at is None or (shelf.times and shelf.times.plan_id == plan.id) or binds_nobody(shelf.season):
        return []
    sentences = [
        _("Så kan alle læse sted, dag og klokkeslæt uden at logge ind."),
        _("Intet om holdet eller om gæster bliver vist."),
    ]
    if old := shelf.still_from(plan):
        sentences.append(_("Tiderne fra %(plan)s bliver taget ned.") % {"plan": old})
    return sentences
