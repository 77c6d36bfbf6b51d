"""The approved plan on dates: what stands, and what was done, in sentences."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from driveout.look import say
from driveout.office import to_ring
from driveout.office.doors import for_planners
from driveout.office.forms.old_pages import is_old
from driveout.records.drive.days import making
from driveout.records.drive.days.remade import deed_of
from driveout.records.drive.models import CallList
from driveout.records.plan.models import Plan, Season
from driveout.records.team.models import Member


@require_POST
@for_planners
def on_an_old_page(request: HttpRequest, member: Member, season: Season, plan_id: int) -> HttpResponse:
    """Half an act, asked for by a page from before it was one: nothing is done, and all of it is shown."""
    if not Plan.objects.filter(pk=plan_id, season=season).exists():
        raise Http404
    messages.warning(request, is_old())
    return redirect("office:hold_plan", season.pk, plan_id)


def say_done(request: HttpRequest, season: Season, member: Member, plan_id: int, done: str) -> CallList | None:
    """Say what was done, and whom nothing reaches but a call; returns the call list where there is anybody."""
    row, left = to_ring.who_is_left(season.pk, member, deed_of(plan_id))
    if not left:
        messages.success(request, done)
        return None
    messages.warning(request, f"{done} {to_ring.said(left)}")
    return row


def said(made: making.Made) -> str:
    """“780 caféer står på datoer. 12 er nye …”"""
    parts = [
        ngettext("%(n)s café står nu på en dato.", "%(n)s caféer står nu på datoer.", made.cafes) % _n(made.cafes),
        _("%(n)s er nye.") % _n(made.new) if made.new else "",
        ngettext("%(n)s er aflyst.", "%(n)s er aflyst.", made.cancelled) % _n(made.cancelled) if made.cancelled else "",
        ngettext("%(n)s har fået et andet klokkeslæt.", "%(n)s har fået et andet klokkeslæt.", made.moved)
        % _n(made.moved) if made.moved else "",
        ngettext("%(n)s vagt er taget af planens egne folk.", "%(n)s vagter er taget af planens egne folk.",
                 made.people) % _n(made.people) if made.people else "",
        ngettext("%(n)s efter faste aftaler.", "%(n)s efter faste aftaler.", made.standing) % _n(made.standing)
        if made.standing else "",
        ngettext("%(n)s er taget af en vagt.", "%(n)s er taget af vagter.", made.taken_off) % _n(made.taken_off)
        if made.taken_off else "",
    ]  # fmt: skip
    if not (made.new or made.cancelled or made.people or made.standing or made.taken_off or made.moved):
        parts.append(_("Intet var ændret siden sidst."))
    return " ".join(part for part in parts if part)


def dates(season: Season, plan: Plan) -> dict[str, Any] | None:
    """What the page says of dates; None for a plan that is not approved, or binds nobody. Two queries."""
    if plan.approved_at is None or season.is_scenario or season.set_aside_at:
        return None
    cafes, made_of = making.state(season.pk)
    text = ngettext("%(n)s café er sat på en dato.", "%(n)s caféer er sat på datoer.", cafes) % _n(cafes)
    return {
        "has_first_day": season.first_day is not None,
        "is_made": cafes > 0,
        "is_of_another": cafes > 0 and made_of != plan.pk,
        "text": text if cafes else _("Planen er ikke sat på datoer endnu."),
    }


def _n(number: int) -> dict[str, str]:
    return {"n": say.number(number)}
