"""What the database keeps unreadable: sealed with the server's secret, each purpose under a key of its own."""

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


def seal(text: str, purpose: str) -> str:
    """Sealed with today's secret."""
    return keys(purpose).encrypt(text.encode()).decode()


def unseal(sealed: str, purpose: str) -> str | None:
    """None where the secret it was sealed under is gone."""
    try:
        return keys(purpose).decrypt(sealed.encode()).decode()
    except InvalidToken:
        return None


def keys(purpose: str) -> MultiFernet:
    """The keys of a purpose: of today's secret first; those of before still open."""
    drawn = [
        HKDF(algorithm=SHA256(), length=32, salt=b"", info=f"driveout {purpose}".encode()).derive(secret.encode())
        for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    ]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in drawn])
