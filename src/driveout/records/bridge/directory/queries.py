"""Named reads of the directory. Each says how many queries it takes."""

from django.db.models import QuerySet

from driveout.records.bridge.directory.models import HelpCheck, HelpService

ACTIVE = ("active", "temporarily closed")


def services_of(organisation_id: int) -> QuerySet[HelpService]:
    """All, with who gives them and where; three queries when read."""
    rows = HelpService.objects.filter(organisation=organisation_id).select_related("provider")
    return rows.prefetch_related("at__place")


def service_here(organisation_id: int, service_id: int) -> HelpService | None:
    """One of them, the same way."""
    return services_of(organisation_id).filter(pk=service_id).first()


def checks_of(service: HelpService, most: int = 20) -> list[HelpCheck]:
    """What was heard, newest first. One query."""
    return list(service.checks.select_related("by").order_by("-at", "-id")[:most])
