"""Changing a stop: one domain call a view, then back to the page with a sentence on how it went."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from driveout.office.doors import of_own_season
from driveout.office.season.changes import from_button, told
from driveout.records.plan import queries, wishing
from driveout.records.plan.models import Change, Season, Stop
from driveout.records.team.models import Member
from driveout.records.team.rules import may_change

MOST_WORDS = 500  # characters of a reason


@require_POST
@of_own_season
def wish(request: HttpRequest, member: Member, season: Season, stop_id: int) -> HttpResponse:
    """Change what is wished of a stop."""
    stop = _own_stop(member, season, stop_id)
    chosen = from_button(request.POST.get("wish", ""))
    if chosen is None:
        raise Http404
    kind, amount = chosen
    try:
        made = wishing.wish(
            stop_id=stop.id, kind=kind, amount=amount, why=request.POST.get("why", "")[:MOST_WORDS], by=member.user,
            openings=[o for o in queries.openings_of(queries.newest_plan(season.id)) if o.stop_id == stop.id],
            opened_with=request.POST.get("opened_with", ""), now=timezone.now(),
        )  # fmt: skip
    except wishing.WishedMeanwhile as meanwhile:
        messages.error(request, told(meanwhile))
    except wishing.NotPossible:
        messages.error(request, _("Det kan stedet ikke få. Intet er ændret. Se stedet igen, og vælg på ny."))
    else:
        saved = _("Ændringen er gemt. Planlæg igen, så den kommer med i planen.")
        messages.success(request, saved if made else _("Sådan var det allerede. Intet er ændret."))
    return _back(request, season, stop)


@require_POST
@of_own_season
def turn(request: HttpRequest, member: Member, season: Season, change_id: int) -> HttpResponse:
    """Undo a change, or do it again."""
    change = Change.objects.filter(pk=change_id, season=season).first()
    if change is None:
        raise Http404
    stop = _own_stop(member, season, change.stop_id)
    do = wishing.redo if request.POST.get("again") else wishing.undo
    try:
        do(change_id=change.id, by=member.user, now=timezone.now())
    except wishing.WishedMeanwhile as meanwhile:
        messages.error(request, told(meanwhile))
    else:
        messages.success(request, _("Ændringen gælder igen.") if request.POST.get("again") else _("Fortrudt."))
    return _back(request, season, stop)


def _own_stop(member: Member, season: Season, stop_id: int) -> Stop:
    """The stop, if this person may change it."""
    stop = Stop.objects.filter(pk=stop_id, season=season).first()
    if stop is None:
        raise Http404
    if not may_change(member, queries.hub_names_of(stop)):
        raise PermissionDenied
    return stop


def _back(request: HttpRequest, season: Season, stop: Stop) -> HttpResponse:
    kept = {name: request.GET[name] for name in ("hub", "dag", "kommune") if name in request.GET}
    where = urlencode({**kept, "sted": stop.id})
    return redirect(f"{reverse('office:season', args=(season.id,))}?{where}#besked")
