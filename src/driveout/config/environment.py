"""Settings come from the environment. What is missing or wrong is answered with advice."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

YES, NO = {"1", "yes", "true", "on"}, {"", "0", "no", "false", "off"}


def text(name: str, default: str = "") -> str:
    """The value of an environment variable without white space around it."""
    return os.environ.get(name, default).strip()


def flag(name: str) -> bool:
    """True or false; anything else is refused rather than guessed."""
    value = text(name).lower()
    if value not in YES | NO:
        raise ImproperlyConfigured(f"{name} is “{value}”. Write 1 for yes or 0 for no.")
    return value in YES


def words(name: str, default: str = "") -> list[str]:
    """A list written with commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def secret_key(*, may_be_made_up: bool) -> str:
    """The key that signs sessions. Only tests and the demo may do without."""
    key = text("DRIVEOUT_SECRET_KEY")
    if not key and may_be_made_up:
        return "signs nothing that matters: tests and the demo only"
    if len(key) < 40:
        raise ImproperlyConfigured(
            "Set DRIVEOUT_SECRET_KEY to at least 40 random characters, for example from "
            '`python3 -c "import secrets; print(secrets.token_urlsafe(50))"`, and keep it. '
            "To look around without it, run `driveout demo`."
        )
    return key


def data_folder() -> Path:
    """Where SQLite and the like are kept: DRIVEOUT_DATA, or ./var."""
    return Path(text("DRIVEOUT_DATA") or "var").absolute()


def database() -> dict[str, Any]:
    """PostgreSQL when DRIVEOUT_DATABASE_URL or DRIVEOUT_DB_NAME says so, else SQLite in the data folder."""
    if url := text("DRIVEOUT_DATABASE_URL"):
        return postgresql_from(url)
    if name := text("DRIVEOUT_DB_NAME"):
        parts = {key: text(f"DRIVEOUT_DB_{key}") for key in ("HOST", "PORT", "USER", "PASSWORD")}
        return _postgresql(NAME=name, **parts)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": data_folder() / "driveout.sqlite3",
        "OPTIONS": {
            # Untuned, SQLite loses most concurrent writes to "database is locked"; with these three, none.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
    }


def postgresql_from(url: str) -> dict[str, Any]:
    """Django's words for an address such as postgresql://user:password@host:5432/name."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise ImproperlyConfigured(
            "DRIVEOUT_DATABASE_URL must look like postgresql://user:password@host:5432/name. "
            "Leave it out to use SQLite in DRIVEOUT_DATA."
        )
    options = dict(parse_qsl(parts.query))
    host = options.pop("host", "") or unquote(parts.hostname or "")  # a socket folder comes as ?host=
    return _postgresql(
        NAME=unquote(parts.path.strip("/")),
        HOST=host,
        PORT=str(parts.port or ""),
        USER=unquote(parts.username or ""),
        PASSWORD=unquote(parts.password or ""),
        OPTIONS=options,
    )


def _postgresql(**parts: Any) -> dict[str, Any]:
    return {"ENGINE": "django.db.backends.postgresql", "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True, **parts}
