"""What the plan reaches, the roof nobody can pass, and how sure both are."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from driveout.core.words import Known, Status
from driveout.look.language import either
from driveout.office import say
from driveout.office.guide import learned as known
from driveout.office.plan.season.asked.facts import Facts
from driveout.office.plan.season.proof.came_true import short
from driveout.office.plan.season.proof.known_times import stayed
from driveout.records.plan.models import Plan


def heading(facts: Facts) -> dict[str, Any]:
    """Name, weeks, and how many places there are and get a visit."""
    season = facts.season
    hubs, stops = len(facts.hubs), len(facts.stops)
    parts = [
        weeks(facts),
        ngettext("%(n)s hub", "%(n)s hubs", hubs) % {"n": say.number(hubs)},
        ngettext("%(n)s sted", "%(n)s steder", stops) % {"n": say.number(stops)},
    ]
    text = " · ".join(part for part in parts if part)
    if facts.plan:
        text += ", " + _("%(n)s får besøg") % {"n": say.number(len(facts.visits))}
    return {"id": season.id, "name": season.name, "text": text, "known": known.of_stops(facts.stops)}


def weeks(facts: Facts) -> str:
    """“Uge 37–49”, or how many weeks when no first day is set."""
    season = facts.season
    if season.first_day is None:
        return ngettext("%(n)s uge", "%(n)s uger", season.weeks) % {"n": season.weeks}
    return say.weeks(season.first_day, season.weeks)


def proof(facts: Facts) -> dict[str, Any] | None:
    """The strip over the page; each note with the word that explains it. None while there is no plan."""
    plan = facts.plan
    if plan is None:
        return None
    notes = [(_("Forventet tal."), "")]
    if plan.guests_low is not None and plan.guests_high is not None:
        low, high = say.number(plan.guests_low), say.number(plan.guests_high)
        notes.append((_("Enkelte uger: %(low)s–%(high)s (80 %%).") % {"low": low, "high": high}, "single_weeks"))
    notes.append((belief(facts), "known"))
    if facts.followed:
        notes.append((stayed(facts), ""))
    if said := short(plan):
        notes.append((said, ""))
    return {
        "guests": say.number(plan.guests),
        "roof": say.number(plan.bound) if plan.is_in_guests else "",
        "gap": say.distance(plan.gap, plan.is_proven),
        "unproven": not plan.is_proven,
        "told": told(plan),
        "notes": notes,
    }


def told(plan: Plan) -> list[str]:
    """Why no more is proven and what would help, then what the plan could not do."""
    return [*([_why(plan)] if not plan.is_proven else []), *(either(one["da"], one["en"]) for one in plan.remarks)]


def _why(plan: Plan) -> str:
    """As the search said it; of a plan that is older than the question, only how its search ended."""
    if plan.unproven:
        return either(plan.unproven["da"], plan.unproven["en"])
    if plan.status == Status.TIME_LIMIT.value:
        return _("Søgningen nåede sin tidsgrænse.")
    if plan.status == Status.STOPPED.value:
        return _("Søgningen blev stoppet før tid.")
    return _("Søgningen kunne ikke bevise mere.")


def belief(facts: Facts) -> str:
    """Is the number of guests assumed, or learned from who came?"""
    learned = sum(stop.known == Known.LEARNED.value for stop in facts.stops)
    if learned == 0:
        return _("Behovet er antaget.")
    return _("Behovet er lært %(n)s af %(all)s steder.") % {
        "n": say.number(learned),
        "all": say.number(len(facts.stops)),
    }
