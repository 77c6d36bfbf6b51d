"""What a partner takes along: the page with all of it, the part for another's page, and what is printed."""

from collections.abc import Callable
from html import escape
from typing import Any
from urllib.parse import quote

import segno
from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import conditional_page, require_safe

from driveout.look import say
from driveout.look.language import for_anyone
from driveout.public.everything import Everything
from driveout.public.guests import keep
from driveout.public.joined import led_on
from driveout.public.kept import same_for_all
from driveout.public.spread import words
from driveout.records.publish.of_places import offered, places_of

FRESH_S = 300  # as calendars
KINDS = {"sted": "place_key", "hub": "base_key"}
MANY = {"sted": 3, "hub": 6}  # cafés in the part that others embed
HEIGHT = {"sted": 420, "hub": 760}  # px: that part on a phone
CROWD = 8  # places on one sheet: more stand in two columns
EVERYWHERE = {"frame-ancestors": ["*"], "script-src": ["'none'"]}


def _read(view: Callable[..., HttpResponseBase]) -> Callable[..., Any]:
    """The same for all who speak alike; asked for anew, and unchanged it is a line."""
    return require_safe(for_anyone(conditional_page(cache_control(public=True, max_age=FRESH_S)(view))))


@_read
def start(request: HttpRequest) -> HttpResponse:
    """Choose a hub or a place."""
    hubs: dict[tuple[int, str], dict[str, Any]] = {}
    for one in offered(timezone.localdate()):
        hub = hubs.setdefault((one.organisation_id, one.base_key), {"name": one.hub, "places": [], "address": ""})
        if one.base_key:
            hub["address"] = reverse("public:spread_one", args=(one.organisation_id, "hub", one.base_key))
        there = reverse("public:spread_one", args=(one.organisation_id, "sted", one.place_key))
        hub["places"].append({"name": one.place, "address": there})
    for hub in hubs.values():
        hub["places"].sort(key=lambda place: say.danish_order(place["name"]))
    page = {"hubs": sorted(hubs.values(), key=lambda hub: say.danish_order(hub["name"])), "keep": keep(request)}
    return render(request, "public/spread.html", page)


@_read
def one(request: HttpRequest, organisation_id: int, scope: str, scope_key: str) -> HttpResponseBase:
    """All there is to spread of a place or a hub: a text, a part to embed, and paper."""
    page = _page(request, organisation_id, scope, scope_key)
    if page is None:
        return _nothing(request, organisation_id, scope)
    args, language = (organisation_id, scope, scope_key), f"?sprog={get_language()}"
    embed = request.build_absolute_uri(reverse("public:embed", args=args)) + language
    text = words.to_forward(page["title"], page["week"], page["phone"], page["address"])
    page |= {
        "text": text,
        "embed": embed,
        "snippet": _snippet(embed, page["title"], HEIGHT[scope]),
        "poster": reverse("public:poster", args=args) + language,
        "card": reverse("public:week_card", args=args) + language,
        "mail": f"mailto:?subject={quote(page['title'])}&body={quote(text)}",
        "sms": f"sms:?&body={quote(text)}",
    }
    return render(request, "public/spread_one.html", page)


@require_safe
@for_anyone
@cache_control(public=True, max_age=FRESH_S)
@csp_replace(EVERYWHERE)  # type: ignore[arg-type]  # it knows only views that take nothing from their address
@xframe_options_exempt
def embed(request: HttpRequest, organisation_id: int, scope: str, scope_key: str) -> HttpResponseBase:
    """The next cafés, small, for another's page: no script, no cookie, and it may stand in a frame anywhere."""

    def make() -> HttpResponse:
        of, hub = _of(organisation_id, scope, scope_key)
        if of is None:
            raise Http404
        there = _address(request, organisation_id, scope, scope_key)
        page = {"cafes": of.coming(MANY[scope]), "name": _name(of, scope, hub), "scope": scope, "address": there}
        return render(request, "public/embed.html", page)

    try:
        return same_for_all(request, ("embed", organisation_id, scope, scope_key), make)
    except Http404:
        there = _led_on(request, organisation_id, scope)
        return there or render(request, "public/embed.html", {"scope": scope}, status=404)


@_read
def poster(request: HttpRequest, organisation_id: int, scope: str, scope_key: str) -> HttpResponseBase:
    """A sheet of A4 to hang up."""
    return _paper(request, organisation_id, scope, scope_key, "public/paper-large.css")


@_read
def week_card(request: HttpRequest, organisation_id: int, scope: str, scope_key: str) -> HttpResponseBase:
    """A card of A5 to take along."""
    return _paper(request, organisation_id, scope, scope_key, "public/paper-small.css")


@_read
def come(request: HttpRequest, organisation_id: int, scope: str, scope_key: str) -> HttpResponseBase:
    """The address that stands on paper: it stays when pages change, and leads to where the times are now."""
    of, _hub = _of(organisation_id, scope, scope_key)
    if of is None and not (scope == "sted" and _has_left(organisation_id, scope_key)):
        return _nothing(request, organisation_id, scope)
    if of is None or scope == "sted":
        return HttpResponseRedirect(reverse("public:cafe", args=(scope_key,)))
    return HttpResponseRedirect(reverse("public:times", args=(of.season().times.season_id,)))


def _snippet(address: str, title: str, height: int) -> str:
    """What another's page takes in, as text."""
    told = f'title="{escape(title)}" width="100%" height="{height}"'
    return f'<iframe src="{escape(address)}" {told} loading="lazy" referrerpolicy="no-referrer"></iframe>'


def _paper(request: HttpRequest, organisation_id: int, scope: str, scope_key: str, sheet: str) -> HttpResponseBase:
    page = _page(request, organisation_id, scope, scope_key)
    if page is None:
        return _nothing(request, organisation_id, scope)
    code = segno.make(page["address"], error="m", micro=False)
    qr = code.svg_data_uri(scale=8, border=0, dark="#000", light="#fff")
    page |= {"qr": qr, "sheet": sheet, "site": request.get_host(), "filled": _filled(len(page["week"]))}
    page["back"] = reverse("public:spread_one", args=(organisation_id, scope, scope_key))
    return render(request, "public/paper.html", page)


def _filled(places: int) -> str:
    return "many crowd" if places > CROWD else "many" if places > 1 else "one"


def _page(request: HttpRequest, organisation_id: int, scope: str, scope_key: str) -> dict[str, Any] | None:
    """What all of them say; None where nothing stands in the open."""
    of, hub = _of(organisation_id, scope, scope_key)
    if of is None:
        return None
    name = _name(of, scope, hub)
    return {
        "keep": keep(request),
        "name": name,
        "title": words.title(name, scope),
        "scope": scope,
        "week": of.week(),
        "ahead": of.ahead(),
        "until": of.until(),
        "closed": of.closed(),
        "phone": of.phone(),
        "address": _address(request, organisation_id, scope, scope_key),
    }


def _of(organisation_id: int, scope: str, scope_key: str) -> tuple[words.Of | None, str]:
    """The places, and the hub's name; None where none of them stands in the open. Six queries."""
    keys, hub = places_of(organisation_id, **{KINDS[scope]: scope_key}) if scope in KINDS else (set(), "")
    of = words.Of(Everything(), sorted(keys)) if keys else None
    return (of, hub) if of and of.keys else (None, "")


def _has_left(organisation_id: int, place_key: str) -> bool:
    """Is it a place whose own page says that nobody comes there any more?"""
    return bool(places_of(organisation_id, place_key=place_key)[0]) and place_key in Everything().told


def _name(of: words.Of, scope: str, hub: str) -> str:
    return hub if scope == "hub" else of.everything.places[of.keys[0]].place


def _address(request: HttpRequest, organisation_id: int, scope: str, scope_key: str) -> str:
    return request.build_absolute_uri(reverse("public:come", args=(organisation_id, scope, scope_key)))


def _led_on(request: HttpRequest, organisation_id: int, scope: str) -> HttpResponseBase | None:
    return led_on(request, "scope_key", lambda key: _of(organisation_id, scope, key)[0] is not None)


def _nothing(request: HttpRequest, organisation_id: int, scope: str) -> HttpResponseBase:
    """To what it is one with; else that there are no times."""
    there = _led_on(request, organisation_id, scope)
    return there or render(request, "public/no_times.html", {"keep": keep(request)}, status=404)
