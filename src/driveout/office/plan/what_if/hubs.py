"""Hub by hub: what one more of each would bring, and what is lost without it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from driveout.office import say
from driveout.records.plan.models import Frontier

SEEN = 0.05  # guests; less is said as 0
FULL = 60  # a bar's width in its own units
MORE = ("hour", "van_day", "volunteer", "money")
Point = dict[str, Any]


@dataclass(frozen=True)
class Cell:
    """As it is said, as it is kept in a file, and how long its bar is."""

    text: str
    value: float | None
    bar: int = 0


def words() -> dict[str, str]:
    """What the table is about, said before it is there."""
    return {
        "title": _("Hvad hver hub giver og kunne give"),
        "asks": _(
            "For hver hub regner vi ud, hvad en time, en vogndag, en frivillig eller 1.000 kr. mere ville give. "
            "Og hvad vi ville miste uden hubben."
        ),
        "cannot": _("Sæsonen har ingen plan endnu. Planlæg den først."),
        "table_name": _("Tabel: hubs og gæster"),
        "means": _(
            "Uden hubben: dens gæster forsvinder, og dens penge giver gæster andre steder til den pris, penge har nu. "
            "Mere: hele sæsonen er planlagt igen med det. Egne penge til en hub: de andre hubs beholder deres uge."
        ),
    }


def headings() -> dict[str, str]:
    """By the word that sorts by it in the address."""
    return {
        "hub": _("Hub"),
        "guests": _("Gæster nu"),
        "lost": _("Gæster i alt uden hubben"),
        "hour": _("Én time mere"),
        "van_day": _("Én vogndag mere"),
        "volunteer": _("Én frivillig mere"),
        "money": _("1.000 kr. mere"),
    }


def drawn(row: Frontier, sort: str = "") -> dict[str, Any]:
    """The table in the order that is asked for, from the start the hub that would be missed the most on top."""
    points: list[Point] = list(row.points)
    by = sort if sort in headings() else "lost"
    sorts = "ascending" if by == "hub" else "descending"
    most = {key: max((abs(_value(point, key) or 0.0) for point in points), default=0.0) for key in headings()}
    rows = [
        {"hub": point["hub"], "cells": [_cell(point, key, most[key]) for key in headings() if key != "hub"]}
        for point in sorted(points, key=lambda point: _order(point, by))
    ]
    return {
        "lead": _lead(points),
        "gaps": "",
        "sort": by,
        "chart": None,
        "table": {
            "caption": _("Gæster om ugen i hele sæsonen. Vælg en overskrift for at sortere."),
            "heads": [
                {"key": key, "word": word, "sorts": sorts if key == by else ""} for key, word in headings().items()
            ],
            "rows": rows,
            "raw": [list(headings().values()), *([r["hub"], *(cell.value for cell in r["cells"])] for r in rows)],
        },
    }


def _value(point: Point, key: str) -> float | None:
    """The number behind a cell; None where nothing is possible or was found."""
    if key == "hub":
        return None
    if key == "lost":
        return -float(point["lost"])
    if key in MORE:
        return float(point[key]["in_all"]) if point[key]["possible"] else None
    return float(point[key])


def _order(point: Point, by: str) -> tuple[Any, ...]:
    value = _value(point, by)
    if by == "hub":
        return (say.danish_order(point["hub"]),)
    size = abs(value) if by == "lost" and value is not None else value
    return value is None, -(size or 0.0), say.danish_order(point["hub"])


def _cell(point: Point, key: str, most: float) -> Cell:
    value = _value(point, key)
    if value is None:
        possible = point[key]["possible"]
        return Cell(_("kan ikke lade sig gøre") if possible is False else _("ikke fundet"), None)
    bar = round(FULL * abs(value) / most) if abs(value) >= SEEN else 0
    if key == "guests":
        return Cell(say.number(value, 1), value, bar)
    text = _signed(value)
    if key in MORE and point[key]["gap"] > SEEN:
        text = (_("mindst %(guests)s") if value >= SEEN else _("%(guests)s eller mere")) % {"guests": text}
    return Cell(text, value, bar)


def _signed(value: float) -> str:
    text = say.number(abs(value), 1)
    if abs(value) < SEEN:
        return say.number(0)
    return f"+{text}" if value > 0 else f"−{text}"


def _lead(points: Sequence[Point]) -> str:
    """The hub that would be missed the most, and where one hour more brings the most."""
    if not points:
        return ""
    missed = max(points, key=lambda point: float(point["lost"]))
    said = []
    if missed["lost"] >= SEEN:
        told = {"hub": missed["hub"], "guests": say.guests(missed["lost"], None, None)}
        said.append(_("%(hub)s ville blive savnet mest: uden den mødte vi %(guests)s færre om ugen.") % told)
    able = [point for point in points if point["hour"]["possible"]]
    best = max(able, key=lambda point: float(point["hour"]["in_all"]), default=None)
    if best and best["hour"]["in_all"] >= SEEN:
        told = {"hub": best["hub"], "guests": _signed(best["hour"]["in_all"])}
        said.append(_("Én time mere giver mest i %(hub)s (%(guests)s).") % told)
    return " ".join(said)
