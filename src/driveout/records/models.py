"""Every table, gathered from the steps, where Django looks for them."""

from driveout.records.plan.models import (
    Change,
    EarlierOpening,
    Employee,
    Forbidden,
    Frontier,
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
    Why,
    Workday,
)
from driveout.records.publish.models import PublicOpening, PublicTimes
from driveout.records.team.models import Member, Organisation
from driveout.records.trust.models import Trace

__all__ = [
    "Change",
    "EarlierOpening",
    "Employee",
    "Forbidden",
    "Frontier",
    "Hub",
    "MayServe",
    "Member",
    "Opening",
    "Organisation",
    "Pin",
    "Plan",
    "PlanRun",
    "PublicOpening",
    "PublicTimes",
    "Season",
    "Stop",
    "StopWindow",
    "Tour",
    "Trace",
    "Vehicle",
    "Volunteer",
    "Why",
    "Workday",
]
