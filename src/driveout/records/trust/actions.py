"""Leaving a trace."""

from datetime import datetime
from typing import Any, TypeAlias

from django.contrib.auth.models import User
from django.db import models

from driveout.records.trust.models import Trace
from driveout.records.trust.organisation_of import check_organisation

By: TypeAlias = User | None  # who did it; None: nobody asked, as when a clock or a command did


def leave_trace(*, by: By, what: str, about: models.Model, now: datetime, **details: Any) -> None:
    """Write who did what to which row. Call it inside the action's transaction: neither is without the other.

    AnotherOrganisation where the row is not of the organisation of who did it: nobody does anything there. Three
    queries at most.
    """
    check_organisation(by, about)
    name = f"{about._meta.model_name} {about.pk}"
    Trace.objects.create(who=by, what=what, about=name, details=details, at=now)
