"""One café as a guest reads it: when, where, how to get there, whom to ring."""

import re
from datetime import date, timedelta
from typing import Any
from urllib.parse import quote

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from driveout.core.plan.calendar import public_holidays
from driveout.core.tell.occasions import Occasion, State
from driveout.core.words import found_at, told_hall
from driveout.look import guests, say
from driveout.public.everything import Everything, next_held
from driveout.records.publish.models import PublicOpening

MAP = "https://www.openstreetmap.org"  # opens in any browser, on any device; asked only by who presses the link
COUNTRY = "DK"


def when(day: date, today: date) -> str:
    """“i dag”, “i morgen”, “tirsdag den 24. november”."""
    if day == today:
        return _("i dag")
    if day == today + timedelta(days=1):
        return _("i morgen")
    return _("%(day)s den %(date)s") % {"day": say.day(day.weekday()), "date": say.date_year_free(day)}


def tel(number: str) -> str:
    """The number as a phone dials it; empty where it holds none."""
    digits = re.sub(r"[^\d+]", "", number)
    return f"tel:{digits}" if len(digits.lstrip("+")) >= 3 else ""


def way_there(place: PublicOpening) -> str:
    """A map with the café in the middle; empty where nobody has said where it lies."""
    if place.lat is not None and place.lon is not None:
        at = f"{place.lat:.5f}"
        there = f"{place.lon:.5f}"
        return f"{MAP}/?mlat={at}&mlon={there}#map=16/{at}/{there}"
    return f"{MAP}/search?query={quote(place.address)}" if place.address else ""


def page_of(place_key: str, keep: str = "") -> str:
    return reverse("public:cafe", args=(place_key,)) + keep


def row(one: Occasion, everything: Everything, keep: str) -> dict[str, Any]:
    """A line of a list."""
    place = everything.told.get(one.place_key)
    return {
        "time": say.span(one.starts, one.minutes),
        "place": one.place,
        "href": page_of(one.place_key, keep) if place else "",
        "where": where(one, place),
        "municipality": say.municipality(place.municipality) if place else "",
        "off": one.cancelled,
        "word": word(one),
    }


def where(one: Occasion | None, place: PublicOpening | None) -> str:
    """Hall and address, as a guest finds them."""
    hall = (one.venue if one else "") or (place.venue if place else "")
    return found_at(told_hall(hall), place.address if place else "")


def word(one: Occasion) -> str:
    """What is otherwise about it; nothing where it is as ever."""
    if one.state == State.CANCELLED:
        return _("Aflyst")
    if one.state == State.LATER:
        was = say.time(one.was[1]) if one.was else ""
        return _("Ny tid den dag. Før kl.\u00a0%(time)s") % {"time": was}
    if one.state == State.MOVED and one.was:
        return _("Ny tid. Før %(day)s kl.\u00a0%(time)s") % {
            "day": say.day(one.was[0].weekday()), "time": say.time(one.was[1]),
        }  # fmt: skip
    return ""


def card(place_key: str, everything: Everything, keep: str) -> dict[str, Any]:
    """A place with its next time. `next`: None where it is held no more, as far as anybody has said."""
    place = everything.told[place_key]
    coming = everything.coming(place_key)
    first, held = coming[0] if coming else None, next_held(coming)
    organisation = everything.followed_by(place_key)
    return {
        "key": place_key,
        "place": place.place,
        "href": page_of(place_key, keep),
        "where": where(held, place),
        "municipality": say.municipality(place.municipality),
        "told": guests.told(place),
        "phone": place.phone,
        "tel": tel(place.phone),
        "map": way_there(place),
        "calendar": reverse("public:place_calendar", args=(organisation, place_key)) if organisation else "",
        "next": told(held, everything) if held else None,
        "off": told(first, everything) if first and first.cancelled else None,
        "weekly": [] if coming else weekly(place_key, everything),
    }


def told(one: Occasion, everything: Everything) -> dict[str, Any]:
    """One date of it, in words."""
    today = everything.now.day
    return {
        "when": say.capital(when(one.date, today)),
        "time": say.span(one.starts, one.minutes),
        "day": say.day(one.date.weekday()),
        "number": one.date.day,
        "month": say.month_short(one.date),
        "date": one.date,
        "is_on": everything.now.is_on(one),
        "is_today": one.date == today,
        "off": one.cancelled,
        "word": word(one),
        "why": _(one.why) if one.why else "",
        "sort": (one.date, one.starts),
    }


def weekly(place_key: str, everything: Everything) -> list[str]:
    """“tirsdag kl. 10–11.30”: where no season says from which day on."""
    found = [
        (one.weekday, one.starts, one.minutes)
        for season in everything.of(place_key)
        if season.span is None
        for one in season.week(place_key, everything.now.day)
    ]
    return [
        pgettext("each week", "%(day)s kl.\u00a0%(time)s") % {"day": say.day(day), "time": say.span(starts, minutes)}
        for day, starts, minutes in sorted(set(found))
    ]


def closed_days(days: list[date], today: date) -> list[dict[str, str]]:
    """Each day on which nobody drives: which weekday it is, and why where it is a public holiday. In another year than
    this it says which."""
    names = public_holidays(COUNTRY, {day.year for day in days}) if days else {}
    return [{"when": _closed(day, today), "why": names.get(day, "")} for day in sorted(days)]


def _closed(day: date, today: date) -> str:
    told = say.date_year_free(day) if day.year == today.year else say.date_long(day)
    return _("%(day)s den %(date)s") % {"day": say.day(day.weekday()), "date": told}
