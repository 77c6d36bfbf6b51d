"""Goods: the list, a form for each, in and out of use. All look, the coordinator changes."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from driveout.office.doors import for_office
from driveout.office.drive.stock import said
from driveout.office.drive.stock.goods import first, good_page, goods_page, typed
from driveout.records.drive.models import Good
from driveout.records.drive.stock import catalogue, queries
from driveout.records.drive.stock.rules import NameTaken, StillThere, may_keep_goods
from driveout.records.team.models import Member


@require_GET
@for_office
def goods(request: HttpRequest, member: Member) -> HttpResponse:
    """All of them."""
    return render(request, "office/stock/goods.html", goods_page(member))


@require_http_methods(["GET", "HEAD", "POST"])
@for_office
def new(request: HttpRequest, member: Member) -> HttpResponse:
    """One more."""
    return _form(request, member, None)


@require_http_methods(["GET", "HEAD", "POST"])
@for_office
def good(request: HttpRequest, member: Member, good_id: int) -> HttpResponse:
    """One of them."""
    return _form(request, member, _own(member, good_id))


def _form(request: HttpRequest, member: Member, row: Good | None) -> HttpResponse:
    if not may_keep_goods(member):
        raise PermissionDenied
    filled = typed(request.POST) if request.method == "POST" else first(row)
    if request.method == "POST":
        values = filled.read()
        if not filled.faults:
            try:
                saved = catalogue.save_good(
                    organisation=member.organisation, good=row, values=values, by=member.user, now=timezone.now()
                )
            except NameTaken:
                filled.faults["name"] = _("%(name)s er der allerede. Vælg et andet navn.") % {"name": values["name"]}
            else:
                messages.success(request, _("%(name)s er gemt.") % {"name": saved.name})
                return redirect("office:goods")
    page = good_page(member, row, filled)
    return render(request, "office/stock/good.html", page, status=422 if filled.faults else 200)


@require_POST
@for_office
def use(request: HttpRequest, member: Member, good_id: int) -> HttpResponse:
    """Out of use, or back into it."""
    row = _own(member, good_id)
    if not may_keep_goods(member):
        raise PermissionDenied
    now = timezone.now()
    try:
        if request.POST.get("again"):
            catalogue.use_good_again(good=row, by=member.user, now=now)
            messages.success(request, _("%(name)s er i brug igen.") % {"name": row.name})
        else:
            catalogue.end_good(good=row, by=member.user, now=now)
            messages.success(request, _("%(name)s er ude af brug. Historikken bliver.") % {"name": row.name})
    except StillThere as refused:
        told = _("Der er stadig %(n)s af dem i lagrene. Giv dem ud, eller afskriv dem først. Intet er ændret.")
        messages.error(request, told % {"n": said.amount(refused.have)})
    return redirect("office:goods")


def _own(member: Member, good_id: int) -> Good:
    row = queries.good_here(member.organisation_id, good_id)
    if row is None:
        raise Http404
    return row
