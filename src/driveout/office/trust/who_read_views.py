"""Who read what, when and why: for those who lead, and for everybody what was read of them. As pages and as files."""

import csv

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from driveout.office.forms.table import cell
from driveout.office.me import me
from driveout.office.trust.doors import for_words
from driveout.office.trust.who_read import file_rows, own_page, who_read_page
from driveout.records.team import queries
from driveout.records.team.models import Member


@require_GET
@for_words
def who_read(request: HttpRequest, member: Member) -> HttpResponse:
    """Everything that was read: the hub leader's of the own hub."""
    return render(request, "office/trust/who_read.html", {**who_read_page(member, request.GET), "me": me(member)})


@require_GET
@for_words
def who_read_csv(request: HttpRequest, member: Member) -> HttpResponse:
    """The same as a file, without pages."""
    return _file(request, member, own=False)


@never_cache
@require_GET
@login_required
def own(request: HttpRequest) -> HttpResponse:
    """What was read of me."""
    member = _me(request)
    return render(request, "office/trust/who_read_own.html", {**own_page(member, request.GET), "me": me(member)})


@never_cache
@require_GET
@login_required
def own_csv(request: HttpRequest) -> HttpResponse:
    """The same as a file, without pages."""
    return _file(request, _me(request), own=True)


def _file(request: HttpRequest, member: Member, *, own: bool) -> HttpResponse:
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="hvem-har-laest.csv"'
    answer.write("\ufeff")  # so that a spreadsheet reads æ, ø and å
    rows = file_rows(member, request.GET, own=own)
    csv.writer(answer, delimiter=";").writerows([cell(text) for text in row] for row in rows)
    return answer


def _me(request: HttpRequest) -> Member:
    member = queries.member_of(request.user)
    if member is None:
        raise PermissionDenied
    return member
