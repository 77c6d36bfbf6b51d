"""Keys: what a phone signs with, and what the organisation alone can open."""

import base64
import binascii
from functools import lru_cache
from hashlib import sha256

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_der_public_key
from django.conf import settings

LONGEST_KEY = 200  # characters: a P-256 key has 124
HALF = 32  # bytes: r and s
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551  # of P-256


def b64(value: bytes) -> str:
    """As it goes over the wire."""
    return base64.b64encode(value).decode()


def from_b64(text: object) -> bytes:
    """ValueError for anything that is not base64."""
    if not isinstance(text, str):
        raise ValueError("not a text")
    try:
        return base64.b64decode(text.encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError) as error:
        raise ValueError("not base64") from error


@lru_cache(maxsize=1024)
def public_key(text: str) -> ec.EllipticCurvePublicKey:
    """A P-256 key from SPKI in base64. ValueError for anything else."""
    if not 0 < len(text) <= LONGEST_KEY:
        raise ValueError("no key")
    try:
        key = load_der_public_key(from_b64(text))
    except UnsupportedAlgorithm as error:
        raise ValueError("another kind of key") from error
    if not isinstance(key, ec.EllipticCurvePublicKey) or not isinstance(key.curve, ec.SECP256R1):
        raise ValueError("another kind of key")
    return key


def is_signed(text: str, signature: object, key: str) -> bool:
    """Is this the signature, r‖s in base64, of that key over the text?"""
    try:
        raw = from_b64(signature)
        if len(raw) != 2 * HALF:
            return False
        r, s = int.from_bytes(raw[:HALF], "big"), int.from_bytes(raw[HALF:], "big")
        public_key(key).verify(encode_dss_signature(r, s), text.encode(), ec.ECDSA(hashes.SHA256()))
    except (ValueError, InvalidSignature):
        return False
    return True


def call_text(method: str, path: str, phone: object, body: bytes, moment: str = "", word: str = "") -> str:
    """What a phone signs of a call. An app of before says no moment and no word, and signs none."""
    text = f"{method}\n{path}\n{phone}\n{sha256(body).hexdigest()}"
    return f"{text}\n{moment}\n{word}" if moment or word else text


def item_text(phone: object, text: str) -> str:
    """What a phone signs of each event when it is written down."""
    return f"ITEM\n{phone}\n{sha256(text.encode()).hexdigest()}"


def import_key(organisation_id: int) -> str:
    """The organisation's public key, for what only its office shall read. SPKI in base64."""
    public = _organisation_key(settings.SECRET_KEY, organisation_id).public_key()
    return b64(public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))


def private_keys(organisation_id: int) -> list[ec.EllipticCurvePrivateKey]:
    """The organisation's keys: today's, then those of secrets that were in use before."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [_organisation_key(secret, organisation_id) for secret in secrets]


@lru_cache(maxsize=64)
def _organisation_key(secret: str, organisation_id: int) -> ec.EllipticCurvePrivateKey:
    """Made of the site's secret, so that no table holds it."""
    told = f"driveout import {organisation_id}".encode()
    drawn = HKDF(algorithm=hashes.SHA256(), length=48, salt=b"", info=told).derive(secret.encode())
    return ec.derive_private_key(int.from_bytes(drawn, "big") % (ORDER - 1) + 1, ec.SECP256R1())
