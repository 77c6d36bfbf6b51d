"""What a form says of an entry, as fields of the standard: only what was changed, over what the entry says already.

A form has fewer words than the standard. What it cannot show (hours of a period, of the first Monday of a month, a
second number, how many there is room for in all) stays as it is.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from driveout.core.bridge.directory.needs import key
from driveout.core.bridge.directory.schedules import DAYS, rule_of
from driveout.core.words import By, Nonsense, OpenRule

Doc = Mapping[str, Any]
PLAIN = {
    "description": "description", "email": "email", "url": "url", "who_for": "eligibility_description",
    "cost": "fees_description",
}  # fmt: skip


@dataclass(frozen=True)
class Written:
    """What somebody wrote of an entry. `hours`, `phone_hours`: weekday, from and to in minutes; `closed`: dates.

    `place`: street, postcode, town; None where the entry has several places, which only its list can change.
    """

    name: str
    provider: str
    sector: str
    needs: Sequence[str]
    description: str
    phone: str
    email: str
    url: str
    who_for: str
    cost: str
    languages: Sequence[str]
    hours: Sequence[Sequence[int]]
    phone_hours: Sequence[Sequence[int]]
    closed: Sequence[date]
    places_free: int | None
    check_every_days: int
    is_national: bool
    status: str
    place: tuple[str, str, str] | None
    is_hidden: bool
    point: tuple[float, float] | None = None


def changed_fields(written: Written, opened: Written | None) -> set[str]:
    """Of what was written, all that stands otherwise than where it was opened; everything of what is new."""
    now, before = vars(written), vars(opened) if opened else {}
    return {field for field, value in now.items() if field not in before or before[field] != value}


def fields_of(number: str, written: Written, changed: Collection[str], there: Doc) -> dict[str, Any]:
    """The fields that were changed, as the standard writes them; the emptied ones too. `there`: what it says now."""
    made: dict[str, Any] = {field: getattr(written, name) for name, field in PLAIN.items() if name in changed}
    if "phone" in changed:
        made["phones"] = _phones(number, written.phone, there.get("phones", []))
    if "languages" in changed:
        made["languages"] = _languages(number, written.languages, there.get("languages", []))
    if "places_free" in changed:
        made["capacities"] = _capacities(number, written.places_free, there.get("capacities", []))
    if parts := {"hours", "phone_hours", "closed"} & set(changed):
        kept = [row for row in there.get("schedules", []) if part_of(row) not in parts]
        for name, how in (("hours", ""), ("phone_hours", "phone")):
            kept += rows_of(number, getattr(written, name), how) if name in parts else []
        made["schedules"] = kept + ([_closed(number, day) for day in written.closed] if "closed" in parts else [])
    return made


def part_of(row: Doc) -> str:
    """In which field of the form a row of the schedules stands; empty where it stands in none."""
    try:
        rule = rule_of(row)
    except (Nonsense, ValueError, OverflowError):
        return ""
    if rule is None:
        return ""
    if rule.is_closed:
        return "closed" if rule.first and rule.first == rule.last else ""
    return ("hours" if rule.by is By.DOOR else "phone_hours") if is_weekly(rule) else ""


def is_weekly(rule: OpenRule) -> bool:
    """Does it hold every week, with no end?"""
    return not (rule.last or rule.nth or rule.month_days or rule.monthly or rule.is_closed) and rule.every == 1


def _phones(number: str, typed: str, there: Sequence[Doc]) -> list[dict[str, Any]]:
    """The number that the form shows is the first that is one; the others stay."""
    first = next((at for at, phone in enumerate(there) if phone.get("number")), None)
    if first is None:
        return [*map(dict, there), *([{"id": key(number, "phone"), "number": typed}] if typed else [])]
    mine = [{**there[first], "number": typed}] if typed else []
    return [*map(dict, there[:first]), *mine, *map(dict, there[first + 1 :])]


def _languages(number: str, typed: Sequence[str], there: Sequence[Doc]) -> list[dict[str, Any]]:
    known = {str(one.get("name") or one.get("code") or ""): dict(one) for one in there}
    return [known.get(one) or {"id": key(number, "language", one), "name": one} for one in typed]


def _capacities(number: str, free: int | None, there: Sequence[Doc]) -> list[dict[str, Any]]:
    """How many are free now, in the first row that says so, else the first; what it says beside that stays."""
    at = next((n for n, row in enumerate(there) if row.get("available") is not None), 0)
    row = dict(there[at]) if there else {"id": key(number, "capacity")}
    row.pop("available", None)
    mine = [{**row, "available": free}] if free is not None else [row] if row.keys() - {"id", "updated"} else []
    return [*map(dict, there[:at]), *mine, *map(dict, there[at + 1 :])]


def rows_of(number: str, hours: Sequence[Sequence[int]], how: str) -> list[dict[str, Any]]:
    """Rows of the standard's schedules: one for each time that several days have alike."""
    by_time: dict[tuple[int, int], list[int]] = {}
    for day, opens, closes in hours:
        by_time.setdefault((opens, closes), []).append(day)
    kind = {"attending_type": how} if how else {}
    return [
        {
            "id": key(number, how, str(opens), str(closes)), "freq": "WEEKLY",
            "byday": ",".join(DAYS[day] for day in sorted(set(days))), "opens_at": _clock(opens),
            "closes_at": _clock(closes), **kind,
        }
        for (opens, closes), days in by_time.items()
    ]  # fmt: skip


def _clock(minute: int) -> str:
    return f"{minute // 60 % 24:02d}:{minute % 60:02d}"


def _closed(number: str, day: date) -> dict[str, Any]:
    said = day.isoformat()
    return {"id": key(number, "closed", said), "valid_from": said, "valid_to": said, "description": "Lukket / closed"}
