"""A proposal for a broken day in words: what is held, later and lost, who drives what, and what else can be done."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from driveout.office import hidden, say
from driveout.office.drive.days import words
from driveout.office.drive.days.around import heading
from driveout.records.drive.days.board import Board
from driveout.records.drive.days.breaking import has_begun
from driveout.records.drive.days.mishaps import CanBreak, of_day
from driveout.records.drive.days.repairing import Held, Proposal, Ride, Short
from driveout.records.plan.models import Season
from driveout.records.team.models import Member
from driveout.records.team.rules import may_change

BEST = 1e-3  # share of the bound: less is rounding


def proposal_page(
    season: Season, member: Member, day: date, known: Board, broke: Sequence[CanBreak], found: Proposal
) -> dict[str, Any]:
    """Plain values, without a query."""
    chosen = {one.code for one in broke}
    open_now = {cafe.pk for cafe in known.cafes if has_begun(cafe)}
    others = [one for one in of_day(known).values() if one.code not in chosen and may_change(member, [one.hub])]
    return {
        **_head(season, day, broke),
        "rides": [_ride(ride, found) for ride in sorted(found.rides, key=lambda r: (r.hub_name, r.hub, r.leaves))],
        "lost": [
            {
                "place": one.place,
                "time": say.span(one.starts, one.minutes),
                "guests": say.about(one.guests, 0),
                "open": one.cafe in open_now,
            }
            for one in found.lost
        ],
        "unknown": list(found.unknown),
        "others": [{"code": one.code, "word": words.broke(one.shown)} for one in others],
        "summary": _summary(found),
        "source": _source(found),
        "why": _(words.GUESTS_READ[found.kinds[0]]) if found.kinds else "",
        "tells": bool(found.lost or found.late or found.short),
        "short": [_short(one) for one in found.short],
    }


def nothing_page(season: Season, day: date, broke: Sequence[CanBreak]) -> dict[str, Any]:
    """Nothing can be proposed: the day is over, or everything is cancelled already."""
    return {**_head(season, day, broke), "nothing": True}


def _head(season: Season, day: date, broke: Sequence[CanBreak]) -> dict[str, Any]:
    return {
        "season": heading(season),
        "day": day.isoformat(),
        "date": words.date_line(day),
        "title": say.listing([words.broke(one.shown) for one in broke]),
        "codes": [one.code for one in broke],
    }


def _summary(found: Proposal) -> list[dict[str, str]]:
    """How many are held, later and cancelled; each with a word and an icon."""
    n, late, lost = len(found.held), len(found.late), len(found.lost)
    on_time = n - late
    told = []
    if on_time:
        text = ngettext("%(n)s café holder sin tid", "%(n)s caféer holder deres tid", on_time) % {
            "n": say.number(on_time)
        }
        told.append({"kind": "ok", "icon": "check", "text": text})
    if late:
        text = ngettext("%(n)s café åbner senere", "%(n)s caféer åbner senere", late) % {"n": say.number(late)}
        told.append({"kind": "warn", "icon": "clock", "text": text})
    if lost:
        text = ngettext(
            "%(n)s café aflyses. Dér ventes %(guests)s.", "%(n)s caféer aflyses. Dér ventes %(guests)s.", lost
        ) % {"n": say.number(lost), "guests": say.about(found.guests_lost, 0)}
        told.append({"kind": "bad", "icon": "calendar-x", "text": text})
    return told


def _source(found: Proposal) -> str:
    """How sure it is, and how it was found."""
    seconds = say.number(max(0.1, found.seconds), 1)
    if found.gap < BEST:
        return _("Regnet ud på %(s)s sekunder. Ingen anden køreplan mister færre gæster.") % {"s": seconds}
    told = {"s": seconds, "gap": say.percent(found.gap)}
    return _("Regnet ud på %(s)s sekunder. Højst %(gap)s fra det bedst mulige.") % told


def _short(one: Short) -> dict[str, Any]:
    """A café that lost one of its hosts: what is asked of whoever decides."""
    there = {"n": say.number(len(one.hosts)), "all": say.number(one.needs)}
    return {
        "id": str(one.cafe),
        "place": one.place,
        "time": say.span(one.starts, one.minutes),
        "hosts": say.listing(hidden.hosts(list(one.hosts))),
        "text": _("%(n)s af %(all)s værter") % there,
    }


def _ride(ride: Ride, found: Proposal) -> dict[str, Any]:
    cafes = sorted((one for one in found.held if one.ride == ride.key), key=lambda one: one.starts)
    return {
        "hub": ride.hub_name,
        "van": ride.van_name or ride.van,
        "was_van": (ride.was_van_name or ride.was_van) if ride.was_van != ride.van else "",
        "driver": hidden.crew(ride.driver),
        "was_driver": hidden.crew(ride.was_driver) if ride.was_driver != ride.driver else "",
        "hours": say.span(ride.leaves, ride.returns - ride.leaves),
        "cafes": [_cafe(one) for one in cafes],
    }


def _cafe(one: Held) -> dict[str, Any]:
    new = [name for name in one.hosts if name not in one.was_hosts]
    return {
        "place": one.place,
        "time": say.span(one.starts, one.minutes),
        "was": say.span(one.was, one.minutes) if one.starts != one.was else "",
        "late": say.hours(one.starts - one.was) if one.starts > one.was else "",
        "hosts": hidden.hosts(list(one.hosts)),
        "nobody": not one.hosts,
        "new": say.listing(hidden.hosts(new)) if new else "",
        "guests": say.about(one.guests, 0),
    }
