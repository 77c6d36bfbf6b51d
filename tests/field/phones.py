"""A phone for tests: a key, what it signs, and what it writes down. As docs/reference/wire.md has it, nothing more."""

import json
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from itertools import count
from typing import Any
from uuid import uuid4

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.test import Client
from django.utils import timezone

EVENTS, WEEK, PHONES, ME = (f"/felt/api/{name}/" for name in ("events", "week", "phones", "me"))


@dataclass
class TestPhone:
    """`said`: what the server answered last."""

    __test__ = False
    id: str = field(default_factory=lambda: str(uuid4()))
    private: Any = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    numbers: Any = field(default_factory=lambda: count(1))
    client: Client = field(default_factory=Client)
    clock: Callable[[], datetime] = timezone.now
    word: str = ""

    @property
    def key(self) -> str:
        return b64encode(
            self.private.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        ).decode()

    def sign(self, text: str) -> str:
        r, s = decode_dss_signature(self.private.sign(text.encode(), ec.ECDSA(hashes.SHA256())))
        return b64encode(r.to_bytes(32, "big") + s.to_bytes(32, "big")).decode()

    def headers(self, method: str, path: str, body: bytes = b"") -> dict[str, str]:
        """As the app signs it, by `clock`; `word`: drawn for this call unless a test says it."""
        moment, word = str(round(self.clock().timestamp())), self.word or uuid4().hex
        text = f"{method}\n{path}\n{self.id}\n{sha256(body).hexdigest()}\n{moment}\n{word}"
        return {"X-Phone": self.id, "X-Moment": moment, "X-Once": word, "X-Signature": self.sign(text)}

    def headers_of_before(self, method: str, path: str, body: bytes = b"") -> dict[str, str]:
        """As an app signed that said no moment."""
        text = f"{method}\n{path}\n{self.id}\n{sha256(body).hexdigest()}"
        return {"X-Phone": self.id, "X-Signature": self.sign(text)}

    def register(self, browser: Client, **other: Any):
        told = {"id": self.id, "key": self.key, "name": "Chrome på Android", **other}
        return browser.post(PHONES, told, content_type="application/json")

    def item(
        self, occurrence: int, kind: str = "count", body: dict[str, Any] | None = None, **other: Any
    ) -> dict[str, Any]:
        """Something written down now."""
        what = {"what": "first", "n": 1} if body is None and kind == "count" else body or {}
        written = {"v": 1, "id": str(uuid4()), "seq": next(self.numbers), "at": timezone.localtime().isoformat()}
        return {**written, "kind": kind, "occurrence": occurrence, "body": what, **other}

    def post(self, body: bytes, path: str = EVENTS, **headers: str):
        given = {**self.headers("POST", path, body), **headers}
        return self.client.post(path, body, content_type="application/json", headers=given)

    def send(self, *items: Any, **other: Any):
        """The items, as the app sends them."""
        now = timezone.localtime().isoformat()
        told = {"app": "0.4.0", "now": now, "waiting": len(items), "items": list(items), **other}
        return self.post(json.dumps(told).encode())

    def call(self, method: str, path: str, body: bytes = b""):
        """Any call, signed as it should be."""
        return self.client.generic(method, path, body, headers=self.headers(method, path, body))

    def get(self, path: str = WEEK, **headers: str):
        return self.client.get(path, headers={**self.headers("GET", path), **headers})


def fates(answer) -> list[int]:
    """The status of each item."""
    return [one["status"] for one in answer.json()["items"]]
