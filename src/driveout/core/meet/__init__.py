"""Meet: what is written at a café, read with care and added up the same in whatever order it comes."""

from driveout.core.meet.adding import add_up, counting, given_when, goods_given
from driveout.core.meet.codes import alike, typed_code
from driveout.core.meet.reading import CODES, KINDS_VERSION, LONGEST_TEXT, LONGEST_WORDS, NotTaken, put_right, read_item
from driveout.core.meet.sayings import WHY

__all__ = [
    "CODES",
    "KINDS_VERSION",
    "LONGEST_TEXT",
    "LONGEST_WORDS",
    "WHY",
    "NotTaken",
    "add_up",
    "alike",
    "counting",
    "given_when",
    "goods_given",
    "put_right",
    "read_item",
    "typed_code",
]
