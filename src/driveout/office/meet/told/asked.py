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
class Days:
    """Days of one's own choice, both with; either may be left open. `typed`: as it was written; `trouble`: what is
    wrong with that, in one sentence, or "".
    """

    first: date | None = None
    last: date | None = None
    typed: tuple[str, str] = ("", "")
    trouble: str = ""

    @property
    def are_chosen(self) -> bool:
        return not self.trouble and (self.first is not None or self.last is not None)

    def hold(self, day: date) -> bool:
        """Is it one of them?"""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def said(self) -> str:
        """For a heading."""
        first, last = (say.date_long(day) if day else "" for day in (self.first, self.last))
        if first and last:
            return _("fra %(first)s til %(last)s") % {"first": first, "last": last}
        return _("fra %(first)s") % {"first": first} if first else _("til %(last)s") % {"last": last}


@dataclass(frozen=True)
class Asked:
    """`month`: as “2026-11”, or all. `row`: everywhere, a hub, or a stop of a hub. `days`: instead of the month, from
    and to days of one's own choice."""

    month: str
    row: Row
    days: Days = Days()

    def holds(self, cafe: Occurrence) -> bool:
        """Is this café a part of what was asked for?"""
        here = (cafe.base_id, cafe.where_id)[: len(self.row)]
        if self.days.are_chosen:
            return here == self.row and self.days.hold(cafe.date)
        return here == self.row and self.month in (EVER, month_of(cafe.date))

    @property
    def period(self) -> str:
        """“november 2026”, “fra 2. november 2026 til 9. november 2026”."""
        return self.days.said() if self.days.are_chosen else month_name(self.month)


def read(
    asked: Mapping[str, str], months: Sequence[str], names: Mapping[Row, str], *, own: Row = (), free: bool = True
) -> Asked:
    """`months`: the newest first, which is shown first; `own`: the hub that is shown when none was asked for.

    `free`: may days be chosen? Who is shown no small count sees whole months alone: of two spans that differ by a day
    the difference is that day.
    """
    days = read_days(asked) if free and not asked.get("periode") else Days()
    month = asked.get("periode", "")
    month = month if month in (*months, EVER) else (months[0] if months else EVER)
    told = asked.get("sted") or asked.get("hub") or ""
    row = tuple(int(part[:18]) for part in told.split("-") if part.isdecimal())
    if row in names:
        return Asked(month, row, days)
    return Asked(month, own if not told and own in names else (), days)


def read_days(asked: Mapping[str, str]) -> Days:
    """`dag_fra` and `dag_til`, each as YYYY-MM-DD or empty; all that is wrong with them at once."""
    typed = asked.get("dag_fra", "").strip()[:40], asked.get("dag_til", "").strip()[:40]
    days = [_day(text) for text in typed]
    wrong = [text for text, day in zip(typed, days, strict=True) if text and day is None]
    if wrong:
        told = {"what": " · ".join(f"«{text}»" for text in wrong)}
        return Days(
            typed=typed, trouble=_("%(what)s er ingen dato. Skriv dag, måned og år, eller vælg i kalenderen.") % told
        )
    if days[0] and days[1] and days[1] < days[0]:
        trouble = _("Til-dagen ligger før fra-dagen. Byt om på dem, eller ret den ene.")
        return Days(typed=typed, trouble=trouble)
    return Days(days[0], days[1], typed)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == len("2026-11-02") else None
    except ValueError:
        return None


def choices(asked: Asked, months: Sequence[str], names: Mapping[Row, str]) -> dict[str, Any]:
    """For the form: periods, and hubs with their stops."""
    hubs = sorted((row for row in names if len(row) == 1), key=lambda row: say.danish_order(names[row]))
    return {
        "row": _key(asked.row) or EVERYWHERE,
        "first": asked.days.typed[0],
        "last": asked.days.typed[1],
        "trouble": asked.days.trouble,
        "by_days": asked.days.are_chosen or bool(asked.days.trouble),
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
    where = f"sted={_key(asked.row) or EVERYWHERE}"
    if not asked.days.are_chosen:
        return f"periode={asked.month}&{where}"
    days = (("dag_fra", asked.days.first), ("dag_til", asked.days.last))
    return where + "".join(f"&{name}={day.isoformat()}" for name, day in days if day)
