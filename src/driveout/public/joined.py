"""What was said to be one with another leads on to it: an address that stands on paper or on another's page stays."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from driveout.look.language import same_for_all
from driveout.records.publish.following import leads_to


def led_on(request: HttpRequest, name: str, stands: Callable[[str], bool]) -> HttpResponseBase | None:
    """To the same page of what it is one with now, for good; None where that is nothing, or nothing of it `stands` in
    the open. `name`: of the part of the address that is its key. Ask it where nothing stands under the key itself."""
    match = request.resolver_match
    if match is None:
        return None
    now = leads_to(match.kwargs[name])
    if not now or not stands(now):
        return None
    there = reverse(match.view_name, kwargs={**match.kwargs, name: now})
    asked = request.GET.urlencode()
    return same_for_all(HttpResponsePermanentRedirect(f"{there}?{asked}" if asked else there))
