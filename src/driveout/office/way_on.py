"""Where to look after something was done."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect


def go(request: HttpRequest, page: str) -> HttpResponse:
    """To the page; kept.js, which sends again what could not be sent, is told where that is and goes there itself."""
    return JsonResponse({"to": page}) if "Kept" in request.headers else redirect(page)
