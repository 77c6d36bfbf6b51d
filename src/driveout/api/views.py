"""The answers: JSON pages of published rows, and all of it as a file. Only to be read; no cookie, the same for all."""

import json
import math
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import conditional_page, require_safe

from driveout.api.download import zipped
from driveout.api.openapi import LICENCE, MOST_PAGES, VERSION, document
from driveout.api.shapes import CHANGES, FIGURES, OPENINGS, SHAPES, Shape
from driveout.look.language import SameForAll
from driveout.records.publish import figures, queries

A_PAGE = 500
FRESH_S = 300


def open_to_all(view: Callable[[HttpRequest], SameForAll]) -> Callable[..., Any]:
    """Read by anyone, from any site, and kept for five minutes by whoever stands between."""

    @csrf_exempt  # nothing is ever done here: what is sent is refused as such, not for a missing token
    @require_safe
    @conditional_page
    @cache_control(public=True, max_age=FRESH_S)
    @wraps(view)
    def shown(request: HttpRequest) -> SameForAll:
        answer = view(request)
        answer.headers["Access-Control-Allow-Origin"] = "*"
        return answer

    return shown


def told(what: dict[str, Any], status: int = 200) -> SameForAll:
    return SameForAll(json.dumps(what, ensure_ascii=False), content_type="application/json", status=status)


@open_to_all
def index(request: HttpRequest) -> SameForAll:
    """What is here."""
    here = {shape.name: f"/api/v1/{shape.name}" for shape in SHAPES}
    more = {"zip": "/api/v1/data.zip", "openapi": "/api/v1/openapi.json"}
    return told({"name": "Drive Out: open data", "version": VERSION, "licence": LICENCE["url"], "links": here | more})


@open_to_all
def openapi(request: HttpRequest) -> SameForAll:
    """The document that says all of it."""
    return told(document())


@open_to_all
def openings(request: HttpRequest) -> SameForAll:
    """Every opening of a week that guests read. One query."""
    return _page(request, OPENINGS, queries.all_openings())


@open_to_all
def changes(request: HttpRequest) -> SameForAll:
    """What is cancelled or at another hour from today on. One query."""
    return _page(request, CHANGES, queries.all_changes(timezone.localdate()))


@open_to_all
def numbers(request: HttpRequest) -> SameForAll:
    """Figures that give nobody away. One query."""
    return _page(request, FIGURES, figures.public_figures())


@open_to_all
def archive(request: HttpRequest) -> SameForAll:
    """All of it as a file. Three queries."""
    rows: dict[str, Sequence[Any]] = {
        "openings": queries.all_openings(),
        "changes": queries.all_changes(timezone.localdate()),
        "figures": figures.public_figures(),
    }
    answer = SameForAll(zipped(rows), content_type="application/zip")
    answer.headers["Content-Disposition"] = 'attachment; filename="drive-out.zip"'
    return answer


def _page(request: HttpRequest, shape: Shape, rows: Sequence[Any]) -> SameForAll:
    asked = request.GET.get("page", "1")
    if not (asked.isascii() and asked.isdecimal() and len(asked) <= 5 and 1 <= int(asked) <= MOST_PAGES):
        return told({"error": f"page is a number from 1 to {MOST_PAGES}, such as ?page=2."}, status=400)
    page = int(asked)
    items = [shape.item(row) for row in rows[(page - 1) * A_PAGE : page * A_PAGE]]
    pages = max(1, math.ceil(len(rows) / A_PAGE))
    return told({"licence": LICENCE["url"], "page": page, "pages": pages, "total": len(rows), "items": items})
