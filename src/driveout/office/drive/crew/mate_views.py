"""Everybody of the crew, sign-in or not: whom to ring, papers, days away, who signs in as whom, and what is held."""

import json
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from driveout.office import numbers, say
from driveout.office.doors import of_own_season
from driveout.office.drive.crew.deeds import day_of, note_paper, unless_gone, with_row
from driveout.office.drive.crew.mates import held_page, mate_page, mates_page, may_lead
from driveout.office.drive.crew.views import show
from driveout.office.drive.reads import note
from driveout.records.drive.crew import absence, mates
from driveout.records.drive.crew.held_on import held_on_mate
from driveout.records.drive.crew.mates import Mate
from driveout.records.drive.crew.own_number import write_for
from driveout.records.drive.crew.rules import NotADay, NotYours, leads_somewhere
from driveout.records.plan.models import Season
from driveout.records.team import persons
from driveout.records.team.models import Member
from driveout.records.team.queries import member_here
from driveout.records.tell.ways import NoAddress, address_from
from driveout.records.trust.models import Seeing

Typed = dict[str, str]


@require_GET
@of_own_season
def crew(request: HttpRequest, member: Member, season: Season) -> HttpResponse:
    """Everybody, with whom to ring."""
    if not leads_somewhere(member):
        raise PermissionDenied
    return show(request, member, "mates", mates_page(season, member, request.GET, timezone.now()))


@require_GET
@of_own_season
def mate(request: HttpRequest, member: Member, season: Season, code: str) -> HttpResponse:
    """One of them."""
    return _page(request, member, season, _mate(season, member, code))


@require_POST
@of_own_season
@unless_gone
def phone(request: HttpRequest, member: Member, season: Season, code: str) -> HttpResponse:
    """Whom to ring; empty: the number is deleted. Back to the call list it was asked from."""
    one, typed = _mate(season, member, code), request.POST.get("phone", "").strip()[:40]
    try:
        number = address_from("sms", typed) if typed else ""
    except NoAddress:
        told = _("Skriv otte cifre, det første fra 2 til 9, eller et nummer med + og landekode. Intet er ændret.")
        trouble = {"phone": told}
        return _page(request, member, season, one, trouble=trouble, status=422)
    if request.POST.get("was", one.phone) != one.phone != number:
        return _page(request, member, season, one, trouble={"phone": _rewritten(one)}, status=409)
    with_row(season, one, lambda row: write_for(person=row, own=one.own, phone=number, by=member.user,
                                                now=timezone.now()))  # fmt: skip
    messages.success(request, _("Nummeret er gemt.") if number else _("Der står intet nummer."))
    back = request.POST.get("list", "")
    if back.isdecimal() and len(back) < 12:
        return redirect("office:call_list", season.pk, int(back))
    return _back(season, one)


@require_POST
@of_own_season
@unless_gone
def paper(request: HttpRequest, member: Member, season: Season, code: str) -> HttpResponse:
    """I have seen it."""
    one = _mate(season, member, code)
    done, trouble = note_paper(request, member, season, one)
    if trouble:
        return _page(request, member, season, one, trouble={"paper": trouble}, status=422)
    if done:
        messages.success(request, done)
    return _back(season, one)


@require_POST
@of_own_season
@unless_gone
def away(request: HttpRequest, member: Member, season: Season, code: str) -> HttpResponse:
    """They rang and cannot come: their shifts on those days are free again."""
    one, first = _mate(season, member, code), day_of(request, "first")
    last = day_of(request, "last") if request.POST.get("last") else first
    known: dict[str, Any] = {"by": member, "now": timezone.now(), "today": timezone.localdate()}
    try:
        if first is None or last is None:
            raise NotADay
        known |= {"first": first, "last": last}
        if one.member is not None:
            _row, free = absence.say_absent(member=one.member, **known)
        else:
            _row, free = with_row(season, one, lambda row: absence.say_person_absent(person=row, **known))
    except NotYours:
        raise PermissionDenied from None
    except NotADay:
        told = _(
            "Skriv første og sidste dag. Den sidste kan ikke ligge før den første eller før i dag. Intet er ændret."
        )
        return _page(request, member, season, one, trouble={"away": told}, status=422)
    messages.success(request, _freed(len(free)))
    return _back(season, one)


@require_POST
@of_own_season
def can_again(request: HttpRequest, member: Member, season: Season, code: str, absence_id: int) -> HttpResponse:
    """They can come after all."""
    one = _mate(season, member, code)
    if absence_id not in [row.pk for row in mates.absences_of(one, timezone.localdate())]:
        raise Http404
    absence.end_absence(absence_id=absence_id, by=member, now=timezone.now())
    messages.success(request, _("Rettet. Vagter, der blev ledige, kommer ikke tilbage af sig selv."))
    return _back(season, one)


@require_POST
@of_own_season
@unless_gone
def who(request: HttpRequest, member: Member, season: Season, code: str) -> HttpResponse:
    """Who signs in as them, or that nobody does: from then on no name decides it."""
    one, typed = _mate(season, member, code), request.POST.get("member", "")
    other = member_here(member.organisation_id, int(typed)) if typed.isdecimal() and len(typed) < 12 else None
    if not one.key or (typed and (other is None or other.hub_key not in ("", one.hub))):
        raise Http404
    try:
        with_row(season, one, lambda row: persons.say_who(person=row, member=other, by=member.user,
                                                           now=timezone.now()))  # fmt: skip
    except persons.OtherPerson:
        messages.error(request, _("Den adgang er allerede en anden på holdet. Intet er ændret."))
    else:
        messages.success(request, _("Gemt. Det gælder fra nu af, uanset navne."))
    return _back(season, one)


@require_GET
@of_own_season
def held(request: HttpRequest, member: Member, season: Season, code: str) -> HttpResponse:
    """All that is held on them, to print and hand over."""
    one = _mate(season, member, code)
    note(member, Seeing.ALL, [one])
    return show(request, member, "mate_held", held_page(season, member, one))


@require_GET
@of_own_season
def held_file(request: HttpRequest, member: Member, season: Season, code: str) -> HttpResponse:
    """The same as one file."""
    one = _mate(season, member, code)
    note(member, Seeing.FILE, [one])
    text = json.dumps(held_on_mate(season, one), ensure_ascii=False, indent=2)
    answer = HttpResponse(text, content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="det-vi-har.json"'
    return answer


def _mate(season: Season, member: Member, code: str) -> Mate:
    if not leads_somewhere(member):
        raise PermissionDenied
    found = mates.mate_by(season, code)
    if found is None:
        raise Http404
    if not may_lead(member, found):
        raise PermissionDenied
    return found


def _freed(many: int) -> str:
    if not many:
        return _("Skrevet ned. Ingen vagter blev ledige.")
    return ngettext(
        "Skrevet ned. %(n)s vagt er ledig igen.", "Skrevet ned. %(n)s vagter er ledige igen.", many
    ) % {"n": say.number(many)}  # fmt: skip


def _back(season: Season, one: Mate) -> HttpResponse:
    return redirect(reverse("office:mate", args=(season.pk, one.code)))


def _rewritten(one: Mate) -> str:
    """They, or another who leads, wrote it while the page was open; what stands there is shown above."""
    if not one.phone:
        return _("Nummeret er slettet imens. Intet er ændret. Gem igen, hvis dit skal stå.")
    told = {"number": numbers.shown(one.phone)}
    return _("Der står et andet nummer nu: %(number)s. Intet er ændret. Gem igen, hvis dit er det rigtige.") % told


def _page(
    request: HttpRequest, member: Member, season: Season, one: Mate, *, trouble: Typed | None = None, status: int = 200
) -> HttpResponse:
    page = mate_page(season, member, one, timezone.now())
    back = request.GET.get("liste", "") or request.POST.get("list", "")
    page |= {"trouble": trouble or {}, "typed": request.POST, "list": back if back.isdecimal() else ""}
    return show(request, member, "mate", page, status=status)
