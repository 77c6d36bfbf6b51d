"""The guests' own pages: the front, a café, what is public, and looking for one near by."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from driveout.look.language import IN_ADDRESS, chosen_in, for_anyone
from driveout.public.cafe import cafe_page
from driveout.public.cards import page_of
from driveout.public.everything import Everything
from driveout.public.finding import OwnPage, place_of, spot_of
from driveout.public.front import NEXT, TODAY, WEEK, front_page
from driveout.public.joined import led_on
from driveout.public.kept import same_for_all
from driveout.public.listed import listed_page
from driveout.public.near import near_page

ANSWERS = {"GET", "HEAD"}


def keep(request: HttpRequest) -> str:
    """What stays in every address of a page: the language, where it was chosen in this one's."""
    chosen = chosen_in(request)
    return f"?{IN_ADDRESS}={chosen}" if chosen else ""


def _front(request: HttpRequest, span: str) -> HttpResponseBase:
    def make() -> HttpResponse:
        return render(request, "public/front.html", front_page(Everything(), span, keep(request)))

    return same_for_all(request, ("front", span), make)


@require_safe
@for_anyone
@cache_control(no_cache=True)
def front(request: HttpRequest) -> HttpResponseBase:
    """Today, and what is changed; a field to say where one is."""
    return _front(request, TODAY)


@require_safe
@for_anyone
@cache_control(no_cache=True)
def week(request: HttpRequest) -> HttpResponseBase:
    """The rest of this week."""
    return _front(request, WEEK)


@require_safe
@for_anyone
@cache_control(no_cache=True)
def next_week(request: HttpRequest) -> HttpResponseBase:
    """The week that comes."""
    return _front(request, NEXT)


@require_safe
@for_anyone
@cache_control(no_cache=True)
def listed(request: HttpRequest) -> HttpResponseBase:
    """All that is public: every place, and each season's week."""

    def make() -> HttpResponse:
        return render(request, "public/listed.html", listed_page(Everything(), keep(request)))

    return same_for_all(request, "listed", make)


@require_safe
@for_anyone
@cache_control(no_cache=True)
def cafe(request: HttpRequest, place_key: str) -> HttpResponseBase:
    """One café: its next dates, the way there, its calendar."""
    everything = Everything()
    if place_key not in everything.told:
        return led_on(request, "place_key", everything.told.__contains__) or not_here(request)
    page = cafe_page(place_key, everything, keep(request), request.build_absolute_uri)
    return render(request, "public/cafe.html", page)


@csrf_exempt  # see `from_here`: a token would be a cookie on a page that is only read, and nothing is changed here
@require_http_methods(["GET", "HEAD", "POST"])
@for_anyone
def find(request: HttpRequest) -> HttpResponseBase:
    """The nearest cafés. Where somebody is comes by POST, so that it stands in no address and no log; it is used for
    this one answer and kept nowhere. It answers only forms of this site."""
    everything, asked, typed = Everything(), None, ""
    if request.method not in ANSWERS:
        if not from_here(request):
            page = near_page(None, "", everything, keep(request))
            page["says"] = _("Formularen kom fra et andet sted end denne side. Skriv her, hvor du er.")
            return render(request, "public/near.html", page, status=403)
        typed = request.POST.get("q", "")[:200]
        near_by = "lat" in request.POST or "lon" in request.POST
        found = (
            spot_of(request.POST.get("lat", ""), request.POST.get("lon", ""), typed)
            if near_by
            else place_of(typed, everything)
        )
        if isinstance(found, OwnPage):
            return HttpResponseRedirect(page_of(found.place_key, keep(request)))
        asked = found
    return render(request, "public/near.html", near_page(asked, typed, everything, keep(request)))


def from_here(request: HttpRequest) -> bool:
    """Was it sent by a page of this site? Browsers say so themselves, and no page can make them lie: `Sec-Fetch-Site`
    (Fetch Metadata, W3C), else `Origin` (Fetch standard). Who says neither is no browser that a foreign page drives."""
    site = request.headers.get("Sec-Fetch-Site", "")
    if site:
        return site in ("same-origin", "none")
    origin = request.headers.get("Origin", "")
    return origin in ("", f"{request.scheme}://{request.get_host()}")


@for_anyone
def not_here(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404 in the guests' own house. No query."""
    page: dict[str, Any] = {"keep": keep(request)}
    return render(request, "public/not_here.html", page, status=404)
