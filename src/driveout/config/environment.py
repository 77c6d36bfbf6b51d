"""Settings come from the environment. What is missing or wrong is answered with advice."""

import os
import re
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
        # Whoever closes the last connection also empties the log into the database: not after each question.
        "CONN_MAX_AGE": 60,
        "OPTIONS": {
            # Untuned, SQLite loses most concurrent writes to "database is locked"; with these, none.
            # FULL: what a phone was told has landed is on the disk, also when the power goes the moment after.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
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


def site_address() -> str:
    """Where people find the site, without a slash at the end: DRIVEOUT_ADDRESS. It stands in mails."""
    address = text("DRIVEOUT_ADDRESS").rstrip("/")
    if address and not re.fullmatch(r"https?://[^/\s?#]+", address):
        raise ImproperlyConfigured("DRIVEOUT_ADDRESS must look like https://plan.example.org, without a path.")
    if not address and text("DRIVEOUT_SMTP_HOST"):
        raise ImproperlyConfigured(
            "Set DRIVEOUT_ADDRESS to where people find the site, such as https://plan.example.org: "
            "every mail has to say where one can end such mails."
        )
    return address


def security_contacts() -> list[str]:
    """Whom to tell of a hole, the preferred first: DRIVEOUT_SECURITY_CONTACT. They stand in security.txt."""
    found = words("DRIVEOUT_SECURITY_CONTACT")
    for contact in found:
        if not re.fullmatch(r"mailto:[^\s@]+@[^\s@]+|https://[^\s/]+\S*", contact):
            raise ImproperlyConfigured(
                f"DRIVEOUT_SECURITY_CONTACT is “{contact}”. Write an address that somebody reads, such as "
                "mailto:security@plan.example.org, or a page such as https://plan.example.org/security."
            )
    return found


def messages() -> dict[str, Any]:
    """How the crew is reached: by a mail server and a gateway for text messages; without them, on the console."""
    port = text("DRIVEOUT_SMTP_PORT") or "587"
    if not port.isdecimal() or not 0 < int(port) < 65536:
        raise ImproperlyConfigured(f"DRIVEOUT_SMTP_PORT is “{port}”. Write a port such as 587.")
    chosen: dict[str, Any] = {
        "smtp_host": text("DRIVEOUT_SMTP_HOST"),
        "smtp_port": int(port),
        "smtp_security": text("DRIVEOUT_SMTP_SECURITY") or "starttls",
        "smtp_user": text("DRIVEOUT_SMTP_USER"),
        "smtp_password": text("DRIVEOUT_SMTP_PASSWORD"),
        "mail_from": text("DRIVEOUT_MAIL_FROM"),
        "sms_url": text("DRIVEOUT_SMS_URL"),
        "sms_token": text("DRIVEOUT_SMS_TOKEN"),
        "sms_from": text("DRIVEOUT_SMS_FROM") or "DriveOut",
    }
    if chosen["smtp_host"] or chosen["sms_url"]:
        from driveout.outside.messages.choosing import Settings  # only then: it brings the network's parts along

        if faults := Settings(**chosen).faults():
            raise ImproperlyConfigured(" ".join(faults))
    return chosen


def drives() -> tuple[str, str]:
    """The routing service that uploads are asked of, and its address: DRIVEOUT_DRIVES; empty: the built-in estimate."""
    service, _, url = text("DRIVEOUT_DRIVES").partition(" ")
    if service and (service not in ("osrm", "valhalla") or not re.fullmatch(r"https?://\S+", url.strip())):
        raise ImproperlyConfigured(
            "DRIVEOUT_DRIVES is osrm or valhalla and its address, such as “osrm http://localhost:5000”."
        )
    return service, url.strip()


def _postgresql(**parts: Any) -> dict[str, Any]:
    options = {"connect_timeout": "10", **parts.pop("OPTIONS", {})}  # who is not there is not waited for minutes
    kept = {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    return {"ENGINE": "django.db.backends.postgresql", **kept, "OPTIONS": options, **parts}
