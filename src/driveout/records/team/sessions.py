"""Where a person is signed in. A session knows when it began and what kind of device it was: no address, no place."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import transaction

SIGNED_IN = "signed_in"  # in the session: {"at": ISO time, "browser": name, "system": name, "for_app": bool}


@dataclass(frozen=True)
class Place:
    """One session. `mark` names it on screen: its key would be as good as the password."""

    mark: str
    at: datetime | None
    browser: str
    system: str
    is_this_one: bool


def mark_of(key: str) -> str:
    """A name for a session that does not give its key away."""
    return sha256(f"session {key}".encode()).hexdigest()[:16]


def is_for_app(session: SessionBase) -> bool:
    """Does it end once the crew's app can speak for itself? So it is when the app sent the person to sign in, and on
    any phone or tablet: those are passed from hand to hand."""
    return bool((session.get(SIGNED_IN) or {}).get("for_app"))


def places_of(user_id: int, *, this_one: str | None, now: datetime) -> list[Place]:
    """A person's open sessions, this one first, then the newest. One query."""
    found = [
        Place(
            mark=mark_of(key),
            at=datetime.fromisoformat(told["at"]) if told.get("at") else None,
            browser=str(told.get("browser", "")),
            system=str(told.get("system", "")),
            is_this_one=key == this_one,
        )
        for key, told in _of(user_id, now)
    ]
    return sorted(found, key=lambda place: (not place.is_this_one, -(place.at.timestamp() if place.at else 0)))


@transaction.atomic
def end_one(user_id: int, mark: str, *, now: datetime) -> bool:
    """End one of a person's own sessions. False when it is not there any more."""
    return _end([key for key, _told in _of(user_id, now) if mark_of(key) == mark])


@transaction.atomic
def end_all(user_id: int, *, now: datetime, but: str | None = None) -> bool:
    """End a person's sessions, except `but`. False when there were none."""
    return _end([key for key, _told in _of(user_id, now) if key != but])


def drop_old(*, now: datetime) -> None:
    """Sessions that have run out are forgotten: Django only leaves them be."""
    Session.objects.filter(expire_date__lte=now).delete()


def _end(keys: list[str]) -> bool:
    return bool(Session.objects.filter(session_key__in=keys).delete()[0])


def _of(user_id: int, now: datetime) -> list[tuple[str, dict[str, Any]]]:
    """Key and what was told at sign-in. Django keeps whose a session is inside it, so all open ones are read."""
    store, found = SessionStore(), []
    for key, data in Session.objects.filter(expire_date__gt=now).values_list("session_key", "session_data"):
        inside = store.decode(data)
        if inside.get(SESSION_KEY) == str(user_id):
            found.append((key, inside.get(SIGNED_IN) or {}))
    return found
