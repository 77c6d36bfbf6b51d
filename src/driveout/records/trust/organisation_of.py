"""Whose organisation a row is of; and that nobody does anything with a row of another one.

Screens ask too, and say it more kindly. Here it is asked once for all, where each deed leaves its trace, inside the
deed's transaction: what was written before is taken back.
"""

from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import models

WAY = {  # what a trace may be about, or a deed brings together → the way to the number of its organisation
    "Call": "of_list__season__organisation_id",
    "Count": "store__organisation_id",
    "Edit": "season__organisation_id",
    "Employee": "hub__season__organisation_id",
    "Frontier": "season__organisation_id",
    "Good": "organisation_id",
    "HelpPlace": "organisation_id",
    "HelpProvider": "organisation_id",
    "HelpService": "organisation_id",
    "HelpUpload": "organisation_id",
    "Invitation": "organisation_id",
    "Member": "organisation_id",
    "Occurrence": "season__organisation_id",
    "Organisation": "id",
    "Person": "organisation_id",
    "Phone": "member__organisation_id",
    "Place": "organisation_id",
    "Plan": "season__organisation_id",
    "PlanRun": "season__organisation_id",
    "Proposal": "season__organisation_id",
    "Season": "organisation_id",
    "Shift": "trip__season__organisation_id",
    "Signup": "shift__trip__season__organisation_id",
    "Standing": "season__organisation_id",
    "Stop": "season__organisation_id",
    "Store": "organisation_id",
    "Swap": "signup__shift__trip__season__organisation_id",
    "Thread": "organisation_id",
    "Trip": "season__organisation_id",
    "Upload": "organisation_id",
    "User": "member__organisation_id",
    "Volunteer": "hub__season__organisation_id",
}


class AnotherOrganisation(PermissionDenied):
    """Whoever does it belongs to another organisation than what it is done with."""


def organisation_of(row: models.Model) -> int | None:
    """The number of the row's organisation; None for a user who belongs to none. No query where the rows on the way
    were read with it, else one."""
    way = WAY[str(row._meta.object_name)]
    *steps, last = way.split("__")
    at: Any = row
    for step in steps:
        at = at._state.fields_cache.get(step)
        if at is None:
            rows = row._meta.model._default_manager.filter(pk=row.pk)
            found: int | None = rows.values_list(way, flat=True).first()
            return found
    number: int = getattr(at, last)
    return number


def check_organisation(by: User | None, row: models.Model) -> None:
    """AnotherOrganisation. None, a clock or a command, may. Two queries at most."""
    if by is not None and by != row and organisation_of(by) != organisation_of(row):
        raise AnotherOrganisation


def check_one_organisation(*rows: models.Model | None) -> None:
    """AnotherOrganisation where what is to be brought together is of two. None is nothing. A query for each row whose
    way was not read with it."""
    if len({organisation_of(row) for row in rows if row is not None}) > 1:
        raise AnotherOrganisation
