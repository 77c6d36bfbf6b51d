"""What cafés told as plain values: sums by stop for all in the office, each café for those who work with them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from driveout.office import hidden, say
from driveout.office.drive.days.around import empty, heading
from driveout.office.meet.told import asked as choosing
from driveout.office.meet.told.asked import Asked
from driveout.office.meet.told.cafes import told
from driveout.office.meet.told.numbers import ALL, COUNTED, Row, Totals, month_of
from driveout.office.meet.told.safe import Safe
from driveout.records.drive.models import Occurrence
from driveout.records.meet.told import InWords, cafes_that_told, in_words
from driveout.records.plan.models import Season
from driveout.records.team.models import Member, Role

A_PAGE = 40
Number = Callable[[Row, str], int | None]


def told_page(season: Season, member: Member, query: Mapping[str, str], today: date) -> dict[str, Any]:
    """At most five queries."""
    cafes = cafes_that_told(season.pk)
    page = _for_readers(cafes, query, today) if hidden.are_hidden() else _for_crew(cafes, member, query)
    return {
        "season": heading(season),
        "columns": [str(word) for word in COUNTED.values()],
        "empty": None if page["rows"] else _empty(season, member, bool(cafes)),
        **page,
    }


def _for_readers(cafes: Sequence[Occurrence], query: Mapping[str, str], today: date) -> dict[str, Any]:
    """Whole months that are over, and no café of its own."""
    safe = Safe(cafes, today)
    chosen = choosing.read(query, safe.months, safe.names, free=False)
    rows = _rows(
        chosen, safe.names, lambda row, what: safe.n(row, what, chosen.month),
        lambda row: safe.cafes(row, chosen.month),
    )  # fmt: skip
    return {**_frame(chosen, safe.months, safe.names), "rows": rows, "withheld": True, "cafes": [], "more": ""}


def _for_crew(cafes: Sequence[Occurrence], member: Member, query: Mapping[str, str]) -> dict[str, Any]:
    months = sorted({month_of(cafe.date) for cafe in cafes}, reverse=True)
    names = Totals(cafes).names
    own = (member.base_id,) if member.base_id and member.role != Role.COORDINATOR else ()
    chosen = choosing.read(query, months, names, own=own)
    held = [cafe for cafe in cafes if chosen.holds(cafe)]
    totals = Totals(held)
    rows = _rows(chosen, totals.names, lambda row, what: totals.n.get((row, what), 0), lambda row: totals.cafes[row])
    first = _number(query.get("fra", ""))
    shown = held[first : first + A_PAGE]
    wrote = in_words([cafe.pk for cafe in shown])
    return {
        **_frame(chosen, months, names),
        "rows": rows,
        "withheld": False,
        "cafes": [told(cafe, wrote.get(cafe.pk, InWords())) for cafe in shown],
        "shown": _shown(first, len(shown), len(held)),
        "more": f"?{choosing.query(chosen)}&fra={first + A_PAGE}" if first + A_PAGE < len(held) else "",
    }


def _frame(chosen: Asked, months: Sequence[str], names: Mapping[Row, str]) -> dict[str, Any]:
    return {
        "choices": choosing.choices(chosen, months, names),
        "period": chosen.period,
        "where": names.get(chosen.row, ""),
        "query": choosing.query(chosen),
    }


def _rows(chosen: Asked, names: Mapping[Row, str], n: Number, cafes: Callable[[Row], int]) -> list[dict[str, Any]]:
    """What was asked for first, then what lies in it; places without a café in the period are left out."""
    inner = [row for row in names if len(row) > len(chosen.row) and row[: len(chosen.row)] == chosen.row]
    inner.sort(key=lambda row: [say.danish_order(names[row[: at + 1]]) for at in range(len(row))])
    rows = [row for row in (chosen.row, *inner) if cafes(row)]
    return [
        {
            "name": names[row] if row else _("Alle hubs"),
            "level": len(row),
            "whole": row == chosen.row,
            "cafes": say.number(cafes(row)),
            "cells": [
                {"word": str(word), "n": None if (number := n(row, what)) is None else say.number(number)}
                for what, word in COUNTED.items()
            ],
        }
        for row in rows
        if row != ALL or len([one for one in names if len(one) == 1]) > 1
    ]


def _shown(first: int, here: int, every: int) -> str:
    if here == every:
        return ngettext("%(n)s café", "%(n)s caféer", every) % {"n": say.number(every)}
    words = {"first": say.number(first + 1), "last": say.number(first + here), "n": say.number(every)}
    return _("%(first)s–%(last)s af %(n)s caféer, de nyeste først") % words


def _number(typed: str) -> int:
    return int(typed[:9]) if typed.isdecimal() else 0


def _empty(season: Season, member: Member, any_told: bool) -> dict[str, Any]:
    if not any_told and not season.is_scenario:
        text = _("Når en café har åbnet, og dens telefon har sendt, står her, hvad den fortalte.")
        days = {"href": reverse("office:cafes", args=(season.pk,)), "word": _("Se ugens caféer")}
        return {"title": _("Ingen café har fortalt noget endnu"), "text": text, "way_on": days}
    if any_told:
        text = _("Tal vises for hele måneder, når de er gået. Så kan ingen ses i dem.")
        days = {"href": reverse("office:cafes", args=(season.pk,)), "word": _("Se ugens caféer")}
        return {"title": _("Ingen måned er gået endnu"), "text": text, "way_on": days}
    return empty(season, member)
