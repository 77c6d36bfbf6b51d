"""Asking for a change, and answering. One domain call a view, then back to the page with a sentence on how it went."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from driveout.office.doors import for_planners, of_own_season
from driveout.office.plan.season.changes.sentences import from_form, told, told_of_yes
from driveout.office.plan.season.changes.wish_views import MOST_WORDS, TYPED, back, plan_seen
from driveout.records.plan.models import Proposal, Season, Stop
from driveout.records.plan.wishes import changing, proposals
from driveout.records.team.models import Member
from driveout.records.team.rules import may_propose


@require_POST
@of_own_season
def propose(request: HttpRequest, member: Member, season: Season, stop_id: int) -> HttpResponse:
    """Ask the coordinator for a change of a stop that another hub serves."""
    if not may_propose(member):
        raise PermissionDenied
    stop = Stop.objects.filter(pk=stop_id, season=season).first()
    chosen = from_form(request.POST)
    if stop is None or chosen is None:
        raise Http404
    kind, amount, move = chosen
    plan, why = plan_seen(request, season), _words(request, "why")
    try:
        proposals.propose(
            stop_id=stop.id, kind=kind, amount=amount, move=move, plan_id=plan.id if plan else None, why=why,
            by=member.user, opened_with=request.POST.get("opened_with", "")[:16], now=timezone.now(),
        )  # fmt: skip
    except proposals.NoReason:
        messages.error(request, _("Skriv, hvorfor du foreslår det. Koordinatoren skal kunne forstå det."))
    except changing.WishedMeanwhile as meanwhile:
        request.session[TYPED] = [stop.id, why]
        messages.error(request, told(meanwhile))
    else:
        request.session.pop(TYPED, None)
        messages.success(request, _("Dit forslag er sendt. Koordinatoren svarer her på siden."))
    return back(request, season, stop)


@require_POST
@for_planners
def answer(request: HttpRequest, member: Member, season: Season, proposal_id: int) -> HttpResponse:
    """Say yes, and it is changed; or no, and why."""
    proposal = Proposal.objects.select_related("stop").filter(pk=proposal_id, season=season).first()
    if proposal is None:
        raise Http404
    yes = bool(request.POST.get("yes"))
    do = proposals.accept if yes else proposals.decline
    try:
        do(proposal_id=proposal.id, answer=_words(request, "answer"), by=member.user, now=timezone.now())
    except proposals.NoReason:
        messages.error(request, _("Skriv, hvorfor du siger nej. Den, der spurgte, læser det."))
    except proposals.Answered:
        messages.error(request, _("Forslaget er besvaret imens. Intet er ændret."))
    except changing.NotPossible:
        messages.error(request, _("Det kan stedet ikke få mere. Sig nej, eller vælg noget andet. Intet er ændret."))
    except changing.WishedMeanwhile as meanwhile:
        messages.error(request, told_of_yes(meanwhile, proposal.made_at))
    else:
        done = _("Ændringen er gemt. Planlæg igen, så den kommer med i planen.")
        messages.success(request, done if yes else _("Svaret er gemt. Intet er ændret."))
    return back(request, season, proposal.stop)


def _words(request: HttpRequest, name: str) -> str:
    return request.POST.get(name, "").replace("\r\n", "\n")[:MOST_WORDS]
