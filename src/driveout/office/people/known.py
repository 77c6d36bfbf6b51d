"""A browser in which somebody has signed in before: guesses from elsewhere do not make it wait.

A cookie for each such name, sent to the sign-in page only, signed by the server, and good for nothing else: it opens
nothing. It holds a word drawn for that browser and no name; it stays after signing out, for that is when it is needed.
"""

import secrets

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.crypto import salted_hmac

from driveout.records.team.tries import called

LASTS = 400 * 24 * 3600  # seconds: no browser keeps one for longer
_SALT = "driveout known browser"


def known_browser(request: HttpRequest, name: str) -> str:
    """Which browser it is, where somebody of that name has signed in there before; else empty."""
    if request.user.is_authenticated and called(request.user.get_username()) == called(name):
        return f"session {request.session.session_key}"  # asked again who one is, on other pages
    return _drawn(request, name)


def remember_browser(request: HttpRequest, answer: HttpResponse, name: str) -> None:
    """From now on it is known, for as long again."""
    drawn = _drawn(request, name) or secrets.token_urlsafe(12)
    answer.set_cookie(
        _cookie(name),
        _signer(name).sign(drawn),
        max_age=LASTS,
        path=reverse(settings.LOGIN_URL),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _drawn(request: HttpRequest, name: str) -> str:
    """The word in the cookie; empty without one, for another's, and for one that is not ours or too old."""
    try:
        return str(_signer(name).unsign(request.COOKIES.get(_cookie(name), ""), max_age=LASTS))
    except BadSignature:
        return ""


def _signer(name: str) -> TimestampSigner:
    return TimestampSigner(salt=f"{_SALT} {called(name)}")


def _cookie(name: str) -> str:
    return f"known_{salted_hmac(_SALT, called(name)).hexdigest()[:16]}"
