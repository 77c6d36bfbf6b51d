"""What is held on somebody: for themselves, and for the coordinator who is asked for it."""

import json

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from driveout.office.doors import for_coordinators
from driveout.office.me import me
from driveout.office.trust.person import person_page
from driveout.records.team import people, queries
from driveout.records.team.models import Member
from driveout.records.trust.held import held_on
from driveout.records.trust.models import Seeing
from driveout.records.trust.reading import Whose, note_readings


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
    member = _me(request)
    return _file(member, member)


@never_cache
@require_GET
@for_coordinators
def person(request: HttpRequest, member: Member, member_id: int) -> HttpResponse:
    """All that is held on one of our people, who has asked for it."""
    other = _other(member, member_id)
    _note(other, member, Seeing.ALL)
    page = {**person_page(other), "id": other.pk, "is_erased": people.is_erased(other)}
    return render(request, "office/trust/person.html", {**page, "me": me(member)})


@never_cache
@require_GET
@for_coordinators
def person_file(request: HttpRequest, member: Member, member_id: int) -> HttpResponse:
    """The same as one file, to hand to the person."""
    return _file(_other(member, member_id), member)


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


def _note(other: Member, by: Member, what: Seeing) -> None:
    """That it was read is written with it."""
    of = [Whose(member=other.pk)]
    note_readings(by=by.user, organisation_id=by.organisation_id, what=what, of=of, now=timezone.now())


def _file(member: Member, by: Member) -> HttpResponse:
    _note(member, by, Seeing.FILE)
    text = json.dumps(held_on(member), ensure_ascii=False, indent=2)
    answer = HttpResponse(text, content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="det-vi-har.json"'
    return answer
