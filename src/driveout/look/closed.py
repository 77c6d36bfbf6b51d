"""What somebody signed in was shown is kept by no browser and no proxy, and is gone when they leave."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

NOWHERE = "private, no-store"
# Only what the browser keeps of pages. Never "storage": what a phone has not sent yet lies there.
FORGET = '"cache"'


class KeptNowhere:
    """Middleware, outside the session: no view has to think of it.

    An answer is kept by nobody, unless it says by itself how it may be kept. To one who brings a session it has to say
    that it is `public`: the same for everybody.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        said = {word.strip() for word in answer.headers.get("Cache-Control", "").split(",")} - {""}
        if not said or ("public" not in said and settings.SESSION_COOKIE_NAME in request.COOKIES):
            answer.headers["Cache-Control"] = NOWHERE
        if getattr(request, "has_left", False):
            answer.headers["Clear-Site-Data"] = FORGET
        return answer


def remember_leaving(request: HttpRequest | None, **_signal: Any) -> None:
    """Somebody signed out, at whichever address."""
    if request is not None:
        request.has_left = True  # type: ignore[attr-defined]  # the middleware above asks
