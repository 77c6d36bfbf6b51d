"""What cafés told, on a page and as files. One domain call."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from driveout.office.doors import of_own_season
from driveout.office.forms.sheet import as_workbook
from driveout.office.forms.table import as_csv
from driveout.office.me import me
from driveout.office.meet.told.files import told_rows
from driveout.office.meet.told.page import told_page
from driveout.records.plan.models import Season
from driveout.records.team.models import Member

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@of_own_season
def told(request: HttpRequest, member: Member, season: Season) -> HttpResponse:
    """By period, hub and stop."""
    page = told_page(season, member, request.GET.dict(), timezone.localdate())
    return render(request, "office/told/page.html", {**page, "me": me(member)})


@require_GET
@of_own_season
def told_csv(request: HttpRequest, member: Member, season: Season) -> HttpResponse:
    """The same, a row a café; for readers a row a month and place."""
    rows = told_rows(season, member, request.GET.dict(), timezone.localdate())
    text = as_csv([_plain(value) for value in row] for row in rows)
    return _file(text.encode("utf-8-sig"), "text/csv; charset=utf-8", "csv")  # the mark is for Excel


@require_GET
@of_own_season
def told_excel(request: HttpRequest, member: Member, season: Season) -> HttpResponse:
    """The same as a workbook."""
    rows = told_rows(season, member, request.GET.dict(), timezone.localdate())
    return _file(as_workbook(_("Caféer"), rows), EXCEL, "xlsx")


def _plain(value: object) -> float | str | None:
    if isinstance(value, date):
        return value.isoformat()
    return float(value) if isinstance(value, int | float) else str(value)


def _file(content: bytes, kind: str, ending: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="caféer-fortalte.{ending}"'.replace("é", "e")
    answer["Cache-Control"] = "private, no-store"
    return answer
