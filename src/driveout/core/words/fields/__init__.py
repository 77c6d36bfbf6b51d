"""What is known of each thing in a season, declared once: files, forms, rows, copies, prices and rights read it here.

What remains by hand is the attribute of the word, the column of the row, and the sentence people read.
"""

from driveout.core.words.fields.crew import EMPLOYEE, VEHICLE, VOLUNTEER
from driveout.core.words.fields.field import NEEDED, Field, Head, Register, Sees
from driveout.core.words.fields.hub import HUB
from driveout.core.words.fields.said import SAID, said_to_guests
from driveout.core.words.fields.season import SEASON, TERMS
from driveout.core.words.fields.stop import STOP, TOLD_TO_GUESTS

__all__ = [
    "EMPLOYEE",
    "HUB",
    "NEEDED",
    "SAID",
    "SEASON",
    "STOP",
    "TERMS",
    "TOLD_TO_GUESTS",
    "VEHICLE",
    "VOLUNTEER",
    "Field",
    "Head",
    "Register",
    "Sees",
    "said_to_guests",
]
