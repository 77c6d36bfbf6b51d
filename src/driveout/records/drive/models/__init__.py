"""Tables of the step drive, one file a noun."""

from driveout.records.drive.models.crew import Absence, Check, Shift, Signup, Standing, Swap
from driveout.records.drive.models.days import Occurrence, Trip
from driveout.records.drive.models.stock import Balance, Count, CountLine, Good, Lot, StockEvent, Store

__all__ = [
    "Absence",
    "Balance",
    "Check",
    "Count",
    "CountLine",
    "Good",
    "Lot",
    "Occurrence",
    "Shift",
    "Signup",
    "Standing",
    "StockEvent",
    "Store",
    "Swap",
    "Trip",
]
