"""My shifts and free ones: one domain call a view. What cannot be done is shown with why and what to do."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from driveout.core.words import Shift
from driveout.field.doors import for_crew
from driveout.field.shifts.page import free_page, reason, shift_page, shifts_page, word_of
from driveout.field.who import me
from driveout.look.crew import what
from driveout.records.drive.crew import afterwards, own, signing, swaps
from driveout.records.drive.crew.reading import as_word
from driveout.records.drive.crew.rules import CannotTake, HasEnded, IsOver, NotADay, NotYet, NotYours
from driveout.records.drive.crew.seeing import shift_for
from driveout.records.drive.models import Signup
from driveout.records.team.models import Member
from driveout.records.tell.seeing import looked

Act = Callable[[], Any]


@require_GET
@for_crew
def shifts(request: HttpRequest, member: Member) -> HttpResponse:
    """Mine. Who opens it has seen what they were told of them."""
    page = shifts_page(member, timezone.now())
    looked(member=member, now=timezone.now())
    return _show(request, member, "mine", page)


@require_GET
@for_crew
def free(request: HttpRequest, member: Member) -> HttpResponse:
    """Those that lack somebody."""
    return _show(request, member, "free", free_page(member, request.GET, timezone.now()))


@require_GET
@for_crew
def shift(request: HttpRequest, member: Member, shift_id: int) -> HttpResponse:
    """One of them."""
    row = shift_for(member, shift_id, timezone.now())
    if row is None:
        raise Http404
    return _show(request, member, "shift", shift_page(row, member, timezone.now()))


@require_POST
@for_crew
def take(request: HttpRequest, member: Member, shift_id: int) -> HttpResponse:
    """Put me on it."""
    row = shift_for(member, shift_id, timezone.now())
    if row is None and member.base_id is None and own.shift_here(member.organisation_id, shift_id):
        messages.error(request, _("Vagten er ikke ledig mere. Her ser du dem, der er."))
        return redirect("field:free_shifts")
    if row is None:
        raise Http404
    try:
        signing.sign_up(shift_id=shift_id, member=member, by=member, now=timezone.now())
    except CannotTake as refused:
        page = shift_page(row, member, timezone.now())
        row.held = not page["shift"]["cancelled"]
        page["reasons"] = [reason(one, as_word(row, 0, {}), own.leader_of(member)) for one in refused.hindrances]
        page["tried"], page["cautions"] = True, []
        return _show(request, member, "shift", page, status=422)
    messages.success(request, _("Du er på vagten. Tak."))
    return redirect("field:shifts")


@require_POST
@for_crew
def give_back(request: HttpRequest, member: Member, signup_id: int) -> HttpResponse:
    """I cannot after all."""
    mine = _own(member, signup_id)
    why = request.POST.get("why", "")
    act = partial(signing.withdraw, signup_id=mine.pk, by=member, now=timezone.now(), why=why)
    return _do(request, act, _("Vagten er givet fra dig. Tak, fordi du siger det."), word_of(mine))


@require_POST
@for_crew
def swap(request: HttpRequest, member: Member, signup_id: int) -> HttpResponse:
    """Can a colleague take it?"""
    mine = _own(member, signup_id)
    typed = request.POST.get("to", "")
    to = next((one for one in own.colleagues_of(member) if str(one.pk) == typed), None)
    if to is None:
        messages.error(request, _("Vælg en kollega. Intet er ændret."))
        return redirect("field:shifts")
    done = _("%(name)s er spurgt. Vagten er din, indtil der kommer et ja.") % {"name": to.user.first_name}
    act = partial(swaps.ask_swap, signup_id=mine.pk, to=to, by=member, now=timezone.now())
    return _do(request, act, done, word_of(mine))


@require_POST
@for_crew
def answer(request: HttpRequest, member: Member, swap_id: int) -> HttpResponse:
    """Yes or no to a colleague; or I ask no more."""
    found = own.swap_here(member, swap_id)
    if found is None:
        raise Http404
    if found.to_id != member.pk:
        act: Act = partial(swaps.take_swap_back, swap_id=swap_id, by=member, now=timezone.now())
        return _do(request, act, _("Du spørger ikke mere. Vagten er stadig din."), word_of(found.signup))
    yes = request.POST.get("answer") == "ja"
    done = _("Du har taget vagten. Tak.") if yes else _("Du har svaret nej. Det er helt i orden.")
    act = partial(swaps.answer_swap, swap_id=swap_id, yes=yes, by=member, now=timezone.now())
    return _do(request, act, done, word_of(found.signup))


@require_POST
@for_crew
def hours(request: HttpRequest, member: Member, signup_id: int) -> HttpResponse:
    """How long it really took."""
    mine = _own(member, signup_id)
    typed, shift = request.POST.get("minutes", ""), word_of(mine)
    extra = int(typed) - (shift.ends - shift.starts) if typed.isdecimal() and len(typed) < 5 else 10**6
    act = partial(afterwards.correct_hours, signup_id=mine.pk, extra_minutes=extra, by=member, now=timezone.now())
    return _do(request, act, _("Tiden er rettet."), shift)


def _do(request: HttpRequest, act: Act, done: str, shift: Shift) -> HttpResponse:
    """Do it and go back to my shifts, which say what happened and what holds."""
    try:
        act()
    except CannotTake as refused:
        said = " ".join(what(one, shift) for one in refused.hindrances)
        messages.error(request, _("Det kan ikke lade sig gøre. %(why)s Intet er ændret.") % {"why": said})
    except HasEnded:
        messages.error(request, _("Det er ændret imens. Her ser du, hvad der gælder nu."))
    except IsOver:
        messages.error(request, _("Vagten er forbi, så den kan ikke ændres. Tiden kan rettes nederst."))
    except NotYet:
        messages.error(request, _("Vagten er ikke begyndt endnu. Ret tiden bagefter."))
    except NotADay:
        messages.error(request, _("Skriv et antal minutter, højst 8 timer mere end vagten. Intet er ændret."))
    except NotYours:
        messages.error(request, _("Det er ikke din vagt. Intet er ændret."))
    else:
        messages.success(request, done)
    return redirect("field:shifts")


def _own(member: Member, signup_id: int) -> Signup:
    found = own.signup_here(member.organisation_id, signup_id)
    if found is None or found.member_id != member.pk:
        raise Http404
    return found


def _show(
    request: HttpRequest, member: Member, page: str, values: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    return render(request, f"field/shifts/{page}.html", {**values, "me": me(member)}, status=status)
