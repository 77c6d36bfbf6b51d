"""What was typed, as a database can keep it."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict


class WithoutNul:
    """Middleware. A NUL is no letter, and PostgreSQL takes none: it is left out of what addresses and forms say.

    Nobody types one; who pastes or tries one is answered as if it had not been there. What takes its form in by itself
    (a file that is read in pieces, a phone's call) reads it by itself too.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, _args: Any, _kwargs: Any) -> None:
        request.GET = _without(request.GET)  # type: ignore[assignment]  # never changed by a view, as before
        if request.method == "POST" and not getattr(view, "csrf_exempt", False):
            request.POST = _without(request.POST)  # type: ignore[assignment]  # the same


def _without(given: QueryDict) -> QueryDict:
    if not any("\0" in text for key, texts in given.lists() for text in (key, *texts)):
        return given
    kept = QueryDict(mutable=True)
    for key, texts in given.lists():
        kept.setlist(key.replace("\0", ""), [text.replace("\0", "") for text in texts])
    kept._mutable = False
    return kept
