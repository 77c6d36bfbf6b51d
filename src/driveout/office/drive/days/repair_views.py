"""Something broke: what the day can still be, shown before it is done; then done and told."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from driveout.core.words import Nonsense
from driveout.office.doors import of_own_season
from driveout.office.drive.calls.said import tell
from driveout.office.drive.days.proposal import nothing_page, proposal_page
from driveout.office.me import me
from driveout.records.drive.days.board import Board, board
from driveout.records.drive.days.breaking import Over, SaysNothing
from driveout.records.drive.days.mishaps import CanBreak, of_day
from driveout.records.drive.days.repairing import Proposal, from_plain, repair_day
from driveout.records.drive.days.settling import DayChanged, settle_repair
from driveout.records.plan.models import Season
from driveout.records.team.models import Member, Role
from driveout.records.team.rules import may_change, may_plan

SALT, LASTS = "driveout.repair", 3600  # seconds a proposal can be settled: later the day is another anyway
MOST = 6  # mishaps at once


@require_http_methods(["GET", "HEAD", "POST"])
@of_own_season
def broken(request: HttpRequest, member: Member, season: Season, day: date) -> HttpResponse:
    """What can still be driven without what broke; posted: make it so, and tell everybody."""
    if not (may_plan(member) or (member.role == Role.HUB_LEADER and member.base_id)):
        raise PermissionDenied
    if request.method == "POST":
        return _settle(request, member, season, day)
    known = board(season.pk, day)
    can = of_day(known)
    broke = [can[code] for code in dict.fromkeys(request.GET.getlist("m")) if code in can][:MOST]
    if not may_change_all(member, broke):
        raise PermissionDenied
    if not broke:
        messages.error(request, _("Det, du valgte, er ikke på dagen mere. Vælg igen."))
        return redirect("office:day", season.pk, day)
    return _propose(request, member, season, day, known, broke)


def may_change_all(member: Member, broke: Iterable[CanBreak]) -> bool:
    """A hub leader tells of the own hub's mishaps."""
    return all(may_change(member, [one.hub]) for one in broke)


def _propose(
    request: HttpRequest, member: Member, season: Season, day: date, known: Board, broke: list[CanBreak]
) -> HttpResponse:
    within = "" if may_plan(member) else member.hub_key
    mishaps = [one.mishap for one in broke]
    try:
        found = repair_day(season=season, day=day, mishaps=mishaps, now=timezone.now(), within=within)
    except (Over, Nonsense):
        return _show(request, member, nothing_page(season, day, broke), status=409)
    sealed = signing.dumps(found.as_plain(), salt=SALT, compress=True)
    page = proposal_page(season, member, day, known, broke, found)
    return _show(request, member, {**page, "sealed": sealed, "alone": member.hub_name if within else ""})


def _settle(request: HttpRequest, member: Member, season: Season, day: date) -> HttpResponse:
    again = _again(request, season, day)
    found = _opened(request, season, day)
    if found is None:
        messages.error(request, _("Forslaget er for gammelt. Her er et nyt. Intet er ændret."))
        return redirect(again)
    if not may_change_hubs(member, found):
        raise PermissionDenied
    try:
        close = {one.cafe for one in found.short if request.POST.get(f"c{one.cafe}") == "close"}
        why = request.POST.get("why", "")
        settle_repair(proposal=found, why=why, close=close, by=member.user, now=timezone.now())
    except DayChanged:
        messages.error(request, _("Imens har en anden ændret dagen. Her er et nyt forslag. Intet er ændret."))
        return redirect(again)
    except SaysNothing:
        messages.error(request, _("Skriv hvorfor, så gæster og hold ved det. Intet er ændret."))
        return redirect(again)
    except Over:
        messages.error(request, _("Dagen er gået, så den kan ikke ændres. Intet er ændret."))
    else:
        if to_ring := tell(request, season, member, done=_("Gjort."), deed=f"repair {found.mark}"):
            return redirect("office:call_list", season.pk, to_ring.pk)
    return redirect("office:day", season.pk, day)


def may_change_hubs(member: Member, found: Proposal) -> bool:
    """Everything that the proposal changes is this person's to change."""
    hubs = {ride.hub for ride in found.rides} | {hub for _kind, _name, hub, _to in found.mishaps if hub}
    return may_plan(member) or hubs <= {member.hub_key}


def _opened(request: HttpRequest, season: Season, day: date) -> Proposal | None:
    """The proposal that was shown, if it is ours, of this day, and not too old."""
    try:
        told = signing.loads(request.POST.get("proposal", ""), salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        return None
    found = from_plain(told)
    return found if (found.season, found.date) == (season.pk, day.isoformat()) else None


def _again(request: HttpRequest, season: Season, day: date) -> str:
    """Where a new proposal for the same mishaps is made."""
    codes = request.POST.getlist("m")[:MOST]
    return f"{reverse('office:broken', args=(season.pk, day))}?{urlencode([('m', code) for code in codes])}"


def _show(request: HttpRequest, member: Member, values: dict[str, Any], *, status: int = 200) -> HttpResponse:
    page = {**values, "me": me(member)}
    return render(request, "office/days/broken.html", page, status=status)
