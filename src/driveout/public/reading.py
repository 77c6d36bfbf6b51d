"""Recipes and everyday advice: a list, each on its own, all to print, and all in a file that needs no network."""

import base64
import re
from collections.abc import Callable
from datetime import datetime, time, timedelta
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from driveout.look.language import either, for_anyone
from driveout.look.reading import shelf
from driveout.look.styles import joined
from driveout.public.guests import keep, not_here

ICON = re.compile(r'<svg class="i.*?</svg>', re.DOTALL)
FRESH_S = 24 * 60 * 60  # so long a phone opens the page again without asking: also where there is no mast
SHEETS = ("look/tokens.css", "look/look.css", "public/reading.css")


def _to_read(view: Callable[..., HttpResponseBase]) -> Callable[..., Any]:
    """Read by anyone, the same for all who speak alike, and kept by the phone for a day."""
    return require_safe(for_anyone(conditional_page(_kept_for(view))))


def _kept_for(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        answer = view(request, *args, **kwargs)
        patch_cache_control(answer, public=True, max_age=fresh_s(timezone.localtime()))
        return answer

    return answered


def fresh_s(moment: datetime) -> int:
    """Seconds for which what is read at this moment, where we live, may be kept: a day, and never past the day until
    which something in it holds."""
    last = shelf.first_to_end(moment.date())
    if last is None:
        return FRESH_S
    ends = datetime.combine(last + timedelta(days=1), time.min, moment.tzinfo)
    return min(FRESH_S, max(0, int(ends.timestamp() - moment.timestamp())))


@_to_read
def recipes(request: HttpRequest) -> HttpResponseBase:
    """Which recipes there are."""
    return _shown(request, "public/reading.html", _recipes())


@_to_read
def all_recipes(request: HttpRequest) -> HttpResponseBase:
    """The same with all that is written, to print."""
    return _shown(request, "public/reading_all.html", _recipes())


@_to_read
def recipe(request: HttpRequest, recipe_key: str) -> HttpResponseBase:
    """One recipe, to print or to hand on."""
    return _one(request, _recipes(), recipe_key)


@_to_read
def advice(request: HttpRequest) -> HttpResponseBase:
    """Which advice there is."""
    return _shown(request, "public/reading.html", _advice())


@_to_read
def all_advice(request: HttpRequest) -> HttpResponseBase:
    """The same with all that is written, to print."""
    return _shown(request, "public/reading_all.html", _advice())


@_to_read
def one_advice(request: HttpRequest, advice_key: str) -> HttpResponseBase:
    """One piece of advice, to print or to hand on."""
    return _one(request, _advice(), advice_key)


@_to_read
def kept(request: HttpRequest) -> HttpResponseBase:
    """Both in one file with its own style: saved on a phone it opens without a network."""
    sheet = joined(SHEETS).split("@font-face", 1)  # the typeface stays on the site: the phone has one of its own
    style = sheet[0] + sheet[1].split("}", 1)[1] if len(sheet) > 1 else sheet[0]
    page = {"shelves": [_recipes(), _advice()], "style": base64.b64encode(style.encode()).decode()}
    file = ICON.sub("", render_to_string("public/kept.html", page, request=request))  # their drawings stay on the site
    answer = HttpResponse(file)
    name = either("opskrifter-og-raad", "recipes-and-advice")
    answer["Content-Disposition"] = f'attachment; filename="{name}.html"'
    return answer


def _shown(request: HttpRequest, template: str, page: dict[str, Any]) -> HttpResponseBase:
    return render(request, template, {**page, "keep": keep(request)})


def _one(request: HttpRequest, page: dict[str, Any], key: str) -> HttpResponseBase:
    found = next((one for group in page["groups"] for one in group["texts"] if one.key == key), None)
    if found is None:
        return not_here(request)
    return _shown(request, "public/reading_one.html", {**page, "text": found})


def _recipes() -> dict[str, Any]:
    return {
        "kind": "recipes",
        "title": _("Opskrifter til én"),
        "about": _("Mad til én person, af ting du kan få i de fleste butikker. Vælg en, eller læs dem alle."),
        "here": reverse("public:recipes"),
        "other": {"title": _("Gode råd til hverdagen"), "address": reverse("public:advice")},
        "groups": [{"title": "", "texts": shelf.recipes()}],
    }


def _advice() -> dict[str, Any]:
    titles = {
        "letters": _("Breve og møder"),
        "money": _("Penge"),
        "home": _("Hjemme"),
        "body": _("Krop og søvn"),
        "people": _("Sammen og alene"),
    }
    texts = shelf.advice(timezone.localdate())
    return {
        "kind": "advice",
        "title": _("Gode råd til hverdagen"),
        "about": _("Ting, der er svære alene. Tag én ad gangen. Du kan altid spørge i caféen."),
        "here": reverse("public:advice"),
        "other": {"title": _("Opskrifter til én"), "address": reverse("public:recipes")},
        "groups": [{"title": titles[key], "texts": [one for one in texts if one.group == key]} for key in titles],
    }
