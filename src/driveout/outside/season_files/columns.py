"""The shape of a description: tables have columns, the season has keys; both are read, written and documented by it."""

from dataclasses import dataclass, fields
from typing import Any

from driveout.outside.season_files.kinds import LONGEST_NAME, Kind, words

REQUIRED = object()  # a default that is none: the cell must be filled in


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table or one key of the season. `danish`: other headings that mean the same."""

    name: str
    kind: Kind
    means: str
    example: str
    default: Any = REQUIRED
    danish: tuple[str, ...] = ()

    @property
    def required(self) -> bool:
        return self.default is REQUIRED

    @property
    def default_text(self) -> str:
        """The default as a person would write it."""
        if self.required:
            return "must be given"
        written = "" if self.default in (None, "", ()) else self.kind.write(self.default)
        return f"`{written}`" if written else "empty"


@dataclass(frozen=True, slots=True)
class Table:
    """One CSV file of the folder, one sheet of the workbook. `filled`: it must have at least one row."""

    name: str
    means: str
    columns: tuple[Column, ...]
    danish: tuple[str, ...] = ()
    required: bool = False
    filled: bool = False

    @property
    def file(self) -> str:
        return f"{self.name}.csv"

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)


def own_key(example: str) -> Column:
    """What others refer to the row by."""
    means = "What other rows may call it by. Empty: its name. Needed where two have one name."
    return Column("key", words(example, LONGEST_NAME), means, example, "", ("nøgle",))


def word_default(word: type, field: str) -> Any:
    """The default a word itself has, so that files and words cannot disagree."""
    return next(f.default for f in fields(word) if f.name == field)
