"""Times to follow in one's own calendar: of all places, of a hub's, of one place. Nobody's name is in them."""

from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from driveout.core.tell.calendar import of_said
from driveout.look import say
from driveout.look.language import for_anyone, same_for_all
from driveout.records.publish.following import events_of
from driveout.records.publish.models import PublicEvent

FRESH_S = 300  # for so long a calendar is taken as it is


@require_safe
@for_anyone
@cache_control(public=True, max_age=FRESH_S)
def everywhere(request: HttpRequest, season_id: int) -> HttpResponse:
    """All places of a season."""
    return _calendar(request, "Café på hjul: alle steder", events_of(season_id))


@require_safe
@for_anyone
@cache_control(public=True, max_age=FRESH_S)
def of_hub(request: HttpRequest, season_id: int, base_key: str) -> HttpResponse:
    """The places that are driven to from a hub."""
    rows = events_of(season_id, base_key=base_key)
    return _calendar(request, f"Café på hjul fra {rows[0].hub}" if rows else "", rows)


@require_safe
@for_anyone
@cache_control(public=True, max_age=FRESH_S)
def of_place(request: HttpRequest, season_id: int, place_key: str) -> HttpResponse:
    """One place."""
    rows = events_of(season_id, place_key=place_key)
    return _calendar(request, f"Café på hjul i {rows[0].place}" if rows else "", rows)


def _calendar(request: HttpRequest, name: str, rows: list[PublicEvent]) -> HttpResponse:
    """In Danish, whoever asks: calendars ask without a person. Unchanged it is answered in one line."""
    if not rows:
        return render(request, "public/no_times.html", status=404)
    content = of_said(name, "tider", ((row.said, row.since) for row in rows))
    etag = f'"{sha256(content).hexdigest()[:32]}"'
    newest = int(max(row.since for row in rows).timestamp())
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="cafe-paa-hjul.ics"'
    answer["ETag"], answer["Last-Modified"] = etag, http_date(newest)
    found = get_conditional_response(request, etag=etag, last_modified=newest, response=answer)
    return same_for_all(found or HttpResponseNotModified())


def ways(request: HttpRequest, season_id: int, followed: Iterable[tuple[str, str, str, str]]) -> dict[str, Any] | None:
    """Links for the page: all, each hub, each place; None while there is nothing to follow."""
    places: dict[str, str] = {}
    hubs: dict[str, str] = {}
    for place_key, place, base_key, hub in followed:
        places[place_key] = place
        hubs |= {base_key: hub} if base_key else {}
    if not places:
        return None
    from_hubs = {key: _("Alle steder fra %(hub)s") % {"hub": hub} for key, hub in hubs.items()}
    return {
        "all": {"name": _("Alle steder"), **_links(request, "all_calendar", season_id)},
        "hubs": _each(request, "hub_calendar", season_id, from_hubs),
        "places": _each(request, "place_calendar", season_id, places),
    }


def _each(request: HttpRequest, address: str, season_id: int, names: dict[str, str]) -> list[dict[str, str]]:
    keys = sorted(names, key=lambda key: say.danish_order(names[key]))
    return [{"name": names[key], **_links(request, address, season_id, key)} for key in keys]


def _links(request: HttpRequest, name: str, *args: object) -> dict[str, str]:
    address = request.build_absolute_uri(reverse(f"public:{name}", args=args))
    return {"address": address, "webcal": "webcal://" + address.partition("://")[2]}
