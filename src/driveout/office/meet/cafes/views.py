"""The cafés of a week. One domain call."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_GET

from driveout.office.doors import of_own_season
from driveout.office.me import me
from driveout.office.meet.cafes.week import cafes_page
from driveout.records.plan.models import Season
from driveout.records.team.models import Member


@require_GET
@of_own_season
def cafes(request: HttpRequest, member: Member, season: Season) -> HttpResponse:
    """One after another: held, open, to come, called off."""
    page = cafes_page(season, member, _date(request.GET.get("dag", "")), request.GET.get("hub", ""), timezone.now())
    return render(request, "office/cafes/week.html", {**page, "me": me(member)})


def _date(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None
