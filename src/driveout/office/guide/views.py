"""Help: words and figures, keys, and the first steps."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from driveout.office.doors import for_office, readers_too
from driveout.office.guide.first_steps import first_steps
from driveout.office.guide.words import groups, rests_on
from driveout.office.me import me
from driveout.records.plan import queries
from driveout.records.team import guide
from driveout.records.team.models import Member
from driveout.records.team.queries import coordinators_of, member_of
from driveout.records.team.rules import may_plan, may_see_office


def for_members(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Help is for everybody who signs in, whatever their role."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        member = member_of(request.user)
        if member is None:
            raise PermissionDenied
        return view(request, member)

    return guarded


@require_GET
@for_members
def help_page(request: HttpRequest, member: Member) -> HttpResponse:
    """Where to find what, whom to ask, and the first steps."""
    season = queries.season_now(member.organisation_id, timezone.localdate()) if may_see_office(member) else None
    names = [] if may_plan(member) else coordinators_of(member.organisation_id)
    page = {"guide": first_steps(member, season), "season": season, "ask": names[0] if names else ""}
    return render(request, "office/guide/help.html", {**page, "me": me(member)})


@require_GET
@for_members
def words(request: HttpRequest, member: Member) -> HttpResponse:
    """Every word and figure."""
    told = [
        {"heading": heading, "words": [{**vars(term), "rests": rests_on(term.rests)} for term in found]}
        for heading, found in groups()
    ]
    return render(request, "office/guide/words.html", {"groups": told, "me": me(member)})


@require_POST
@for_office
@readers_too
def steps(request: HttpRequest, member: Member) -> HttpResponse:
    """Put the first steps away, or take them back."""
    if request.POST.get("show"):
        guide.take_back(member=member, by=member.user, now=timezone.now())
        messages.success(request, _("Trinene står igen på sæsonens side."))
    else:
        guide.put_away(member=member, by=member.user, now=timezone.now())
        messages.success(request, _("Trinene er lagt væk. Du finder dem under «Hjælp»."))
    back = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return redirect(back if ours else "office:guide")
