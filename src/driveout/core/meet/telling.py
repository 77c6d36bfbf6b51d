"""What somebody is told of their phone, in plain words."""

from driveout.core.words import Saying

ENDED = Saying("Your phone in the app was ended: {phone}", "Din telefon i appen er sluttet: {phone}")
WHY = Saying(
    "{who} ended it. It deletes names and tours when it has a network. {unsent} “Your access” says what it held.",
    "{who} sluttede den. Den sletter navne og ture, når den får net. {unsent} «Din adgang» viser, hvad den havde.",
)
NOTHING_WAITS = Saying("Nothing waited on it when it last called.", "Intet ventede på den, da den sidst ringede.")
WAITS = Saying(
    "{n} things were not sent when it last called: save them to a file for the office.",
    "{n} ting var ikke sendt, da den sidst ringede: gem dem i en fil til kontoret.",
)


def phone_ended(*, who: str, phone: str, waiting: int, language: str = "da") -> tuple[str, str]:
    """Subject and text. `waiting`: how many things it said were not sent."""
    unsent = (WAITS if waiting else NOTHING_WAITS).in_(language).format(n=waiting)
    return ENDED.in_(language).format(phone=phone), WHY.in_(language).format(who=who, unsent=unsent)
