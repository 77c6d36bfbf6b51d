"""A page's stylesheets as one: a phone far from a mast waits for each file it has to ask for."""

import re
from functools import cache
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlencode

from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

NAME = re.compile(r"(look|office|public)/[a-z-]+\.css")
A_YEAR = "public, max-age=31536000, immutable"  # other content has another address


@cache
def joined(names: tuple[str, ...]) -> str:
    """The files one after the other. KeyError for a name that is none of ours. Read once: a new version restarts."""
    parts = []
    for name in names:
        found = finders.find(name) if NAME.fullmatch(name) else None
        if not found:
            raise KeyError(name)
        parts.append(Path(str(found)).read_text(encoding="utf-8").replace('url("../', f'url("{static("")}'))
    return "\n".join(parts)


def address(*names: str) -> str:
    """Where a page finds these files; a change of any of them changes it."""
    version = sha256(joined(names).encode()).hexdigest()[:12]
    return f"{reverse('style')}?{urlencode([*(('f', name) for name in names), ('v', version)])}"


@require_safe
def style(request: HttpRequest) -> HttpResponse:
    """The files that the address names, as one."""
    try:
        text = joined(tuple(request.GET.getlist("f")[:20]))
    except KeyError:
        raise Http404 from None
    answer = HttpResponse(text, content_type="text/css; charset=utf-8")
    answer["Cache-Control"] = A_YEAR
    return answer
