"""A plan as a file: ask for it, wait while the worker writes it, and fetch it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from driveout.look.request import Request
from driveout.office import hidden
from driveout.office.doors import of_own_season, readers_too
from driveout.office.me import me
from driveout.office.plan.plans.shelf import Shelf, gather
from driveout.office.plan.upload.outgoing import WITH_NAMES, file_name, file_type, files_page, language
from driveout.records.drive.crew.named_in import named_in
from driveout.records.plan.files import uploads
from driveout.records.plan.models import Plan, PlanFile, Season
from driveout.records.team.models import Member
from driveout.records.trust.models import Seeing
from driveout.records.trust.reading import note_readings


@require_GET
@of_own_season
def newest(request: HttpRequest, member: Member, season: Season) -> HttpResponse:
    """On to the approved plan's files, or the newest plan's."""
    plans = Plan.objects.filter(season=season)
    plan = plans.filter(approved_at__isnull=False).first() or plans.first()
    if plan is None:
        messages.warning(request, _("Her er ingen plan at hente endnu. Den skal planlægges først."))
        return redirect("office:season", season.id)
    return redirect("office:files", season.id, plan.id)


@require_GET
@of_own_season
def files(request: Request, member: Member, season: Season, plan_id: int) -> HttpResponse:
    """What can be fetched, and what is on its way."""
    shelf = gather(season)
    page = files_page(shelf, _own(shelf, plan_id), timezone.now())
    part = request.htmx and request.htmx.target == "filer"
    page = {**page, "season": season, "me": me(member)}
    return render(request, "office/upload/_files.html" if part else "office/upload/files.html", page)


@require_POST
@of_own_season
@readers_too
def make(request: HttpRequest, member: Member, season: Season, plan_id: int, kind: str) -> HttpResponse:
    """Put a file in line to be written."""
    plan = _own(gather(season), plan_id)
    if kind not in PlanFile.Kind.values:
        raise Http404
    _check_names(kind)
    uploads.ask_for_file(plan=plan, kind=kind, language=language(), by=member.user, now=timezone.now())
    return redirect("office:files", season.id, plan.id)


@require_GET
@of_own_season
def fetch(request: HttpRequest, member: Member, season: Season, plan_id: int, kind: str) -> HttpResponse:
    """The file itself; when it is not there any more, the page that can make it."""
    shelf = gather(season)
    plan = _own(shelf, plan_id)
    _check_names(kind)
    file = uploads.file_to_fetch(plan.id, kind, language(), timezone.now())
    if file is None:
        return redirect("office:files", season.id, plan.id)
    name = file_name(file, shelf.name(plan), season.name)
    if kind in WITH_NAMES:
        of = named_in(plan)
        note_readings(by=member.user, organisation_id=season.organisation_id, what=Seeing.PLAN_FILE, of=of,
                      now=timezone.now(), why=name)  # fmt: skip
    answer = HttpResponse(bytes(file.content or b""), content_type=file_type(file))
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _check_names(kind: str) -> None:
    """A reader gets the files without names of crew."""
    if hidden.are_hidden() and kind in WITH_NAMES:
        raise PermissionDenied


def _own(shelf: Shelf, plan_id: int) -> Plan:
    if plan := shelf.find(plan_id):
        return plan
    raise Http404
