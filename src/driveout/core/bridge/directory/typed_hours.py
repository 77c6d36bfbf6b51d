"""Hours as people write them, “man-fre 9-15; lør 10-12”, as rows of the standard's schedules."""

import re
from typing import Any

from driveout.core.bridge.directory.needs import key as own_key
from driveout.core.bridge.directory.schedules import DAYS
from driveout.core.words import Nonsense

SHORT = {
    **{name: n for n, name in enumerate(("man", "tir", "ons", "tor", "fre", "lør", "søn"))},
    **{name: n for n, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))},
}
ALWAYS = ("døgnet rundt", "24/7", "altid", "always", "around the clock")
_HOUR = r"\d{1,2}(?:[.:]\d{2})?"
_SPAN = re.compile(rf"(?P<days>[^\d]*?)\s*(?:kl\.?\s*)?(?P<a>{_HOUR})\s*[-–]\s*(?P<b>{_HOUR})", re.I)
_EXPECTED = "write for example: man-fre 9-15; lør 10-12"


def schedules_of(text: str, *, key: str, how: str = "") -> list[dict[str, Any]]:
    """Rows of the standard; none for an empty text. Nonsense for what is no hours. `how`: phone, or "" for a door."""
    text = " ".join(text.split())
    if not text:
        return []
    kind = {"attending_type": how} if how else {}
    if text.casefold() in ALWAYS:
        return [{"id": own_key(key, "always"), "freq": "WEEKLY", "byday": ",".join(DAYS), "opens_at": "00:00",
                 "closes_at": "00:00", **kind}]  # fmt: skip
    rows = []
    for n, part in enumerate(filter(None, (one.strip() for one in re.split(r"[;\n]", text)))):
        found = _SPAN.fullmatch(part)
        if not found:
            raise Nonsense(f"“{part}”: {_EXPECTED}")
        days = _days(found["days"])
        rows.append(
            {"id": own_key(key, str(n)), "freq": "WEEKLY", "byday": ",".join(DAYS[day] for day in days),
             "opens_at": _hour(found["a"]), "closes_at": _hour(found["b"]), **kind}
        )  # fmt: skip
    return rows


def _hour(text: str) -> str:
    hour, _, minute = text.replace(".", ":").partition(":")
    if int(hour) > 24 or int(minute or 0) > 59 or (int(hour) == 24 and int(minute or 0)):
        raise Nonsense(f"“{text}” is no hour: {_EXPECTED}")
    return f"{int(hour) % 24:02d}:{int(minute or 0):02d}"


def _days(text: str) -> list[int]:
    text = text.strip(" ,:.").casefold()
    if not text or text in ("alle dage", "hver dag", "every day", "dagligt", "daily"):
        return list(range(7))
    found: list[int] = []
    for part in re.split(r",|\bog\b|\band\b|&|\+", text):
        ends = [_day(one) for one in re.split(r"[-–]|\btil\b|\bto\b", part.strip()) if one.strip()]
        if len(ends) == 2:
            first, last = ends
            found += [day % 7 for day in range(first, last + 1 + (7 if last < first else 0))]
        elif len(ends) == 1:
            found += ends
        else:
            raise Nonsense(f"“{text}”: {_EXPECTED}")
    return list(dict.fromkeys(found))


def _day(text: str) -> int:
    short = text.strip(" .")[:3]
    if short not in SHORT:
        raise Nonsense(f"“{text.strip()}” is no day: {_EXPECTED}")
    return SHORT[short]
