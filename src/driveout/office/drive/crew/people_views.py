"""Hours and kilometres, and papers that were seen: for those who lead. One domain call a view."""

import csv

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from driveout.office.doors import of_own_season
from driveout.office.drive.crew.deeds import note_paper, unless_gone
from driveout.office.drive.crew.papers import papers_page
from driveout.office.drive.crew.views import show
from driveout.office.drive.crew.worked import file_rows, hours_page
from driveout.office.forms.table import cell
from driveout.records.drive.crew import checks, mates
from driveout.records.drive.crew.rules import NotYours, OwnPapers, leads_somewhere
from driveout.records.plan.models import Season
from driveout.records.team.models import Member


@require_GET
@of_own_season
def hours(request: HttpRequest, member: Member, season: Season) -> HttpResponse:
    """Everybody's shifts, hours and kilometres."""
    _check(member)
    return show(request, member, "hours", hours_page(season, member, request.GET, timezone.now()))


@require_GET
@of_own_season
def hours_csv(request: HttpRequest, member: Member, season: Season) -> HttpResponse:
    """The same as a file."""
    _check(member)
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="hours.csv"'
    answer.write("\ufeff")  # so that a spreadsheet reads æ, ø and å
    lines = csv.writer(answer, delimiter=";")
    lines.writerows(
        [cell(str(value)) for value in row] for row in file_rows(season, member, request.GET, timezone.now())
    )
    return answer


@require_GET
@of_own_season
def papers(request: HttpRequest, member: Member, season: Season) -> HttpResponse:
    """What was seen, what runs out and what is missing."""
    _check(member)
    return show(request, member, "papers", papers_page(season, member, request.GET, timezone.now()))


@require_POST
@of_own_season
@unless_gone
def note(request: HttpRequest, member: Member, season: Season) -> HttpResponse:
    """I have seen it."""
    if not leads_somewhere(member):
        raise PermissionDenied
    typed = request.POST.get("member", "")[:20]
    mate = mates.mate_by(season, f"m{typed}" if typed.isdecimal() else typed)
    if mate is None:
        raise Http404
    done, trouble = note_paper(request, member, season, mate)
    if trouble:
        page = {**papers_page(season, member, request.GET, timezone.now()), "trouble": trouble, "typed": request.POST}
        return show(request, member, "papers", page, status=422)
    if done:
        messages.success(request, done)
    return redirect("office:crew_papers", season.pk)


@require_POST
@of_own_season
def take_back(request: HttpRequest, member: Member, season: Season, check_id: int) -> HttpResponse:
    """It was noted by mistake."""
    if not checks.check_here(member.organisation_id, check_id):
        raise Http404
    try:
        checks.take_check_back(check_id=check_id, by=member, now=timezone.now())
    except (NotYours, OwnPapers):
        raise PermissionDenied from None
    messages.success(request, _("Det er slettet."))
    return redirect("office:crew_papers", season.pk)


def _check(member: Member) -> None:
    """People's hours and papers are for those who lead them."""
    if not leads_somewhere(member):
        raise PermissionDenied
