"""An address that must not be shown, as a crisis centre's: what is kept of such a place says nothing of where it lies.

The standard has no word for it yet (a branch of it says “redacted”). So a place is taken to be one when it says so, or
when it, its service or its organisation is called a crisis centre: until somebody who knows says that it may be shown.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

SECRET = re.compile(r"krisecent|kvindehjem|crisis cent|women.s refuge|domestic (violence|abuse) shelter|§ ?109", re.I)
REDACTED = "redacted"
KEPT = ("id", "phones", "schedules", "languages")  # of a place: nothing that leads there
SHORTEST = 5  # letters: what is shorter would be found in other words too


def is_secret(location: Mapping[str, Any], names: Iterable[str] = ()) -> bool:
    """Must the address of this place not be shown?"""
    said = (location.get("name"), location.get("alternate_name"), location.get("description"), *names)
    return location.get("location_type") == REDACTED or any(SECRET.search(text) for text in said if text)


def withheld(location: Mapping[str, Any]) -> dict[str, Any]:
    """The place without where it lies."""
    return {**{name: location[name] for name in KEPT if name in location}, "location_type": REDACTED}


def words_of(locations: Iterable[Mapping[str, Any]], names: Iterable[str] = ()) -> list[str]:
    """The words that lead to a place, the longest first, to be taken out of other texts. `names`: of those who use it;
    a place that is only called as they are says nothing by that."""
    used = " ".join(names).casefold()
    words = set()
    for location in locations:
        name = str(location.get("name") or "")
        words |= {name} if name.casefold() not in used else set()
        for address in location.get("addresses", []):
            words |= {str(address.get(part) or "") for part in ("address_1", "address_2")}
    return sorted({word for word in words if len(word) >= SHORTEST}, key=lambda word: (-len(word), word))


def without(document: dict[str, Any], words: Iterable[str]) -> None:
    """Take words out of a document's texts, however deep they stand and however they are written there."""
    words = list(words)
    found = re.compile("|".join(map(re.escape, words)), re.I) if words else None
    for name, value in document.items() if found else ():
        if isinstance(value, str) and found:
            document[name] = found.sub("…", value)
        elif isinstance(value, dict):
            without(value, words)
        elif isinstance(value, list):
            for one in value:
                if isinstance(one, dict):
                    without(one, words)


def shown(location: Mapping[str, Any]) -> dict[str, Any]:
    """As the standard lets it be said: a place of the kind “virtual”, that says why it has no address."""
    if location.get("location_type") != REDACTED:
        return dict(location)
    told = "The address is not shown. / Adressen vises ikke."
    return {**location, "location_type": "virtual", "description": told}
