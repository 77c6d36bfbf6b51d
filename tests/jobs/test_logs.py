"""What stands in the log: a fault with where it was, a refusal as one line, a database that is away once a minute."""

import logging
import sys
import time

from django.core.exceptions import DisallowedHost, PermissionDenied
from django.db import OperationalError

from driveout.config import logs


def said(monkeypatch, *events, seconds=1.0):
    """What is written of (logger, level, error) after each other."""
    clock = iter(range(10**6))
    monkeypatch.setattr(time, "monotonic", lambda: seconds * next(clock))
    brief, lines = logs.Briefly(), []
    for name, level, error in events:
        try:
            raise error
        except type(error):
            record = logging.getLogger(name).makeRecord(
                name, level, __file__, 1, "Said of %s", ("/x/",), sys.exc_info()
            )
        if brief.filter(record):
            lines.append(logging.Formatter("%(levelname)s %(message)s").format(record))
    return lines


def test_who_is_refused_is_one_line_and_a_fault_of_ours_is_told_whole(monkeypatch):
    fault, other = ValueError("broken"), PermissionDenied()
    lines = said(
        monkeypatch,
        ("django.request", logging.WARNING, other),
        ("django.security.DisallowedHost", logging.ERROR, DisallowedHost("x")),
        ("django.request", logging.ERROR, fault),
        ("driveout.field", logging.WARNING, fault),
    )
    assert lines[:2] == ["WARNING Said of /x/", "WARNING Said of /x/"]
    assert all("Traceback" in line and "ValueError: broken" in line for line in lines[2:]) and len(lines) == 4


def test_a_database_that_is_away_is_said_once_a_minute_however_many_ask(monkeypatch):
    away = [("django.request", logging.ERROR, OperationalError("connection refused\nmore"))] * 121
    lines = said(monkeypatch, *away)
    assert len(lines) == 3 and "Traceback" not in "".join(lines)
    assert lines[0] == "ERROR Said of /x/: the database does not answer: connection refused"
    assert lines[1] == f"{lines[0]} (59 more since the last such line)"
