"""Two plans side by side: what moved, which places win and lose guests, and the sums."""

from collections.abc import Callable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from driveout.core.plan.compare import Change, Difference, compare
from driveout.core.words import Opening
from driveout.office import say
from driveout.office.plans.shelf import Shelf, heading, made
from driveout.records.plan.history import season_to_compare
from driveout.records.plan.models import Plan
from driveout.records.plan.queries import plan_as_words

SEEN = 0.05  # guests: what a difference must be to show with one decimal


def pair(shelf: Shelf, before: Plan, after: Plan) -> dict[str, Any]:
    """Plain values for the template. 21 queries, whatever the size of the plans."""
    season = season_to_compare(shelf.season.id)
    found = compare(season, plan_as_words(before.id), season, plan_as_words(after.id))
    stops = [change for change in found.stops if abs(change.difference) >= SEEN]
    return {
        "season": heading(shelf.season),
        "title": _("Fra %(before)s til %(after)s") % {"before": shelf.quoted(before), "after": shelf.quoted(after)},
        "before": _plan(shelf, before),
        "after": _plan(shelf, after),
        "sums": _sums(found),
        "sentence": _sentence(found),
        "same": not (found.moved or found.given_up or found.new or stops),
        "other_wishes": before.made_from != after.made_from,
        "lose": [_change(c) for c in stops if c.difference < 0],
        "win": [_change(c) for c in reversed(stops) if c.difference > 0],
        "moved": sorted((_moved(m.before, m.after) for m in found.moved), key=_by_place),
        "given_up": sorted((_opening(o) for o in found.given_up), key=_by_place),
        "new": sorted((_opening(o) for o in found.new), key=_by_place),
        "groups": [
            {"title": _("Kommuner"), "label": _("Kommune"), "rows": _rows(found.municipalities, say.municipality)},
            {"title": _("Hubs"), "label": _("Hub"), "rows": _rows(found.hubs, str)},
        ],
    }


def _plan(shelf: Shelf, plan: Plan) -> dict[str, Any]:
    return {"id": plan.id, "name": shelf.name(plan), "made": made(plan), "tags": shelf.tags(plan), "why": plan.why}


def _sums(found: Difference) -> list[dict[str, str]]:
    """Guests, openings, kroner, driving and tours: before, after, and the difference with its sign."""
    how: dict[str, tuple[str, Callable[[float], str]]] = {
        "guests": (_("Gæster om ugen"), _one_decimal),
        "openings": (_("Åbninger om ugen"), say.number),
        "kroner": (_("Kroner om ugen"), say.number),
        "driving_minutes": (_("Køreminutter om ugen"), say.number),
        "tours": (_("Ture om ugen"), say.number),
    }
    return [
        {
            "name": how[total.name][0],
            "before": how[total.name][1](total.before),
            "after": how[total.name][1](total.after),
            "difference": _signed(total.difference, how[total.name][1]),
        }
        for total in found.totals
    ]


def _sentence(found: Difference) -> str:
    """“5 åbninger er de samme, 3 er flyttet, 2 er væk, og 4 er nye.”"""
    kept = len(found.kept)
    return ngettext("%(n)s åbning er den samme", "%(n)s åbninger er de samme", kept) % {"n": say.number(kept)} + _(
        ", %(moved)s er flyttet, %(gone)s er væk, og %(new)s er nye."
    ) % {
        "moved": say.number(len(found.moved)),
        "gone": say.number(len(found.given_up)),
        "new": say.number(len(found.new)),
    }


def _rows(changes: Sequence[Change], name: Callable[[str], str]) -> list[dict[str, str]]:
    """In order of name; only what differs."""
    seen = [change for change in changes if abs(change.difference) >= SEEN]
    return sorted((_change(change, name) for change in seen), key=_by_place)


def _change(change: Change, name: Callable[[str], str] = str) -> dict[str, str]:
    return {
        "place": name(change.name) or "–",
        "before": _one_decimal(change.before),
        "after": _one_decimal(change.after),
        "difference": _signed(change.difference, _one_decimal),
    }


def _moved(before: Opening, after: Opening) -> dict[str, str]:
    return {"place": after.stop, "before": _when(before), "after": _when(after)}


def _opening(opening: Opening) -> dict[str, str]:
    return {"place": opening.stop, "when": _when(opening), "guests": _one_decimal(opening.guests)}


def _when(opening: Opening) -> str:
    return f"{say.capital(say.day(opening.weekday))} {say.span(opening.starts, opening.minutes)}"


def _by_place(row: dict[str, str]) -> str:
    return say.danish_order(row["place"])


def _one_decimal(value: float) -> str:
    return say.number(value, 1)


def _signed(value: float, shown: Callable[[float], str]) -> str:
    """“+4”, “−3”, “0”."""
    text = shown(abs(value))
    if text == shown(0):
        return text
    return f"+{text}" if value > 0 else f"−{text}"
