"""What the checker says, in English and in Danish."""

from typing import NamedTuple

from driveout.core.words import Weekday


class Said(NamedTuple):
    """One sentence, or a place, in both languages."""

    en: str
    da: str


Finding = tuple[Said, Said]  # where, sentence


def name(text: str) -> Said:
    """What is called the same in both languages."""
    return Said(text, text)


def day(weekday: int) -> Said:
    return Said(Weekday(weekday).english, Weekday(weekday).danish)


def comma(number: float, places: int) -> str:
    """A number as it is written in Danish: 6,40."""
    return f"{number:.{places}f}".replace(".", ",")


PLAN, PROOF, WEEK = Said("the plan", "planen"), Said("the proof", "beviset"), Said("the week", "ugen")


def no_such(what: Said, called: str) -> Said:
    """The season has no such thing."""
    return Said(f"The season has no {what.en} called {called}.", f"Sæsonen har {what.da}, der hedder {called}.")


STOP, HUB = Said("stop", "intet sted"), Said("hub", "ingen hub")
VEHICLE, EMPLOYEE = Said("vehicle", "ingen bil"), Said("employee", "ingen medarbejder")
VOLUNTEER = Said("volunteer", "ingen frivillig")
