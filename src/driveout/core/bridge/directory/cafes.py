"""A café on wheels as a service of the standard: each week's hours, and every date that is otherwise.

The standard has no exceptions of its own. A day on which the café is cancelled or comes later is a row that is valid on
that day alone; a week that has moved is the old hours up to a day, and the new ones from it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from driveout.core.bridge.directory.needs import NEEDS, attributes, key
from driveout.core.bridge.directory.schedules import DAYS
from driveout.core.words import MINUTES_A_DAY, NeedKind

Doc = dict[str, Any]
Hours = tuple[int, int, int]  # weekday, start and length in minutes
_TOWN = re.compile(r"(.*?),?\s*(\d{4})\s+(.+)")
NEED = str(NeedKind.COMPANY)


@dataclass(frozen=True, slots=True)
class Other:
    """A date that is otherwise: the opening promised at `promised` is cancelled, or comes at `starts`."""

    day: date
    promised: int
    starts: int
    minutes: int
    cancelled: bool
    why: str


@dataclass(frozen=True, slots=True)
class Cafe:
    """What stands in the open of a café. `first`, `last`: its season, None without a calendar; `moves_on`: from when
    `week` holds, and `week_before` until then. `told_at`: when any of it was said last. `later`: the same café in
    other seasons."""

    place_key: str
    place: str
    venue: str
    address: str
    municipality: str
    week: Sequence[Hours]
    first: date | None
    last: date | None
    closed: Sequence[date]
    others: Sequence[Other]
    told_at: datetime
    moves_on: date | None = None
    week_before: Sequence[Hours] = ()
    phone: str = ""
    lat: float | None = None
    lon: float | None = None
    step_free: str = "unknown"
    organization: Mapping[str, Any] | None = field(default=None)
    later: Sequence["Cafe"] = ()

    @property
    def seasons(self) -> list["Cafe"]:
        """Itself, and the café in the seasons after."""
        return [self, *self.later]


def cafe_key(place_key: str) -> str:
    """The service's number: the same from one season to the next."""
    return key("cafe", place_key)


def at_key(place_key: str) -> str:
    return key("cafe", place_key, "at")


def cafe(one: Cafe) -> Doc:
    """The service, whole."""
    made = {**_plain(one), "service_at_locations": [_at(one)]}
    return {**made, "organization": dict(one.organization)} if one.organization else made


def cafe_at(one: Cafe) -> Doc:
    """The café at its place, with the service in it."""
    own = {**_plain(one), **({"organization": dict(one.organization)} if one.organization else {})}
    return {**_at(one), "service": own}


def _plain(one: Cafe) -> Doc:
    number = cafe_key(one.place_key)
    made: Doc = {
        "id": number,
        "name": f"Café på hjul: {one.place}",
        "description": "En café, der kommer ud til dig. Mad, kaffe og en snak. / A café that comes to you.",
        "status": "active",
        "fees_description": "Gratis / Free",
        "eligibility_description": "Alle kan komme / For everybody",
        "last_modified": one.told_at.isoformat(),
        "schedules": schedules(one),
        "attributes": attributes(number, "service", NEEDS, [NEED]),
    }
    if one.phone:
        made["phones"] = [{"id": key("cafe", one.place_key, "phone"), "number": one.phone}]
    cancelled = [other for season in one.seasons for other in season.others if other.cancelled]
    if cancelled:
        made["alert"] = "; ".join(f"{other.day.isoformat()}: aflyst / cancelled: {other.why}" for other in cancelled)
    return made


def schedules(one: Cafe) -> list[Doc]:
    """A row for each opening of the week of each season, one for each date that is otherwise."""
    rows = [row for season in one.seasons for row in _weeks(season)]
    days = {day for season in one.seasons for day in ({other.day for other in season.others} | set(season.closed))}
    return rows + [row for day in sorted(days) for row in _on(one, day)]


def _weeks(one: Cafe) -> list[Doc]:
    if one.moves_on and (one.first is None or one.first < one.moves_on):
        rows = _weekly(one, one.week_before, one.first, one.moves_on - timedelta(1), "before")
        return rows + _weekly(one, one.week, one.moves_on, one.last, "week")
    return _weekly(one, one.week, one.first, one.last, "week")


def _weekly(one: Cafe, week: Sequence[Hours], first: date | None, last: date | None, part: str) -> list[Doc]:
    span = {name: day.isoformat() for name, day in (("valid_from", first), ("valid_to", last)) if day}
    return [
        {
            "id": key("cafe", one.place_key, part, *span.values(), *map(str, hours)),
            "freq": "WEEKLY", "byday": DAYS[hours[0]], **_clock(hours[1], hours[2]), **span,
        }
        for hours in week
    ]  # fmt: skip


def _held(one: Cafe, day: date) -> tuple[list[tuple[int, int, str]], list[str]]:
    """What is held of a season on a date, as start, minutes and why it is otherwise; and why what is not is not."""
    if (one.first and day < one.first) or (one.last and day > one.last):
        return [], []
    if day in one.closed:
        return [], ["lukket / closed"]
    week = one.week_before if one.moves_on and day < one.moves_on else one.week
    held = [(starts, minutes, "") for weekday, starts, minutes in week if weekday == day.weekday()]
    whys = []
    for other in (other for other in one.others if other.day == day):
        # the hour that was promised then may be none of the week's by now: the date is what counts
        usual = min((one for one in held if not one[2]), key=lambda one: abs(one[0] - other.promised), default=None)
        if usual:
            held.remove(usual)
        if other.cancelled:
            whys.append(f"aflyst / cancelled: {other.why}")
        else:
            held.append((other.starts, other.minutes, other.why))
    return sorted(held), whys


def _on(one: Cafe, day: date) -> list[Doc]:
    """What holds on that date alone: the hours that are left of it, else that it is closed, with the reason."""
    told = [_held(season, day) for season in one.seasons]
    held = [row for rows, _whys in told for row in rows]
    whys = list(dict.fromkeys(why for _rows, whys in told for why in whys))
    own = {"valid_from": day.isoformat(), "valid_to": day.isoformat(), "freq": "WEEKLY", "byday": DAYS[day.weekday()]}
    if not held and not whys:
        return []
    if not held:
        return [{"id": key("cafe", one.place_key, day.isoformat()), **own, "description": "; ".join(whys)}]
    return [
        {
            "id": key("cafe", one.place_key, day.isoformat(), str(starts)), **own, **_clock(starts, minutes),
            **({"description": f"flyttet / moved: {why}"} if why else {}),
        }
        for starts, minutes, why in held
    ]  # fmt: skip


def _clock(starts: int, minutes: int) -> Doc:
    ends = (starts + minutes) % MINUTES_A_DAY
    return {"opens_at": f"{starts // 60:02d}:{starts % 60:02d}", "closes_at": f"{ends // 60:02d}:{ends % 60:02d}"}


def _at(one: Cafe) -> Doc:
    place: Doc = {
        "id": key("cafe", one.place_key, "place"), "location_type": "physical", "name": one.place,
        "description": ", ".join(filter(None, (one.venue, one.municipality))) or one.place,
    }  # fmt: skip
    if one.lat is not None and one.lon is not None:
        place |= {"latitude": one.lat, "longitude": one.lon}
    if found := _TOWN.fullmatch(one.address):
        place["addresses"] = [
            {
                "id": key("cafe", one.place_key, "address"), "address_1": found[1] or one.place, "city": found[3],
                "state_province": one.municipality or found[3], "postal_code": found[2], "country": "DK",
                "address_type": "physical",
            }
        ]  # fmt: skip
    elif one.address:
        place["description"] = f"{one.address}, {place['description']}"
    if one.step_free == "yes":
        accessible = {"id": key("cafe", one.place_key, "step free"), "description": "Uden trin / Step-free"}
        place["accessibility"] = [accessible]
    return {"id": at_key(one.place_key), "location": place}


def postcode(address: str) -> str:
    """The four figures before a town; empty where there are none."""
    found = _TOWN.fullmatch(address)
    return found[2] if found else ""
