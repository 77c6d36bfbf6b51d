"""A day as roads: a van and its cafés in their order; or, with many hubs, each hub as one line."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from driveout.office import say
from driveout.office.drive.days.cafe import expected, state, tally_of
from driveout.office.today.seen import Today
from driveout.records.drive.crew.reading import key_of
from driveout.records.drive.days.queries import Interval
from driveout.records.drive.models import Occurrence, Trip

MANY = 6  # trips of a day: with more, a hub is a line
DOTS = {"ok": "done", "warm": "now", "bad": "off", "warn": "gap"}
Intervals = dict[tuple[int, int], Interval]


def day_of(today: Today, day: date, intervals: Intervals) -> dict[str, Any]:
    """The roads of a day, or its hubs where there are many. No query but who is connected, once a page."""
    trips, cafes = today.trips(day), today.cafes(day)
    many = len(trips) > MANY
    return {
        "sums": _sums(today, cafes, day),
        "roads": [] if many else [_road(today, trip, intervals) for trip in trips],
        "hubs": _hubs(today, day) if many else [],
        "any": bool(trips),
        "href": reverse("office:day", args=(today.season.pk, day)),
    }


def _road(today: Today, trip: Trip, intervals: Intervals) -> dict[str, Any]:
    board = today.board
    cafes = board.cafes_of.get(trip.pk, [])
    hosts = [name for cafe in cafes for name in board.hosts(cafe)]
    names = list(dict.fromkeys(name for name in (board.driver(trip), *hosts) if name))
    return {
        "name": trip.van,
        "hub": "" if today.hub else trip.hub,
        "crew": say.listing(names, most=4),
        "ring": today.ring(_driver_of(today, trip)) if trip.date == today.day else None,
        "cafes": [_cafe(today, cafe, at, intervals) for at, cafe in enumerate(cafes, start=1)],
    }


def _driver_of(today: Today, trip: Trip) -> str:
    signed = today.board.drivers_of.get(trip.pk, [])
    if not signed:
        return key_of(None, trip.hub_key, trip.driver_key or trip.driver, today.board.people.known)
    return today.crew.key_of.get(signed[0].pk, "")


def _cafe(today: Today, cafe: Occurrence, at: int, intervals: Intervals) -> dict[str, Any]:
    how, missing = state(cafe, today.now), _missing(today, cafe)
    dot, word, icon = DOTS.get(how["kind"], ""), how["word"], how["icon"] if how["kind"] else ""
    if missing and not dot:
        lacks = ngettext("Mangler %(n)s", "Mangler %(n)s", missing) % {"n": say.number(missing)}
        dot, word, icon = "gap", lacks, "user-plus"
    elif not dot and cafe.date > today.day:
        word = _("Klar")
    tally = tally_of(cafe)
    n = tally.guests if tally else 0
    guests = ngettext("%(n)s gæst", "%(n)s gæster", n) % {"n": say.number(n)} if tally else ""
    off = cafe.state == "cancelled"
    rest = [] if off else [part for part in (guests, *expected(cafe, intervals).split(" · ")) if part]
    return {
        "place": cafe.place, "off": off, "dot": dot, "word": word, "icon": icon, "at": at,
        "time": say.span(cafe.starts, cafe.minutes), "rest": rest,
        "href": f"{reverse('office:day', args=(today.season.pk, cafe.date))}?hub={cafe.hub_key}#c{cafe.pk}",
    }  # fmt: skip


def _missing(today: Today, cafe: Occurrence) -> int:
    if cafe.state == "cancelled":
        return 0
    return max(0, today.board.needed_at.get(cafe.pk, 0) - len(today.board.hosts_of.get(cafe.pk, [])))


def _hubs(today: Today, day: date) -> list[dict[str, Any]]:
    """Each hub that drives, in the alphabet: how its cafés stand, and what is wrong first."""
    found = []
    for key, name in sorted(today.hubs.items(), key=lambda one: say.danish_order(one[1])):
        cafes = [cafe for cafe in today.cafes(day) if cafe.hub_key == key]
        if not cafes:
            continue
        wrong = _wrong(today, cafes)
        found.append({
            "name": name,
            "wrong": wrong,
            "sums": _states(today, cafes),
            "dots": [DOTS.get(state(cafe, today.now)["kind"], "") for cafe in cafes],
            "href": f"{reverse('office:day', args=(today.season.pk, day))}?hub={key}",
        })  # fmt: skip
    return found


def _wrong(today: Today, cafes: list[Occurrence]) -> str:
    lacks = sum(_missing(today, cafe) for cafe in cafes)
    return ngettext("Mangler %(n)s", "Mangler %(n)s", lacks) % {"n": say.number(lacks)} if lacks else ""


def _sums(today: Today, cafes: list[Occurrence], day: date) -> str:
    """“6 caféer: 1 holdt, 1 åben, 3 planlagt, 1 aflyst”."""
    n = len(cafes)
    text = ngettext("%(n)s café", "%(n)s caféer", n) % {"n": say.number(n)}
    return f"{text}: {_states(today, cafes)}" if cafes and day == today.day else text


def _states(today: Today, cafes: Iterable[Occurrence]) -> str:
    words: dict[str, int] = {}
    for cafe in cafes:
        word = state(cafe, today.now)["word"]
        words[word] = words.get(word, 0) + 1
    return ", ".join(f"{say.number(n)} {word.lower()}" for word, n in words.items())
