"""The nouns everything else speaks in. Frozen, with units in their names, refusing nonsense."""

from driveout.core.words.cells import as_written, harmless
from driveout.core.words.drive import Broken, Late, Mishap, Repair, Today
from driveout.core.words.places import Drive, Municipality, MunicipalityGroup, Place
from driveout.core.words.plan import Breach, Opening, Plan, Progress, Proof, Status, Tour, Verdict, Wish
from driveout.core.words.saying import Saying
from driveout.core.words.season import (
    MONDAY_TO_FRIDAY,
    Belief,
    EarlierOpening,
    Employee,
    Fairness,
    Forbidden,
    Hub,
    Known,
    Pin,
    Season,
    Stop,
    Terms,
    Vehicle,
    Volunteer,
    Window,
)
from driveout.core.words.sense import Nonsense, refuse_unless
from driveout.core.words.time import MINUTES_A_DAY, Weekday, clock, clock_iso, minute_of_day

__all__ = [
    "MINUTES_A_DAY",
    "MONDAY_TO_FRIDAY",
    "Belief",
    "Breach",
    "Broken",
    "Drive",
    "EarlierOpening",
    "Employee",
    "Fairness",
    "Forbidden",
    "Hub",
    "Known",
    "Late",
    "Mishap",
    "Municipality",
    "MunicipalityGroup",
    "Nonsense",
    "Opening",
    "Pin",
    "Place",
    "Plan",
    "Progress",
    "Proof",
    "Repair",
    "Saying",
    "Season",
    "Status",
    "Stop",
    "Terms",
    "Today",
    "Tour",
    "Vehicle",
    "Verdict",
    "Volunteer",
    "Weekday",
    "Window",
    "Wish",
    "as_written",
    "clock",
    "clock_iso",
    "harmless",
    "minute_of_day",
    "refuse_unless",
]
