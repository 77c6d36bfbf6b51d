"""What every page needs: the language, and whether this is the demo."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language


def look(request: HttpRequest) -> dict[str, Any]:
    """No query: it runs on every page, also the ones that say that something went wrong."""
    language = get_language() or settings.LANGUAGE_CODE
    others = [{"code": code, "name": name} for code, name in settings.LANGUAGES if code != language]
    return {"language": language, "other_languages": others, "is_demo": settings.DEMO}
