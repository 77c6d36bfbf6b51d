"""Reasons, prices and frontiers as an object and as lines, whatever their words hold."""

import math
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

from driveout.core.words import Opening, Weekday, one_line
from driveout.jobs.commands.differences import when
from driveout.jobs.commands.shown import figure
from driveout.jobs.terminal import console, print_json

if TYPE_CHECKING:
    from driveout.core.words import Keyed, Season
    from driveout.outside.faults import Fault


def who_is_meant(text: str, those: "Sequence[Keyed]", shown: "Callable[[str], str]") -> list[str]:
    """The keys of those that a person may mean: by the name as it is shown, by the name alone, or by the key."""
    wanted = one_line(text)  # a terminal may hand over å as a and a ring
    by_shown = [one.key for one in those if wanted == one_line(shown(one.key))]
    by_name = [one.key for one in those if wanted == one_line(one.name)]
    return by_shown or by_name or [one.key for one in those if wanted == one_line(one.key)]


def known_key(season: "Season", *, stop: str | None, hub: str | None, file: str) -> str:
    """The key of a stop or a hub. Raises Faults, with the name that was probably meant, for one the season does not
    have, and where several have the name."""
    from driveout.outside.faults import Fault, Faults, Said
    from driveout.outside.season_files.records import closest

    those: Sequence[Keyed] = season.stops if stop else season.hubs
    wanted, shown = stop or hub or "", season.names.place
    found = who_is_meant(wanted, those, shown)
    if len(found) == 1:
        return found[0]
    if found:
        raise Faults([several(file, wanted, [shown(key) for key in found])])
    near = closest(wanted, [one.name for one in those])
    hint = Said(f"; did you mean {near}?", f"; mente du {near}?") if near else Said("", "")
    what = Said(f"“{wanted}” is not in the season{hint.en}", f"»{wanted}« er ikke i sæsonen{hint.da}")
    expected = (
        Said("a stop of the season", "et sted i sæsonen") if stop else Said("a hub of the season", "en hub i sæsonen")
    )
    raise Faults([Fault(file, what, expected, found=wanted)])


def several(where: str, wanted: str, shown: list[str]) -> "Fault":
    """Which of them is meant?"""
    from driveout.outside.faults import Fault, Said

    what = Said(f"{len(shown)} are called “{wanted}”", f"{len(shown)} hedder »{wanted}«")
    return Fault(where, what, Said(f"one of: {', '.join(shown)}", f"en af: {', '.join(shown)}"), found=wanted)


def tell(found: Any, lang: str, *, as_json: bool) -> None:
    """`found`: a dataclass, or several of one kind; none with keys in it."""
    if as_json:
        print_json(plain(found) if is_dataclass(found) else {"points": plain(found)})
    elif isinstance(found, Sequence):
        table(found, lang)
    else:
        lines(found, lang)


def plain(value: Any) -> Any:
    """Words as JSON knows them: dataclasses as objects, weekdays by name, what is endless as null."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Weekday):
        return value.name.lower()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def lines(found: Any, lang: str, indent: str = "") -> None:
    """One line for each field; what has fields of its own is indented. A `sentence` stands for itself."""
    for field in fields(found):
        value = getattr(found, field.name)
        name = field.name.replace("_", " ")
        if value is None or value in ("", ()):
            continue
        if field.name.startswith("sentence"):
            print(f"{indent}{value}")
        elif isinstance(value, tuple | list) and is_dataclass(value[0]) and not isinstance(value[0], Opening):
            print(f"{indent}{name}:")
            for item in value:
                lines(item, lang, f"{indent}  ")
                print()
        elif is_dataclass(value) and not isinstance(value, Opening):
            print(f"{indent}{name}:")
            lines(value, lang, f"{indent}  ")
        else:
            print(f"{indent}{name}: {text(value, lang)}")


def text(value: Any, lang: str) -> str:
    if isinstance(value, Opening):
        return f"{value.stop}, {when(value, lang)}"
    if isinstance(value, tuple | list):
        return "; ".join(text(item, lang) for item in value)
    if isinstance(value, float):
        return figure(value, lang, 2)
    return str(value)


def table(found: Sequence[Any], lang: str) -> None:
    """One row for each, one column for each field."""
    from rich.table import Table

    if not found:
        return
    names = [field.name for field in fields(found[0])]
    shown = Table(*(name.replace("_", " ") for name in names))
    for item in found:
        shown.add_row(*(text(getattr(item, name), lang) for name in names))
    console().print(shown)
