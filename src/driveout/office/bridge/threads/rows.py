"""The owner's list as plain values: what breaks its promise first."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from driveout.core.bridge.clocks import is_soon
from driveout.look import say, threads
from driveout.office.bridge.threads.clock import clock
from driveout.records.bridge.referral.models import Thread
from driveout.records.bridge.referral.seeing import owner_now

SOON = timedelta(days=2)


def groups(rows: Sequence[Thread], now: datetime) -> list[dict[str, Any]]:
    """Up to three groups, none of them empty."""
    at_once = [row for row in rows if row.call_me_at or (row.due_at and row.due_at <= now + timedelta(days=1))]
    soon = [row for row in rows if row not in at_once and _is_soon(row, now)]
    rest = [row for row in rows if row not in at_once and row not in soon]
    told = (
        ("nu", _("Kalder på nogen i dag"), "warn", "hourglass", at_once),
        ("snart", _("Løftet brydes snart"), "info", "clock", soon),
        ("ro", _("I ro"), "ok", "check", rest),
    )
    return [
        {"key": key, "name": name, "kind": kind, "icon": icon, "many": len(own), "rows": _rows(own, now)}
        for key, name, kind, icon, own in told
        if own
    ]


def _rows(of: Sequence[Thread], now: datetime) -> list[dict[str, Any]]:
    return [row_of(one, now) for one in of]


def _is_soon(row: Thread, now: datetime) -> bool:
    if row.due_at is None or row.due_from is None:
        return False
    return row.due_at <= now + SOON or is_soon(row.due_from, row.due_at, now)


def row_of(row: Thread, now: datetime) -> dict[str, Any]:
    """One line: need, place and state, owner, clock."""
    return {
        "id": row.pk,
        "code": row.code or _("uden kode"),
        "need": threads.need(row.need),
        "place": row.where.name if row.where else (row.base.name if row.base else ""),
        "state": threads.state(row.state),
        "call": _("Gæsten vil gerne ringes op") if row.call_me_at else "",
        "owner": owner_name(row),
        "clock": clock(row, now),
        "made": say.moment(row.made_at),
    }


def owner_name(row: Thread) -> str:
    """First name; empty where nobody has it who is here."""
    owner = owner_now(row)
    return (owner.user.first_name or owner.user.username) if owner else ""
