"""What holds for me: standing sign-ups, days away, where I like to help, and my papers. One domain call a view."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from driveout.field.doors import for_crew
from driveout.field.shifts.terms_page import papers_page, terms_page
from driveout.field.who import me
from driveout.records.drive.crew import absence, own, standing
from driveout.records.drive.crew.rules import NotADay, NotYours
from driveout.records.team.models import Member
from driveout.records.team.near import say_near


@require_GET
@for_crew
def terms(request: HttpRequest, member: Member) -> HttpResponse:
    """All of them."""
    return _show(request, member, "terms", terms_page(member, timezone.now()))


@require_GET
@for_crew
def papers(request: HttpRequest, member: Member) -> HttpResponse:
    """What was seen, by whom, until when it counts."""
    return _show(request, member, "papers", papers_page(member, timezone.now()))


@require_POST
@for_crew
def promise(request: HttpRequest, member: Member) -> HttpResponse:
    """Every week at this place on this day."""
    weekday, _bar, typed = request.POST.get("offer", "")[:24].partition("|")
    where = int(typed) if typed.isdecimal() else 0
    now = timezone.now()
    season = own.season_here(member.organisation_id, request.POST.get("season", ""))
    if season is None or weekday not in "0123456" or len(weekday) != 1 or not own.opens_there(season, member, where):
        raise Http404
    try:
        _row, n = standing.stand(
            member=member, season=season, where=where, weekday=int(weekday), by=member, now=now, today=_today()
        )
    except NotYours:
        raise Http404 from None
    done = ngettext(
        "Aftalen er lavet. Du er sat på %(n)s vagt.", "Aftalen er lavet. Du er sat på %(n)s vagter.", n
    ) % {"n": n}  # fmt: skip
    nobody = _("Aftalen er lavet. Lige nu er der ingen ledige dage, du kan tage. Vi sætter dig på, når der er.")
    messages.success(request, done if n else nobody)
    return redirect("field:terms")


@require_POST
@for_crew
def end_promise(request: HttpRequest, member: Member, standing_id: int) -> HttpResponse:
    """No more weeks by it."""
    if standing_id not in {row.pk for row in own.standings_of(member, ended=True)}:
        raise Http404
    standing.end_standing(standing_id=standing_id, by=member, now=timezone.now())
    messages.success(request, _("Aftalen er slut. De vagter, du har, er stadig dine."))
    return redirect("field:terms")


@require_POST
@for_crew
def away(request: HttpRequest, member: Member) -> HttpResponse:
    """I cannot come these days."""
    first, last = (
        _day(request.POST.get("first", "")),
        _day(request.POST.get("last", "") or request.POST.get("first", "")),
    )
    try:
        if first is None or last is None:
            raise NotADay
        _row, given_back = absence.say_absent(
            member=member, first=first, last=last, by=member, now=timezone.now(), today=_today()
        )
    except NotADay:
        told = _("Skriv den første og den sidste dag. Den sidste skal være i dag eller senere. Intet er ændret.")
        page = {**terms_page(member, timezone.now()), "trouble": told, "typed": request.POST}
        return _show(request, member, "terms", page, status=422)
    n = len(given_back)
    done = _("Det er skrevet ned.") if not n else ngettext(
        "Det er skrevet ned. %(n)s vagt er givet fra dig.", "Det er skrevet ned. %(n)s vagter er givet fra dig.", n
    ) % {"n": n}  # fmt: skip
    messages.success(request, done)
    return redirect("field:terms")


@require_POST
@for_crew
def back(request: HttpRequest, member: Member, absence_id: int) -> HttpResponse:
    """I can come again."""
    if absence_id not in {row.pk for row in absence.absences_of(member, date.min, ended=True)}:
        raise Http404
    absence.end_absence(absence_id=absence_id, by=member, now=timezone.now())
    messages.success(request, _("Du kan tage vagter igen. De gamle kommer ikke tilbage af sig selv."))
    return redirect("field:terms")


@require_POST
@for_crew
def near(request: HttpRequest, member: Member) -> HttpResponse:
    """Where I like to help."""
    say_near(member=member, near=request.POST.get("near", ""), by=member.user, now=timezone.now())
    messages.success(request, _("Det er gemt."))
    return redirect("field:terms" if request.POST.get("from") == "terms" else "field:free_shifts")


def _today() -> date:
    return timezone.localdate()


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed[:10])
    except ValueError:
        return None


def _show(
    request: HttpRequest, member: Member, page: str, values: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    return render(request, f"field/shifts/{page}.html", {**values, "me": me(member)}, status=status)
