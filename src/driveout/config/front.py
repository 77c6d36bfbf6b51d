"""Whose house it is: guests' at the front door, unless somebody is signed in."""

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from driveout.look.language import HANGS_ON
from driveout.office import views as office
from driveout.public import guests


def door(request: HttpRequest) -> HttpResponseBase:
    """`/`: who is signed in goes on to their own start page; everybody else reads the guests'. That hangs on the
    cookie, which no guest has: what is kept between us for one of them is kept for all."""
    if is_signed_in(request):
        return office.start(request)
    return _guests(guests.front(request))


def not_here(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """404: a guest's shows the guests' house, and nothing of an office."""
    if is_signed_in(request):
        return office.not_here(request, exception)
    return _guests(guests.not_here(request, exception))


def _guests(answer: HttpResponseBase) -> HttpResponseBase:
    answer.hangs_on = HANGS_ON  # type: ignore[attr-defined]  # look.language asks
    return answer


def is_signed_in(request: HttpRequest) -> bool:
    """No query of who brings no session."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated
