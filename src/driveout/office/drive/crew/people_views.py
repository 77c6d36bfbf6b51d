"""Hours and kilometres, and papers that were seen: for those who lead. One domain call a view."""

import csv
from datetime import date
from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from driveout.core.words import harmless
from driveout.office.doors import of_own_season
from driveout.office.drive.crew.papers import papers_page
from driveout.office.drive.crew.views import show
from driveout.office.drive.crew.worked import file_rows, hours_page
from driveout.records.drive.crew import checks
from driveout.records.drive.crew.rules import NotADay, NotYours, OwnPapers, leads_somewhere
from driveout.records.drive.models.crew import CheckKind
from driveout.records.plan.models import Season
from driveout.records.team.models import Member
from driveout.records.team.queries import member_here


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
        [harmless(str(cell)) for cell in row] for row in file_rows(season, member, request.GET, timezone.now())
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
def note(request: HttpRequest, member: Member, season: Season) -> HttpResponse:
    """I have seen it."""
    typed = request.POST.get("member", "")
    other = member_here(member.organisation_id, int(typed)) if typed.isdecimal() and len(typed) < 12 else None
    kind = request.POST.get("kind", "")
    if other is None or kind not in CheckKind.values:
        if not leads_somewhere(member):
            raise PermissionDenied
        raise Http404
    seen, until = _day(request.POST.get("checked_on", "")), _day(request.POST.get("valid_until", ""))
    now = timezone.now()
    act = partial(checks.note_check, member=other, kind=CheckKind(kind), by=member, now=now, today=timezone.localdate())
    try:
        if seen is None or (until is None and request.POST.get("valid_until")):
            raise NotADay
        act(checked_on=seen, valid_until=until)
    except (NotYours, OwnPapers) as refused:
        if isinstance(refused, NotYours):
            raise PermissionDenied from None
        messages.error(request, _("Du kan ikke skrive dine egne papirer ind. Bed en anden leder om at se dem."))
    except NotADay:
        told = _(
            "Skriv dagen, du så papiret. Den kan ikke ligge i fremtiden. Det kan ikke udløbe før. Intet er ændret."
        )
        page = papers_page(season, member, request.GET, timezone.now())
        return show(request, member, "papers", {**page, "trouble": told, "typed": request.POST}, status=422)
    else:
        messages.success(request, _("Det er skrevet ind for %(name)s.") % {"name": other.user.first_name})
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


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed[:10])
    except ValueError:
        return None
