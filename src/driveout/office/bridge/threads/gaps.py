"""Where nothing fitted, and why; and whom guests ring at each hub."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from driveout.look import say, threads
from driveout.office.bridge.threads.doors import for_threads
from driveout.office.bridge.threads.words import trouble
from driveout.office.me import me
from driveout.records.bridge.referral import gaps as kept
from driveout.records.bridge.referral.rules import may_write_number
from driveout.records.team.models import Member, Role
from driveout.records.team.rules import Refused

PERIOD = timedelta(days=365)


@require_safe
@for_threads
def gaps(request: HttpRequest, member: Member) -> HttpResponse:
    """The last year: need, why, how often. Small counts are not shown."""
    since = timezone.now() - PERIOD
    few = _("for få til at vise")
    rows = [
        {"need": threads.need(need), "why": threads.gap_why(why), "n": few if n is None else say.number(n)}
        for need, why, n in kept.gaps_of(member, since)
    ]
    page = {"me": me(member), "rows": rows, "since": say.date_long(since.date()), "fewest": kept.FEWEST}
    return render(request, "office/threads/gaps.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@for_threads
def numbers(request: HttpRequest, member: Member) -> HttpResponse:
    """Role, number and hours: the coordinator's is for everywhere, a hub leader's for the own hub."""
    if not may_write_number(member):
        raise PermissionDenied
    base = None if member.role == Role.COORDINATOR else member.base
    row = kept.hub_number(member.organisation_id, base.pk if base else None)
    typed: dict[str, Any] = {"role": row.role, "phone": row.phone, "hours": row.hours} if row else {}
    page: dict[str, Any] = {"me": me(member), "hub": base.name if base else ""}
    if request.method != "POST":
        return render(request, "office/threads/numbers.html", {**page, "typed": typed})
    told = {name: request.POST.get(name, "") for name in ("role", "phone", "hours")}
    try:
        kept.write_hub_number(organisation=member.organisation, base=base, **told, by=member.user, now=timezone.now())
    except Refused as refused:
        page |= {"typed": told, "trouble": trouble(refused), "trouble_at": "numbers"}
        return render(request, "office/threads/numbers.html", page, status=422)
    messages.success(request, _("Nummeret står nu på gæsters og modtageres sider."))
    return redirect("office:hub_numbers")
