"""A form as plain values: groups of fields, each with what was typed and what is wrong; nothing typed is ever lost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from driveout.office.forms.kinds import EMPTY_ROWS, MOST_ROWS, Kind, Typed, Wrong


@dataclass(frozen=True)
class Field:
    """`name`: the value it is. `label` has the unit; `hint` a sentence that helps."""

    name: str
    label: str
    kind: Kind
    hint: str = ""


@dataclass(frozen=True)
class Group:
    """Fields that belong together, under a heading. `part`: what else the template shows there."""

    title: str
    fields: Sequence[Field]
    part: str = ""
    hint: str = ""


@dataclass
class Filled:
    """A form with what is typed in it. `faults`: the sentences beside fields, by name; "" is for the whole form."""

    groups: Sequence[Group]
    typed: dict[str, Typed]
    faults: dict[str, str] = field(default_factory=dict)
    more_rows: int = 0

    def fields(self) -> list[Field]:
        return [one for group in self.groups for one in group.fields]

    def read(self) -> dict[str, Any]:
        """Values of all fields that can be read; the faults of the others are kept."""
        values = {}
        for one in self.fields():
            try:
                values[one.name] = one.kind.read(self.typed[one.name])
            except Wrong as wrong:
                self.faults[one.name] = str(wrong)
        return values

    def shown(self) -> dict[str, Any]:
        """For the template."""
        groups = [
            {
                "title": group.title, "part": group.part, "hint": group.hint,
                "fields": [self._field(one) for one in group.fields],
            }
            for group in self.groups
        ]  # fmt: skip
        labels = {one.name: one.label for one in self.fields()}
        faults = [{"at": name, "label": labels.get(name, ""), "text": text} for name, text in self.faults.items()]
        return {"groups": groups, "faults": faults}

    def _field(self, one: Field) -> dict[str, Any]:
        typed, fault = self.typed[one.name], self.faults.get(one.name, "")
        beside = [part for part, said in ((f"fejl-{one.name}", fault), (f"hjaelp-{one.name}", one.hint)) if said]
        told = {
            "name": one.name, "label": one.label, "hint": one.hint, "part": one.kind.part, "mode": one.kind.mode,
            "fault": fault, "typed": typed, "most": one.kind.most, "described": " ".join(beside),
        }  # fmt: skip
        if one.kind.part == "spans":
            empty = min(EMPTY_ROWS + self.more_rows, MOST_ROWS - len(typed))
            rows = [*typed, *([["", "", ""]] * max(0, empty))]
            told["rows"] = [
                {"days": _options(one.kind.options, [day]), "from": opens, "to": closes, "at": at}
                for at, (day, opens, closes) in enumerate(rows, start=1)
            ]
        else:
            told["options"] = _options(one.kind.options, typed if isinstance(typed, list) else [typed])
        return told


def _options(options: Sequence[tuple[str, str]], chosen: Sequence[str]) -> list[dict[str, Any]]:
    return [{"value": value, "word": word, "chosen": value in chosen} for value, word in options]


def opened(groups: Sequence[Group], values: Mapping[str, Any]) -> Filled:
    """The form as it is first seen."""
    return Filled(groups, {one.name: one.kind.shown(values[one.name]) for group in groups for one in group.fields})


def sent(groups: Sequence[Group], post: QueryDict) -> Filled:
    """The form as it was sent."""
    return Filled(groups, {one.name: one.kind.typed(post, one.name) for group in groups for one in group.fields})
