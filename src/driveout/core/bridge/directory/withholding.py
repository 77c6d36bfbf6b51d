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


def withheld(location: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """The place without where it lies, and the words of its address, to be taken out of other texts too."""
    kept = {name: location[name] for name in KEPT if name in location}
    words = [str(location.get("name") or "")]
    for address in location.get("addresses", []):
        words += [str(address.get(name) or "") for name in ("address_1", "address_2")]
    return {**kept, "location_type": REDACTED}, sorted({w for w in words if len(w) >= SHORTEST}, key=len, reverse=True)


def shown(location: Mapping[str, Any]) -> dict[str, Any]:
    """As the standard lets it be said: a place of the kind “virtual”, that says why it has no address."""
    if location.get("location_type") != REDACTED:
        return dict(location)
    told = "The address is not shown. / Adressen vises ikke."
    return {**location, "location_type": "virtual", "description": told}
