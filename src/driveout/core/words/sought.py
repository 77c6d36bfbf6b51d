"""What somebody looks for, and whether a name is it: case, accents and spellings of æ, ø and å make no difference."""

import re
import unicodedata
from dataclasses import dataclass

from driveout.core.words.written import as_seen

LONG_ENOUGH_TO_STAND_ANYWHERE = 3  # letters; shorter ones only begin a word
DIGITS_OF_A_NUMBER = 4  # fewer are no telephone number
SPELLED = str.maketrans({"å": "a", "ø": "o", "æ": "a", "ä": "a", "ö": "o", "ß": "ss", "ð": "d", "þ": "th", "ł": "l"})


def folded(text: str) -> str:
    """“Ålborg”, “AALBORG” and “Alborg” are the same, and so are “Sønderø” and “Soenderoe”.

    Two spellings become one; that now and then two names do too is no harm where people look through what is found.
    """
    plain = as_seen(text).casefold().translate(SPELLED)
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(letter))
    return plain.replace("aa", "a").replace("ae", "a").replace("oe", "o")


def digits(text: str) -> str:
    """The digits of a number as people write it; +45 is where we are."""
    return re.sub(r"\D", "", re.sub(r"\+\s*45", "", text))


@dataclass(frozen=True, slots=True)
class Sought:
    """What was typed. It is read once and asked of many names."""

    text: str

    @property
    def parts(self) -> list[str]:
        """Its words, folded."""
        return re.findall(r"\w+", folded(self.text))

    @property
    def number(self) -> str:
        """Its digits, where it can be (a part of) a telephone number; else empty."""
        found = digits(self.text)
        return found if len(found) >= DIGITS_OF_A_NUMBER and re.fullmatch(r"[\d\s+()./-]+", self.text) else ""

    def is_in(self, *names: str) -> bool:
        """Does each of its words stand in these names? A short one begins a word, a longer one may stand within it."""
        name = folded(" ".join(names))
        return bool(self.parts) and all(_stands(part, name) for part in self.parts)

    def opens(self, *names: str) -> bool:
        """Does each of its words begin one of these names' words?"""
        words = re.findall(r"\w+", folded(" ".join(names)))
        return bool(self.parts) and all(any(word.startswith(part) for word in words) for part in self.parts)

    def begins(self, name: str) -> bool:
        """Does the name begin with it? Such names come first."""
        return bool(self.parts) and folded(name).startswith(" ".join(self.parts))

    def rings(self, text: str) -> bool:
        """Does its telephone number stand in this text?"""
        return bool(self.number) and self.number in digits(text)


def _stands(part: str, name: str) -> bool:
    if len(part) >= LONG_ENOUGH_TO_STAND_ANYWHERE:
        return part in name
    return any(word.startswith(part) for word in re.findall(r"\w+", name))
