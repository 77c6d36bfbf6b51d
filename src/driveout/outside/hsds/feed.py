"""A feed of pages: `/services` page by page, and each service whole where its list tells only a part.

How many pages there are is asked of the pages, not of their head: one after the other until one is empty, says that it
is the last and holds what it says, or brings nothing new.
"""

from typing import Any
from urllib.parse import quote

import httpx

from driveout.core.words import Saying
from driveout.outside.faults import Faults, Said
from driveout.outside.hsds.read import MOST_BYTES, Listed, none_here, page_odd, text_of

PER_PAGE = 100
MOST_PAGES = 1000
SECONDS = 30
LISTS = (("organizations", "organization"), ("services", "service"))


def read_feed(base: str, client: httpx.Client | None = None) -> Listed:
    """Everything a feed has. Raises Faults where it does not answer, or not as the standard says."""
    base = base.rstrip("/").removesuffix("/services")
    own = client or httpx.Client(timeout=SECONDS, follow_redirects=True)
    try:
        found = Listed()
        head = _json(own, f"{base}/", missing_is_none=True)
        version = str(head.get("version", "")) if isinstance(head, dict) else ""
        if not version.startswith(("3", "HSDS-3", "HSDS 3")):
            told = Saying("It does not say that it is HSDS 3.", "Den siger ikke, at den er HSDS 3.")
            found.odd.append((f"{base}/", told))
        services = _pages(own, base, "services", found)
        if services is None:
            raise none_here(f"{base}/services")
        found.rows += [("organization", row) for row in _pages(own, base, "organizations", found) or []]
        found.rows += [("service", _whole(own, base, row, found)) for row in services]
        return found
    finally:
        if client is None:
            own.close()


def _json(client: httpx.Client, address: str, *, missing_is_none: bool = False, **asked: Any) -> Any:
    try:
        answer = client.get(address, params=asked or None, headers={"Accept": "application/json"})
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        told = str(error) or type(error).__name__
        raise none_here(address, Said(f"it does not answer: {told}", f"den svarer ikke: {told}")) from None
    if answer.status_code == 404 and missing_is_none:
        return None
    if answer.status_code != 200 or len(answer.content) > MOST_BYTES:
        code = answer.status_code
        raise none_here(address, Said(f"it answers with status {code}", f"den svarer med status {code}"))
    return text_of(answer.content, address)


def _pages(client: httpx.Client, base: str, name: str, found: Listed) -> list[Any] | None:
    """Rows of all pages, each once; None where the feed has no such list."""
    rows: dict[str, Any] = {}
    total, page = None, None
    for n in range(1, MOST_PAGES + 1):
        try:
            page = _json(client, f"{base}/{name}", missing_is_none=True, page=n, per_page=PER_PAGE)
        except Faults:
            if n == 1:
                raise
            page = None
        if page is None and n == 1:
            return None
        if page is None:
            told = Saying("This page does not answer. What came before it is taken.",
                          "Denne side svarer ikke. Det, der kom før den, er taget.")  # fmt: skip
            found.odd.append((f"{name}, {n}", told))
            break
        contents = page if isinstance(page, list) else page.get("contents") if isinstance(page, dict) else None
        if not isinstance(contents, list):
            raise none_here(f"{base}/{name}")
        new = {_number(row, len(rows) + at): row for at, row in enumerate(contents)}
        fresh = new.keys() - rows.keys()
        rows |= new
        if isinstance(page, list) or not fresh:
            break
        found.odd += [(f"{name}, {n}", said) for said in page_odd(page)]
        total = page.get("total_items")
        if page.get("last_page") is True and (not isinstance(total, int) or len(rows) >= total):
            break
    if isinstance(total, int) and total != len(rows):
        english = f"The feed says {total} entries in all and holds {len(rows)}. What it holds is taken."
        danish = f"Listen siger {total} poster i alt og har {len(rows)}. Det, den har, er taget."
        found.odd.append((name, Saying(english, danish)))
    return list(rows.values())


def _number(row: Any, at: int) -> str:
    number = row.get("id") if isinstance(row, dict) else None
    return str(number) if number else f"row {at}"


def _whole(client: httpx.Client, base: str, row: Any, found: Listed) -> Any:
    """The service as its own address tells it; as the list has it where that does not answer."""
    if not isinstance(row, dict) or not row.get("id"):
        return row
    try:
        whole = _json(client, f"{base}/services/{quote(str(row['id']), safe='')}", missing_is_none=True)
    except (Faults, UnicodeError):
        whole = None
    if isinstance(whole, dict) and whole.get("id") == row["id"]:
        return whole
    told = Saying("Its own address does not answer. It is taken as the list has it.",
                  "Dens egen adresse svarer ikke. Den er taget, som listen har den.")  # fmt: skip
    found.odd.append((f"services/{row['id']}", told))
    return row
