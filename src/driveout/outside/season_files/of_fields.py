"""Columns, rows and words from what `core.words.fields` declares: a field that is declared there is in every file."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from driveout.core.words import Weekday, Window
from driveout.core.words.fields import NEEDED, Field, Head, Register
from driveout.core.words.fields import kinds as known
from driveout.outside.season_files import kinds
from driveout.outside.season_files.columns import REQUIRED, Column

SIZE = "size: "
Row = dict[str, Any]


def columns_of(register: Register) -> tuple[Column, ...]:
    """Every column that its fields have in a file, in their order."""
    return tuple(
        Column(head.name, kind_of(field, head), head.en, head.example, default, head.danish, head.da)
        for field in register
        for head, default in zip(field.heads, _defaults(register, field), strict=True)
    )


def _defaults(register: Register, field: Field) -> tuple[Any, ...]:
    """One for each of its columns; an empty cell means it."""
    match field.kind:
        case known.Spans():
            return ((),) * 7
        case known.Hubs():
            return (REQUIRED, ())
        case known.Source():
            return ("", "")
        case known.Key():
            return ("",)
    default = register.default(field)
    return (REQUIRED if default is NEEDED else default,) * len(field.heads)


def kind_of(field: Field, head: Head) -> kinds.Kind:
    """How its cells are read and written."""
    example = head.example
    match field.kind:
        case known.Text(most=most):
            return kinds.words(example, most)
        case known.Whole() as it:
            return kinds.whole(it.unit, example, least=it.least, most=it.most)
        case known.Decimal() as it:
            return kinds.number(
                it.unit, example, least=it.least, most=it.most, above=it.above, thousands=it.thousands
            )  # fmt: skip
        case known.Hours() as it:
            return kinds.hours(it.unit, example, it.most)
        case known.OneOf() as it:
            return kinds.choice(dict(zip(map(str, it.of), it.also, strict=True)))
        case known.Lengths() as it:
            return kinds.lengths(it.least, it.most)
        case known.Spans(one_a_day=one):
            return kinds.workday() if one else kinds.windows()
        case known.Hubs():
            return kinds.name(example) if head is field.heads[0] else kinds.names("Hanstholm; Skjern")
        case known.AtHub() | known.Key():
            return kinds.name(example)
        case known.Source():
            return kinds.words(example)
        case known.Dates():
            return kinds.day_of_year(many=True)
    return PLAIN[type(field.kind)]()


PLAIN: dict[type, Callable[[], kinds.Kind]] = {
    known.Days: kinds.weekdays,
    known.Municipality: kinds.municipality,
    known.Country: kinds.country,
    known.Date: kinds.day_of_year,
    known.Notes: kinds.notes,
}


def row_of(register: Register, word: Any, hub: Callable[[str], str] = str) -> Row:
    """A word's values by column. `hub`: how a hub is named in the file, by its key."""
    row: Row = {}
    for name, value in register.of(word).items():
        field = register[name]
        if isinstance(field.kind, known.Key):
            value = "" if value == word.name else value
        elif isinstance(field.kind, known.AtHub):
            value = hub(value)
        elif isinstance(field.kind, known.Hubs):
            value = tuple(map(hub, value))
        row |= zip((head.name for head in field.heads), _cells(field, value), strict=True)
    return row


def _cells(field: Field, value: Any) -> tuple[Any, ...]:
    match field.kind:
        case known.Spans():
            return tuple(tuple(sorted((w.opens, w.closes) for w in value if w.weekday == day)) for day in Weekday)
        case known.Hubs():
            return value[0], value[1:]
        case known.Source():
            return split_sources(value)[::-1]
        case known.OneOf() as one_of:
            return (one_of.plain(value),) * len(field.heads)
    return (value,) * len(field.heads)


def word_of(register: Register, cells: Mapping[str, Any], **others: Any) -> Any:
    """The word of a row; cells that are not there have their defaults. `others`: fields that are in no file."""
    values = {
        field.name: value_of(field, [cells[head.name] for head in field.heads])
        for field in register
        if field.heads and all(head.name in cells for head in field.heads)
    }
    return register.made({**values, **others})


def value_of(field: Field, cells: Sequence[Any]) -> Any:
    """Of its cells, which are in the order of its columns."""
    match field.kind:
        case known.Spans():
            pairs = zip(Weekday, cells, strict=True)
            return tuple(Window(day, opens, closes) for day, spans in pairs for opens, closes in spans or ())
        case known.Hubs():
            home, also = cells
            return (home, *dict.fromkeys(name for name in also if name != home))
        case known.Source():
            size, position = cells
            return joined_sources(position, size)
        case known.OneOf() as one_of:
            return one_of.word(cells[0])
    return cells[0]


def joined_sources(position: str, size: str) -> str:
    """A place has one source; the file has two columns."""
    return "; ".join(part for part in (position, SIZE + size if size else "") if part)


def split_sources(source: str) -> tuple[str, str]:
    position, found, size = source.rpartition(SIZE)
    return (position.removesuffix("; "), size) if found else (source, "")
