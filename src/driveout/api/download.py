"""All that is open as one zip: a CSV of each kind, and a README that says what it is. The same rows, the same bytes."""

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from driveout.api.openapi import LICENCE
from driveout.api.shapes import SHAPES, Shape

ALWAYS = (2026, 1, 1, 0, 0, 0)  # the time of every file in it: what is the same is the same
HIDDEN = "withheld"


def zipped(rows: Mapping[str, Iterable[Any]]) -> bytes:
    """`rows`: by the name of their shape."""
    parts = {f"{shape.name}.csv": _csv(shape, rows[shape.name]) for shape in SHAPES}
    into = io.BytesIO()
    with ZipFile(into, "w", ZIP_DEFLATED) as file:
        for name, text in {"README.txt": readme(), **parts}.items():
            file.writestr(ZipInfo(name, ALWAYS), text.encode("utf-8"), ZIP_DEFLATED)
    return into.getvalue()


def _csv(shape: Shape, rows: Iterable[Any]) -> str:
    into = io.StringIO()
    table = csv.writer(into, lineterminator="\r\n")
    table.writerow([field.name for field in shape.fields])
    table.writerows([[_cell(field.name, value) for field, value in _of(shape, row)] for row in rows])
    return into.getvalue()


def _of(shape: Shape, row: Any) -> list[tuple[Any, Any]]:
    return [(field, field.of(row)) for field in shape.fields]


def _cell(name: str, value: Any) -> Any:
    """A number that is withheld says so: an empty cell would be added up as nobody."""
    if value is None:
        return HIDDEN if name in ("guests", "first", "child") else ""
    if isinstance(value, list):
        return " ".join(map(str, value))
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    return f"'{text}" if text[:1] in "=+-@\t\r" else text  # no cell is a formula


def readme() -> str:
    fields = "\n".join(
        f"{shape.name}.csv: {shape.what}\n" + "\n".join(f"  {field.name}: {field.what}" for field in shape.fields)
        for shape in SHAPES
    )
    return README.format(licence=f"{LICENCE['name']}, {LICENCE['url']}", fields=fields)


README = """Drive Out: open data
====================

Source: what the cafés' own crews planned and counted. Nobody's name, address or number was asked for.
Licence: {licence}. Say where it comes from.
Text is UTF-8; a comma stands between columns. Times are Denmark's.

Definitions
-----------
{fields}

What is withheld, and why
-------------------------
A number of 1 to 4 people could tell of one of them. It is withheld, and so are as many others as it takes that nobody
can work it out by adding and subtracting rows, columns, months, quarters, years, or an earlier file. Whoever tries
finds that it may be anything from 1 (or from how many of its parts are not 0) to 5 at least.
"withheld" is never 0: where nobody came, it says 0.
Totals are of what is true: where a total stands, it holds those who are withheld above it too.
A month is closed two weeks after its end. What phones send later is not in it, and what stands here is never changed.
The figures count visits, not persons, and do not say what a café changed for anybody.

Kort på dansk
-------------
Tallene er talt af caféernes egne hold. Tal fra 1 til 4 er skjult, så ingen kan kendes på dem. Andre tal er skjult, så
ingen kan regne sig frem. «withheld» betyder skjult. Det betyder aldrig nul.
"""
