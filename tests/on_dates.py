"""A plan on dates for tests that begin there, whether or not guests can read its times: people do both in one act."""

from datetime import date, datetime

from driveout.records.drive.days.making import put_on_dates
from driveout.records.trust.actions import By


def make_days(*, plan_id: int, by: By, now: datetime, today: date) -> int:
    """Put it on dates from today; how many cafés there are now."""
    return put_on_dates(plan_id=plan_id, by=by, now=now, today=today).cafes
