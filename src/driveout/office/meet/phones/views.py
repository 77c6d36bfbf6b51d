"""The crew's phones: look, end one, choose between two values, read a file in. One domain call a view."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_POST

from driveout.office.doors import for_office
from driveout.office.me import me
from driveout.office.meet.phones.page import phones_page
from driveout.office.meet.phones.rescued import LARGEST_MB, rescued_page, why_not
from driveout.office.plan.upload.handler import AtMost
from driveout.records.meet import choosing, queries
from driveout.records.meet import phones as known
from driveout.records.meet.rescuing import LARGEST_FILE, NotARescue, import_rescue
from driveout.records.meet.rules import NotYours, StandsOtherwise, may_see_phones
from driveout.records.team.models import Member

AROUND = 64 * 1024  # bytes that a form may take besides the file in it
View = Callable[..., HttpResponse]


def for_leaders(view: View) -> View:
    """Only those who see phones: the coordinator, and hub leaders those of the own hub."""

    @for_office
    @wraps(view)
    def guarded(request: HttpRequest, member: Member, **kwargs: Any) -> HttpResponse:
        if not may_see_phones(member):
            raise PermissionDenied
        return view(request, member, **kwargs)

    return guarded


@never_cache
@require_GET
@for_leaders
def phones(request: HttpRequest, member: Member) -> HttpResponse:
    """Every phone, the longest silent first, and what needs somebody."""
    return _page(request, member)


@require_POST
@for_leaders
def end(request: HttpRequest, member: Member, phone_id: UUID) -> HttpResponse:
    """The phone is lost, or not used any more."""
    phone = queries.phones_for(member).filter(pk=phone_id).first()
    if phone is None:
        raise Http404
    known.end_phone(phone_id=phone.pk, by=member.user, now=timezone.now())
    told = {"phone": phone.name, "name": phone.member.user.first_name}
    messages.success(request, _("%(phone)s er sluttet. Telefonen sletter navne og ture, når den får net.") % told)
    return redirect("office:phones")


@require_POST
@for_leaders
def choose(request: HttpRequest, member: Member, cafe_id: int) -> HttpResponse:
    """Say which of two values holds."""
    try:
        choosing.choose(
            opening_id=cafe_id,
            field=request.POST.get("field", ""),
            chosen=request.POST.get("chosen", ""),
            seen=request.POST.getlist("seen"),
            member=member,
            now=timezone.now(),
        )
    except NotYours:
        raise Http404 from None
    except StandsOtherwise:
        messages.error(request, _("Svarene er lavet om i mellemtiden. Intet er ændret. Se dem igen herunder."))
    else:
        messages.success(request, _("Det er valgt. Begge svar står stadig i sporet."))
    return redirect("office:phones")


@csrf_exempt  # only until the limit is in place: reading the token reads the file too, and _read asks for the token
@require_POST
@for_leaders
def read_file(request: HttpRequest, member: Member) -> HttpResponse:
    """Read in what a phone could not send. Nothing is read before the door, and nothing larger is ever kept."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > LARGEST_FILE + AROUND:
        return _page(request, member, trouble=why_not("too_large"), status=413)
    limit = AtMost(LARGEST_FILE)
    request.upload_handlers.insert(0, limit)
    return _read(request, member, limit)


@csrf_protect
def _read(request: HttpRequest, member: Member, limit: AtMost) -> HttpResponse:
    file = request.FILES.get("file")
    if limit.refused or file is None:
        return _page(request, member, trouble=why_not("too_large" if limit.refused else "no_file"), status=422)
    try:
        phone, rescued = import_rescue(content=file.read(), member=member, now=timezone.now())
    except NotARescue as refused:
        return _page(request, member, trouble=why_not(refused.why), status=422)
    return render(request, "office/phones/rescued.html", {**rescued_page(phone, rescued), "me": me(member)})


def _page(request: HttpRequest, member: Member, trouble: str = "", status: int = 200) -> HttpResponse:
    page = {**phones_page(member, timezone.now()), "me": me(member), "trouble": trouble, "most": LARGEST_MB}
    return render(request, "office/phones/all.html", page, status=status)
