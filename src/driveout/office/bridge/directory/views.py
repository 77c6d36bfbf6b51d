"""Find help, look at one entry, say what was heard, and write one. One domain call a view."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from driveout.core.words import Heard
from driveout.office.bridge.directory import said
from driveout.office.bridge.directory.doors import for_helpers, of_own_entry
from driveout.office.bridge.directory.form import as_opened, first, form_page, typed, written
from driveout.office.bridge.directory.page import coverage_page, entry_page, find_page
from driveout.records.bridge.directory.marking import LONGEST, mark_help
from driveout.records.bridge.directory.models import HelpService
from driveout.records.bridge.directory.rules import SameEntry, may_mark_help, may_write_help
from driveout.records.bridge.directory.writing import write_help
from driveout.records.team.models import Member

MARKS = (Heard.FITS, Heard.SILENT, Heard.FULL, Heard.MOVED)


@require_safe
@for_helpers
def find(request: HttpRequest, member: Member) -> HttpResponse:
    """Help for a need, near a place, open now."""
    return render(request, "office/directory/find.html", find_page(member, request.GET, timezone.now()))


@require_safe
@for_helpers
def coverage(request: HttpRequest, member: Member) -> HttpResponse:
    """The week's hours, and those without anybody."""
    return render(request, "office/directory/coverage.html", coverage_page(member, request.GET, timezone.now()))


@require_safe
@of_own_entry
def entry(request: HttpRequest, member: Member, row: HelpService) -> HttpResponse:
    """One."""
    return render(request, "office/directory/entry.html", entry_page(member, row, timezone.now()))


@require_POST
@of_own_entry
def mark(request: HttpRequest, member: Member, row: HelpService) -> HttpResponse:
    """“I rang, and …”."""
    if not may_mark_help(member):
        raise PermissionDenied
    heard = next((one for one in MARKS if one.value == request.POST.get("heard")), None)
    note = request.POST.get("note", "").replace("\0", "").strip()
    if heard is None or len(note) > LONGEST:
        messages.error(request, _("Vælg, hvad du hørte, og skriv højst 300 tegn. Intet er ændret."))
    else:
        once = request.POST.get("once", "").replace("\0", "")
        mark_help(service=row, heard=heard, note=note, once=once, by=member.user, now=timezone.now())
        messages.success(request, _("Skrevet: %(what)s. Tak.") % {"what": said.heard(heard)})
    return redirect("office:help_entry", row.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_helpers
def new(request: HttpRequest, member: Member) -> HttpResponse:
    """One more."""
    return _form(request, member, None)


@require_http_methods(["GET", "HEAD", "POST"])
@of_own_entry
def change(request: HttpRequest, member: Member, row: HelpService) -> HttpResponse:
    """Other words for one."""
    return _form(request, member, row)


def _form(request: HttpRequest, member: Member, row: HelpService | None) -> HttpResponse:
    if not may_write_help(member):
        raise PermissionDenied
    filled = typed(row, request.POST) if request.method == "POST" else first(row)
    if request.method == "POST" and request.POST.get("act") == "more":
        filled.more_rows = 5
    elif request.method == "POST":
        values = filled.read()
        if not filled.faults:
            try:
                saved = write_help(
                    organisation=member.organisation, service=row, written=written(row, values), by=member.user,
                    now=timezone.now(), opened=as_opened(row),
                )  # fmt: skip
            except SameEntry:
                filled.faults["name"] = _("De har allerede et tilbud, der hedder det. Vælg et andet navn.")
            else:
                messages.success(request, _("%(name)s er gemt.") % {"name": saved.name})
                return redirect("office:help_entry", saved.pk)
    page = form_page(member, row, filled)
    return render(request, "office/directory/form.html", page, status=422 if filled.faults else 200)
