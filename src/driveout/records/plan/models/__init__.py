"""The tables of a season: what it is made of, what is wished, what was planned, and the search."""

from driveout.records.plan.models.change import Change
from driveout.records.plan.models.edit import Edit
from driveout.records.plan.models.frontier import Frontier
from driveout.records.plan.models.on_dates import OnDates
from driveout.records.plan.models.plan import Opening, Plan, Tour
from driveout.records.plan.models.proposal import Proposal
from driveout.records.plan.models.run import PlanRun
from driveout.records.plan.models.season import (
    Employee,
    Hub,
    MayServe,
    Season,
    Stop,
    StopWindow,
    Vehicle,
    Volunteer,
    Workday,
)
from driveout.records.plan.models.upload import PlanFile, Upload
from driveout.records.plan.models.why import Why
from driveout.records.plan.models.wishes import EarlierOpening, Forbidden, Pin

__all__ = [
    "Change",
    "EarlierOpening",
    "Edit",
    "Employee",
    "Forbidden",
    "Frontier",
    "Hub",
    "MayServe",
    "OnDates",
    "Opening",
    "Pin",
    "Plan",
    "PlanFile",
    "PlanRun",
    "Proposal",
    "Season",
    "Stop",
    "StopWindow",
    "Tour",
    "Upload",
    "Vehicle",
    "Volunteer",
    "Why",
    "Workday",
]
