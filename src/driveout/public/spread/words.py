"""A place, or a hub's places, as others tell of it: its week in a line each, the next cafés, a text to forward."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from driveout.core.words import found_at, told_hall
from driveout.look import guests, say
from driveout.public.cards import told, where
from driveout.public.everything import Everything
from driveout.public.moved import Moved
from driveout.records.publish.models import PublicOpening
from driveout.records.publish.standing import Standing


class Of:
    """Some places in the open, by their keys: of one café, or of a hub. No query."""

    def __init__(self, everything: Everything, keys: Iterable[str]) -> None:
        self.everything, self.today = everything, everything.now.day
        self.keys = [key for key in keys if key in everything.places]

    def week(self) -> list[dict[str, Any]]:
        """Each place: its name, its hours in words, where, and what is known of it; by the alphabet."""
        rows = [_place(self.everything.week(key)) for key in self.keys]
        return sorted(rows, key=lambda row: say.danish_order(row["place"]))

    def ahead(self) -> list[str]:
        """What is announced to change, a line a café; not what has."""
        keys = set(self.keys)
        moves = [move for season in self.everything.seasons for move in season.moves if move.from_date > self.today]
        return [line["says"] for line in Moved([one for one in moves if one.place_key in keys], self.today).lines()]

    def season(self) -> Standing:
        """The one whose week is told: the first in which one of them stands, else the first that one has not left."""
        seasons = self.everything.seasons
        standing = [one for one in seasons if any(key in one.at for key in self.keys)]
        return next(one for one in standing or seasons if any(one.week(key, self.today) for key in self.keys))

    def until(self) -> str:
        """The first and last day of the season, where it has a calendar."""
        season = self.season()
        if season.span is None or season.last_day is None:
            return ""
        told = {"first": say.date_long(season.span.first), "last": say.date_long(season.last_day)}
        return _("Gælder fra %(first)s til %(last)s.") % told

    def closed(self) -> str:
        """The days to come on which these places would be open, and nobody drives."""
        season = self.season()
        weekdays = {one.weekday for key in self.keys for one in season.week(key, self.today)}
        days = [date.fromisoformat(day) for day in season.times.closed_dates]
        return say.dates([day for day in days if day >= self.today and day.weekday() in weekdays])

    def phone(self) -> str:
        """The number that guests may ring; empty where there is none, or more than one."""
        numbers = {self.everything.places[key].phone for key in self.keys} - {""}
        return numbers.pop() if len(numbers) == 1 else ""

    def coming(self, many: int) -> list[dict[str, Any]]:
        """The next cafés: day, hour and place; what is cancelled or otherwise says so, and why."""
        found = sorted(one for key in self.keys for one in self.everything.coming(key))[:many]
        places = self.everything.places
        return [
            {
                **told(one, self.everything),
                "on": f"{say.capital(say.day(one.date.weekday()))} {say.date_year_free(one.date)}",
                "place": one.place,
                "where": say.capital(where(one, places.get(one.place_key))),
            }
            for one in found
        ]


def title(name: str, scope: str) -> str:
    """“Café på hjul i Karby”."""
    said = _("Café på hjul fra %(place)s") if scope == "hub" else _("Café på hjul i %(place)s")
    return said % {"place": name}


def to_forward(title: str, week: Sequence[dict[str, Any]], phone: str, address: str) -> str:
    """A text that somebody sends on as it is, of a place or of several. `address`: where the times are read."""
    lines = [f"{title}."]
    for one in week:
        told = [*(one["hours"] if len(week) == 1 else [f"{one['place']}: {one['short']}"]), *one["where"]]
        lines.append(f"{'. '.join(told)}.")
    lines.append(_("Kaffe, mad og en snak. Det er gratis. Du behøver ikke sige, hvad du hedder."))
    if phone:
        lines.append(_("Ring, hvis du er i tvivl: %(number)s") % {"number": phone})
    return "\n".join([*lines, _("Se tiderne: %(address)s") % {"address": address}])


def _place(openings: Sequence[PublicOpening]) -> dict[str, Any]:
    first = openings[0]
    halls = {found_at(told_hall(one.venue), one.address): None for one in openings}
    times = [" ".join((when["day"], _("kl.\u00a0%(time)s") % when)) for when in map(_when, openings)]
    return {
        "place": first.place,
        "hours": [_("Hver %(day)s kl.\u00a0%(time)s") % _when(one) for one in openings],
        "times": times,
        "short": pgettext("between openings of a week", " og ").join(times),
        "where": [say.capital(hall) for hall in halls if hall],
        "told": guests.told(first),
    }


def _when(one: PublicOpening) -> dict[str, str]:
    return {"day": say.day(one.weekday), "time": say.span(one.starts, one.minutes)}
