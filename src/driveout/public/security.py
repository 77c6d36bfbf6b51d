"""Whom to tell of a hole in this site: security.txt as RFC 9116 has it."""

from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from driveout.look.language import SameForAll

GOOD_FOR = timedelta(days=180)  # the RFC wants less than a year; a copy that somebody keeps is to grow old


@require_safe
@cache_control(public=True, max_age=24 * 60 * 60)
def security(request: HttpRequest) -> HttpResponse:
    """The contacts that the operator has set, the preferred first; 404 where there are none."""
    if not settings.SECURITY_CONTACTS:
        raise Http404
    day = timezone.now().astimezone(UTC).date() + GOOD_FOR
    lines = [
        *(f"Contact: {contact}" for contact in settings.SECURITY_CONTACTS),
        f"Expires: {datetime.combine(day, time()).isoformat()}Z",
        f"Preferred-Languages: {', '.join(code for code, _name in settings.LANGUAGES)}",
    ]
    return SameForAll("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
