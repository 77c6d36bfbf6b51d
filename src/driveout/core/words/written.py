"""Text as people see it: what cannot be seen is no part of it, and one letter is written in one way."""

import re
import unicodedata

# Blank to the eye, though Unicode does not call them signs of formatting: fillers, joiners and variants of a letter.
BLANK = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef"
_UNSEEN = re.compile(f"[{BLANK}]")
_SPACE = re.compile(r"[^\S\r\n\t\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")


def as_seen(text: str) -> str:
    """The text without signs that nobody sees: zero-width spaces, soft hyphens, marks of direction or of the file's
    beginning. Every space is a plain one, and å is one letter, however it was put together. Lines stay lines."""
    if text.isascii():
        return text
    seen = "".join(sign for sign in _UNSEEN.sub("", text) if unicodedata.category(sign) != "Cf")
    return unicodedata.normalize("NFC", _SPACE.sub(" ", seen))


def one_line(text: str) -> str:
    """As seen, with single spaces between words and none at the ends: how a name is kept and compared."""
    return " ".join(as_seen(text).split())


def alike(name: str) -> str:
    """What two names that people would call the same have in common: capitals make no difference either."""
    return one_line(name).casefold()


def as_searched(name: str) -> str:
    """What is looked for in a list of places: å and aa are one letter, as people write Aarhus and Århus both."""
    return alike(name).replace("aa", "å")
