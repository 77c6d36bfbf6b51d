"""What somebody looks for, and what they find. One domain call."""

from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET

from driveout.office import hidden
from driveout.office.doors import View
from driveout.office.me import me
from driveout.office.navigation.steps_and_pages import may_search
from driveout.office.search.found import LONGEST, search_page
from driveout.records.plan.models import Season
from driveout.records.plan.queries import season_now, season_seen_by
from driveout.records.team.models import Member
from driveout.records.team.queries import member_of
from driveout.records.team.rules import may_see_crew, may_see_office


def for_searchers(view: View) -> View:
    """Give the view the member who asks, if they have anything to look through. No browser keeps the page."""

    @never_cache
    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        member = member_of(request.user)
        if member is None or not may_search(member):
            raise PermissionDenied
        with hidden.names(hidden=not may_see_crew(member)):
            return view(request, member, *args, **kwargs)

    return guarded


@require_GET
@for_searchers
@sensitive_variables("asked", "page")
def search(request: HttpRequest, member: Member) -> HttpResponse:
    """What is looked for stands in the address and nowhere else: it is not kept, and no log is told of it."""
    asked = " ".join(request.GET.get("q", "")[:LONGEST].replace("\0", "").split())
    season = _season(request, member)
    page = {**search_page(member, asked, season, timezone.localdate()), "season": season, "me": me(member)}
    return render(request, "office/search/page.html", page)


def _season(request: HttpRequest, member: Member) -> Season | None:
    """The season that somebody came from, if they may see it; else the one that runs. None outside the office."""
    if not may_see_office(member):
        return None
    asked = request.GET.get("saeson", "")
    from_there = asked.isascii() and asked.isdecimal() and len(asked) < 10
    own = season_seen_by(member.organisation_id, int(asked)) if from_there else None
    return own or season_now(member.organisation_id, timezone.localdate())
