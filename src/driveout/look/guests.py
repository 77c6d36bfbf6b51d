"""What guests ask of a place before they come, in the language of whoever reads the page."""

from typing import Any

from driveout.core.words.fields import SAID, said_to_guests
from driveout.look.language import either


def told(place: Any) -> list[dict[str, str]]:
    """Icon and words of what is known of it. `place`: a stop, or an opening that stands in the open."""
    return [{"icon": said["icon"], "word": either(*words)} for said, words in said_to_guests(place)]


def told_facts(place: Any) -> list[tuple[str, str]]:
    """What was asked and the answer, of what is known of it."""
    return [(either(*said["heading"]), either(*words)) for said, words in said_to_guests(place)]


def heading(name: str) -> str:
    """What is asked, for a form."""
    return either(*SAID[name]["heading"])
