"""Each list and each entry of the standard. Nothing here sets or asks a cookie, and nothing can be written."""

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import conditional_page, require_http_methods, require_safe

from driveout.look.language import same_for_all
from driveout.public.hsds.asked import Odd, asked_in
from driveout.records.publish.help_lists import LISTS, one_of, page_of

FRESH_S = 60
PROFILE = "https://docs.openreferral.org/en/3.0/hsds/overview.html"
OPENAPI = "https://raw.githubusercontent.com/openreferral/specification/3.0/schema/openapi.json"


def answer(value: Any, status: int = 200) -> HttpResponseBase:
    """JSON that any page may read."""
    made = JsonResponse(value, status=status, json_dumps_params={"ensure_ascii": False})
    made["Access-Control-Allow-Origin"] = "*"
    return same_for_all(made)


@require_safe
@conditional_page
@cache_control(public=True, max_age=FRESH_S)
def base(request: HttpRequest) -> HttpResponseBase:
    """Which version, and by which profile."""
    return answer({"version": "3.0", "profile": PROFILE, "openapi_url": OPENAPI})


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@conditional_page
@cache_control(public=True, max_age=FRESH_S)
def lists(request: HttpRequest, name: str) -> HttpResponseBase:
    """A page of a list; by POST, filters lie in no address."""
    if name not in LISTS:
        return _no_such()
    try:
        asked = asked_in(request)
    except Odd as odd:
        return answer({"error": str(odd), "faults": odd.faults}, 400)
    return answer(page_of(name, asked, timezone.localdate()).plain())


@require_safe
@conditional_page
@cache_control(public=True, max_age=FRESH_S)
def one(request: HttpRequest, name: str, key: str) -> HttpResponseBase:
    """One entry, whole."""
    found = one_of(name, key.casefold(), timezone.localdate()) if name in LISTS else None
    return answer(found) if found else _no_such()


def _no_such() -> HttpResponseBase:
    lists_ = ", ".join(f"/{name}" for name in LISTS)
    return answer({"error": f"There is no such thing here. There is: /, {lists_}, and each of them with /NUMBER."}, 404)
