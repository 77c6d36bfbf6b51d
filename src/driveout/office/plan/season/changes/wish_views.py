"""Changing a stop: one domain call a view, then back to the page with a sentence on how it went."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from driveout.office.doors import for_planners, of_own_season
from driveout.office.plan.season.asked.which_plan import NEWEST
from driveout.office.plan.season.changes.sentences import from_form, told
from driveout.office.way_on import go
from driveout.records.plan import queries
from driveout.records.plan.models import Change, Plan, Season, Stop
from driveout.records.plan.plans import whose_stops
from driveout.records.plan.wishes import changing
from driveout.records.plan.wishes.dropping import drop_wish, wish_of_a_stop
from driveout.records.team.models import Member
from driveout.records.team.rules import may_change, may_plan

MOST_WORDS = 500  # characters of a reason
TYPED = "typed"  # in the session: what somebody wrote of which stop, while it was not stored


@require_POST
@of_own_season
def wish(request: HttpRequest, member: Member, season: Season, stop_id: int) -> HttpResponse:
    """Change what is wished of a stop."""
    stop = _own_stop(member, season, stop_id)
    chosen = from_form(request.POST)
    if chosen is None:
        raise Http404
    kind, amount, move = chosen
    why = request.POST.get("why", "").replace("\r\n", "\n")[:MOST_WORDS]
    try:
        made = changing.wish(
            stop_id=stop.id, kind=kind, amount=amount, move=move, why=why, by=member.user,
            openings=queries.visits_in(plan_seen(request, season), stop.id),
            opened_with=request.POST.get("opened_with", ""), sent=request.POST.get("sent", "")[:40], now=timezone.now(),
        )  # fmt: skip
    except changing.WishedMeanwhile as meanwhile:
        request.session[TYPED] = [stop.id, why]
        messages.error(request, told(meanwhile))
    except changing.NotPossible:
        request.session[TYPED] = [stop.id, why]
        messages.error(request, _("Det kan stedet ikke få. Intet er ændret. Se stedet igen, og vælg på ny."))
    else:
        request.session.pop(TYPED, None)
        messages.success(request, _saved(member) if made else _("Sådan var det allerede. Intet er ændret."))
    return back(request, season, stop)


def plan_seen(request: HttpRequest, season: Season) -> Plan | None:
    """The plan that the form was opened with: its times are meant, also when there is a newer one by now."""
    seen = request.POST.get("plan", "")
    plans = Plan.objects.filter(season=season)
    if seen.isascii() and seen.isdecimal() and len(seen) < 16:
        return plans.filter(pk=int(seen)).first()
    return plans.first()


def _saved(member: Member) -> str:
    if may_plan(member):
        return _("Ændringen er gemt. Planlæg igen, så den kommer med i planen.")
    return _("Ændringen er gemt. Den kommer med, når koordinatoren planlægger igen.")


def typed(request: HttpRequest, stop_id: int | None = None) -> str:
    """What the person wrote of this stop (else of the one in the address), when it could not be stored."""
    about, words = request.session.get(TYPED, [None, ""])
    return str(words) if str(about) == str(stop_id or request.GET.get("sted", "")) else ""


@require_POST
@of_own_season
def turn(request: HttpRequest, member: Member, season: Season, change_id: int) -> HttpResponse:
    """Undo a change, or do it again."""
    change = Change.objects.filter(pk=change_id, season=season).first()
    if change is None:
        raise Http404
    stop = _own_stop(member, season, change.stop_id)
    do = changing.redo if request.POST.get("again") else changing.undo
    try:
        do(change_id=change.id, by=member.user, now=timezone.now())
    except changing.WishedMeanwhile as meanwhile:
        messages.error(request, told(meanwhile))
    else:
        messages.success(request, _("Ændringen gælder igen.") if request.POST.get("again") else _("Fortrudt."))
    return back(request, season, stop)


@require_POST
@for_planners
def drop(request: HttpRequest, member: Member, season: Season) -> HttpResponse:
    """Let go of one wish of those that clash."""
    wish, row = wish_of_a_stop(request.POST.get("wish", "")), request.POST.get("stop", "")
    stop = season.stops.filter(pk=int(row)).first() if row.isascii() and row.isdecimal() and len(row) < 16 else None
    if wish is None or stop is None:
        raise Http404
    sent = request.POST.get("sent", "")[:40]
    dropped = drop_wish(stop_id=stop.pk, wish=wish, sent=sent, by=member.user, now=timezone.now())
    gone = _("Ønsket er droppet. Planlæg igen. Du kan fortryde det herunder.")
    messages.success(request, gone if dropped else _("Det ønske var der ikke mere. Intet er ændret."))
    return go(request, f"{reverse('office:season', args=(season.id,))}#besked")


def _own_stop(member: Member, season: Season, stop_id: int) -> Stop:
    """The stop, if this person may change it."""
    stop = Stop.objects.filter(pk=stop_id, season=season).first()
    if stop is None:
        raise Http404
    if not may_change(member, whose_stops.hubs_of(stop)):
        raise PermissionDenied
    return stop


def back(request: HttpRequest, season: Season, stop: Stop) -> HttpResponse:
    """To the page again; a script that sent the form is told where that is."""
    kept = {name: request.GET[name] for name in ("hub", "dag", "kommune", NEWEST) if name in request.GET}
    where = urlencode({**kept, "sted": stop.id})
    page = f"{reverse('office:season', args=(season.id,))}?{where}#besked"
    return go(request, page)
