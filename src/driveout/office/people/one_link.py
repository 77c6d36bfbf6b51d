"""A link that was made a moment ago, shown once. Until then it lies in its maker's own cookie and nowhere else."""

import json
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from driveout.office import say
from driveout.office.people.said import waits_for
from driveout.records.team import giving
from driveout.records.team.models import Invitation
from driveout.records.team.queries import coordinators_of

COOKIE, SALT = "new-link", "driveout.office.people.one_link"
LASTS = 120  # seconds between making it and seeing it


def carry(answer: HttpResponse, link: Invitation, secret: str) -> HttpResponse:
    """Give the secret to the page that comes next, with what the link waits for."""
    is_reset = link.member_id is not None
    waits = waits_for(coordinators_of(link.organisation_id), is_reset=is_reset) if giving.waits(link) else ""
    until = say.moment(link.expires_at)
    told = {"secret": secret, "name": link.first_name, "until": until, "waits": waits, "is_reset": is_reset}
    answer.set_signed_cookie(
        COOKIE,
        json.dumps(told),
        salt=SALT,
        max_age=LASTS,
        path=reverse("office:people"),
        httponly=True,
        samesite="Strict",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return answer


def carried(request: HttpRequest) -> dict[str, Any] | None:
    """The link that was just made, as the page shows it; None when there is none."""
    raw = request.get_signed_cookie(COOKIE, default=None, salt=SALT, max_age=LASTS)
    if not raw:
        return None
    told = json.loads(raw)
    title = _("Link til %(name)s") if not told["is_reset"] else _("Link til en ny adgangskode til %(name)s")
    return {
        "title": title % {"name": told["name"]},
        "address": request.build_absolute_uri(reverse("office:open_link", args=(told["secret"],))),
        "waits": told["waits"],
        "until": _("Linket virker én gang og til %(until)s.") % {"until": told["until"]},
    }


def forget(answer: HttpResponse) -> HttpResponse:
    """Once is enough."""
    answer.delete_cookie(COOKIE, path=reverse("office:people"), samesite="Strict")
    return answer
