"""Four feeds of the kinds that the checkers of such feeds come with, on this machine: one that is as it should be, one
that is odd, one that is wrong, and one that is sparing. Numbers and names are made up.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, cast
from urllib.parse import parse_qs, urlsplit
from uuid import NAMESPACE_URL, uuid5

KINDS = ("default", "warn", "fail", "test")
MANY = 128  # entries of the feed that says it has 31


def number(*parts: object) -> str:
    return str(uuid5(NAMESPACE_URL, "/".join(map(str, ("fake", *parts)))))


def organization(n: int = 0) -> dict[str, Any]:
    return {"id": number("organization", n), "name": f"Forening {n}", "description": "Hjælper folk.",
            "website": "https://forening.example/", "email": "ring@forening.example"}  # fmt: skip


def service(n: int) -> dict[str, Any]:
    """As it should be: with hours, a number to ring, a place and who gives it."""
    key = number("service", n)
    return {
        "id": key, "name": f"Rådgivning {n}", "description": "Råd om breve.", "status": "active",
        "url": "https://forening.example/raad", "assured_date": "2026-11-01", "minimum_age": 18,
        "last_modified": "2026-11-02T08:00:00+00:00",
        "phones": [{"id": number("phone", n), "number": "12 34 56 70", "languages": [
            {"id": number("language", n), "name": "Dansk", "code": "da"}]}],
        "schedules": [
            {"id": number("hours", n), "freq": "WEEKLY", "byday": "MO,TU,WE", "opens_at": "09:00",
             "closes_at": "15:00"},
            {"id": number("closed", n), "valid_from": "2026-12-23", "valid_to": "2026-12-23",
             "description": "Lukket"},
        ],
        "organization": organization(n % 3),
        "service_at_locations": [{"id": number("at", n), "location": {
            "id": number("place", n % 5), "location_type": "physical", "name": f"Huset {n % 5}", "latitude": 56.8,
            "longitude": 8.9, "addresses": [{
                "id": number("address", n % 5), "address_1": "Havnegade 0", "city": "Nykøbing Mors",
                "state_province": "Nordjylland", "postal_code": "7900", "country": "DK",
                "address_type": "physical"}]}}],
    }  # fmt: skip


def odd_service(n: int) -> dict[str, Any]:
    """Nothing that a schema refuses, and much that somebody should look at."""
    made = service(n)
    made["capacities"] = [{
        "id": number("capacity", n), "available": 12, "maximum": 10, "updated": "2026-11-01T08:00:00Z",
                           "unit": {"id": number("unit"), "name": "pladser"}}]  # fmt: skip
    made["additional_urls"] = [{"id": number("url", n), "label": "Mere", "url": "https://forening.example/mere"}]
    made["addresss"] = "a slip of the pen"
    made["schedules"][0] |= {"opens_at": "09:00Z", "timezone": 1}
    made["schedules"].append({"id": number("odd hours", n), "byweekno": "3", "opens_at": "9:00", "closes_at": "10:00"})
    return made


WRONG: tuple[dict[str, Any], ...] = (
    {"name": ""}, {"status": "open"}, {"phones": [{"id": number("no number")}]},
    {"service_at_locations": [{"id": number("at x"), "location": {"id": number("x"), "location_type": "a house"}}]},
)  # fmt: skip


def services(kind: str) -> list[dict[str, Any]]:
    """What stands in a feed of that kind."""
    if kind == "default":
        return [service(n) for n in range(12)]
    if kind == "warn":
        return [odd_service(n) for n in range(MANY)]
    if kind == "fail":
        return [{**service(n), **wrong} for n, wrong in enumerate(WRONG)]
    empty: dict[str, Any] = {"description": None, "email": "", "phones": [], "organization": None}
    return [{"id": number("small", n), "name": f"Lille {n}", "status": "active", **empty} for n in range(5)]


def page_of(kind: str, rows: list[dict[str, Any]], page: int, per_page: int) -> dict[str, Any]:
    """One page as that feed has it. The odd one has one page, and says that it holds fewer."""
    if kind == "warn":
        return {"total_items": 31, "total_pages": 1, "page_number": 1, "size": 31, "first_page": True,
                "last_page": True, "empty": False, "contents": rows}  # fmt: skip
    per_page = 2 if kind == "test" else per_page
    here = rows[(page - 1) * per_page : page * per_page]
    pages = max(1, -(-len(rows) // per_page))
    return {"total_items": len(rows), "total_pages": pages, "page_number": page, "size": len(here),
            "first_page": page == 1, "last_page": page >= pages, "empty": not here, "contents": here}  # fmt: skip


class _Server(ThreadingHTTPServer):
    kind = "default"
    asked = 0


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        server = cast(_Server, self.server)
        server.asked += 1
        kind, parts = server.kind, urlsplit(self.path)
        given = {name: values[0] for name, values in parse_qs(parts.query).items()}
        rows, path = services(kind), parts.path.strip("/")
        if path == "":
            return self._say(200, {"version": "3.0", "profile": "https://forening.example/p", "openapi_url": ""})
        if path == "services":
            return self._say(200, page_of(kind, rows, int(given.get("page", 1)), int(given.get("per_page", 50))))
        if path.startswith("services/"):
            found = [row for row in rows if row.get("id") == path.removeprefix("services/")]
            return self._say(200, found[0]) if found else self._say(404, {})
        if path == "organizations" and kind == "default":
            return self._say(200, page_of(kind, [organization(n) for n in range(3)], int(given.get("page", 1)), 50))
        return self._say(404, {"error": "no such list"})

    def _say(self, status: int, value: Any) -> None:
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: Any) -> None:
        """Nothing on the terminal."""


@contextmanager
def feed(kind: str) -> Iterator[str]:
    """The address of such a feed, while it is there."""
    server = _Server(("127.0.0.1", 0), _Handler)
    server.kind = kind
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
