"""Hand a list of help in as a file, and read what became of it."""

from pathlib import PurePath

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from driveout.office import say
from driveout.office.bridge.directory.doors import for_helpers
from driveout.office.bridge.directory.page import frame
from driveout.records.bridge.directory.models import HelpUpload
from driveout.records.bridge.directory.rules import may_write_help
from driveout.records.bridge.directory.uploads import MOST_BYTES, TAKEN_IN, hand_in_help, help_uploads
from driveout.records.team.models import Member

MOST_ROWS = 100


@require_http_methods(["GET", "HEAD", "POST"])
@for_helpers
def lists(request: HttpRequest, member: Member) -> HttpResponse:
    """The last lists, and the form for one more."""
    if not may_write_help(member):
        raise PermissionDenied
    fault = _hand_in(request, member) if request.method == "POST" else ""
    if request.method == "POST" and not fault:
        return redirect("office:help_lists")
    shown = [_shown(one) for one in help_uploads(member.organisation_id)]
    page = {**frame(member), "uploads": shown, "fault": fault, "waits": any(one["waits"] for one in shown)}
    return render(request, "office/directory/lists.html", page, status=422 if fault else 200)


def _hand_in(request: HttpRequest, member: Member) -> str:
    """The sentence that says what is wrong with the file; empty when it is handed in."""
    file = request.FILES.get("file")
    if file is None or isinstance(file, list):
        return _("Vælg en fil først.")
    name = PurePath(file.name or "").name.replace("\0", "")
    if PurePath(name).suffix.lower() not in TAKEN_IN:
        return _("%(name)s kan ikke læses. Vælg et regneark (.xlsx), en tabel (.csv) eller HSDS (.json).") % {
            "name": name
        }
    if (file.size or 0) > MOST_BYTES:
        return _("Filen er for stor. Den må højst fylde 20 MB.")
    content = file.read()
    partial = bool(request.POST.get("partial"))
    hand_in_help(
        name=name, content=content, organisation=member.organisation, partial=partial, by=member.user,
        now=timezone.now(),
    )  # fmt: skip
    messages.success(request, _("%(name)s er modtaget og bliver læst nu.") % {"name": name})
    return ""


def _shown(one: HelpUpload) -> dict[str, object]:
    report = one.report or {}
    told = report.get("da" if get_language() == "da" else "en", {})
    refused, warnings = told.get("refused", []), told.get("warnings", [])
    return {
        "name": one.name, "at": say.moment(one.at), "waits": one.read_at is None, "broken": bool(report.get("broken")),
        "written": bool(report.get("written")), "taken": len(told.get("taken", [])),
        "unchanged": len(told.get("unchanged", [])), "refused": refused[:MOST_ROWS], "warnings": warnings[:MOST_ROWS],
        "n_refused": len({row["item"] for row in refused}), "n_warnings": len(warnings),
    }  # fmt: skip
