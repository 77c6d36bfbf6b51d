"""What people are told by a message, whichever step it comes from."""

from enum import StrEnum


class Told(StrEnum):
    """What a message is about."""

    CONFIRMED = "confirmed"
    CHANGED = "changed"
    CANCELLED = "cancelled"
    OFF_CREW = "off the crew"  # it is held, without them
    REMINDER = "reminder"
    ASKED = "asked"
    SECOND_FACTOR = "second factor"  # somebody's was taken away
    PHONE = "phone"  # theirs was ended
    TWO_PLACES = "two places"  # they are on two shifts at once
    THREAD = "thread"  # something happened to a person's thread, or nothing did for too long
    LETTER = "letter"  # what a leader wrote to a crew, in the leader's own words


# Such news is better as a text message than as mail.
AT_ONCE = (Told.CHANGED, Told.CANCELLED, Told.OFF_CREW, Told.ASKED, Told.TWO_PLACES, Told.THREAD)
