"""The lists, one of them, and ticking off that somebody was rung. One domain call a view."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from driveout.office import say
from driveout.office.doors import of_own_season
from driveout.office.drive.calls.page import list_page, lists_page
from driveout.office.me import me
from driveout.office.to_ring import name_of
from driveout.records.drive.calls import reading, ringing
from driveout.records.drive.crew.rules import NotYours, leads_somewhere
from driveout.records.drive.models import Call, CallList
from driveout.records.plan.models import Season
from driveout.records.team.models import Member


@require_GET
@of_own_season
def lists(request: HttpRequest, member: Member, season: Season) -> HttpResponse:
    """What changed lately, and how many are still to be rung."""
    _check(member)
    return _show(request, member, "lists", lists_page(season, member))


@require_GET
@of_own_season
def one(request: HttpRequest, member: Member, season: Season, list_id: int) -> HttpResponse:
    """Whom it concerns, with their numbers: only for who rings them."""
    _check(member)
    row = _list(season, member, list_id)
    if not Call.objects.filter(reading.led_by(member), of_list=row).exists():
        raise PermissionDenied
    return _show(request, member, "call_list", list_page(row, season, member))


@require_POST
@of_own_season
def tick(request: HttpRequest, member: Member, season: Season, list_id: int, call_id: int) -> HttpResponse:
    """They were rung."""
    return _turn(request, member, season, (list_id, call_id), ringing.tick, _("%(who)s er krydset af."))


@require_POST
@of_own_season
def untick(request: HttpRequest, member: Member, season: Season, list_id: int, call_id: int) -> HttpResponse:
    """They were not, after all."""
    return _turn(
        request, member, season, (list_id, call_id), ringing.untick, _("Krydset ved %(who)s er taget tilbage.")
    )


def _turn(
    request: HttpRequest, member: Member, season: Season, which: tuple[int, int], act: Callable[..., Call], done: str
) -> HttpResponse:
    list_id, call_id = which
    row = _list(season, member, list_id)
    call = reading.call_here(member.organisation_id, call_id)
    if call is None or call.of_list_id != row.pk:
        raise Http404
    try:
        act(call_id=call.pk, by=member, now=timezone.now())
    except NotYours:
        raise PermissionDenied from None
    who = next(say.capital(name_of(one)) for one in reading.calls_on(row, member) if one.call.pk == call.pk)
    messages.success(request, done % {"who": who})
    return redirect(f"{reverse('office:call_list', args=(season.pk, row.pk))}#k{call.pk}")


def _list(season: Season, member: Member, list_id: int) -> CallList:
    row = reading.list_here(member.organisation_id, list_id)
    if row is None or row.season_id != season.pk:
        raise Http404
    return row


def _check(member: Member) -> None:
    """Numbers are for those who must ring."""
    if not leads_somewhere(member):
        raise PermissionDenied


def _show(request: HttpRequest, member: Member, page: str, values: dict[str, Any]) -> HttpResponse:
    known = {"me": {**me(member), "leads": True}, "page": page}
    return render(request, f"office/calls/{page}.html", {**values, **known})
