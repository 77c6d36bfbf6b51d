"""What a partner takes along: the page with all of it, the part for another's page, and what is printed."""

from collections.abc import Callable
from datetime import datetime
from html import escape
from typing import Any
from urllib.parse import quote

import segno
from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
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
from driveout.public.spread import words
from driveout.public.spread.upcoming import upcoming
from driveout.records.publish.of_places import Standing, offered, standing

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
    page = {"hubs": sorted(hubs.values(), key=lambda hub: say.danish_order(hub["name"]))}
    return render(request, "public/spread.html", page)


@_read
def one(request: HttpRequest, organisation_id: int, scope: str, scope_key: str) -> HttpResponse:
    """All there is to spread of a place or a hub: a text, a part to embed, and paper."""
    page = _page(request, organisation_id, scope, scope_key)
    if page is None:
        return _nothing(request)
    args, language = (organisation_id, scope, scope_key), f"?sprog={get_language()}"
    embed = request.build_absolute_uri(reverse("public:embed", args=args)) + language
    page |= {
        "text": words.to_forward(page["title"], page["week"], page["address"]),
        "embed": embed,
        "snippet": _snippet(embed, page["title"], HEIGHT[scope]),
        "poster": reverse("public:poster", args=args) + language,
        "card": reverse("public:week_card", args=args) + language,
    }
    page["mail"] = f"mailto:?subject={quote(page['title'])}&body={quote(page['text'])}"
    page["sms"] = f"sms:?&body={quote(page['text'])}"
    return render(request, "public/spread_one.html", page)


@_read
@csp_replace(EVERYWHERE)
@xframe_options_exempt
def embed(request: HttpRequest, organisation_id: int, scope: str, scope_key: str) -> HttpResponse:
    """The next cafés, small, for another's page: no script, no cookie, and it may stand in a frame anywhere."""
    held = _held(organisation_id, scope, scope_key)
    cafes = upcoming(held, _now(), MANY.get(scope, 1))
    there = _address(request, organisation_id, scope, scope_key)
    page = {"cafes": words.dated(cafes), "name": _name(held, scope, scope_key), "scope": scope, "address": there}
    return render(request, "public/embed.html", page, status=200 if held else 404)


@_read
def poster(request: HttpRequest, organisation_id: int, scope: str, scope_key: str) -> HttpResponse:
    """A sheet of A4 to hang up."""
    return _paper(request, organisation_id, scope, scope_key, "public/paper-large.css")


@_read
def week_card(request: HttpRequest, organisation_id: int, scope: str, scope_key: str) -> HttpResponse:
    """A card of A5 to take along."""
    return _paper(request, organisation_id, scope, scope_key, "public/paper-small.css")


@_read
def come(request: HttpRequest, organisation_id: int, scope: str, scope_key: str) -> HttpResponseBase:
    """The address that stands on paper: it stays when seasons change, and leads to where the times are read now."""
    held = _held(organisation_id, scope, scope_key)
    if not held:
        return _nothing(request)
    return HttpResponseRedirect(reverse("public:times", args=(held[0].times.season_id,)))


def _snippet(address: str, title: str, height: int) -> str:
    """What another's page takes in, as text."""
    told = f'title="{escape(title)}" width="100%" height="{height}"'
    return f'<iframe src="{escape(address)}" {told} loading="lazy" referrerpolicy="no-referrer"></iframe>'


def _paper(request: HttpRequest, organisation_id: int, scope: str, scope_key: str, sheet: str) -> HttpResponse:
    page = _page(request, organisation_id, scope, scope_key)
    if page is None:
        return _nothing(request)
    code = segno.make(page["address"], error="m", micro=False)
    qr = code.svg_data_uri(scale=8, border=0, dark="#000", light="#fff")
    page |= {"qr": qr, "sheet": sheet, "site": request.get_host(), "filled": _filled(len(page["week"]))}
    page["back"] = reverse("public:spread_one", args=(organisation_id, scope, scope_key))
    return render(request, "public/paper.html", page)


def _filled(places: int) -> str:
    return "many crowd" if places > CROWD else "many" if places > 1 else "one"


def _page(request: HttpRequest, organisation_id: int, scope: str, scope_key: str) -> dict[str, Any] | None:
    """What all of them say; None where nothing stands in the open."""
    held = _held(organisation_id, scope, scope_key)
    if not held or not held[0].openings:
        return None
    name = _name(held, scope, scope_key)
    return {
        "name": name,
        "title": words.title(name, scope),
        "scope": scope,
        "week": words.week_of(held[0]),
        "ahead": words.ahead(held[0], timezone.localdate()),
        "until": words.until(held[0]),
        "closed": words.closed(held[0], timezone.localdate()),
        "address": _address(request, organisation_id, scope, scope_key),
    }


def _held(organisation_id: int, scope: str, scope_key: str) -> list[Standing]:
    return standing(organisation_id, timezone.localdate(), **{KINDS[scope]: scope_key}) if scope in KINDS else []


def _name(held: list[Standing], scope: str, scope_key: str) -> str:
    if scope == "hub":
        return next((one.hubs[scope_key] for one in held if scope_key in one.hubs), "")
    return next((opening.place for one in held for opening in one.openings), "")


def _address(request: HttpRequest, organisation_id: int, scope: str, scope_key: str) -> str:
    return request.build_absolute_uri(reverse("public:come", args=(organisation_id, scope, scope_key)))


def _now() -> datetime:
    return timezone.localtime()


def _nothing(request: HttpRequest) -> HttpResponse:
    return render(request, "public/no_times.html", status=404)
