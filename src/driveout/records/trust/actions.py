"""Leaving a trace."""

from datetime import datetime
from typing import Any

from django.db import models

from driveout.records.trust.models import Trace


def leave_trace(*, by: Any, what: str, about: models.Model, now: datetime, **details: Any) -> None:
    """Write who did what to which row. Call it inside the action's transaction: neither is without the other."""
    name = f"{about._meta.model_name} {about.pk}"
    Trace.objects.create(who=by, what=what, about=name, details=details, at=now)
