"""Who reads own words: the coordinator, and a hub leader those of the own hub. Nobody else, and nothing is cached."""

from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from driveout.office.doors import View, for_office
from driveout.records.meet.own_words import may_read_words
from driveout.records.team.models import Member


def for_words(view: View) -> View:
    """Give the view the member who asks, if they may read own words. No browser and no proxy keeps the page."""

    @never_cache
    @for_office
    @wraps(view)
    def guarded(request: HttpRequest, member: Member, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_read_words(member):
            raise PermissionDenied
        return view(request, member, *args, **kwargs)

    return guarded
