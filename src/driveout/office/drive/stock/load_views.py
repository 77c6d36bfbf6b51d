"""Load lists: what each trip brings along, where it calls on the way, and putting it all into the van."""

from math import ceil

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from driveout.look.language import marked
from driveout.office import say
from driveout.office.drive.stock import said
from driveout.office.drive.stock.doors import for_packers, of_own_trip
from driveout.office.drive.stock.packing import load_page, loads_page, pick_ups_page, read_pick_ups, today_or_never
from driveout.records.drive.models import Trip
from driveout.records.drive.stock.loading import load_the_van
from driveout.records.drive.stock.pick_ups import set_pick_ups
from driveout.records.drive.stock.rules import TooLate, may_stock
from driveout.records.team.models import Member


@require_GET
@for_packers
def loads(request: HttpRequest, member: Member) -> HttpResponse:
    """The week's trips."""
    return render(request, "office/stock/loads.html", loads_page(member, request.GET, timezone.localdate()))


@require_GET
@of_own_trip
def load(request: HttpRequest, member: Member, trip: Trip) -> HttpResponse:
    """One trip's list, on screen and on paper."""
    return render(request, "office/stock/load.html", load_page(member, trip))


@require_http_methods(["GET", "HEAD", "POST"])
@of_own_trip
def pick_ups(request: HttpRequest, member: Member, trip: Trip) -> HttpResponse:
    """Where the van calls before its first café."""
    if not may_stock(member, trip.hub_key):
        raise PermissionDenied
    if request.method != "POST":
        return render(request, "office/stock/pick_ups.html", pick_ups_page(member, trip))
    wanted, rows, faults = read_pick_ups(request.POST)
    if not faults:
        try:
            set_pick_ups(trip_id=trip.pk, pick_ups=wanted, by=member.user, now=timezone.now())
        except TooLate as late:
            words = {"name": late.name, "at": say.time(late.at), "first": say.time(late.first)}
            faults = [
                _("%(name)s kl.\u00a0%(at)s: den første café åbner kl.\u00a0%(first)s. Skriv en tid før det.") % words
            ]
    if faults:
        return render(request, "office/stock/pick_ups.html", pick_ups_page(member, trip, rows, faults), status=422)
    messages.success(request, _("Gemt. Holdet ser det på telefonen og på pakkelisten."))
    return redirect("office:load", trip.pk)


@require_POST
@of_own_trip
def load_van(request: HttpRequest, member: Member, trip: Trip) -> HttpResponse:
    """Move what the list says from the store room to the van."""
    if not may_stock(member, trip.hub_key):
        raise PermissionDenied
    key = request.POST.get("key", "")[:40] or f"load-{trip.pk}"
    moved = load_the_van(trip=trip, key=key, by=member.user, now=timezone.now())
    if moved:
        told = ngettext("%(n)s ting er flyttet til %(van)s.", "%(n)s ting er flyttet til %(van)s.", ceil(moved))
        messages.success(request, told % {"n": said.amount(moved), "van": trip.van})
    else:
        messages.success(request, _("Der var ikke mere at flytte."))
    for text in today_or_never(trip, member):
        messages.warning(request, str(marked(text)))
    return redirect("office:load", trip.pk)
