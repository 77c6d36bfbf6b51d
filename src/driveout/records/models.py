"""Every table, gathered from the steps, where Django looks for them."""

from driveout.records.plan.models import (
    EarlierOpening,
    Employee,
    Forbidden,
    Hub,
    MayServe,
    Opening,
    Pin,
    Plan,
    PlanRun,
    Season,
    Stop,
    StopWindow,
    Tour,
    Vehicle,
    Volunteer,
    Workday,
)
from driveout.records.team.models import Member, Organisation
from driveout.records.trust.models import Trace

__all__ = [
    "EarlierOpening",
    "Employee",
    "Forbidden",
    "Hub",
    "MayServe",
    "Member",
    "Opening",
    "Organisation",
    "Pin",
    "Plan",
    "PlanRun",
    "Season",
    "Stop",
    "StopWindow",
    "Tour",
    "Trace",
    "Vehicle",
    "Volunteer",
    "Workday",
]
