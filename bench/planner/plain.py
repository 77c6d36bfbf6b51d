"""A season as plain values and back: how another build, whose words may lack a field, is given the very same season."""

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from types import ModuleType
from typing import Any

Plain = Any  # nothing but built-in types, so that any build can unpickle it


def plain(thing: Any) -> Plain:
    """Words as (name, {field: value}), without fields that hold their default; sequences all become tuples."""
    if is_dataclass(thing):
        held = {f.name: getattr(thing, f.name) for f in fields(thing) if getattr(thing, f.name) != _default(f)}
        return "word", type(thing).__name__, {name: plain(value) for name, value in held.items()}
    if isinstance(thing, Enum):
        return "choice", type(thing).__name__, thing.value
    if isinstance(thing, Mapping):
        return "table", [(plain(key), plain(value)) for key, value in thing.items()]
    if isinstance(thing, list | tuple | frozenset):
        return "row", [plain(each) for each in thing]
    return "value", thing


def _default(field: Field[Any]) -> Any:
    return field.default if field.default_factory is MISSING else field.default_factory()


def made(told: Plain, words: ModuleType, lost: set[str]) -> Any:
    """The thing again, in the words of this build; a field that it does not have is left out and named in `lost`."""
    kind, *rest = told
    if kind == "word":
        word, (name, held) = getattr(words, rest[0]), rest
        known = {field.name for field in fields(word)}
        lost |= {f"{name}.{field}" for field in held if field not in known}
        return word(**{field: made(value, words, lost) for field, value in held.items() if field in known})
    if kind == "choice":
        return getattr(words, rest[0])(rest[1])
    if kind == "table":
        return {made(key, words, lost): made(value, words, lost) for key, value in rest[0]}
    return tuple(made(each, words, lost) for each in rest[0]) if kind == "row" else rest[0]
