"""A phone of docs/reference/wire.md, slow and obvious: it writes down, sends, listens, never knowing better.

It touches no network: `request` is what it would send now, `hear` takes the answer (or that there was none).
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from tests.storm.vault import Disk, Vault, digest, sign, spki

AT_ONCE = 200  # items in a request
EVENTS, PHONES, WEEK = "/felt/api/events/", "/felt/api/phones/", "/felt/api/week/"
LANDED, ASIDE = "landed", "aside"


@dataclass(frozen=True)
class Request:
    """One call, as it goes over the wire. `seqs`: whose events, in order."""

    path: str
    headers: dict[str, str]
    body: bytes
    seqs: tuple[int, ...] = ()
    ids: tuple[Any, ...] = ()
    method: str = "POST"


@dataclass(repr=False)
class Phone:
    """`clock`: gives the phone's own time. `odd`: answers that no phone should ever get."""

    disk: Disk
    pin: str
    clock: Callable[[], datetime]
    name: str = ""
    app: str = "0.4.0"
    off: timedelta = timedelta(0)
    asked_to_sign_in: bool = False
    sent_again: set[int] = field(default_factory=set)
    at_once: int = AT_ONCE
    ahead_s: float = 0.0  # the server's clock minus its own, as the server said
    odd: list[str] = field(default_factory=list)
    vault: Vault | None = None

    @classmethod
    def new(cls, name: str, clock: Callable[[], datetime], pin: str = "123456") -> "Phone":
        disk = Disk(str(uuid4()))
        return cls(disk, pin, clock, name, vault=Vault.made(disk, pin))

    def __repr__(self) -> str:
        return self.name

    @property
    def id(self) -> str:
        return self.disk.phone

    @property
    def now(self) -> datetime:
        return self.clock() + self.off

    # What a person does with it.

    def write(self, occurrence: Any, kind: str, body: Any, otherwise: Any = None) -> tuple[int, Any]:
        """Write an event down. It is on the disk when this returns: its number, and what it says.

        `otherwise`: fields to write otherwise than they should be.
        """
        assert self.vault is not None
        seq = max(self.disk.items, default=0) + 1
        item = {"v": 1, "id": str(uuid4()), "seq": seq, "at": self.now.isoformat(timespec="milliseconds"), "kind": kind}
        item |= {"occurrence": occurrence, "body": body} | (otherwise or {})
        self.vault.write(seq, json.dumps(item, ensure_ascii=not _is_text(item)))
        return seq, item

    def updated(self, app: str) -> None:
        """Another version of the app; it writes the words of an event in another order."""
        self.app = app
        if self.vault is not None:
            for seq, text in self.vault.read(self.disk.items).items():
                self.vault.write(seq, json.dumps(json.loads(text), sort_keys=True))

    def battery_dies(self) -> None:
        """Everything that is not on the disk is gone; the person comes back and unlocks."""
        self.vault = None if self.disk.wiped else Vault(self.disk, self.pin)
        self.asked_to_sign_in, self.at_once, self.ahead_s = False, AT_ONCE, 0.0

    def change_pin(self, pin: str) -> None:
        if self.vault is not None:
            self.vault.change_pin(pin)
            self.pin = pin

    # What it says and hears.

    @property
    def waiting(self) -> list[int]:
        """Numbers of what has neither landed nor been set aside, oldest first."""
        return sorted(set(self.disk.items) - set(self.disk.fates))

    def sign_in(self) -> Request:
        """Registers the phone with the session of whoever is signed in."""
        assert self.vault is not None
        body = {"id": self.id, "key": spki(self.vault.key.public_key()), "name": self.name}
        return Request(PHONES, {}, json.dumps(body).encode())

    def request(self) -> Request | None:
        """What it sends now; None when nothing waits, or nobody may send."""
        if self.vault is None or self.asked_to_sign_in or not self.waiting:
            return None
        seqs = self.waiting[: self.at_once]
        items = list(self.vault.read(seqs).values())
        start = json.dumps({"app": self.app, "now": self.now.isoformat(), "waiting": len(self.waiting)})
        body = f'{start[:-1]}, "items": [{", ".join(items)}]}}'.encode()
        ids = tuple(json.loads(item).get("id") for item in items)
        return Request(EVENTS, self.signed("POST", EVENTS, body), body, tuple(seqs), ids)

    def signed(self, method: str, path: str, body: bytes = b"") -> dict[str, str]:
        assert self.vault is not None
        moment, word = str(round(self.now.timestamp() + self.ahead_s)), uuid4().hex
        text = f"{method}\n{path}\n{self.id}\n{digest(body)}\n{moment}\n{word}"
        return {"X-Phone": self.id, "X-Moment": moment, "X-Once": word, "X-Signature": sign(self.vault.key, text)}

    def made_again(self, request: Request) -> Request:
        """The same, signed anew: what a phone does that heard no answer. As it was, when there is no key any more."""
        if self.vault is None or "X-Once" not in request.headers:
            return request
        return replace(request, headers=self.signed(request.method, request.path, request.body))

    def ask_for_the_week(self) -> Request:
        return Request(WEEK, self.signed("GET", WEEK), b"", method="GET")

    def hear_week(self, status: int, body: bytes) -> None:
        """What the server said it had and has no more (its power failed, a backup was put back) is sent again, once."""
        if status != 200 or self.vault is None:
            self.hear(self.ask_for_the_week(), status if status != 200 else None, body)
            return
        days = json.loads(body)["days"]
        openings = [opening for day in days for trip in day["trips"] for opening in trip["openings"]]
        there = {opening["id"]: set((opening["tally"] or {"ids": []})["ids"]) for opening in openings}
        landed = [seq for seq, (state, _code) in self.disk.fates.items() if state == LANDED]
        for seq, text in self.vault.read(set(landed) - self.sent_again).items():
            item = json.loads(text)
            if item["occurrence"] in there and item["id"] not in there[item["occurrence"]]:
                del self.disk.fates[seq]
                self.sent_again.add(seq)

    def signed_in(self, answer: bytes) -> None:
        self.asked_to_sign_in = False
        if self.vault is not None and not self.disk.rescue:
            self.vault.make_rescue(json.loads(answer)["import_key"])

    def wipe(self) -> None:
        """After the tenth wrong PIN, or when the office says so."""
        self.disk.wiped, self.disk.locked, self.vault = True, {}, None

    def rescued(self, fates: list[tuple[int, str]]) -> None:
        """What became of everything in the rescue file, status and code, in its order."""
        for seq, (status, code) in zip(self.waiting, fates, strict=True):
            self._settle(seq, status, code)

    def hear(self, request: Request, status: int | None, body: bytes = b"") -> None:
        """An answer, or None: the line went dead. Only what is known for certain changes anything."""
        if status == 200:
            self._hear_items(request, body)
        elif status == 401:
            self.asked_to_sign_in = True
        elif status == 403:
            if _code(body) == "ended":  # and not a hotel's network that wants a signature first
                self.wipe()
        elif status == 409 and _code(body) in ("moment", "heard", ""):  # or cut off on its way: it is made again
            if told := _object(body).get("now"):
                self.ahead_s = (datetime.fromisoformat(told) - self.now).total_seconds()
        elif status == 413:
            self.at_once = max(1, self.at_once // 2)
        elif status not in (None, 400, 500, 502, 503):
            self.odd.append(f"{status}: {body[:200]!r}")

    def _hear_items(self, request: Request, body: bytes) -> None:
        try:
            answers = json.loads(body)["items"]
        except (ValueError, KeyError, TypeError):
            return  # cut off on its way: as good as none
        if len(answers) != len(request.ids) or any(
            answer["id"] != mine for answer, mine in zip(answers, request.ids, strict=True) if isinstance(mine, str)
        ):
            self.odd.append(f"answers to {[answer['id'] for answer in answers]} for {request.ids}")
            return
        for seq, answer in zip(request.seqs, answers, strict=True):
            self._settle(seq, answer["status"], answer["code"])
            aside = self.disk.fates.get(seq, ("", ""))[0] == ASIDE
            if aside and not all(answer["say"].get(language) for language in ("da", "en")):
                self.odd.append(f"nothing to show for {answer}")

    def _settle(self, seq: int, status: int, code: str) -> None:
        if status in (200, 201):
            self.disk.fates[seq] = (LANDED, "")
        elif status in (409, 422):
            self.disk.fates[seq] = (ASIDE, code if status == 422 else "409")
        elif status != 423:
            self.odd.append(f"{status} {code} for {seq}")


def _object(body: bytes) -> dict[str, Any]:
    """What an answer says; nothing when it was cut off on its way."""
    try:
        return dict(json.loads(body))
    except (ValueError, TypeError):
        return {}


def _code(body: bytes) -> str:
    return str(_object(body).get("code", ""))


def _is_text(item: dict[str, Any]) -> bool:
    """Half a character cannot be written as UTF-8; a phone escapes it, and only it."""
    try:
        json.dumps(item, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True
