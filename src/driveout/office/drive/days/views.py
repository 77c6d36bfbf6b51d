"""The days of a season: read them, and change one café. One domain call a view."""

from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from driveout.core.words import Nonsense, TwoWays, minute_of_day
from driveout.office import say
from driveout.office.doors import for_planners, of_own_season
from driveout.office.drive.calls.said import tell
from driveout.office.drive.days import planner, words
from driveout.office.drive.days.one import day_page
from driveout.office.drive.days.week import week_page
from driveout.office.forms.old_pages import is_old
from driveout.office.me import me
from driveout.records.drive.days import breaking, queries
from driveout.records.drive.days.room import strain_of
from driveout.records.drive.models import Occurrence
from driveout.records.plan.models import Season
from driveout.records.team.models import Member
from driveout.records.team.rules import may_change


@require_GET
@of_own_season
def days(request: HttpRequest, member: Member, season: Season) -> HttpResponse:
    """A week with its sums."""
    asked = _date(request.GET.get("dag", ""))
    page = week_page(season, member, asked, request.GET.get("hub", ""), timezone.now())
    return _show(request, member, "week", page)


@require_GET
@of_own_season
def day(request: HttpRequest, member: Member, season: Season, day: date) -> HttpResponse:
    """One day."""
    page = day_page(season, member, day, request.GET.get("hub", ""), timezone.now())
    if any(trip["breaks"] for trip in page["trips"]):
        planner.fetch()
    return _show(request, member, "day", {**page, "something_broke": "galt" in request.GET})


@require_POST
@for_planners
def make(request: HttpRequest, member: Member, season: Season) -> HttpResponse:
    """Asked for by a page from before publishing and dates were one act: nothing is done, and all of it is shown."""
    messages.warning(request, is_old())
    plan = queries.approved_plan(season.pk)
    return redirect("office:hold_plan", season.pk, plan.pk) if plan else redirect("office:plans", season.pk)


@require_POST
@of_own_season
def cancel(request: HttpRequest, member: Member, season: Season, day: date, cafe_id: int) -> HttpResponse:
    """Cancel one café; `open`: yes, though it has begun."""
    done, yes = _("Aflyst."), {"though_open": request.POST.get("open") == "1"}
    return _change(request, member, season, cafe_id, breaking.cancel, done, lambda r: {**_why(r), **yes})


@require_POST
@of_own_season
def later(request: HttpRequest, member: Member, season: Season, day: date, cafe_id: int) -> HttpResponse:
    """Hold one café later, and say what that asks of others."""
    done = _("Caféen åbner senere.")
    return _change(
        request, member, season, cafe_id, breaking.hold_later, done, lambda r: {**_why(r), **_starts(r)},
        asks=lambda cafe: words.strain(strain_of(cafe)),
    )  # fmt: skip


@require_POST
@of_own_season
def back(request: HttpRequest, member: Member, season: Season, day: date, cafe_id: int) -> HttpResponse:
    """Hold it after all, when it was promised."""
    done = _("Caféen holder igen, som den var lovet.")
    return _change(request, member, season, cafe_id, breaking.take_back, done, lambda r: {})


def _change(
    request: HttpRequest, member: Member, season: Season, cafe_id: int, act: Callable[..., Occurrence], done: str,
    typed: Callable[[HttpRequest], dict[str, Any]], asks: Callable[[Occurrence], list[str]] | None = None,
) -> HttpResponse:  # fmt: skip
    """Do it, or say why not; then back to the day. `asks`: what somebody has to look at now that it is done."""
    cafe = cafe_here(member, season, cafe_id)
    try:
        row = act(occurrence_id=cafe.pk, by=member.user, now=timezone.now(), **typed(request))
    except TwoWays as doubt:
        messages.error(request, say.two_ways(doubt) + " " + _("Intet er ændret."))
    except Nonsense:
        messages.error(request, _("Skriv et klokkeslæt, for eksempel 10.30. Intet er ændret."))
    except tuple(words.REFUSALS) as refused:
        messages.error(request, words.refusal(refused))
    else:
        tell(request, season, member, done=done, deed=f"cafe {row.pk} ")
        for text in asks(row) if asks else ():
            messages.warning(request, text)
    return redirect(f"{reverse('office:day', args=(season.pk, cafe.date))}?hub={_hub(request)}#c{cafe.pk}")


def cafe_here(member: Member, season: Season, cafe_id: int) -> Occurrence:
    """The season's own café, if this person acts there. Another's does not exist."""
    cafe = Occurrence.objects.filter(season=season, pk=cafe_id).first()
    if cafe is None:
        raise Http404
    if not may_change(member, [cafe.hub_key]):
        raise PermissionDenied
    return cafe


def _why(request: HttpRequest) -> dict[str, Any]:
    return {"why": request.POST.get("why", "")}


def _starts(request: HttpRequest) -> dict[str, Any]:
    """Nonsense when it is no time of day."""
    return {"starts": minute_of_day(request.POST.get("starts", ""))}


def _hub(request: HttpRequest) -> str:
    return quote(request.POST.get("hub", ""))


def _date(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def _show(request: HttpRequest, member: Member, page: str, values: dict[str, Any]) -> HttpResponse:
    return render(request, f"office/days/{page}.html", {**values, "me": me(member)})
