"""What somebody chose to see: a period, a hub, a stop. What is not there any more is as if nothing was chosen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from driveout.office import say
from driveout.office.meet.told.numbers import EVER, Row, month_of
from driveout.records.drive.models import Occurrence

EVERYWHERE = "alle"


@dataclass(frozen=True)
class Asked:
    """`month`: as “2026-11”, or all. `row`: everywhere, a hub, or a stop of a hub."""

    month: str
    row: Row

    def holds(self, cafe: Occurrence) -> bool:
        """Is this café a part of what was asked for?"""
        here = (cafe.base_id, cafe.where_id)[: len(self.row)]
        return here == self.row and self.month in (EVER, month_of(cafe.date))


def read(asked: Mapping[str, str], months: Sequence[str], names: Mapping[Row, str], *, own: Row = ()) -> Asked:
    """`months`: the newest first, which is shown first; `own`: the hub that is shown when none was asked for."""
    month = asked.get("periode", "")
    month = month if month in (*months, EVER) else (months[0] if months else EVER)
    told = asked.get("sted") or asked.get("hub") or ""
    row = tuple(int(part[:18]) for part in told.split("-") if part.isdecimal())
    if row in names:
        return Asked(month, row)
    return Asked(month, own if not told and own in names else ())


def choices(asked: Asked, months: Sequence[str], names: Mapping[Row, str]) -> dict[str, Any]:
    """For the form: periods, and hubs with their stops."""
    hubs = sorted((row for row in names if len(row) == 1), key=lambda row: say.danish_order(names[row]))
    return {
        "months": [
            *({"key": month, "name": say.capital(month_name(month)), "here": month == asked.month} for month in months),
            {"key": EVER, "name": _("Alle måneder"), "here": asked.month == EVER},
        ],
        "hubs": [
            {
                "key": _key(hub),
                "name": names[hub],
                "here": hub == asked.row,
                "stops": [
                    {"key": _key(stop), "name": names[stop], "here": stop == asked.row}
                    for stop in sorted(names, key=lambda row: say.danish_order(names[row]))
                    if len(stop) == 2 and stop[:1] == hub
                ],
            }
            for hub in hubs
        ],
    }


def _key(row: Row) -> str:
    return "-".join(map(str, row))


def month_name(month: str) -> str:
    """“november 2026”."""
    if month == EVER:
        return _("alle måneder")
    first = date.fromisoformat(f"{month}-01")
    return say.date_long(first).split(" ", 1)[1]


def query(asked: Asked) -> str:
    """The same again, in an address."""
    return f"periode={asked.month}&sted={_key(asked.row) or EVERYWHERE}"
