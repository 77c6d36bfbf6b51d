"""What each answer holds, field by field: answers, OpenAPI document, files and their README are made of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from driveout.records.publish.models import PublicChange, PublicFigure, PublicOpening

PEOPLE = ("guests", "first", "child")


@dataclass(frozen=True)
class Field:
    """`schema`: as JSON Schema has it. `of`: how it is read from a row."""

    name: str
    schema: Mapping[str, Any]
    what: str
    of: Callable[[Any], Any]


@dataclass(frozen=True)
class Shape:
    """One kind of rows."""

    name: str
    what: str
    fields: tuple[Field, ...]

    def item(self, row: Any) -> dict[str, Any]:
        return {field.name: field.of(row) for field in self.fields}

    def schema(self) -> dict[str, Any]:
        told = {field.name: {**field.schema, "description": field.what} for field in self.fields}
        return {"type": "object", "properties": told, "required": list(told), "additionalProperties": False}


TEXT: Mapping[str, Any] = {"type": "string"}
NUMBER: Mapping[str, Any] = {"type": "integer", "minimum": 0}
DAY: Mapping[str, Any] = {"type": "string", "format": "date"}
CLOCK: Mapping[str, Any] = {"type": "string", "pattern": "^[0-2][0-9]:[0-5][0-9]$"}
SAID: Mapping[str, Any] = {"type": "string", "enum": ["yes", "no", "unknown"]}
MAYBE: Mapping[str, Any] = {"type": ["integer", "null"], "minimum": 0}


def clock(minute: int) -> str:
    """“09:30”; an opening that ends with the day ends at 24:00."""
    return f"{minute // 60:02}:{minute % 60:02}"


def _plain(name: str, schema: Mapping[str, Any], what: str) -> Field:
    return Field(name, schema, what, lambda row: getattr(row, name))


def withheld(row: PublicFigure) -> list[str]:
    """Which of its numbers are withheld."""
    return [name for name in PEOPLE if getattr(row, name) is None]


OPENINGS = Shape(
    "openings",
    "A café that opens every week of its season: where and when.",
    (
        Field("season", TEXT, "What the season is called.", lambda row: row.times.name),
        Field(
            "first_day",
            {"type": ["string", "null"], "format": "date"},
            "The season's first day, where it has one.",
            lambda row: row.times.first_day.isoformat() if row.times.first_day else None,
        ),
        Field("weeks", NUMBER, "How many weeks the season has.", lambda row: row.times.weeks),
        Field(
            "closed_dates",
            {"type": "array", "items": DAY},
            "Days on which nobody drives.",
            lambda row: list(row.times.closed_dates),
        ),
        _plain("place_key", TEXT, "Stays what it is when the place is called something else."),
        _plain("place", TEXT, "What the place is called."),
        _plain("venue", TEXT, "The hall; empty where it is not known."),
        _plain("address", TEXT, "Empty where it is not known."),
        _plain("municipality", TEXT, "The municipality's code or name; empty where it is not known."),
        _plain("weekday", {"type": "integer", "minimum": 0, "maximum": 6}, "0 is Monday."),
        Field("starts", CLOCK, "In Denmark's time.", lambda row: clock(row.starts)),
        Field("ends", CLOCK, "In Denmark's time.", lambda row: clock(row.starts + row.minutes)),
        _plain("step_free", SAID, "Can one come in without steps?"),
        _plain("dogs_welcome", SAID, "May a dog come in?"),
    ),
)
CHANGES = Shape(
    "changes",
    "A date, from today on, on which a café is cancelled or opens at another hour.",
    (
        Field("date", DAY, "The day it is about.", lambda row: row.date.isoformat()),
        _plain("place_key", TEXT, "As of the openings."),
        _plain("place", TEXT, "What the place is called."),
        _plain("municipality", TEXT, "As of the openings."),
        Field("promised", CLOCK, "When it was to start.", lambda row: clock(row.promised)),
        Field("starts", CLOCK, "When it starts now; as promised where it is cancelled.", lambda row: clock(row.starts)),
        Field("ends", CLOCK, "When it ends now.", lambda row: clock(row.starts + row.minutes)),
        _plain("cancelled", {"type": "boolean"}, "Is it cancelled?"),
        _plain("why", TEXT, "Why, as guests are told it."),
        Field("told_at", {"type": "string", "format": "date-time"}, "Since when.", lambda row: row.told_at.isoformat()),
    ),
)
FIGURES = Shape(
    "figures",
    "What the cafés of a hub, or of all hubs, counted in a month, a quarter or a year that is closed.",
    (
        Field("organisation", NUMBER, "Whose cafés; the same number as in the calendars.", lambda r: r.organisation_id),
        _plain("hub_key", TEXT, "The hub; empty for all hubs together."),
        _plain("hub", TEXT, "What the hub was called then; empty for all hubs together."),
        _plain("period", {"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}|-Q[1-4])?$"}, "2026-11, 2026-Q4 or 2026."),
        _plain("cafes", NUMBER, "Cafés that were opened and told."),
        _plain("guests", MAYBE, "Visits: who came twice counts twice. Null: withheld, which is never nobody."),
        _plain("first", MAYBE, "Of the guests, those who said it was their first time. Null: withheld."),
        _plain("child", MAYBE, "Of the guests, children. Null: withheld."),
        Field(
            "withheld",
            {"type": "array", "items": {"type": "string", "enum": list(PEOPLE)}},
            "Which of the three numbers are withheld, so that nobody is given away.",
            withheld,
        ),
        Field(
            "published_at",
            {"type": "string", "format": "date-time"},
            "Once, for good.",
            lambda r: r.published_at.isoformat(),
        ),
    ),
)
SHAPES = (OPENINGS, CHANGES, FIGURES)
MODELS: Mapping[str, Any] = {"openings": PublicOpening, "changes": PublicChange, "figures": PublicFigure}
