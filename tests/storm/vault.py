"""What lies on a phone's disk: sealed events and wrapped keys, as docs/reference/wire.md says. No word can be read."""

import base64
import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_der_private_key,
    load_der_public_key,
)

CURVE, SHA = ec.SECP256R1(), hashes.SHA256()


def b64(value: bytes) -> str:
    return base64.b64encode(value).decode()


def spki(key: ec.EllipticCurvePublicKey) -> str:
    """The public half, as it is sent."""
    return b64(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))


def sign(key: ec.EllipticCurvePrivateKey, text: str) -> str:
    """Raw r‖s in base64, as a browser's WebCrypto signs."""
    r, s = decode_dss_signature(key.sign(text.encode(), ec.ECDSA(SHA)))
    return b64(r.to_bytes(32, "big") + s.to_bytes(32, "big"))


def digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def seal(key: bytes, plain: bytes) -> dict[str, str]:
    iv = os.urandom(12)
    return {"iv": b64(iv), "data": b64(AESGCM(key).encrypt(iv, plain, None))}


def unseal(key: bytes, sealed: dict[str, str]) -> bytes:
    """InvalidTag with another key."""
    return AESGCM(key).decrypt(base64.b64decode(sealed["iv"]), base64.b64decode(sealed["data"]), None)


def wrapped_for(organisation: ec.EllipticCurvePublicKey, data_key: bytes) -> dict[str, str]:
    """The data key as only the organisation can open it."""
    once = ec.generate_private_key(CURVE)
    secret = once.exchange(ec.ECDH(), organisation)
    key = HKDF(algorithm=SHA, length=32, salt=b"", info=b"driveout unsent").derive(secret)
    return {"epk": spki(once.public_key()), **seal(key, data_key)}


@dataclass
class Disk:
    """All that is left when the battery dies. `items`: sealed events by number; `fates`: what became of them.

    `wiped`: names, tours and keys are gone, and with them whatever could send; what is unsent stays, sealed.
    """

    phone: str
    locked: dict[str, dict[str, str]] = field(default_factory=dict)  # the keys, under the PIN
    rescue: dict[str, str] = field(default_factory=dict)
    items: dict[int, dict[str, str]] = field(default_factory=dict)
    fates: dict[int, tuple[str, str]] = field(default_factory=dict)  # (landed or aside, code)
    wiped: bool = False

    def rescue_file(self, made_at: str) -> dict[str, Any]:
        """What has not landed and was not refused, for the office. Needs no key."""
        waiting = [self.items[seq] for seq in sorted(self.items) if seq not in self.fates]
        told = {"driveout": "unsent", "v": 1, "phone": self.phone, "made_at": made_at}
        return {**told, "rescue": self.rescue, "items": waiting}


class Vault:
    """The keys of a phone that is unlocked; they are only here, never on the disk in the clear."""

    def __init__(self, disk: Disk, pin: str) -> None:
        """InvalidTag with another PIN."""
        under = _of_pin(disk.phone, pin)
        self.disk = disk
        self.data_key = unseal(under, disk.locked["data_key"])
        key = load_der_private_key(unseal(under, disk.locked["key"]), None)
        assert isinstance(key, ec.EllipticCurvePrivateKey)
        self.key = key

    @classmethod
    def made(cls, disk: Disk, pin: str) -> "Vault":
        """New keys on a new phone."""
        data_key, key = os.urandom(32), ec.generate_private_key(CURVE)
        _lock(disk, pin, data_key, key)
        return cls(disk, pin)

    def make_rescue(self, import_key: str) -> None:
        """So that the organisation can open what is here, also when nobody can unlock the phone any more."""
        theirs = load_der_public_key(base64.b64decode(import_key))
        assert isinstance(theirs, ec.EllipticCurvePublicKey)
        self.disk.rescue = wrapped_for(theirs, self.data_key)

    def change_pin(self, pin: str) -> None:
        """The same keys under another PIN: nothing that is written or sent changes."""
        _lock(self.disk, pin, self.data_key, self.key)

    def write(self, seq: int, text: str) -> None:
        """Signed and sealed, and on the disk when this returns."""
        sig = sign(self.key, f"ITEM\n{self.disk.phone}\n{digest(text.encode())}")
        self.disk.items[seq] = seal(self.data_key, json.dumps({"text": text, "sig": sig}).encode())

    def read(self, seqs: Iterable[int]) -> dict[int, str]:
        """These events' exact texts, by their numbers."""
        return {seq: json.loads(unseal(self.data_key, self.disk.items[seq]))["text"] for seq in seqs}


def _of_pin(phone: str, pin: str) -> bytes:
    """A real phone derives it slowly; the storm has no time for that, and nothing here depends on it."""
    return hashlib.sha256(f"{phone} {pin}".encode()).digest()


def _lock(disk: Disk, pin: str, data_key: bytes, key: Any) -> None:
    der = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    under = _of_pin(disk.phone, pin)
    disk.locked = {"data_key": seal(under, data_key), "key": seal(under, der)}
