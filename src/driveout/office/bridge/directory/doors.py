"""Who comes in: whoever meets guests, leads or pays. A volunteer has this one room of the office, on the phone."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from driveout.records.bridge.directory.queries import service_here
from driveout.records.bridge.directory.rules import may_see_help
from driveout.records.team.models import Member
from driveout.records.team.queries import member_of

View = Callable[..., HttpResponse]


def for_helpers(view: View) -> View:
    """Give the view the member who asks."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        member = member_of(request.user)
        if member is None or not may_see_help(member):
            raise PermissionDenied
        request.member = member  # type: ignore[attr-defined]  # the navigation need not ask again
        return view(request, member, *args, **kwargs)

    return guarded


def of_own_entry(view: View) -> View:
    """Give the view the member and the entry. Another organisation's does not exist."""

    @for_helpers
    @wraps(view)
    def guarded(request: HttpRequest, member: Member, service_id: int, **kwargs: Any) -> HttpResponse:
        row = service_here(member.organisation_id, service_id)
        if row is None:
            raise Http404
        return view(request, member, row, **kwargs)

    return guarded
