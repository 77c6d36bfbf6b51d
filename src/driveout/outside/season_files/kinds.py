"""What a cell may hold: each kind reads text, writes it back, and says what it expects.

Times read as 10:00, 10.00 or 10; numbers with a point or a Danish comma; days in English or Danish.
"""

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from driveout.core.words import Nonsense, TwoWays, Weekday, as_seen, clock_iso, minute_of_day, one_line
from driveout.core.words.fields.kinds import LONGEST_NAME
from driveout.core.words.time import hours_as_clock, hours_iso, without_klokken
from driveout.outside.faults import Said

DASHES = re.compile(r"\s*[-‐‑‒–—−]\s*")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
LOST = re.compile("\ufffd|Ã[¦¸¥†˜…©¼¶¤]")  # letters that a program could not read, or read as two
BETWEEN = re.compile(r"(?:[\s;,+&]|\bog\b|\band\b)+(?=\d)")
BETWEEN_BUT_COMMA = re.compile(r"(?:[\s;+&]|\bog\b|\band\b)+(?=\d)")
FIRST_YEAR, LAST_YEAR = 1950, 2149
DAY_NAMES = {day: {day.english.lower(), day.english.lower()[:3], day.danish, day.danish[:3]} for day in Weekday}


class Unreadable(Exception):
    """A cell that is not of its kind; carries what is wrong with it."""

    def __init__(self, en: str, da: str) -> None:
        self.what = Said(en, da)
        super().__init__(en)


@dataclass(frozen=True, slots=True)
class Kind:
    """`read` raises Unreadable; `write` gives text that `read` reads back as the same value.

    `numeric`: a workbook holds it as a number. `many`: a key that may stand several times. `write_text`: how text has
    it, where a number would be read in two ways. `write_danish`: how people write it there, where that is otherwise.
    """

    unit: str
    expected: Said
    read: Callable[[str], Any]
    write: Callable[[Any], str]
    numeric: bool = False
    many: bool = False
    write_text: Callable[[Any], str] | None = None
    write_danish: Callable[[Any], str] | None = None


class Figure(str):
    """A number that a workbook or TOML held as one: its point is a decimal point, whatever stands after it."""

    __slots__ = ()


plain = one_line


def several_ways(text: str, readings: Sequence[str], danish: Sequence[str] = ()) -> Unreadable:
    """“12.5” can be read in two ways: 12:30 or 12:50. `danish`: where they are written otherwise."""
    return Unreadable(
        f"“{text}” can be read in two ways: {' or '.join(readings)}",
        f"»{text}« kan læses på to måder: {' eller '.join(danish or readings)}",
    )


def words(example: str, most: int = 4000) -> Kind:
    """`most`: how many characters; a name has at most as many as the records keep."""

    def read(text: str) -> str:
        if CONTROL.search(text):
            raise Unreadable("The text holds signs that cannot be printed", "Teksten rummer tegn, der ikke kan skrives")
        if LOST.search(text):
            raise Unreadable(
                f"Letters of “{plain(text)[:60]}” were lost when the text was saved",
                f"Bogstaver i »{plain(text)[:60]}« gik tabt, da teksten blev gemt",
            )
        if len(plain(text)) > most:
            raise Unreadable(
                f"The text has {len(plain(text))} characters, and at most {most} are allowed",
                f"Teksten har {len(plain(text))} tegn, og højst {most} er tilladt",
            )
        return plain(text)

    return Kind("text", Said(f"text, such as “{example}”", f"tekst, for eksempel »{example}«"), read, str)


def name(example: str) -> Kind:
    return words(example, LONGEST_NAME)


def to_number(text: str) -> float:
    """A finite number with a point or a Danish comma: 56,79 and 1.260,5 are understood."""
    bare = as_seen(text).strip().replace(" ", "").replace("−", "-")
    if re.fullmatch(r"[+-]?[1-9]\d{0,2}(\.\d{3}){2,}", bare):  # one point could be a decimal one, two are not
        bare = bare.replace(".", "")
    if re.fullmatch(r"[+-]?(\d*|\d{1,3}(\.\d{3})+),\d*", bare):
        bare = bare.replace(".", "").replace(",", ".")
    if not re.fullmatch(r"[+-]?\d+(\.\d*)?([eE][+-]?\d+)?|[+-]?\.\d+", bare):
        raise Unreadable(f"“{text}” is not a number", f"»{text}« er ikke et tal")
    number = float(bare)
    if not math.isfinite(number):
        raise Unreadable(f"“{text}” is too large", f"»{text}« er for stort")
    return number


def within(number: float, text: str, least: float | None, most: float | None, above: float | None) -> None:
    if least is not None and number < least:
        raise Unreadable(f"{text} is below {least:.10g}", f"{text} er under {least:.10g}")
    if most is not None and number > most:
        raise Unreadable(f"{text} is above {most:.10g}", f"{text} er over {most:.10g}")
    if above is not None and number <= above:
        raise Unreadable(f"{text} is not above {above:.10g}", f"{text} er ikke over {above:.10g}")


def span(least: float | None, most: float | None, above: float | None) -> Said:
    if least is not None and most is not None:
        return Said(f" from {least:.10g} to {most:.10g}", f" fra {least:.10g} til {most:.10g}")
    if least is not None:
        return Said(f" of {least:.10g} or more", f" på {least:.10g} eller mere")
    if above is not None:
        up_to = Said("", "") if most is None else Said(f", at most {most:.10g}", f", højst {most:.10g}")
        return Said(f" above {above:.10g}{up_to.en}", f" over {above:.10g}{up_to.da}")
    return Said("", "")


def number(
    unit: str,
    example: str,
    *,
    least: float | None = None,
    most: float | None = None,
    above: float | None = None,
    thousands: bool = False,
) -> Kind:
    """A decimal. `thousands`: 100.000 could mean a hundred or a hundred thousand, so it is refused."""

    def read(text: str) -> float:
        bare = text.strip()
        bare = text.strip()
        if thousands and not isinstance(text, Figure) and re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", bare):
            small, big = to_number(bare.replace(",", ".")), re.sub("[.,]", "", bare)
            raise several_ways(bare, [write_number(small), big])
        value = to_number(text)
        within(value, text.strip(), least, most, above)
        return value

    limits = span(least, most, above)
    expected = Said(f"a number{limits.en}, such as {example}", f"et tal{limits.da}, for eksempel {example}")
    return Kind(unit, expected, read, write_number, numeric=True)


def write_number(value: float) -> str:
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(float(value))


def whole(unit: str, example: str, *, least: int | None = None, most: int | None = None) -> Kind:
    """A whole number. 1.500 is fifteen hundred; 2,000 could mean two, or two thousand as in English."""

    def read(text: str) -> int:
        bare = text if isinstance(text, Figure) else re.sub(r"(?<=\d)\.(?=\d{3}(\D|$))", "", text.strip())
        if re.fullmatch(r"[1-9]\d{0,2},000", bare):
            raise several_ways(bare, [bare[:-4], bare.replace(",", "")])
        value = to_number(bare)
        if value != int(value):
            raise Unreadable(f"“{text}” is not a whole number", f"»{text}« er ikke et helt tal")
        within(value, text.strip(), least, most, None)
        return int(value)

    limits = span(least, most, None)
    expected = Said(f"a whole number{limits.en}, such as {example}", f"et helt tal{limits.da}, for eksempel {example}")
    return Kind(unit, expected, read, str, numeric=True)


def hours(unit: str, example: str, most: int) -> Kind:
    """Hours with decimals or as 7:30, kept as whole minutes. 7.30 could be half past, or three tenths."""

    def read(text: str) -> int:
        try:
            minutes = None if isinstance(text, Figure) else hours_as_clock(text)
        except TwoWays as wrong:
            raise several_ways(wrong.text, wrong.readings) from None
        if minutes is None:
            minutes = round(to_number(text) * 60)
        within(minutes / 60, text.strip(), None, most, 0)
        return minutes

    def write(minutes: int) -> str:
        return write_number(round(minutes / 60, 4))

    def write_text(minutes: int) -> str:
        return write(minutes) if minutes % 6 == 0 else hours_iso(minutes)

    expected = Said(
        f"hours above 0, at most {most}, such as {example}", f"timer over 0, højst {most}, for eksempel {example}"
    )
    return Kind(unit, expected, read, write, numeric=True, write_text=write_text)


def to_time(text: str) -> int:
    try:
        return minute_of_day(text, decimal=isinstance(text, Figure))
    except TwoWays as wrong:
        raise several_ways(wrong.text, wrong.readings, wrong.danish) from None
    except (Nonsense, ValueError):
        raise Unreadable(f"“{text}” is not a time of day", f"»{text}« er ikke et klokkeslæt") from None


def time_of_day() -> Kind:
    expected = Said("a time, such as 10:30", "et klokkeslæt, for eksempel 10.30")
    return Kind("time of day", expected, to_time, clock_iso, write_danish=lambda minute: _dotted(clock_iso(minute)))


def _dotted(time: str) -> str:
    return time.replace(":", ".")


def to_spans(text: str) -> tuple[tuple[int, int], ...]:
    """“10:00-12:00 14:00-16:00” and “kl 10-12 og 14-16” → ((600, 720), (840, 960)), in order; 8-12 12-16 is one."""
    bare = without_klokken(DASHES.sub("-", text.strip()))
    parts = [part for part in BETWEEN.split(bare) if part]
    if not all("-" in part for part in parts):  # then a comma stands within a time: 10,30-12
        parts = [part for part in BETWEEN_BUT_COMMA.split(bare) if part]
    spans = sorted(map(to_span, parts))
    whole: list[tuple[int, int]] = []
    for opens, closes in spans:
        if whole and opens < whole[-1][1]:
            raise Unreadable(f"The spans in “{text}” overlap", f"Tiderne i »{text}« overlapper")
        if whole and opens == whole[-1][1]:
            opens = whole.pop()[0]
        whole.append((opens, closes))
    return tuple(whole)


def to_span(text: str) -> tuple[int, int]:
    ends = text.split("-")
    if len(ends) != 2:
        raise Unreadable(f"“{text}” is not a span of time", f"»{text}« er ikke et tidsrum")
    opens, closes = to_time(ends[0]), to_time(ends[1])
    if closes <= opens:
        raise Unreadable(f"“{text}” ends before it starts", f"»{text}« slutter, før det begynder")
    return opens, closes


def write_spans(spans: tuple[tuple[int, int], ...]) -> str:
    return " ".join(f"{clock_iso(opens)}-{clock_iso(closes)}" for opens, closes in spans)


def windows() -> Kind:
    """Any number of spans on one weekday; empty means closed."""
    expected = Said(
        "spans such as 10:00-12:00 14:00-16:00, or empty when closed",
        "tidsrum som 10.00-12.00 14.00-16.00, eller tomt, når der er lukket",
    )
    return Kind("times", expected, to_spans, write_spans, write_danish=lambda spans: _dotted(write_spans(spans)))


def workday() -> Kind:
    """One span on one weekday; empty means nobody works."""

    def read(text: str) -> tuple[tuple[int, int], ...]:
        spans = to_spans(text)
        if len(spans) > 1:
            raise Unreadable(f"“{text}” holds more than one span", f"»{text}« rummer mere end ét tidsrum")
        return spans

    expected = Said("one span such as 8:00-17:00, or empty", "ét tidsrum som 8.00-17.00, eller tomt")
    return Kind("times", expected, read, write_spans, write_danish=lambda spans: _dotted(write_spans(spans)))


def to_day(text: str) -> Weekday:
    wanted = plain(text).lower().rstrip(".")
    for day, names in DAY_NAMES.items():
        if wanted in names:
            return day
    raise Unreadable(f"“{text}” is not a weekday", f"»{text}« er ikke en ugedag")


def write_day(day: Weekday) -> str:
    return day.english.lower()[:3]


def weekday() -> Kind:
    expected = Said("a weekday: mon tue wed thu fri sat sun", "en ugedag: man tir ons tor fre lør søn")
    return Kind("weekday", expected, to_day, write_day, write_danish=lambda day: day.danish[:3])


def weekdays() -> Kind:
    def read(text: str) -> tuple[Weekday, ...]:
        return tuple(sorted({to_day(part) for part in re.split(r"[\s;,/]+", text.strip()) if part}))

    def write(days: tuple[Weekday, ...]) -> str:
        return " ".join(write_day(day) for day in days)

    def write_danish(days: tuple[Weekday, ...]) -> str:
        return " ".join(day.danish[:3] for day in days)

    expected = Said("weekdays such as mon tue wed thu fri", "ugedage som man tir ons tor fre")
    return Kind("weekdays", expected, read, write, write_danish=write_danish)


def lengths(least: int, most: int) -> Kind:
    def read(text: str) -> tuple[int, ...]:
        one = whole("minutes", "60", least=least, most=most)
        return tuple(sorted({one.read(part) for part in re.split(r"[\s;,/]+", text.strip()) if part}))

    def write(minutes: tuple[int, ...]) -> str:
        return " ".join(map(str, minutes))

    expected = Said(
        f"minutes from {least} to {most}, such as 60 90 120", f"minutter fra {least} til {most}, for eksempel 60 90 120"
    )
    return Kind("minutes", expected, read, write)


def names(example: str) -> Kind:
    def read(text: str) -> tuple[str, ...]:
        return tuple(name for part in text.split(";") if (name := plain(part)))

    expected = Said(f"names with ; between, such as “{example}”", f"navne med ; imellem, for eksempel »{example}«")
    return Kind("names", expected, read, "; ".join)


def choice(options: dict[str, tuple[str, ...]]) -> Kind:
    """One of the keys; each key lists further words that mean the same."""

    def read(text: str) -> str:
        wanted = plain(text).lower()
        for key, also in options.items():
            if wanted == key or wanted in also:
                return key
        raise Unreadable(f"“{text}” is none of the choices", f"»{text}« er ikke en af mulighederne")

    listed = ", ".join(options)
    danish = {key: (*also, key)[0] for key, also in options.items()}
    expected = Said(f"one of: {listed}", f"en af: {', '.join(danish.values())}")
    return Kind("choice", expected, read, str, write_danish=lambda key: danish[str(key)])


def to_date(text: str) -> date:
    bare = text.strip()
    try:
        if found := re.fullmatch(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})", bare):  # as written in Denmark
            day = date(int(found[3]), int(found[2]), int(found[1]))
        else:
            day = date.fromisoformat(bare[:10] if re.fullmatch(r"\d{4}-\d\d-\d\d[T ]00:00(:00)?", bare) else bare)
    except ValueError:
        raise Unreadable(f"“{text}” is not a date", f"»{text}« er ikke en dato") from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Unreadable(
            f"“{text}” is not between {FIRST_YEAR} and {LAST_YEAR}",
            f"»{text}« er ikke mellem {FIRST_YEAR} og {LAST_YEAR}",
        )
    return day


def day_of_year(*, many: bool = False) -> Kind:
    expected = Said("a date, such as 2020-05-21", "en dato, for eksempel 2020-05-21 eller 21.5.2020")
    return Kind("date", expected, to_date, date.isoformat, many=many)


def notes() -> Kind:
    one = words("Hub 9 shares its van until May.")
    return Kind("text", one.expected, one.read, str, many=True)


def municipality() -> Kind:
    """One of the 98, by its three digits or its name; kept as the digits."""

    def read(text: str) -> str:
        from driveout.core.travel import municipality_code  # late: brings numbers and outlines along

        if code := municipality_code(text):
            return code
        raise Unreadable(f"“{text}” is not a municipality", f"»{text}« er ikke en kommune")

    expected = Said("a code or a name, such as 773 or Morsø", "en kode eller et navn, for eksempel 773 eller Morsø")
    return Kind("municipality", expected, read, str)


def country() -> Kind:
    """Whose public holidays count: two letters, or none."""

    def read(text: str) -> str:
        from holidays import list_supported_countries  # late: it lists every country of the world

        code = text.strip().upper()
        if code in ("", "NONE", "INGEN"):
            return ""
        if code not in list_supported_countries():
            raise Unreadable(f"The holidays of “{text}” are not known", f"Helligdagene i »{text}« kendes ikke")
        return code

    expected = Said(
        "a country's two letters, such as DK, or none", "et lands to bogstaver, for eksempel DK, eller ingen"
    )
    return Kind("country", expected, read, lambda code: code or "none", write_danish=lambda code: code or "ingen")
