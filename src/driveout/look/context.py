"""What every page needs: the eight steps, the language, and whether this is the demo."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from driveout.core.loop import LOOP
from driveout.look.language import either

DOORS = {"drive": "office:drive", "meet": "office:meet"}  # each sends a person on to the place that is theirs


def look(request: HttpRequest) -> dict[str, Any]:
    """No query: it runs on every page, also the ones that say that something went wrong."""
    language = get_language() or settings.LANGUAGE_CODE
    steps = [
        {"key": step.key, "name": either(step.danish, step.english), "built": step.built, "href": _door(step.key)}
        for step in LOOP
    ]
    others = [{"code": code, "name": name} for code, name in settings.LANGUAGES if code != language]
    return {"steps": steps, "language": language, "other_languages": others, "is_demo": settings.DEMO}


def _door(key: str) -> str:
    """Where a step of the line leads; planning is the front page."""
    return reverse(DOORS[key]) if key in DOORS else "/"
