"""The public site by itself: a server that knows no session, and answers nothing but what anyone may read."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

OPEN = {"public", "api"}  # by the names of their addresses
BESIDE = {"front", "style", "set_language"}


class PublicOnly:
    """With DRIVEOUT_PUBLIC_ONLY: every other address is 404, and cookies are not read. Its database role can read
    published rows and nothing else; a session would be asked for in vain."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.META.pop("HTTP_COOKIE", None)
        try:
            found = resolve(request.path_info)
        except Resolver404:
            return self._not_here()
        if found.app_name in OPEN or found.view_name in BESIDE:
            return self.get_response(request)
        return self._not_here()

    def _not_here(self) -> HttpResponse:
        return HttpResponse(
            "Her er ingen side. · There is no page here.\n", status=404, content_type="text/plain; charset=utf-8"
        )
