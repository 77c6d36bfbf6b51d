"""A table beside a curve, and the same numbers as a file."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from driveout.core.words import harmless
from driveout.office import say

NONE = "–"


@dataclass(frozen=True)
class Said:
    """A value with words of its own on screen; the file keeps the value."""

    word: str
    value: float | None = None


Value = float | str | Said | None


@dataclass(frozen=True)
class Column:
    """A heading, and how its numbers are said: decimals, as a share, or with a sign."""

    word: str
    decimals: int = 0
    share: bool = False
    signed: bool = False

    def cell(self, value: Value) -> str:
        if value is None:
            return NONE
        if isinstance(value, str):
            return value
        if isinstance(value, Said):
            return value.word
        if self.share:
            return (_("%(value)s %%") % {"value": say.number(100 * value)}).replace(" ", "\u00a0")
        size = say.number(abs(value) if self.signed else value, self.decimals)
        return f"{'−' if value < 0 else '+'}{size}" if self.signed and float(f"{value:.{self.decimals}f}") else size


def is_proven(point: dict[str, Any]) -> bool:
    """Is a curve's point proven? Those from before that was kept are not marked."""
    return bool(point.get("proven", True))


def with_proof(point: dict[str, Any], few: int) -> Value:
    """A point's guests; one that is not proven says so."""
    guests = float(point["guests_a_week"])
    if is_proven(point):
        return guests
    return Said(_("%(n)s, ikke bevist") % {"n": say.number(guests, few)}, guests)


def table(caption: str, columns: Sequence[Column], rows: Sequence[tuple[Sequence[Value], bool]]) -> dict[str, Any]:
    """Each row: its values, and whether it is the newest plan."""
    return {
        "caption": caption,
        "columns": [{"word": column.word, "n": not _is_words(rows, at)} for at, column in enumerate(columns)],
        "rows": [
            {
                "chosen": chosen,
                "cells": [
                    {"text": column.cell(value), "n": not isinstance(value, str)}
                    for column, value in zip(columns, values, strict=True)
                ],
            }
            for values, chosen in rows
        ],
        "raw": [
            [*(column.word for column in columns), _("Den nyeste plan")],
            *([*values, 1.0 if chosen else None] for values, chosen in rows),
        ],
    }


def _is_words(rows: Sequence[tuple[Sequence[Value], bool]], at: int) -> bool:
    return any(isinstance(values[at], str) for values, _chosen in rows)


def decimals(values: Sequence[float]) -> int:
    """Whole guests where there are many, tenths where there are few."""
    return 0 if max(values, default=0.0) >= 100 else 1


def as_csv(raw: Iterable[Iterable[Value]]) -> str:
    """For a spreadsheet: semicolon and decimal comma in Danish, as Excel there expects; comma and point elsewhere."""
    danish = get_language() == "da"
    file = StringIO()
    writer = csv.writer(file, delimiter=";" if danish else ",", lineterminator="\r\n")
    for row in raw:
        writer.writerow([_in_file(value, danish) for value in row])
    return file.getvalue()


def cell(text: str) -> str:
    """What is said on a page, as a spreadsheet's cell: no formula, and with plain spaces, as people search for it."""
    return harmless(text.replace("\u00a0", " "))


def _in_file(value: Value, danish: bool) -> str:
    value = value.value if isinstance(value, Said) else value
    if value is None or isinstance(value, str):
        return cell(value or "")
    said = f"{value:.4f}".rstrip("0").rstrip(".")
    return said.replace(".", ",") if danish else said
