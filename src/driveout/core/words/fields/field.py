"""A field, and how its value gets into a word and out of it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from enum import StrEnum
from functools import cache
from operator import attrgetter
from typing import Any

from driveout.core.words.fields.kinds import Hubs, Key, Kind, Spans
from driveout.core.words.places import Place
from driveout.core.words.season import Belief

NEEDED = object()  # the default of what must be given
PARTS: dict[str, type] = {"place": Place, "belief": Belief}  # words within words


class Sees(StrEnum):
    """Who may see a field: the names that `Seen` of a table sorts by."""

    ANYONE = "anyone"
    CREW = "crew"
    TEAM = "team"


@dataclass(frozen=True, slots=True)
class Head:
    """A column of a file: its heading, what else it may be called, an example, and what it means, in both languages."""

    name: str
    danish: tuple[str, ...]
    example: str
    en: str
    da: str


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that is known of a stop, a hub, a van or a person; or one rule of the season.

    `name`: what rows, forms and edits call it. `at`: where the word has it, where that is elsewhere (“place.lat”); ""
    where no word does. `planned`: may another plan be the best when it changes? Then an edit of it is asked its
    price, and stored plans are of another season. `heads`: its columns in files; none: it is in no file.
    """

    name: str
    kind: Kind
    heads: tuple[Head, ...] = ()
    at: str | None = None
    sees: Sees = Sees.TEAM
    planned: bool = True

    @property
    def path(self) -> str:
        return self.name if self.at is None else self.at

    @property
    def in_word(self) -> bool:
        return self.at != ""

    @property
    def has_column(self) -> bool:
        """Is it kept in the row itself? Hours and a stop's hubs have rows of their own, and a row has its number."""
        return not isinstance(self.kind, Spans | Hubs | Key)


@dataclass(frozen=True, slots=True)
class Register:
    """Everything that is known of one kind of thing: the word it is, and its fields in the order of a file."""

    word: type
    fields: tuple[Field, ...]

    def __iter__(self) -> Any:
        return iter(self.fields)

    def __getitem__(self, name: str) -> Field:
        return next(field for field in self.fields if field.name == name)

    def seen_by(self, sees: Sees) -> tuple[str, ...]:
        """The columns that such a person may see."""
        return tuple(field.name for field in self.fields if field.has_column and field.sees == sees)

    def default(self, field: Field) -> Any:
        """As the word itself has it; NEEDED where it must be given. What no word has is empty."""
        if not field.in_word:
            return ""
        head, _, rest = field.path.rpartition(".")
        return _defaults(PARTS[head] if head else self.word)[rest]

    def of(self, word: Any) -> dict[str, Any]:
        """A word's values by the fields' names."""
        return {field.name: getter(word) for field, getter in _getters(self)}

    def plain(self, word: Any) -> dict[str, Any]:
        """The same as the database keeps them, but what has rows of its own."""
        return {
            field.name: field.kind.plain(getter(word)) for field, getter in _getters(self) if field.has_column
        }  # fmt: skip

    def made(self, values: Mapping[str, Any]) -> Any:
        """The word with these values; what is not given has its default."""
        own: dict[str, Any] = {}
        parts: dict[str, dict[str, Any]] = defaultdict(dict)
        for field in self.fields:
            if field.in_word and field.name in values:
                head, _, rest = field.path.rpartition(".")
                (parts[head] if head else own)[rest] = values[field.name]
        return self.word(**own, **{head: PARTS[head](**given) for head, given in parts.items()})

    def made_of_plain(self, plain: Mapping[str, Any], **others: Any) -> Any:
        """The word of a row as the database keeps it. `others`: what has rows of its own, as the word has it."""
        own = {field.name: field.kind.word(plain[field.name]) for field in self.fields if field.name in plain}
        return self.made({**own, **others})

    def filled(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """A row as it was kept when there were fewer fields: the others have their defaults."""
        later = {
            field.name: default if default == "" else field.kind.plain(default)
            for field in self.fields
            if field.name not in row and not isinstance(field.kind, Key)
            if (default := self.default(field)) is not NEEDED
        }
        return {**later, **row} if later else dict(row)


@cache
def _defaults(word: type) -> dict[str, Any]:
    return {
        one.name: one.default if one.default is not MISSING
        else NEEDED if one.default_factory is MISSING
        else one.default_factory()
        for one in fields(word)
    }  # fmt: skip


@cache
def _getters(register: Register) -> Sequence[tuple[Field, Any]]:
    return [(field, attrgetter(field.path)) for field in register.fields if field.in_word]
