"""A place, or a hub's places, as others tell of it: its week in a line each, the next cafés, a text to forward."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from driveout.core.words import found_at
from driveout.look import guests, say
from driveout.public.moved import Moved
from driveout.public.spread.upcoming import Cafe
from driveout.records.publish.models import PublicOpening
from driveout.records.publish.of_places import Standing


def week_of(held: Standing) -> list[dict[str, Any]]:
    """Each place: its name, its hours in words, where, and what is known of it; by the alphabet."""
    places: dict[str, list[PublicOpening]] = {}
    for one in held.openings:
        places.setdefault(one.place_key, []).append(one)
    rows = [_place(openings) for openings in places.values()]
    return sorted(rows, key=lambda row: say.danish_order(row["place"]))


def _place(openings: Sequence[PublicOpening]) -> dict[str, Any]:
    first = openings[0]
    halls = {found_at(one.venue, one.address): None for one in openings}
    times = [" ".join((when["day"], _("kl.\u00a0%(time)s") % when)) for when in map(_when, openings)]
    return {
        "place": first.place,
        "key": first.place_key,
        "hours": [_("Hver %(day)s kl.\u00a0%(time)s") % _when(one) for one in openings],
        "times": times,
        "short": pgettext("between openings of a week", " og ").join(times),
        "where": [say.capital(hall) for hall in halls if hall],
        "told": guests.told(first),
    }


def _when(one: PublicOpening) -> dict[str, str]:
    return {"day": say.day(one.weekday), "time": say.span(one.starts, one.minutes)}


def title(name: str, scope: str) -> str:
    """“Café på hjul i Karby”."""
    said = _("Café på hjul fra %(place)s") if scope == "hub" else _("Café på hjul i %(place)s")
    return said % {"place": name}


def ahead(held: Standing, today: date) -> list[str]:
    """What is announced to change, a line a café; not what has."""
    moves = [move for move in held.moves if move.from_date > today]
    return [line["says"] for line in Moved(moves, today).lines()]


def closed(held: Standing, today: date) -> str:
    """The days to come on which these places would be open, and nobody drives."""
    weekdays = {one.weekday for one in held.openings}
    days = [date.fromisoformat(day) for day in held.times.closed_dates]
    return say.dates([day for day in days if day >= today and day.weekday() in weekdays])


def until(held: Standing) -> str:
    """The first and last day of the season, where it has a calendar."""
    first = held.times.first_day
    if first is None:
        return ""
    last = first + timedelta(days=7 * held.times.weeks - 1)
    return _("Gælder fra %(first)s til %(last)s.") % {"first": say.date_long(first), "last": say.date_long(last)}


def dated(cafes: Iterable[Cafe]) -> list[dict[str, Any]]:
    """The next cafés: day, date, hour and place; what is cancelled or later says so, and why."""
    return [
        {
            "day": say.capital(say.day(one.date.weekday())),
            "date": say.date_year_free(one.date),
            "time": say.span(one.promised if one.cancelled else one.starts, one.minutes),
            "was": say.span(one.promised, one.minutes) if one.starts != one.promised and not one.cancelled else "",
            "place": one.place,
            "where": say.capital(found_at(one.venue, one.address)),
            "cancelled": one.cancelled,
            "why": _(one.why) if one.why else "",
        }
        for one in cafes
    ]


def to_forward(title: str, week: Sequence[dict[str, Any]], address: str) -> str:
    """A text that somebody sends on as it is, of a place or of several. `address`: where the times are read."""
    lines = [f"{title}."]
    for one in week:
        told = ". ".join([*(one["hours"] if len(week) == 1 else [f"{one['place']}: {one['short']}"]), *one["where"]])
        lines.append(f"{told}.")
    lines.append(_("Kaffe, mad og en snak. Det er gratis. Du behøver ikke sige, hvad du hedder."))
    return "\n".join([*lines, _("Se tiderne: %(address)s") % {"address": address}])
