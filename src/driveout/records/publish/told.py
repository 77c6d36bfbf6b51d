"""What a step hands down to be read by anyone, in plain values. What does not stand here cannot become public."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class OpenSeason:
    """A season as anyone reads it. `closed_dates`: days on which nobody drives, as YYYY-MM-DD."""

    name: str
    first_day: date | None
    weeks: int
    closed_dates: list[str]


@dataclass(frozen=True, slots=True, order=True)
class OpenOpening:
    """One opening a week: where and when. `weekday` 0 is Monday; `starts` a minute of the day.

    `place_key` stays what it is when a place is called something else. `lat`, `lon`: degrees (WGS 84), None where
    nobody has said it. `phone`: the number that guests ring, of the hub it is driven from; "" where there is none.
    """

    place_key: str
    place: str
    venue: str
    municipality: str
    weekday: int
    starts: int
    minutes: int
    step_free: str = "unknown"
    dogs_welcome: str = "unknown"
    address: str = ""
    lat: float | None = None
    lon: float | None = None
    phone: str = ""


# What an opening says of its place, whenever it is open.
OF_PLACE = ("step_free", "dogs_welcome", "address", "lat", "lon", "phone")


def mark_of(season: OpenSeason, openings: Iterable[OpenOpening]) -> str:
    """Changes when a place, a day, an hour, a hall or the days on which nobody drives are others; with no name."""
    weeks = (season.first_day, season.weeks, sorted(season.closed_dates))
    held = sorted((one.place_key, one.weekday, one.starts, one.minutes, one.venue) for one in openings)
    return sha256(repr((weeks, held)).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class News:
    """A café on a date, as it is now: `promised` is when it was to start. Nothing about anybody stands in it.

    `by_plan`: it is only cancelled because the plan has it no more; where guests are told that of its whole week, one
    date is no news.
    """

    date: date
    place_key: str
    place: str
    promised: int
    starts: int
    minutes: int
    cancelled: bool
    why: str
    by_plan: bool = False
