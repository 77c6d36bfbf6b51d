"""Taking a name away from a shift so that everything still adds up: the shift, its state and its hours stay."""

from collections.abc import Iterator
from itertools import count
from typing import Any

FORMER = "tidligere "  # how each such word begins
WORDS = {"volunteer": "tidligere frivillig", "host": "tidligere frivillig"}
OTHERS = "tidligere medarbejder"


def former(role: str) -> str:
    """What somebody is called when the name is gone."""
    return WORDS.get(role, OTHERS)


def is_former(name: str) -> bool:
    """Is it one of these words, and nobody's name?"""
    return name.startswith(FORMER)


def take_name_away(signup: Any) -> int:
    """Rename one sign-up, and the trip it drove; two on the same shift stay two. Returns 1, for adding up."""
    shift, was = signup.shift, signup.name
    word = former(signup.member.role if signup.member else shift.role)
    others = type(signup).objects.filter(shift=shift).exclude(pk=signup.pk)
    taken = set(others.values_list("name", flat=True))
    signup.name = next(name for name in _numbered(word) if name not in taken)
    signup.member, signup.person, signup.why = None, "", ""
    signup.save(update_fields=["name", "person", "member", "why"])
    if shift.role != "host" and shift.trip.driver == was:
        shift.trip.driver, shift.trip.driver_key = signup.name, ""
        shift.trip.save(update_fields=["driver", "driver_key"])
    return 1


def _numbered(word: str) -> Iterator[str]:
    yield word
    yield from (f"{word} {number}" for number in count(2))
