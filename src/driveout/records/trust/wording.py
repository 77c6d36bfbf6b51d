"""Taking a name out of words that somebody wrote: whole words only, also in the genitive, whatever is around them."""

import re
from collections.abc import Collection, Iterator
from typing import Any
from unicodedata import normalize

FEWEST_DIGITS, OWN_DIGITS = 6, 8  # of a telephone number; what stands before them is the country's
PHONE = re.compile(r"^[+0-9][0-9 ().-]*$")
END = r"(?=(?:['’]?s)?(?!\w))"  # “Bo Bergs bil”
PARTED = r"[ ().-]?"  # how people part a telephone number


def is_telling(name: str) -> bool:
    """Does it tell one person in a sentence that others wrote? A name of two words does, an address, a number; “Bo”
    does not: the word is also a verb, and others are called that."""
    return bool(name.strip()) and not re.fullmatch(r"[^\W\d_]+", name.strip())


def pattern_of(names: Collection[str]) -> re.Pattern[str] | None:
    """What finds them, the longest first. A single word is found only as it is written, the rest in any case. None
    where there are none."""
    every = sorted({normalize("NFC", name.strip()) for name in names} - {""}, key=lambda name: (-len(name), name))
    return re.compile("|".join(rf"(?<!\w){_written(name)}{END}" for name in every)) if every else None


def _written(name: str) -> str:
    digits = re.sub(r"\D", "", name)
    if PHONE.match(name) and len(digits) >= FEWEST_DIGITS:
        abroad, own = digits[:-OWN_DIGITS], digits[-OWN_DIGITS:]
        before = rf"(?:(?:\+|00)?{PARTED.join(abroad)}{PARTED})?" if abroad else ""
        return before + PARTED.join(own)
    if not is_telling(name):
        return re.escape(name)
    return "(?i:" + r"\s+".join(map(re.escape, name.split())) + ")"


def without(text: str, pattern: re.Pattern[str], word: str) -> str:
    """The text with `word` where the names stood; as it is where they do not stand."""
    plain = normalize("NFC", text)
    return pattern.sub(word, plain) if pattern.search(plain) else text


def all_without(value: Any, pattern: re.Pattern[str], word: str) -> Any:
    """The same in every text of a value as JSON has it; what things are called there (keys) stays."""
    if isinstance(value, str):
        return without(value, pattern, word)
    if isinstance(value, list):
        return [all_without(one, pattern, word) for one in value]
    if isinstance(value, dict):
        return {key: all_without(one, pattern, word) for key, one in value.items()}
    return value


def texts_in(value: Any) -> Iterator[str]:
    """Every text of a value as JSON has it."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for one in value.values() if isinstance(value, dict) else value:
            yield from texts_in(one)
