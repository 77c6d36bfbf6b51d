"""Promises to people that are about to break."""

from collections.abc import Sequence
from datetime import datetime

from driveout.office.today.rows import Waits
from driveout.records.team.models import Member


def about_to_break(member: Member, now: datetime) -> Sequence[Waits]:
    """Those this person leads, the one that breaks first before the rest. None while no promise is kept account of:
    the step “Bygge bro” is not built. No query."""
    return ()
