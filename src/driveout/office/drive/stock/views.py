"""The stores: what is where, and the forms that change it. One domain call a view."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from driveout.look.language import marked
from driveout.office.doors import for_office
from driveout.office.drive.stock.doors import of_own_store
from driveout.office.drive.stock.moves import ACTS, Form
from driveout.office.drive.stock.shelves import (
    frame,
    head,
    history_file,
    history_page,
    stock_file,
    stock_page,
    store_page,
)
from driveout.records.drive.models import Store
from driveout.records.drive.stock.catalogue import open_stores
from driveout.records.drive.stock.queries import hubs_and_vans
from driveout.records.drive.stock.rules import may_stock
from driveout.records.plan.queries import season_now
from driveout.records.team.models import Member

CSV = "text/csv; charset=utf-8"


@require_GET
@for_office
def stock(request: HttpRequest, member: Member) -> HttpResponse:
    """What is where, in all stores one may see."""
    return render(request, "office/stock/all.html", stock_page(member, request.GET, timezone.localdate()))


@require_POST
@for_office
def open_up(request: HttpRequest, member: Member) -> HttpResponse:
    """Make the store rooms of a hub and its vans, or of every hub one may work at."""
    vans = hubs_and_vans(season_now(member.organisation_id, timezone.localdate()))
    asked = request.POST.get("hub", "")
    hubs = {hub: own for hub, own in vans.items() if may_stock(member, hub) and asked in ("", hub)}
    if not hubs and member.role == "reader":
        raise PermissionDenied
    made = open_stores(organisation=member.organisation, hubs=hubs, by=member.user, now=timezone.now())
    n = len(made)
    told = ngettext("%(n)s lager er klar.", "%(n)s lagre er klar.", n) % {"n": n}
    messages.success(request, told if n else _("Lagrene var der allerede."))
    return redirect("office:stock")


@require_GET
@of_own_store
def store(request: HttpRequest, member: Member, store: Store) -> HttpResponse:
    """One store."""
    return render(request, "office/stock/store.html", store_page(member, store, timezone.localdate()))


@require_http_methods(["GET", "HEAD", "POST"])
@of_own_store
def move(request: HttpRequest, member: Member, store: Store, act: str) -> HttpResponse:
    """Bring, move, give or write off."""
    if act not in ACTS:
        raise Http404
    form = Form(member, store, act, timezone.localdate())
    if request.method == "POST" and form.take(request.POST, now=timezone.now()):
        messages.success(request, str(marked(form.done)))
        return redirect("office:store", store.pk)
    page = {**frame(member), **head(store), **form.shown()}
    return render(request, "office/stock/move.html", page, status=422 if form.filled.faults else 200)


@require_GET
@of_own_store
def history(request: HttpRequest, member: Member, store: Store) -> HttpResponse:
    """All that happened here."""
    return render(request, "office/stock/history.html", history_page(member, store, request.GET))


@require_GET
@of_own_store
def history_csv(request: HttpRequest, member: Member, store: Store) -> HttpResponse:
    """The same as a file."""
    return _file(history_file(store), f"lager-{store.pk}-historik.csv")


@require_GET
@for_office
def stock_csv(request: HttpRequest, member: Member) -> HttpResponse:
    """What is where, as a file; readers get sums."""
    return _file(stock_file(member), "beholdning.csv")


def _file(text: str, name: str) -> HttpResponse:
    answer = HttpResponse(text.encode("utf-8-sig"), content_type=CSV)  # the mark is for Excel
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
