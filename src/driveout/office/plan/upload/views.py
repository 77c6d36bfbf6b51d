"""A new season from a file: hand it in, wait while the worker reads it, and see the season or every fault."""

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect

from driveout.look.request import Request
from driveout.office.doors import for_coordinators
from driveout.office.me import me
from driveout.office.plan.upload.handler import AtMost
from driveout.office.plan.upload.incoming import FORM, MOST_MB, doubt, over_since, upload_page
from driveout.records.plan.files import uploads
from driveout.records.plan.models import Upload
from driveout.records.team.models import Member

AROUND = 64 * 1024  # bytes that a form may take besides the file in it


@csrf_exempt  # only until the limit is in place: reading the token reads the file too, and _new asks for the token
@require_http_methods(["GET", "HEAD", "POST"])
@for_coordinators
def new(request: HttpRequest, member: Member) -> HttpResponse:
    """The form, and what is handed in with it. Nothing is read before the door, and nothing larger is ever kept."""
    if _announced(request) > uploads.MOST_BYTES + AROUND:
        uploads.refuse(
            name="?", organisation=member.organisation, by=member.user, now=timezone.now(), why="announced too large"
        )
        return _form(request, member, trouble=_too_large(), status=413)
    limit = AtMost(uploads.MOST_BYTES)
    request.upload_handlers.insert(0, limit)
    return _new(request, member, limit)


def _announced(request: HttpRequest) -> int:
    """How many bytes the browser says it will send. Nothing of them is read yet."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isascii() and length.isdecimal() else 0


@csrf_protect
def _new(request: HttpRequest, member: Member, limit: AtMost) -> HttpResponse:
    if request.method != "POST":
        return _form(request, member)
    file = _looked_at(request.FILES.get("file"), limit)
    if isinstance(file, tuple):
        name, said = file
        if name:
            uploads.refuse(
                name=name, organisation=member.organisation, by=member.user, now=timezone.now(), why=said["kind"]
            )
        return _form(request, member, trouble=said["text"])
    upload = uploads.hand_in(
        name=file.name or "",
        content=file.read(),
        organisation=member.organisation,
        by=member.user,
        now=timezone.now(),
    )
    return redirect("office:upload", upload.id)


def _looked_at(file: UploadedFile[bytes] | None, limit: AtMost) -> UploadedFile[bytes] | tuple[str, dict[str, str]]:
    """The file when it is taken, else its name and why it is not."""
    if limit.refused:
        return limit.file_name or "?", {"kind": "too large", "text": _too_large()}
    if file is None:
        return "", {"kind": "none", "text": _("Du har ikke valgt en fil. Vælg den, og prøv igen.")}
    if not file.size:
        return file.name or "?", {"kind": "empty", "text": _("Filen er tom. Vælg en anden, og prøv igen.")}
    if not (file.name or "").lower().endswith(uploads.TAKEN_IN):
        text = _("Filen er ikke et regneark (.xlsx) eller en zippet mappe (.zip). Gem den som .xlsx, og prøv igen.")
        return file.name or "?", {"kind": "wrong kind", "text": text}
    return file


def _too_large() -> str:
    text = _("Filen er for stor. Den må højst fylde %(most)s MB. Intet er hentet ind, og filen er ikke gemt.")
    return text % {"most": MOST_MB}


def _form(request: HttpRequest, member: Member, trouble: str = "", status: int = 422) -> HttpResponse:
    page = {"me": me(member), "trouble": trouble, **FORM}
    return render(request, "office/upload/new.html", page, status=status if trouble else 200)


@require_GET
@for_coordinators
def upload(request: Request, member: Member, upload_id: int) -> HttpResponse:
    """Wait, then on to the season, or everything that is wrong with the file, or with the season."""
    now = timezone.localtime()
    found = uploads.seen_by(member.organisation_id, upload_id)
    if found is None:
        raise Http404
    if found.state == Upload.State.WAITS and uploads.bury_lost(now=now):
        found.refresh_from_db(fields=["state"])
    doubts = doubt(found, now.date()) if found.state == Upload.State.DONE else None
    if found.state == Upload.State.DONE and found.season_id and not doubts:
        return _to_season(request, found)
    part = request.htmx and request.htmx.target == "fil"
    page = {**upload_page(found), "doubt": doubts, "me": me(member)}
    return render(request, "office/upload/_upload.html" if part else "office/upload/upload.html", page)


@require_POST
@for_coordinators
def take_names(request: HttpRequest, member: Member, upload_id: int) -> HttpResponse:
    """Each that shares a name is called what was shown, and the same file is read again."""
    if uploads.seen_by(member.organisation_id, upload_id) is None:
        raise Http404
    now = timezone.now()
    uploads.drop_old_files(now=now)
    uploads.take_names(upload_id=upload_id, by=member.user, now=now)
    return redirect("office:upload", upload_id)


def _to_season(request: Request, found: Upload) -> HttpResponse:
    if uploads.was_there_already(found):
        text = _("Sæsonen %(season)s var her i forvejen, og filen siger det samme. Intet er ændret.")
    else:
        text = _("Sæsonen %(season)s er hentet ind. Filen er slettet igen.")
    messages.success(request, text % {"season": found.season_name})
    if ended := over_since(found, timezone.localdate()):
        text = _("Sæsonen sluttede %(day)s.") % {"day": ended}
        messages.warning(request, text)
    for note in upload_page(found)["notes"]:
        messages.info(request, note)
    to = reverse("office:season", args=[found.season_id])
    return HttpResponseClientRedirect(to) if request.htmx else redirect(to)
