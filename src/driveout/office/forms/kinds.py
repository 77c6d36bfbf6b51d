"""What can stand in a field: how it is typed, read and shown. A reader gives a value, or says what is wrong."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from driveout.core.words import MINUTES_A_DAY, Nonsense, TwoWays, as_seen, minute_of_day
from driveout.core.words.time import hours_as_clock
from driveout.office import say

NOON = 12 * 60

Typed = Any  # a text, a list of texts, or rows of texts: what comes back to the field when something is wrong
EMPTY_ROWS, MOST_ROWS = 2, 28


class Wrong(ValueError):
    """The sentence beside the field."""


@dataclass(frozen=True)
class Kind:
    """`part`: how the template draws it. `typed` takes it from what was sent, `read` makes a value of it or raises
    Wrong, `shown` is the other way round, `said` is the value in a sentence."""

    part: str
    typed: Callable[[QueryDict, str], Typed]
    read: Callable[[Typed], Any]
    shown: Callable[[Any], Typed]
    said: Callable[[Any], str]
    options: Sequence[tuple[str, str]] = ()
    mode: str = "text"
    most: int = 120


def _one(sent: QueryDict, name: str) -> str:
    return as_seen(sent.get(name, "")).strip()


def _many(sent: QueryDict, name: str) -> list[str]:
    return sent.getlist(name)


def text(most: int = 120, *, required: bool = False, long: bool = False) -> Kind:
    """Words. The zero byte, which no database keeps, is dropped."""

    def read(typed: str) -> str:
        if required and not typed:
            raise Wrong(_("Skriv noget her."))
        if len(typed) > most:
            raise Wrong(_("Det er for langt. Skriv højst %(most)s tegn.") % {"most": most})
        return typed.replace("\0", "").replace("\r\n", "\n")

    return Kind("long" if long else "text", _one, read, str, lambda value: value or _("intet"), most=most)


def whole(least: int, most: int, *, optional: bool = False) -> Kind:
    """A whole number; a thousands point is allowed."""

    def read(typed: str) -> int | None:
        if optional and not typed:
            return None
        plain = re.sub(r"(?<=\d)[.\s\u00a0](?=\d{3}(\D|$))", "", typed)
        if not (plain.isascii() and plain.isdecimal()) or not least <= int(plain[:12]) <= most:
            raise Wrong(_between(least, most))
        return int(plain)

    return Kind("text", _one, read, lambda v: "" if v is None else str(v), _said_number, mode="numeric", most=12)


def decimal(least: float, most: float, *, thousands: bool = False, optional: bool = False, places: int = 2) -> Kind:
    """A number with a comma or a point. `thousands`: a point (or comma) before three digits groups them: 158.000."""

    def read(typed: str) -> float | None:
        if optional and not typed:
            return None
        value = to_number(typed, thousands=thousands)
        if value is None or not least <= value <= most:
            raise Wrong(_between(least, most, places))
        return value

    def shown(value: float | None) -> str:
        if value is None:
            return ""
        if thousands and value >= 1000 and float(value).is_integer():
            return say.number(value)
        plain = f"{value:.{places}f}".rstrip("0").rstrip(".") if round(value, places) == value else repr(float(value))
        return plain.replace(".", ",") if get_language() == "da" else plain

    return Kind("text", _one, read, shown, _said_number, mode="decimal", most=24)


def amount(most: int, *, least: str = "0.01", optional: bool = False) -> Kind:
    """How many of a thing: a whole number, or one with a comma and at most two decimals; a point groups thousands."""
    wholes = whole(0 if least == "0" else 1, most, optional=optional)

    def read(typed: str) -> int | Decimal | None:
        try:
            return wholes.read(typed)  # type: ignore[no-any-return]  # a kind reads any value: this one reads numbers
        except Wrong:
            plain = typed.replace(",", ".")
            if not re.fullmatch(r"\d{1,7}\.\d{1,2}", plain) or not Decimal(least) <= Decimal(plain) <= most:
                raise
            return Decimal(plain)

    return Kind("text", _one, read, wholes.shown, _said_number, mode="decimal", most=12)


def to_number(typed: str, *, thousands: bool) -> float | None:
    """“158.000” with thousands is 158000, “3,5” and “3.5” are 3.5; None for what is no number."""
    plain = re.sub(r"[\s\u00a0']|kr\.?$", "", typed)
    if re.search(r"[.,].*[.,]", plain):  # the last of them is the decimal one, unless it groups too
        head, last = re.split(r"[.,](?=[^.,]*$)", plain)
        groups = len(last) == 3 and len(set(re.findall(r"[.,]", plain))) == 1
        plain = re.sub(r"[.,]", "", head) + ("" if groups else ".") + last
    elif thousands and re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", plain):
        plain = re.sub(r"[.,]", "", plain)
    plain = plain.replace(",", ".")
    return float(plain) if re.fullmatch(r"-?\d{1,15}(\.\d{0,15})?", plain) else None


def _between(least: float, most: float, places: int = 0) -> str:
    decimals = 0 if float(least).is_integer() and float(most).is_integer() else places
    low, high = say.number(least, decimals), say.number(most, decimals)
    return _("Skriv et tal fra %(low)s til %(high)s.") % {"low": low, "high": high}


def _said_number(value: float | None) -> str:
    if value is None:
        return _("intet")
    return say.number(value, 0 if float(value).is_integer() else 2)


def hours(most: int) -> Kind:
    """Minutes, written as hours: “37”, “7,5” and “7:30”."""

    def read(typed: str) -> int:
        try:
            minutes = hours_as_clock(typed)
        except TwoWays as wrong:
            raise Wrong(say.two_ways(wrong)) from None
        if minutes is None:
            value = to_number(typed, thousands=False)
            minutes = -1 if value is None else round(60 * value)
        if not 0 <= minutes <= most:
            raise Wrong(_("Skriv timer fra 0 til %(most)s, for eksempel 37, 7,5 eller 7:30.") % {"most": most // 60})
        return minutes

    def shown(minutes: int) -> str:
        return str(minutes // 60) if minutes % 60 == 0 else f"{minutes // 60}:{minutes % 60:02d}"

    return Kind("text", _one, read, shown, say.hours, mode="text", most=8)


def choice(options: Sequence[tuple[str, str]], wrong: str = "") -> Kind:
    """One of a list, by its value."""
    words = dict(options)

    def read(typed: str) -> str:
        if typed not in words:
            raise Wrong(wrong or _("Vælg en fra listen."))
        return typed

    return Kind("choice", _one, read, str, lambda value: words.get(str(value), str(value)), options=options)


def numbered(options: Sequence[tuple[str, str]], wrong: str = "") -> Kind:
    """One of a list whose values are numbers."""
    plain = choice(options, wrong)
    return Kind("choice", _one, lambda typed: int(plain.read(typed)), str, plain.said, options=options)


def days() -> Kind:
    """Weekdays, ticked."""

    def read(typed: list[str]) -> list[int]:
        return sorted({int(day) for day in typed if day in {"0", "1", "2", "3", "4", "5", "6"}})

    def said(value: list[int]) -> str:
        return say.days(value) if value else _("ingen dage")

    options = [(str(day), say.capital(say.day(day))) for day in range(7)]
    return Kind("ticks", _many, read, lambda value: [str(day) for day in value], said, options=options)


def spans(*, least_one: bool = False, past_midnight: bool = False) -> Kind:
    """Rows of day, from and to. Empty rows mean nothing; a few are always there to be filled in. `past_midnight`: from
    the afternoon to the morning ends on the day after.
    """

    def at_night(span: list[int]) -> bool:
        return past_midnight and span[1] >= NOON >= span[2]

    def typed(sent: QueryDict, name: str) -> list[list[str]]:
        columns = [sent.getlist(f"{name}-{part}")[:MOST_ROWS] for part in ("day", "from", "to")]
        rows = [[as_seen(cell).strip() for cell in row] for row in zip(*columns, strict=False)]
        return [row for row in rows if row[1] or row[2]]

    def read(rows: list[list[str]]) -> list[list[int]]:
        found, wrong = [], []
        for at, (day, opens, closes) in enumerate(rows, start=1):
            try:
                span = [int(day), minute_of_day(opens), minute_of_day(closes)]
                if min(span) < 0 or span[1] == span[2] or (span[1] > span[2] and not at_night(span)):
                    raise Wrong
                found.append(span)
            except TwoWays as doubt:
                raise Wrong(say.two_ways(doubt)) from None
            except (Nonsense, ValueError):
                wrong.append(str(at))
        if wrong:
            raise Wrong(
                _("Række %(rows)s: vælg en dag, og skriv fra og til, for eksempel 9 og 15.30. Til skal være senere.")
                % {"rows": say.listing(wrong, 9)}
            )
        if least_one and not found:
            raise Wrong(_("Skriv mindst én dag med fra og til."))
        return touching_joined(found)

    def shown(value: list[list[int]]) -> list[list[str]]:
        return [[str(day), say.time(opens), say.time(closes)] for day, opens, closes in value]

    return Kind("spans", typed, read, shown, said_spans, options=days().options)


def touching_joined(spans: list[list[int]]) -> list[list[int]]:
    """8–12 and 12–16 on one day is 8–16, in the week's order; where nothing touches, as it was typed."""
    whole: list[list[int]] = []
    for day, opens, closes in sorted(spans):
        if whole and whole[-1][0] == day and whole[-1][2] == opens:
            whole[-1][2] = closes
        else:
            whole.append([day, opens, closes])
    return spans if len(whole) == len(spans) else whole


def said_spans(value: list[list[int]]) -> str:
    """“mandag–fredag 10–17; lørdag 10–14”."""
    by_time: dict[str, list[int]] = {}
    for day, opens, closes in value:
        length = closes - opens if closes > opens else closes - opens + MINUTES_A_DAY
        by_time.setdefault(say.span(opens, length), []).append(day)
    return "; ".join(f"{say.days(on)} {time}" for time, on in by_time.items()) or _("aldrig")


def lengths(least: int, most: int) -> Kind:
    """Minutes, several: “60, 90, 120”."""

    def read(typed: str) -> list[int]:
        parts = re.split(r"[\s,;/]+", typed.strip(" ,;"))
        if not typed or not all(re.fullmatch(r"\d{1,3}", part) and least <= int(part) <= most for part in parts):
            told = _("Skriv et eller flere antal minutter fra %(least)s til %(most)s, for eksempel 60, 90, 120.")
            raise Wrong(told % {"least": least, "most": most})
        return sorted({int(part) for part in parts})

    def shown(value: list[int]) -> str:
        return ", ".join(map(str, value))

    return Kind("text", _one, read, shown, shown, most=60)


def to_date(typed: str) -> date | None:
    """“24-8-2026”, “24.8.2026”, “24/8/2026” and “2026-08-24”; None for what is no day."""
    for pattern, order in (
        (r"(\d{1,2})[-./ ](\d{1,2})[-./ ](\d{4})", (3, 2, 1)),
        (r"(\d{4})-(\d{2})-(\d{2})", (1, 2, 3)),
    ):
        if found := re.fullmatch(pattern, typed):
            try:
                return date(*(int(found[part]) for part in order))
            except ValueError:
                return None
    return None


def _written(day: str) -> str:
    at = date.fromisoformat(day)
    return f"{at.day}-{at.month}-{at.year}" if get_language() == "da" else day


def day_of_year() -> Kind:
    """A date, or none."""

    def read(typed: str) -> str | None:
        found = to_date(typed)
        if typed and found is None:
            raise Wrong(_("Skriv en dato, for eksempel 24-8-2026."))
        return found.isoformat() if found else None

    def said(value: str | None) -> str:
        return say.date_long(date.fromisoformat(value)) if value else _("ingen")

    return Kind("text", _one, read, lambda value: _written(value) if value else "", said, most=12)


def days_of_year() -> Kind:
    """Dates, one on each line."""

    def read(typed: str) -> list[str]:
        lines = [line.strip() for line in re.split(r"[\n,;]", typed) if line.strip()]
        found = [to_date(line) for line in lines]
        if wrong := [line for line, day in zip(lines, found, strict=True) if day is None]:
            raise Wrong(_("Det er ikke datoer: %(wrong)s. Skriv for eksempel 24-12-2026.") % {
                "wrong": say.listing(wrong, 5)})  # fmt: skip
        return sorted({day.isoformat() for day in found if day})

    def shown(value: list[str]) -> str:
        return "\n".join(_written(day) for day in value)

    def said(value: list[str]) -> str:
        return say.listing([_written(day) for day in value], 5) or _("ingen")

    return Kind("long", _one, read, shown, said, most=2000)


def ticked(options: Sequence[tuple[str, str]]) -> Kind:
    """Several of a list whose values are numbers."""
    words = dict(options)

    def said(value: list[int]) -> str:
        return say.listing([words.get(str(one), str(one)) for one in value], 5) or _("ingen")

    return Kind(
        "ticks", _many, lambda typed: [int(one) for one in typed if one in words],
        lambda value: [str(one) for one in value], said, options=options,
    )  # fmt: skip
