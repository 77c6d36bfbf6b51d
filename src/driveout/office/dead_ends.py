"""No dead end: answers that would be an empty or a foreign page say what happened, what holds, and what to do."""

import re
from collections.abc import Callable
from urllib.parse import SplitResult, urlencode, urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.utils.translation import gettext as _

from driveout.office.me import me
from driveout.records.team.queries import member_of

SEASON = re.compile(r"^/office/seasons/\d+/")


class NoDeadEnd:
    """Middleware. An address that belongs to a button shows a page; a part of a page never becomes the sign-in form."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.headers.get("HX-Request"):
            return _sign_in(request) if _leads_to_sign_in(response) else response
        if response.status_code == 405 and not response.content:
            answer = for_a_button(request)
            answer.headers["Allow"] = response.headers.get("Allow", "")
            return answer
        return response


def for_a_button(request: HttpRequest) -> HttpResponse:
    """405: somebody came to the address of a button, by hand, by the back button, or after signing in."""
    sentences = [
        _("Adressen hører til en knap og viser ikke noget selv."),
        _("Har du lige logget ind igen? Så blev det, du trykkede på før, ikke gjort. Gå tilbage, og tryk igen."),
        _("Ingenting er ændret."),
    ]
    return _say(request, 405, _("Her skete der ikke noget"), sentences)


def old_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form was opened before somebody signed in anew, or the browser keeps no cookies. `reason`: Django's."""
    sentences = [
        _("Siden var åbnet, før du loggede ind sidst. Det sker, når du arbejder i to faner."),
        _("Det, du trykkede på, er ikke gjort. Ingenting er ændret."),
        _("Hent siden igen, og tryk på knappen én gang til."),
    ]
    back = urlsplit(request.headers.get("Referer", ""))
    way_on = {"href": _path(back), "word": _("Hent siden igen")} if back.netloc == request.get_host() else None
    return _say(request, 403, _("Siden er for gammel"), sentences, way_on)


def _leads_to_sign_in(response: HttpResponse) -> bool:
    return response.status_code == 302 and urlsplit(response["Location"]).path == resolve_url("account_login")


def _sign_in(request: HttpRequest) -> HttpResponse:
    """The whole page goes to the sign-in, and comes back to itself."""
    page = urlsplit(request.headers.get("HX-Current-URL", ""))
    answer = HttpResponse()
    answer.headers["HX-Redirect"] = f"{resolve_url('account_login')}?{urlencode({'next': _path(page)})}"
    return answer


def _path(page: SplitResult) -> str:
    return f"{page.path or '/'}{'?' + page.query if page.query else ''}"


def _say(
    request: HttpRequest, status: int, title: str, sentences: list[str], way_on: dict[str, str] | None = None
) -> HttpResponse:
    member = getattr(request, "member", None) or member_of(request.user)
    request.member = member  # type: ignore[attr-defined]  # the navigation need not ask again
    if way_on is None:
        found = SEASON.match(request.path)
        way_on = {"href": found[0], "word": _("Til sæsonen")} if found else {"href": "/", "word": _("Til forsiden")}
    page = {"title": title, "sentences": sentences, "way_on": way_on, "me": me(member) if member else None}
    return render(request, "look/say.html", page, status=status)
