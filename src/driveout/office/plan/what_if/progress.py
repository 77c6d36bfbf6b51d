"""How far a curve is, how it ended, and what has changed since."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from driveout.office import hidden, say
from driveout.office.plan.what_if.own import said
from driveout.records.plan.models import Frontier, Plan
from driveout.records.plan.models.frontier import Of
from driveout.records.plan.models.work import State
from driveout.records.plan.rules import is_silent

FULL = 600  # the gauge's width in its own units
Progress = dict[str, Any]


def progress(latest: Frontier | None, now: datetime, waits_for: str, ahead: int) -> Progress | None:
    """What to say of the last curve asked for; None when there is nothing to say.

    `waits_for`: its place in the line in words. `ahead`: how many come before it.
    """
    if latest is None or latest.state == State.DONE:
        return None
    if latest.under_way and not is_silent(latest, now):
        return _under_way(latest, waits_for, ahead)
    return {"phase": "ended", "id": latest.id, "key": f"{latest.id}-ended-0", **_ended(latest)}


def _under_way(latest: Frontier, waits_for: str, ahead: int) -> Progress:
    waits = latest.state == State.ASKED
    if latest.stop_asked:
        title = _("Stopper, og beholder punkterne")
    else:
        title = _("Venter på at komme til") if waits else _running(latest)
    told = {"done": latest.tried, "all": latest.asked_points}
    return {
        "phase": "waits" if waits else "runs",
        "id": latest.id,
        "key": f"{latest.id}-{latest.state}{latest.stop_asked:d}-{latest.tried}_{ahead}",
        "title": title,
        "small": " ".join((waits_for or _("Begynder om et øjeblik."), _("Du kan lukke siden imens.")))
        if waits
        else _("%(done)s af %(all)s punkter er regnet. Du kan lukke siden imens.") % told,
        "got": round(FULL * latest.tried / latest.asked_points),
        "may_stop": not latest.stop_asked,
    }


def _running(latest: Frontier) -> str:
    if "own" in latest.held:
        return _("Regner på %(limit)s") % {"limit": said(Of(latest.of), latest.held["own"])}
    return _("Regner på det")


def _ended(latest: Frontier) -> Progress:
    found = {"done": latest.tried, "all": latest.asked_points}
    kept = _("%(done)s af %(all)s punkter er regnet og gemt.") % found if latest.tried else ""
    if latest.state == State.STOPPED:
        sentence = kept or _("Ingen punkter er regnet.")
        return {"kind": "info", "icon": "hand", "title": _("Beregningen er stoppet"), "sentence": sentence}
    if latest.state == State.IMPOSSIBLE:
        sentence = _("Ønskerne kan ikke opfyldes sammen. Planlæg sæsonen, så kan du se hvilke.")
        return {"kind": "bad", "icon": "circle-alert", "title": _("Ingen plan kan lade sig gøre"), "sentence": sentence}
    broke = _("Planlæggeren gik i stykker undervejs.")
    silent = _("Planlæggeren holdt op med at svare.")
    sentence = " ".join(part for part in (broke if latest.trouble == "broke" else silent, kept) if part)
    return {
        "kind": "bad",
        "icon": "circle-alert",
        "title": _("Beregningen blev ikke færdig"),
        "sentence": f"{sentence} " + _("Din plan er ikke ændret. Prøv igen."),
    }


def warnings(row: Frontier, mark: str, plan: Plan | None, *, is_old: bool) -> list[str]:
    """Why the curve may not say what holds now."""
    found = []
    if is_old:
        found.append(_("Det her er den forrige kurve. Den nye kommer om lidt."))
    if row.made_from != mark:
        found.append(_("Sæsonen er ændret, siden kurven blev regnet."))
    if plan and row.held.get("plan") != plan.id:
        found.append(_("Der er kommet en ny plan, siden kurven blev regnet."))
    return found


def source(row: Frontier, season: str) -> str:
    """Who asked, when, and how long it took."""
    who = hidden.person(row.asked_by) or _("en, der ikke er her mere")
    at = row.ended_at or row.heartbeat or row.asked_at
    told = {"who": who, "when": say.moment(at), "season": season}
    started = row.started_at or row.asked_at
    if row.ended_at is None:
        return _("Bestilt af %(who)s, %(when)s, på sæsonen %(season)s.") % told
    told["seconds"] = say.number((row.ended_at - started).total_seconds())
    return _("Bestilt af %(who)s. Regnet færdig %(when)s på %(seconds)s sekunder, på sæsonen %(season)s.") % told
