"""A search under way, or how the last one ended."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from driveout.office import say
from driveout.office.plan.season.asked.facts import Facts
from driveout.office.plan.season.proof.came_true import short
from driveout.office.plan.season.proof.known_times import stayed
from driveout.office.plan.season.search.clash import clash
from driveout.office.waiting import place
from driveout.records.plan.models import PlanRun
from driveout.records.plan.models.work import State
from driveout.records.plan.rules import is_silent

WORTH_TELLING = timedelta(minutes=2)  # an old ending is history, not news
FULL = 600  # the gauge's width in its own units


def live(facts: Facts) -> dict[str, Any] | None:
    """What to say of the last search; None when there is nothing to say."""
    run = facts.run
    if run is None:
        return None
    if run.under_way and not is_silent(run, facts.now):
        return _under_way(run, facts)
    if run.ended_at and run.ended_at < facts.now - WORTH_TELLING and run.state in (State.DONE, State.STOPPED):
        return None
    if run.ended_at and run.state in (State.DONE, State.STOPPED) and _changed_since(run.ended_at, facts):
        return None  # what waits now is the news
    return _ended(run, facts)


def _changed_since(ended: datetime, facts: Facts) -> bool:
    return any(max(change.made_at, change.turned_at or change.made_at) >= ended for change in facts.waiting)


def _under_way(run: PlanRun, facts: Facts) -> dict[str, Any]:
    waits = run.state == State.ASKED
    if run.stop_asked:
        title = _("Stopper, og beholder den bedste plan")
    elif waits:
        title = _("Planen venter på at komme til")
    else:
        hubs = len(facts.hubs)
        title = ngettext("Planlægger %(n)s hub", "Planlægger %(n)s hubs", hubs) % {"n": say.number(hubs)}
    return {
        "run": run.id,
        "state": "waits" if waits else "runs",
        "key": f"{run.id}-{run.state}-{run.stop_asked:d}",
        "title": title,
        "small": _waiting(run, facts) if waits else _clock(run, facts.now),
        "gauge": gauge(run, roof_of_before=facts.plan.bound if facts.plan else None),
        "may_stop": not run.stop_asked,
    }


def _waiting(run: PlanRun, facts: Facts) -> str:
    if facts.ahead:
        return place(facts.ahead, facts.season.organisation_id)
    if facts.now - run.asked_at > timedelta(seconds=20):
        return (
            _("Planlæggeren svarer ikke endnu. Den gamle plan er her imens.")
            if facts.plan
            else _("Planlæggeren svarer ikke endnu.")
        )
    return _("Begynder om et øjeblik")


def _clock(run: PlanRun, now: datetime) -> str:
    gone = round((now - (run.started_at or now)).total_seconds())
    clock = _("%(gone)s af højst %(most)s sekunder") % {"gone": min(gone, run.limit_seconds), "most": run.limit_seconds}
    held = _("de kendte tider holdes")
    return f"{clock} · {held}" if run.follows_id else clock


def gauge(run: PlanRun, roof_of_before: float | None) -> dict[str, Any] | None:
    """Found, room and ceiling as a bar. The bar starts at 0 and ends a little beyond the first ceiling."""
    if run.ceiling is None:
        return None
    full = max(run.ceiling, roof_of_before or 0) * 1.06 or 1.0
    found = run.found or 0.0
    got, roof = round(FULL * max(0.0, found) / full), round(FULL * run.ceiling / full)
    gap = max(0.0, (run.ceiling - found) / run.ceiling) if run.ceiling else 0.0
    return {
        "got": got,
        "roof": roof,
        "hatch": " ".join(f"M{x} 18l6-16" for x in range(got + 4, roof - 8, 9)),
        "found": say.number(found) if run.found is not None else "–",
        "ceiling": say.number(run.ceiling),
        "gap": _("%(gap)s fra bedste") % {"gap": say.percent(gap)} if run.found is not None else "",
    }


def _ended(run: PlanRun, facts: Facts) -> dict[str, Any]:
    stands = _("Den gamle plan er her stadig.") if facts.plan else _("Der er ingen plan endnu.")
    kind, icon, title, sentence = "ok", "check", _("Den nye plan er klar"), _ready(run, facts)
    if run.trouble == "no better":
        title, sentence = _("Din plan er stadig den bedste"), _("Søgningen fandt ingen bedre, før den sluttede.")
    elif run.trouble == "nothing yet":
        kind, icon, title = "warn", "info", _("Søgningen sluttede, før der var en plan")
        sentence = f"{stands} " + _("Prøv igen, og giv den lidt længere tid.")
    elif run.trouble == "nothing found":
        kind, icon, title = "warn", "info", _("Søgningen fandt ingen plan")
        sentence = f"{stands} " + _(
            "Der er for mange muligheder. Færre steder i hver hub, eller færre ønsker, hjælper."
        )
    elif run.state == State.STOPPED:
        title = _("Stoppet. Den bedste plan indtil da er gemt.") if run.plan else _("Søgningen er stoppet")
        sentence = _ready(run, facts) if run.plan else stands
    elif run.state == State.IMPOSSIBLE:
        kind, icon, title = "bad", "circle-alert", _("Ønskerne kan ikke opfyldes sammen")
        sentence = _("%(stands)s Mindst ét af disse ønsker må væk:") % {"stands": stands}
    elif run.state != State.DONE:
        kind, icon, title = "bad", "circle-alert", _("Planen kunne ikke laves")
        sentence = f"{_trouble(run)} {stands} " + _("Prøv igen.")
    return {"run": run.id, "state": "ended", "kind": kind, "icon": icon, "title": title, "sentence": sentence} | {
        "clash": clash(facts, run)
    }


def _ready(run: PlanRun, facts: Facts) -> str:
    if run.plan is None:
        return ""
    same = stayed(facts) if facts.plan and facts.plan.id == run.plan_id else ""
    guests = say.number(run.plan.guests)
    seconds = say.number(run.plan.seconds, 1)
    said = _("%(guests)s gæster om ugen. Regnet på %(seconds)s sekunder.") % {"guests": guests, "seconds": seconds}
    return " ".join(part for part in (said, same, short(run.plan)) if part)


def _trouble(run: PlanRun) -> str:
    if run.trouble == "not checked":
        return _("Kontrollen fandt fejl i den nye plan, så den er ikke gemt.")
    if run.trouble == "broke":
        return _("Planlæggeren gik i stykker undervejs.")
    return _("Planlæggeren holdt op med at svare.")
