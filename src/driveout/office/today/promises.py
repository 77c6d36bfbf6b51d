"""Promises to people that are about to break, and who asked to be rung."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from driveout.office.bridge.threads.rows import groups
from driveout.office.today.rows import Waits
from driveout.records.bridge.referral.seeing import open_threads_of
from driveout.records.team.models import Member

PRESSING = ("nu", "snart")


def about_to_break(member: Member, now: datetime) -> Iterator[Waits]:
    """Threads this person may see that call for somebody, the one that breaks first before the rest. One query.

    The code is not shown here: whoever looks over a shoulder knows the guest's card by it.
    """
    for group in groups(open_threads_of(member), now):
        for row in group["rows"] if group["key"] in PRESSING else ():
            late = row["clock"].get("kind") == "late"
            yield Waits(
                "phone" if row["call"] else "hourglass",
                f"{row['need']}: {row['state']}",
                ", ".join(part for part in (row["place"], row["owner"] or _("Ingen har den")) if part) + ".",
                row["call"] or row["clock"].get("text", ""),
                "bad" if late or row["call"] else "",
                href=reverse("office:thread", args=(row["id"],)),
                word=_("Se tråden"),
            )
