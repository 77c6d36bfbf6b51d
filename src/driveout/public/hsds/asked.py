"""What a machine asks for, read from an address or from what it sent; every fault at once, in words."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest

from driveout.records.publish.help_lists import MOST_PER_PAGE, PER_PAGE, Asked

LONGEST = 200
MOST_PAGE = 1_000_000
MOST_BODY = 20_000
YES = frozenset({"true", "1", "yes"})
TEXTS = {
    "search": "search", "taxonomy_term_id": "term", "taxonomy_id": "taxonomy", "organization_id": "organization",
    "postcode": "postcode", "parent_id": "parent",
}  # fmt: skip


class Odd(Exception):
    """What was asked cannot be understood. `faults`: a sentence by parameter."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        self.faults = dict(faults)
        super().__init__("; ".join(faults.values()))


def asked_in(request: HttpRequest) -> Asked:
    """The filters. A search by POST lies in no address and in no log of addresses. Odd."""
    given = {name: request.GET[name] for name in request.GET}
    if request.method == "POST":
        given |= _sent(request)
    faults: dict[str, str] = {}
    texts = {field: str(given.get(name, "") or "").strip() for name, field in TEXTS.items()}
    for name, field in TEXTS.items():
        if len(texts[field]) > LONGEST or "\x00" in texts[field]:
            faults[name] = f"{name} has at most {LONGEST} characters, and no character of zero."
    whole = {name: _number(name, given.get(name), most, faults) for name, most in (
        ("page", MOST_PAGE), ("per_page", MOST_PER_PAGE), ("proximity", 1_000_000))}  # fmt: skip
    since = _moment(given.get("modified_after"), faults)
    if faults:
        raise Odd(faults)
    sizes = [name for name in ("minimal", "full") if str(given.get(name, "")).casefold() in YES]
    return Asked(
        **texts, near_m=whole["proximity"], since=since, size=sizes[0] if sizes else "",
        page=whole["page"] or 1, per_page=whole["per_page"] or PER_PAGE,
    )  # fmt: skip


def _sent(request: HttpRequest) -> dict[str, Any]:
    if request.content_type != "application/json":
        return {name: request.POST[name] for name in request.POST}
    if len(request.body) > MOST_BODY:
        raise Odd({"body": f"The body has at most {MOST_BODY} bytes."})
    try:
        found = json.loads(request.body)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise Odd({"body": 'The body is a JSON object, for example {"search": "debt"}.'})
    return {name: value for name, value in found.items() if isinstance(value, str | int | bool)}


def _number(name: str, given: Any, most: int, faults: dict[str, str]) -> int | None:
    if given in (None, ""):
        return None
    text = str(given)
    if text.isascii() and text.isdigit() and len(text) <= 8 and 1 <= int(text) <= most:
        return int(text)
    faults[name] = f"{name} is a whole number from 1 to {most}."
    return None


def _moment(given: Any, faults: dict[str, str]) -> datetime | None:
    if given in (None, ""):
        return None
    try:
        found = datetime.fromisoformat(str(given).replace(" ", "+"))
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        faults["modified_after"] = "modified_after is a date or a moment, for example 2026-12-01."
        return None
