"""Reading the trace. Each says how many queries it takes."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.models import Q

from driveout.records.trust.models import Backup, Trace


def traces_of(organisation_id: int, *, about: Collection[str] = (), only: Collection[str] | None = None) -> Any:
    """What an organisation's people did, newest first; not read yet: filter and slice it.

    `about`: own rows, as "member 3"; what nobody in particular did to them (a command did) comes along.
    `only`: these deeds. One query for each slice.
    """
    own = Q(who__member__organisation_id=organisation_id) | Q(who=None, about__in=about)
    found = Trace.objects.filter(own).select_related("who").order_by("-id")
    return found if only is None else found.filter(what__in=only)


def last_copy() -> datetime | None:
    """When the last good copy of the database was made. One query."""
    return Backup.objects.order_by("at").values_list("at", flat=True).last()
