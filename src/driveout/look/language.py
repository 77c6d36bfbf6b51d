"""The language that somebody has chosen, else the browser's, else Danish: the same rule as on the phone.

Where anybody reads, it is chosen in the address: a page that is the same for all who ask alike is kept between us.
"""

import re
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.html import format_html, format_html_join
from django.utils.translation.trans_real import parse_accept_lang_header

Answer = TypeVar("Answer", bound=HttpResponseBase)


def either(danish: str, english: str) -> str:
    """What is worked out in two languages only, in the page's: English in a third. The one place that decides."""
    return danish if translation.get_language() == "da" else english


class Ours(str):
    """A sentence of the program's own, in the page's language, where else somebody's own words stand."""

    __slots__ = ()


class Holding(str):
    """A sentence in the page's language with words in it that somebody here wrote. `own`: those words."""

    __slots__ = ("own",)
    own: tuple[str, ...]


def holding(sentence: str, *own: str) -> Holding:
    """The sentence, which knows what in it somebody here wrote."""
    made = Holding(sentence)
    made.own = tuple(filter(None, own))
    return made


def own(words: str) -> Holding:
    """Nothing but what somebody here wrote."""
    return holding(words, words)


def filled(sentence: str, words: Mapping[str, object]) -> Holding:
    """`sentence % words`; what one of them holds, the sentence holds."""
    return holding(sentence % words, *(own for word in words.values() for own in held(word)))


def held(words: object) -> tuple[str, ...]:
    """What somebody here wrote, in a sentence; nothing where it does not know."""
    return words.own if isinstance(words, Holding) else ()


def marked(words: object) -> object:
    """What somebody here wrote is said to be Danish on a page in another language: all of it, or what a sentence holds.

    As HTML; never in an attribute, a title or an option, which hold no other element.
    """
    home = settings.LANGUAGE_CODE
    if not words or isinstance(words, Ours) or translation.get_language() == home:
        return words
    if not isinstance(words, Holding):
        return format_html('<span lang="{}">{}</span>', home, words)
    if not words.own:
        return words
    own = "|".join(re.escape(one) for one in sorted(set(words.own), key=len, reverse=True))
    parts = re.split(f"({own})", words, flags=re.IGNORECASE)  # each second one is somebody's own
    spans = ((format_html('<span lang="{}">{}</span>', home, part) if n % 2 else part,) for n, part in enumerate(parts))
    return format_html_join("", "{}", spans)


IN_ADDRESS = "sprog"  # ?sprog=en
HANGS_ON = ("Cookie", "Accept-Language")


def spoken(request: HttpRequest) -> str:
    """The code of a language that we have: chosen here, or the first that the browser asks for."""
    return _first(request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, ""), request)


def _first(chosen: str, request: HttpRequest) -> str:
    asked = parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    wanted = [chosen, *(code.split("-")[0] for code, _ in asked)]
    return next((code for code in wanted if code in dict(settings.LANGUAGES)), settings.LANGUAGE_CODE)


def chosen_in(request: HttpRequest) -> str:
    """The language that a page's own address chooses; empty where it chooses none that we have."""
    chosen = request.GET.get(IN_ADDRESS, "")
    return chosen if chosen in dict(settings.LANGUAGES) else ""


def for_anyone(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Mark a view that is only read and knows nobody: in the language of its address, else the browser's.

    It asks no cookie, and so a cache between us keeps one answer for all who speak alike. Its page offers the other
    languages as links; a form would bring a token of the reader's own.
    """

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        language = _first(request.GET.get(IN_ADDRESS, ""), request)
        request.LANGUAGE_CODE = language
        request.by_address = True  # type: ignore[attr-defined]  # the page asks what its links are to be
        with translation.override(language):
            answer = view(request, *args, **kwargs)
        if not hasattr(answer, "hangs_on"):
            answer.headers["Content-Language"] = language
            answer.hangs_on = ("Accept-Language",)  # type: ignore[attr-defined]  # the middleware below asks
        return answer

    return shown


class SameForAll(HttpResponse):
    """In no language of the server's, and so it hangs on none. Said to hang on the browser's, what a phone's worker
    keeps was not found again in Chromium and Firefox, and the app did not open without a network."""

    hangs_on: tuple[str, ...] = ()


def same_for_all(answer: Answer) -> Answer:
    """As SameForAll, of an answer that another made."""
    answer.hangs_on = ()  # type: ignore[attr-defined]  # the middleware below asks
    return answer


class ChosenLanguage:
    """Middleware: every page in the language of who asks, and a cache between us is told what that hangs on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = spoken(request)
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = self.get_response(request)
        hangs_on = getattr(response, "hangs_on", HANGS_ON)
        if not hangs_on:
            return response
        patch_vary_headers(response, hangs_on)
        response.headers.setdefault("Content-Language", language)
        return response
