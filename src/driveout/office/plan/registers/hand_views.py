"""A new season by hand: name, dates and money first; then hubs and stops on the map."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from driveout.office.doors import for_coordinators
from driveout.office.forms import kinds
from driveout.office.forms.forms import Field, Filled, Group, opened, sent
from driveout.office.me import me
from driveout.records.plan.registers.beginning import begin_season
from driveout.records.plan.rules import OtherContent
from driveout.records.team.models import Member


def form() -> list[Group]:
    """What a season needs before there is anything in it."""
    money = kinds.decimal(0, 1e9, thousands=True, optional=True)
    return [
        Group(
            "",
            (
                Field("name", _("Sæsonens navn"), kinds.text(required=True), _("For eksempel Forår 2027.")),
                Field("first_day", _("Første dag"), kinds.day_of_year(), _("Skriv 24-8-2026. Tomt: ingen kalender.")),
                Field("weeks", _("Varighed, uger"), kinds.whole(1, 104)),
                Field("budget_kr_a_week", _("Budget, kr. om ugen"), money, _("For alle ture. Tomt: ingen grænse.")),
            ),
        )
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@for_coordinators
def by_hand(request: HttpRequest, member: Member) -> HttpResponse:
    """The form, and the empty season it makes."""
    if request.method != "POST":
        blank = {"name": "", "first_day": None, "weeks": 13, "budget_kr_a_week": None}
        return _show(request, member, opened(form(), blank))
    filled = sent(form(), request.POST)
    values = filled.read()
    if filled.faults:
        return _show(request, member, filled, status=422)
    first = values.pop("first_day")
    try:
        season = begin_season(
            **values, first_day=date.fromisoformat(first) if first else None, organisation=member.organisation,
            by=member.user, now=timezone.now(),
        )  # fmt: skip
    except OtherContent:
        filled.faults["name"] = _("%(name)s er der allerede. Vælg et andet navn.") % {"name": values["name"]}
        return _show(request, member, filled, status=422)
    return redirect("office:registers", season.pk)


def _show(request: HttpRequest, member: Member, filled: Filled, *, status: int = 200) -> HttpResponse:
    page = {"form": filled.shown(), "me": me(member), "may": True}
    return render(request, "office/registers/by_hand.html", page, status=status)
