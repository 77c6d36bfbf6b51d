"""Tables of the step drive, one file a noun.

`Message` is telling's: whoever reads days also reads what was told of them.
"""

from driveout.records.drive.models.calls import Call, CallList
from driveout.records.drive.models.crew import Absence, Check, Shift, Signup, Standing, Swap
from driveout.records.drive.models.days import Occurrence, Trip
from driveout.records.drive.models.stock import Balance, CafeGave, Count, CountLine, Good, Lot, StockEvent, Store
from driveout.records.tell.models import Message

__all__ = [
    "Absence",
    "Balance",
    "CafeGave",
    "Call",
    "CallList",
    "Check",
    "Count",
    "CountLine",
    "Good",
    "Lot",
    "Message",
    "Occurrence",
    "Shift",
    "Signup",
    "Standing",
    "StockEvent",
    "Store",
    "Swap",
    "Trip",
]
