"""What a season must have before anybody can plan it."""

from enum import StrEnum

from driveout.records.plan import models as rows
from driveout.records.plan.models.edit import Register


class Missing(StrEnum):
    """One thing that is not there yet."""

    HUB = "hub"
    WORKDAYS = "workdays"
    STOP = "stop"
    WINDOWS = "windows"
    VEHICLE = "vehicle"
    EMPLOYEE = "employee"
    VOLUNTEER = "volunteer"


WHERE = {
    Missing.HUB: Register.HUB,
    Missing.WORKDAYS: Register.HUB,
    Missing.STOP: Register.STOP,
    Missing.WINDOWS: Register.STOP,
    Missing.VEHICLE: Register.VEHICLE,
    Missing.EMPLOYEE: Register.EMPLOYEE,
    Missing.VOLUNTEER: Register.VOLUNTEER,
}


def missing(season_id: int) -> list[Missing]:
    """In the order in which one would put it right; empty when a search has something to choose from. Eight queries."""
    stops = rows.Stop.objects.filter(season=season_id, visits_max__gt=0)
    has_hub = rows.Hub.objects.filter(season=season_id).exists()
    has_stop = stops.exists()
    asks = stops.filter(volunteers__gt=0).exists() and not stops.filter(volunteers=0).exists()
    found = {
        Missing.HUB: not has_hub,
        Missing.WORKDAYS: has_hub and not rows.Workday.objects.filter(hub__season=season_id).exists(),
        Missing.STOP: not has_stop,
        Missing.WINDOWS: has_stop and not rows.StopWindow.objects.filter(stop__in=stops).exists(),
        Missing.VEHICLE: not _able(rows.Vehicle, season_id),
        Missing.EMPLOYEE: not _able(rows.Employee, season_id),
        Missing.VOLUNTEER: asks and not _able(rows.Volunteer, season_id),
    }
    return [what for what, is_missing in found.items() if is_missing]


def _able(model: type[rows.Vehicle] | type[rows.Employee] | type[rows.Volunteer], season_id: int) -> bool:
    """Is there one with a day on which it can be had?"""
    return model.objects.filter(hub__season=season_id).exclude(weekdays=[]).exists()
