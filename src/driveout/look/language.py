"""The language that somebody has chosen, else the browser's, else Danish: the same rule as on the phone."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header


def either(danish: str, english: str) -> str:
    """What is worked out in two languages only, in the page's: English in a third. The one place that decides."""
    return danish if translation.get_language() == "da" else english


class Ours(str):
    """A sentence of the program's own, in the page's language, where else somebody's own words stand."""

    __slots__ = ()


def spoken(request: HttpRequest) -> str:
    """The code of a language that we have: chosen here, or the first that the browser asks for."""
    asked = parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    wanted = [request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, ""), *(code.split("-")[0] for code, _ in asked)]
    return next((code for code in wanted if code in dict(settings.LANGUAGES)), settings.LANGUAGE_CODE)


class ChosenLanguage:
    """Middleware: every page in the language of who asks, and a cache between us is told what that hangs on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = spoken(request)
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = self.get_response(request)
        patch_vary_headers(response, ("Cookie", "Accept-Language"))
        response.headers.setdefault("Content-Language", language)
        return response
