"""How a file from outside is refused: every fault at once, each with where, what was found and what is expected."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple


class Said(NamedTuple):
    """One sentence, or part of one, in both languages."""

    en: str
    da: str

    def in_(self, lang: str) -> str:
        return self.da if lang == "da" else self.en


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong. `row` counts as a person does: the header is row 1, a text file's first line is 1.

    `what` says what is wrong, `expected` what would be right; both without a closing full stop. `instead`: a value that
    would do, where one is sure enough to be taken with a press.
    """

    file: str
    what: Said
    expected: Said
    row: int | None = None
    column: str = ""
    found: str = ""
    instead: str = ""

    def where(self, lang: str = "en") -> str:
        row, column = ("række", "kolonne") if lang == "da" else ("row", "column")
        parts = [self.file]
        if self.row is not None:
            parts.append(f"{row} {self.row}")
        if self.column:
            parts.append(f"{column} {self.column}")
        return ", ".join(parts)

    def sentence(self, lang: str = "en") -> str:
        """“stops.csv, row 7, column lat: “abc” is not a number. Expected: degrees north, such as 56.79.”"""
        lead = "Ventet" if lang == "da" else "Expected"
        what = self.what.in_(lang)
        return f"{self.where(lang)}: {what}{'' if what.endswith('?') else '.'} {lead}: {self.expected.in_(lang)}."

    def as_dict(self, lang: str = "en") -> dict[str, Any]:
        """Plain values for machines; `sentence` in the wanted language."""
        return {
            "file": self.file,
            "row": self.row,
            "column": self.column or None,
            "found": self.found,
            "expected": self.expected.in_(lang),
            "sentence": self.sentence(lang),
        }


class Faults(Exception):
    """Raised once with everything that is wrong; what was read is not used, not even in part."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: list[Fault] = sorted(faults, key=lambda fault: (fault.file, fault.row or 0))
        super().__init__("\n".join(fault.sentence() for fault in self.faults))

    def sentences(self, lang: str = "en") -> list[str]:
        return [fault.sentence(lang) for fault in self.faults]


def nonsense_fault(error: Exception, file: str = "season") -> Fault:
    """For what a word refuses and no check of the files saw coming; words speak English only."""
    sentence = str(error).rstrip(".")
    return Fault(file, Said(sentence, sentence), Said("values that can be true", "værdier, der kan passe"))
