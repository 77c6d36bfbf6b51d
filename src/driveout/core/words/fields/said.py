"""What guests ask of a place before they come, in plain words with an icon: on pages and on paper. The crew's phone has
its own, in `field/app/src/words/guests.ts`. What nobody has looked at is not told."""

from typing import Any, TypedDict

from driveout.core.words.fields.stop import TOLD_TO_GUESTS
from driveout.core.words.season import Answer


class Said(TypedDict):
    """An icon, what is asked, and what a yes and a no are in words: Danish and English."""

    icon: str
    heading: tuple[str, str]
    yes: tuple[str, str]
    no: tuple[str, str]


SAID: dict[str, Said] = {
    "step_free": {
        "icon": "accessibility",
        "heading": ("Trinfri adgang", "Step-free access"),
        "yes": ("Ingen trin ved døren", "No steps at the door"),
        "no": ("Der er trin ved døren", "There are steps at the door"),
    },
    "dogs_welcome": {
        "icon": "dog",
        "heading": ("Hunde velkomne", "Dogs welcome"),
        "yes": ("Hunde er velkomne", "Dogs are welcome"),
        "no": ("Hunde kan ikke komme med ind", "Dogs cannot come inside"),
    },
}  # fmt: skip


def said_to_guests(place: Any) -> list[tuple[Said, tuple[str, str]]]:
    """What is known, and its words (Danish, English). `place`: a stop, or an opening that stands in the open."""
    answers = ((SAID[field.name], getattr(place, field.name)) for field in TOLD_TO_GUESTS)
    return [
        (said, said["yes" if answer == Answer.YES else "no"]) for said, answer in answers if answer != Answer.UNKNOWN
    ]
