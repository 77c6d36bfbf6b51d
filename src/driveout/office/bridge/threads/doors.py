"""Who comes in to threads: the coordinator, and a hub's leader and employees to those of the own hub."""

from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from driveout.office.doors import View, for_office
from driveout.records.bridge.referral.rules import may_see_threads
from driveout.records.bridge.referral.seeing import thread_here
from driveout.records.team.models import Member


def for_threads(view: View) -> View:
    """Give the view the member who asks. No browser and no proxy keeps the page."""

    @never_cache
    @for_office
    @wraps(view)
    def guarded(request: HttpRequest, member: Member, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_see_threads(member):
            raise PermissionDenied
        return view(request, member, *args, **kwargs)

    return guarded


def of_thread(view: View) -> View:
    """Give the view the thread too. One of another hub does not exist."""

    @for_threads
    @wraps(view)
    def guarded(request: HttpRequest, member: Member, thread_id: int, **kwargs: Any) -> HttpResponse:
        found = thread_here(member, thread_id)
        if found is None:
            raise Http404
        return view(request, member, found, **kwargs)

    return guarded
