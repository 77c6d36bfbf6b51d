"""A promise as a picture with words: how much of it is left, and whether it is soon or broken."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from driveout.core.bridge.clocks import is_soon
from driveout.look import say, threads
from driveout.records.bridge.referral.models import Thread

WHOLE = 100
DAY = timedelta(days=1)


def clock(thread: Thread, now: datetime) -> dict[str, Any]:
    """`kind`: rest, soon, late or none; `gone`: of 100; `text`: in words."""
    if thread.due_at is None or thread.due_from is None:
        return {}
    if now >= thread.due_at:
        return {
            "kind": "late",
            "gone": WHOLE,
            "text": _("Løftet er brudt: %(when)s") % {"when": threads.last_day(thread.due_at)},
        }
    gone = max(now - thread.due_from, timedelta()) / (thread.due_at - thread.due_from)
    kind = "soon" if is_soon(thread.due_from, thread.due_at, now) else "plain"
    told = {"left": left(thread.due_at - now), "when": threads.last_day(thread.due_at)}
    return {"kind": kind, "gone": round(WHOLE * gone), "text": _("%(left)s tilbage, til og med %(when)s") % told}


def left(much: timedelta) -> str:
    """“2 dage”, “5 timer”."""
    if much >= DAY:
        return ngettext("%(n)s dag", "%(n)s dage", much.days) % {"n": say.number(much.days)}
    hours = max(1, round(much / timedelta(hours=1)))
    return ngettext("%(n)s time", "%(n)s timer", hours) % {"n": say.number(hours)}
