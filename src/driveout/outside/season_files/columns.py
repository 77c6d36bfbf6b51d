"""The shape of a description: tables have columns, the season has keys; both are read, written and documented by it."""

from dataclasses import dataclass
from typing import Any

from driveout.outside.season_files.kinds import Kind

REQUIRED = object()  # a default that is none: the cell must be filled in


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table or one key of the season. `danish`: other headings that mean the same; `means_danish`: what
    `means` says, in Danish."""

    name: str
    kind: Kind
    means: str
    example: str
    default: Any = REQUIRED
    danish: tuple[str, ...] = ()
    means_danish: str = ""

    @property
    def required(self) -> bool:
        return self.default is REQUIRED

    @property
    def heading(self) -> str:
        """As people read it in Danish: “Første dag”. A hub is one on every screen."""
        return _spaced("hub" if "centersted" in self.danish else (*self.danish, self.name)[0])

    @property
    def heading_english(self) -> str:
        """As people read it in English: “First day”."""
        return _spaced(self.name)

    @property
    def default_text(self) -> str:
        """The default as a person would write it."""
        if self.required:
            return "must be given"
        written = "" if self.default in (None, "", ()) else self.kind.write(self.default)
        return f"`{written}`" if written else "empty"


def _spaced(name: str) -> str:
    spaced = name.replace("_", " ")
    return spaced[:1].upper() + spaced[1:]


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

    @property
    def title(self) -> str:
        """Of its sheet in a workbook that people fill in."""
        return (self.danish or (self.name,))[0].capitalize()

    @property
    def title_english(self) -> str:
        """The same, in English."""
        return self.name.capitalize()

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)
