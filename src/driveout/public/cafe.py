"""A café's own page: when next, where, how to get there, whom to ring, its calendar, and the same for machines."""

from collections.abc import Callable
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from driveout.core.tell.linked import as_text, event
from driveout.public.cards import card, page_of, told, weekly
from driveout.public.everything import Everything
from driveout.public.front import changes
from driveout.public.near import map_of
from driveout.records.publish.linked import where_of

DATES = 8
FOR_SCRIPTS = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def cafe_page(place_key: str, everything: Everything, keep: str, whole: Callable[[str], str]) -> dict[str, Any]:
    """Plain values. `whole`: makes a path an address."""
    one = card(place_key, everything, keep)
    dates = everything.coming(place_key)[:DATES]
    calendar = whole(one["calendar"]) if one["calendar"] else ""
    where = where_of(everything.told[place_key], whole(page_of(place_key)))
    return {
        "keep": keep,
        "cafe": one,
        "dates": [told(date, everything) for date in dates],
        "weekly": weekly(place_key, everything),
        "changes": changes(everything, [place_key]),
        "map": map_of([one], everything),
        "calendar": calendar,
        "webcal": "webcal://" + calendar.partition("://")[2] if calendar else "",
        "linked": linked([event(date, where) for date in dates]) if dates else "",
    }


def linked(events: list[dict[str, Any]]) -> SafeString:
    """JSON-LD as a part of a page: data, which no browser runs. Nothing in it can end the element."""
    told = mark_safe(as_text(events).translate(FOR_SCRIPTS))  # noqa: S308  # every sign that could is escaped above
    return format_html('<script type="application/ld+json">{}</script>', told)
