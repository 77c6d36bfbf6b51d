"""Times to follow in one's own calendar: of all places, of a hub's, of one place. Nobody's name is in them."""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from driveout.look import say
from driveout.look.language import for_anyone, same_for_all
from driveout.records.publish.calendars import calendar
from driveout.records.publish.following import in_force, leads_to, whose

FRESH_S = 300  # for so long a calendar is taken as it is
OLD = {"alle": "public:all_calendar", "hub": "public:hub_calendar", "sted": "public:place_calendar"}


@require_safe
@for_anyone
@cache_control(public=True, max_age=FRESH_S)
def everywhere(request: HttpRequest, organisation_id: int) -> HttpResponseBase:
    """All places of an organisation, from one season to the next."""
    return _calendar(request, organisation_id)


@require_safe
@for_anyone
@cache_control(public=True, max_age=FRESH_S)
def of_hub(request: HttpRequest, organisation_id: int, base_key: str) -> HttpResponseBase:
    """The places that are driven to from a hub."""
    if now := _now(organisation_id, "base_key", base_key):
        return _on_to("public:hub_calendar", organisation_id, now)
    return _calendar(request, organisation_id, base_key=base_key)


@require_safe
@for_anyone
@cache_control(public=True, max_age=FRESH_S)
def of_place(request: HttpRequest, organisation_id: int, place_key: str) -> HttpResponseBase:
    """One place."""
    if now := _now(organisation_id, "place_key", place_key):
        return _on_to("public:place_calendar", organisation_id, now)
    return _calendar(request, organisation_id, place_key=place_key)


@require_safe
@for_anyone
@cache_control(public=True, max_age=FRESH_S)
def moved(request: HttpRequest, season_id: int, what: str, key: str = "") -> HttpResponseBase:
    """The address was a season's own: it leads on to the one that stays, for good."""
    organisation_id, name = whose(season_id), OLD.get(what)
    if organisation_id is None or name is None or bool(key) == (what == "alle"):
        return render(request, "public/no_times.html", status=404)
    return _on_to(name, organisation_id, *([key] if key else []))


def _now(organisation_id: int, field: str, key: str) -> str:
    """The key of what it is one with, where nothing stands under its own and that can be followed; else empty."""
    now, today = leads_to(key), timezone.localdate()
    if not now or in_force(organisation_id, today, **{field: key}):
        return ""
    return now if in_force(organisation_id, today, **{field: now}) else ""


def _on_to(name: str, *key: object) -> HttpResponseBase:
    """To the calendar of what it is one with, for good."""
    return same_for_all(HttpResponsePermanentRedirect(reverse(name, args=key)))


def _calendar(request: HttpRequest, organisation_id: int, **only: str) -> HttpResponseBase:
    """Unchanged it is answered in one line."""
    content = calendar(organisation_id, timezone.localdate(), **only)
    if content is None:
        return render(request, "public/no_times.html", status=404)
    etag = f'"{sha256(content).hexdigest()[:32]}"'
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="cafe-paa-hjul.ics"'
    answer["ETag"] = etag  # no Last-Modified: when a season is over, what is left may be older than what was asked for
    found = get_conditional_response(request, etag=etag, response=answer)
    return same_for_all(found or HttpResponseNotModified())


def ways(
    request: HttpRequest, followed: Iterable[tuple[int, str, str, str, str]], called: Mapping[str, str]
) -> dict[str, Any] | None:
    """Links for the page: all, each hub, each place; None while there is nothing to follow. `called`: by place key, the
    name that stands in the open now; a job writes calendars, so theirs may be a moment older."""
    rows = list(followed)
    places: dict[str, str] = {}
    hubs: dict[str, str] = {}
    for _whose, place_key, place, base_key, hub in rows:
        places[place_key] = called.get(place_key, place)
        hubs |= {base_key: hub} if base_key else {}
    if not rows:
        return None
    of = rows[0][0]
    from_hubs = {key: _("Alle steder fra %(hub)s") % {"hub": hub} for key, hub in hubs.items()}
    return {
        "all": {"name": _("Alle steder"), **_links(request, "all_calendar", of)},
        "hubs": _each(request, "hub_calendar", of, from_hubs),
        "places": _each(request, "place_calendar", of, places),
    }


def _each(request: HttpRequest, address: str, organisation_id: int, names: dict[str, str]) -> list[dict[str, str]]:
    keys = sorted(names, key=lambda key: say.danish_order(names[key]))
    return [{"name": names[key], **_links(request, address, organisation_id, key)} for key in keys]


def _links(request: HttpRequest, name: str, *args: object) -> dict[str, str]:
    address = request.build_absolute_uri(reverse(f"public:{name}", args=args))
    return {"address": address, "webcal": "webcal://" + address.partition("://")[2]}
