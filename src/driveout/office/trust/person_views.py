"""What is held on somebody: for themselves, and for the coordinator who is asked for it; and taking somebody out."""

import json
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from driveout.core.words import alike
from driveout.office.doors import for_coordinators, once_more_for
from driveout.office.me import me
from driveout.office.trust.person import person_page
from driveout.records.team import erasure, people, queries
from driveout.records.team.models import Member
from driveout.records.team.rules import LastCoordinator, OwnAccess
from driveout.records.trust.held import held_on


@never_cache
@require_GET
@login_required
def own(request: HttpRequest) -> HttpResponse:
    """All that is held on me."""
    member = _me(request)
    return render(request, "office/trust/person.html", {**person_page(member), "is_me": True, "me": me(member)})


@never_cache
@require_GET
@login_required
def own_file(request: HttpRequest) -> HttpResponse:
    """The same as one file."""
    return _file(_me(request))


@never_cache
@require_GET
@for_coordinators
def person(request: HttpRequest, member: Member, member_id: int) -> HttpResponse:
    """All that is held on one of our people, who has asked for it."""
    other = _other(member, member_id)
    page = {**person_page(other), "id": other.pk, "is_erased": people.is_erased(other)}
    return render(request, "office/trust/person.html", {**page, "me": me(member)})


@never_cache
@require_GET
@for_coordinators
def person_file(request: HttpRequest, member: Member, member_id: int) -> HttpResponse:
    """The same as one file, to hand to the person."""
    return _file(_other(member, member_id))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_coordinators
@once_more_for()
def erase(request: HttpRequest, member: Member, member_id: int) -> HttpResponse:
    """Take a person out: say first what happens, and do it when the name is typed again."""
    other = _other(member, member_id)
    name = other.user.first_name or other.user.username
    page: dict[str, Any] = {"me": me(member), "id": other.pk, "name": name, "named": person_page(other)["named"]}
    if request.method != "POST":
        return render(request, "office/trust/erase.html", page)
    if alike(request.POST.get("name", "")) != alike(name):
        return render(request, "office/trust/erase.html", {**page, "trouble": True}, status=422)
    try:
        erasure.erase(member=other, by=member.user, now=timezone.now())
    except OwnAccess:
        messages.error(request, _("Du kan ikke slette dig selv. Bed en kollega om det. Intet er ændret."))
    except LastCoordinator:
        messages.error(request, _("Der skal altid være en koordinator. Giv først en anden den rolle. Intet er ændret."))
    else:
        messages.success(request, _("%(name)s er taget ud. Vagter og tal er, som de var.") % {"name": name})
    return redirect("office:people")


def _me(request: HttpRequest) -> Member:
    member = queries.member_of(request.user)
    if member is None:
        raise PermissionDenied
    return member


def _other(member: Member, member_id: int) -> Member:
    other = queries.member_here(member.organisation_id, member_id)
    if other is None:
        raise Http404
    return other


def _file(member: Member) -> HttpResponse:
    text = json.dumps(held_on(member), ensure_ascii=False, indent=2)
    answer = HttpResponse(text, content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="det-vi-har.json"'
    return answer
