"""One shift: ask, put on, take off, say who did not come, and how many are needed. One domain call a view."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from driveout.look.crew import what
from driveout.office import to_ring
from driveout.office.doors import of_own_season
from driveout.office.drive.crew.one import one_shift
from driveout.office.drive.crew.views import show
from driveout.records.drive.crew import afterwards, gaps, own, signing
from driveout.records.drive.crew.by_hand import deed_of
from driveout.records.drive.crew.rules import CannotTake, HasEnded, IsOver, NotADay, NotKnown, NotYet, NotYours, leads
from driveout.records.drive.models import Shift, Signup
from driveout.records.plan.models import Season
from driveout.records.team.models import Member
from driveout.records.team.queries import member_here

Act = Callable[[], Any]


@require_GET
@of_own_season
def shift(request: HttpRequest, member: Member, season: Season, shift_id: int) -> HttpResponse:
    """One of them."""
    row = _shift(season, shift_id)
    return show(request, member, "one", one_shift(season, row, member, timezone.now()))


@require_POST
@of_own_season
def ask(request: HttpRequest, member: Member, season: Season, shift_id: int) -> HttpResponse:
    """Write a message to somebody."""
    row = _led(season, shift_id, member)
    other = _member(request, member)
    act = partial(gaps.ask, shift_id=row.pk, member=other, by=member, now=timezone.now())
    return _do(request, season, row, act, _("%(name)s er spurgt.") % {"name": other.user.first_name})


@require_POST
@of_own_season
def put_on(request: HttpRequest, member: Member, season: Season, shift_id: int) -> HttpResponse:
    """Put somebody on: who signs in here, or a name of the register."""
    row, name = _led(season, shift_id, member), request.POST.get("name", "")[:120]
    person = request.POST.get("person", "")[:120]
    now = timezone.now()
    if request.POST.get("member", "0") != "0":
        other = _member(request, member)
        name = other.user.first_name
        act: Act = partial(signing.sign_up, shift_id=row.pk, member=other, by=member, now=now)
    else:
        act = partial(signing.put_on_of_register, shift_id=row.pk, person=person, by=member, now=now)
    return _do(request, season, row, act, _("%(name)s er sat på vagten.") % {"name": name}, member)


@require_POST
@of_own_season
def take_off(request: HttpRequest, member: Member, season: Season, signup_id: int) -> HttpResponse:
    """Take somebody off before it begins."""
    found = _signup(season, signup_id)
    why = request.POST.get("why", "")
    act = partial(signing.withdraw, signup_id=found.pk, by=member, now=timezone.now(), why=why)
    return _do(request, season, found.shift, act, _("%(name)s er taget af vagten.") % {"name": found.name}, member)


@require_POST
@of_own_season
def no_show(request: HttpRequest, member: Member, season: Season, signup_id: int) -> HttpResponse:
    """Say that somebody did not come; or that they did after all."""
    found, now = _signup(season, signup_id), timezone.now()
    if request.POST.get("back"):
        act: Act = partial(afterwards.take_no_show_back, signup_id=found.pk, by=member, now=now)
        done = _("Rettet. %(name)s var der.") % {"name": found.name}
    else:
        why = request.POST.get("why", "")
        act = partial(afterwards.say_no_show, signup_id=found.pk, by=member, now=now, why=why)
        done = _("Skrevet ned: %(name)s kom ikke.") % {"name": found.name}
    return _do(request, season, found.shift, act, done)


@require_POST
@of_own_season
def hours(request: HttpRequest, member: Member, season: Season, signup_id: int) -> HttpResponse:
    """How long it really took somebody."""
    found, typed = _signup(season, signup_id), request.POST.get("minutes", "")
    planned = signing.one_word(found.shift)
    extra = int(typed) - (planned.ends - planned.starts) if typed.isdecimal() and len(typed) < 5 else 10**6
    now = timezone.now()
    act = partial(afterwards.correct_hours, signup_id=found.pk, extra_minutes=extra, by=member, now=now)
    return _do(request, season, found.shift, act, _("Tiden er rettet."))


@require_POST
@of_own_season
def need(request: HttpRequest, member: Member, season: Season, shift_id: int) -> HttpResponse:
    """How many it takes."""
    row = _shift(season, shift_id)
    act = partial(afterwards.change_need, shift_id=row.pk, needed=_number(request), by=member, now=timezone.now())
    return _do(request, season, row, act, _("Ændret."))


@require_POST
@of_own_season
def driver(request: HttpRequest, member: Member, season: Season, shift_id: int) -> HttpResponse:
    """Whether the trip needs somebody to drive beside the employee."""
    row = _shift(season, shift_id)
    act = partial(afterwards.need_driver, trip_id=row.trip_id, needed=_number(request), by=member, now=timezone.now())
    return _do(request, season, row, act, _("Ændret. Chaufførens vagt står i ugen."))


def _do(
    request: HttpRequest, season: Season, row: Shift, act: Act, done: str, by: Member | None = None
) -> HttpResponse:
    """Do it and go back to the shift, which says what happened and what holds. Somebody else's hub: 403.

    `by`: who did it, where it is told to one person: whether nothing reaches them but a call is said.
    """
    try:
        one = act()
    except NotYours:
        raise PermissionDenied from None
    except NotKnown:
        raise Http404 from None
    except CannotTake as refused:
        said = " ".join(what(one, signing.one_word(row)) for one in refused.hindrances)
        messages.error(request, _("Det kan ikke lade sig gøre. %(why)s Intet er ændret.") % {"why": said})
    except HasEnded:
        messages.error(request, _("Det er ændret imens. Her ser du, hvad der gælder nu."))
    except IsOver:
        messages.error(request, _("Vagten er forbi. Skriv i stedet, om nogen ikke kom, eller ret tiden."))
    except NotYet:
        messages.error(request, _("Vagten er ikke begyndt endnu. Intet er ændret."))
    except NotADay:
        messages.error(request, _("Tallet er for stort eller mangler. Intet er ændret."))
    else:
        left = to_ring.who_is_left(season.pk, by, deed_of(one))[1] if by else []
        if left:
            messages.warning(request, f"{done} {to_ring.said(left)}")
        else:
            messages.success(request, done)
    return redirect("office:crew_shift", season.pk, row.pk)


def _shift(season: Season, shift_id: int) -> Shift:
    row = own.shift_here(season.organisation_id, shift_id)
    if row is None or row.trip.season_id != season.pk:
        raise Http404
    return row


def _led(season: Season, shift_id: int, member: Member) -> Shift:
    """One that the member may staff."""
    row = _shift(season, shift_id)
    if not leads(member, row.trip.hub_key):
        raise PermissionDenied
    return row


def _signup(season: Season, signup_id: int) -> Signup:
    row = own.signup_here(season.organisation_id, signup_id)
    if row is None or row.shift.trip.season_id != season.pk:
        raise Http404
    return row


def _member(request: HttpRequest, member: Member) -> Member:
    typed = request.POST.get("member", "")
    found = member_here(member.organisation_id, int(typed)) if typed.isdecimal() and len(typed) < 12 else None
    if found is None:
        raise Http404
    return found


def _number(request: HttpRequest) -> int:
    typed = request.POST.get("needed", "")
    return int(typed) if typed.isdecimal() and len(typed) < 3 else -1
