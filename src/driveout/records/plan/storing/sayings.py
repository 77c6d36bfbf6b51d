"""What is said of a plan in both languages, as rows keep it."""

from driveout.core.words import Saying


def as_stored(saying: Saying) -> dict[str, str]:
    return {"en": saying.english, "da": saying.danish}


def as_word(stored: dict[str, str]) -> Saying | None:
    """None where nothing was said."""
    return Saying(stored["en"], stored["da"]) if stored else None
