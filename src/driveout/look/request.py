"""What a view is given, with what middleware and doors have put on it."""

from typing import Any

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails


class Request(HttpRequest):
    """`htmx`: true when a page asks for a part of itself. `banner`: what look/base.html shows on top, where set."""

    htmx: HtmxDetails
    banner: dict[str, Any] | None
