"""Leaving a trace."""

from datetime import datetime
from typing import Any, TypeAlias

from django.contrib.auth.models import User
from django.db import models

from driveout.records.trust.models import Trace

By: TypeAlias = User | None  # who did it; None: nobody asked, as when a clock or a command did


def leave_trace(*, by: By, what: str, about: models.Model, now: datetime, **details: Any) -> None:
    """Write who did what to which row. Call it inside the action's transaction: neither is without the other."""
    name = f"{about._meta.model_name} {about.pk}"
    Trace.objects.create(who=by, what=what, about=name, details=details, at=now)
