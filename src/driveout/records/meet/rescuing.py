"""Reading in what could not be sent: a file that only the organisation's key opens, each event signed by its phone."""

import json
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.db import transaction

from driveout.core.meet import NotTaken, read_item
from driveout.core.words import Fate, FieldEvent
from driveout.records.meet.actions import take_events
from driveout.records.meet.keys import from_b64, is_signed, item_text, private_keys, public_key
from driveout.records.meet.models import Phone
from driveout.records.meet.queries import phones_for
from driveout.records.team.models import Member
from driveout.records.trust.actions import leave_trace

LARGEST_FILE = 20_000_000  # bytes: some 20,000 events
AT_ONCE = 200
INFO = b"driveout unsent"


class NotARescue(Exception):
    """It cannot be read in. `why`: not_a_file, unknown_phone, or another_key."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Rescued:
    """One thing from the file and what became of it. `event`: None where nothing could be read."""

    fate: Fate
    event: FieldEvent | None


@transaction.atomic
def import_rescue(*, content: bytes, member: Member, now: datetime) -> tuple[Phone, list[Rescued]]:
    """Read the file and give each event the answer it would have had. Reading it in again says “the same again”.

    NotARescue for a file that is none, of a phone that is not among those the member sees, or under another key.
    """
    told = _file(content)
    phone = _phone(told, member)
    key = _data_key(told, member.organisation_id)
    raws = [_opened(sealed, key, phone) for sealed in told["items"]]
    fates: list[Fate] = []
    for start in range(0, len(raws), AT_ONCE):
        some = raws[start : start + AT_ONCE]
        readable = [raw for raw in some if not isinstance(raw, Fate)]
        taken = iter(take_events(items=readable, phone=phone, now=now, off_s=phone.clock_off_s, from_file=True))
        fates += [raw if isinstance(raw, Fate) else next(taken) for raw in some]
    landed = sum(fate.status == 201 for fate in fates)
    told_of = {"name": phone.name, "events": len(fates), "landed": landed}
    leave_trace(by=member.user, what="read a rescue file in", about=phone, now=now, **told_of)
    return phone, [Rescued(fate, _event(raw)) for fate, raw in zip(fates, raws, strict=True)]


def _file(content: bytes) -> dict[str, Any]:
    try:
        told = json.loads(content.decode())
    except (ValueError, RecursionError):
        raise NotARescue("not_a_file") from None
    if not isinstance(told, dict) or (told.get("driveout"), told.get("v")) != ("unsent", 1):
        raise NotARescue("not_a_file")
    if not isinstance(told.get("items"), list) or not isinstance(told.get("rescue"), dict):
        raise NotARescue("not_a_file")
    return told


def _phone(told: dict[str, Any], member: Member) -> Phone:
    try:
        phone_id = UUID(told.get("phone"))
    except (ValueError, TypeError, AttributeError):
        raise NotARescue("not_a_file") from None
    phone = phones_for(member).filter(pk=phone_id).first()
    if phone is None:
        raise NotARescue("unknown_phone")
    return phone


def _data_key(told: dict[str, Any], organisation_id: int) -> bytes:
    """The person's data key, with today's secret or one from before."""
    rescue = told["rescue"]
    try:
        theirs, iv, data = public_key(str(rescue.get("epk"))), from_b64(rescue.get("iv")), from_b64(rescue.get("data"))
    except ValueError:
        raise NotARescue("not_a_file") from None
    for ours in private_keys(organisation_id):
        shared = HKDF(algorithm=hashes.SHA256(), length=32, salt=b"", info=INFO).derive(
            ours.exchange(ec.ECDH(), theirs)
        )
        try:
            key = AESGCM(shared).decrypt(iv, data, None)
        except (InvalidTag, ValueError):
            continue
        if len(key) == 32:
            return key
    raise NotARescue("another_key")


def _opened(sealed: Any, key: bytes, phone: Phone) -> Any:
    """What the phone would have sent; or why it cannot be told."""
    try:
        plain = AESGCM(key).decrypt(from_b64(sealed["iv"]), from_b64(sealed["data"]), None)
        told = json.loads(plain.decode())
        text, signature = told["text"], told["sig"]
        signed = isinstance(text, str) and is_signed(item_text(phone.pk, text), signature, phone.public_key)
        raw = json.loads(text) if signed else None
    except (InvalidTag, ValueError, TypeError, KeyError, RecursionError):
        return Fate(None, 422, "unreadable")
    return raw if signed else Fate(None, 422, "signature")


def _event(raw: Any) -> FieldEvent | None:
    """For the list of what became of everything; what somebody said stays out of it."""
    if isinstance(raw, Fate):
        return None
    try:
        event = read_item(raw)
    except NotTaken:
        return None
    return replace(event, body={name: value for name, value in event.body.items() if name in ("what", "n", "field")})
