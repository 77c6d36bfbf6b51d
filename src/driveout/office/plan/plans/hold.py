"""A plan holds for everybody from a date: what that does to whom, before it is done, and one button for all of it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from driveout.core.drive.from_when import is_too_soon, needs_yes
from driveout.office import hidden, say
from driveout.office.doors import for_planners
from driveout.office.me import me
from driveout.office.plan.plans.dates import said
from driveout.office.plan.plans.shelf import Shelf, gather, heading
from driveout.records.drive.days import making, together
from driveout.records.drive.days.made_of import Hour, OnePerson, OnePlace
from driveout.records.plan.models import Plan, Season
from driveout.records.plan.rules import BindsNobody
from driveout.records.team.models import Member

MOST = 400  # places or people shown
REFUSED = (making.NoDates, making.NotApproved, BindsNobody)


@require_http_methods(["GET", "HEAD", "POST"])
@for_planners
def hold_plan(request: HttpRequest, member: Member, season: Season, plan_id: int) -> HttpResponse:
    """What it would do; posted: do it, if it still does what was shown."""
    shelf = gather(season)
    plan = shelf.find(plan_id)
    if plan is None:
        raise Http404
    first = _date(request.POST.get("fra", "") or request.GET.get("fra", ""))
    if request.method == "POST" and first and (done := _done(request, member, season, plan, first)):
        return done
    return _show(request, member, shelf, plan, first)


def _done(request: HttpRequest, member: Member, season: Season, plan: Plan, first: date) -> HttpResponse | None:
    """The way on when it is done; None when it was not, with why as a message."""
    values = {"yes": request.POST.get("ja") == "1", "shown": request.POST.get("vist", "-") or "-"}
    try:
        made = together.hold_plan(
            plan_id=plan.pk, first=first, by=member.user, now=timezone.now(), today=timezone.localdate(), **values
        )
    except together.NotAsShown:
        messages.error(request, _("Imens er noget ændret. Her ser du, hvad der sker nu. Intet er gjort."))
    except together.TooSoon:
        messages.error(request, _("Så tæt på ændrer en plan intet. Intet er gjort."))
    except together.NeedsYes:
        messages.error(request, _("Sæt et kryds ved, at det må være før om 14 dage. Intet er gjort."))
    except REFUSED as refused:
        messages.error(request, _why_not(refused))
    else:
        messages.success(request, _("Planen gælder nu for gæster, hold og telefoner. %(made)s") % {"made": said(made)})
        return redirect("office:plan", season.pk, plan.pk)
    return None


def _show(request: HttpRequest, member: Member, shelf: Shelf, plan: Plan, first: date | None) -> HttpResponse:
    page: dict[str, Any] = {
        "season": heading(shelf.season),
        "plan": {"id": plan.pk, "name": shelf.name(plan)},
        "me": me(member),
    }
    try:
        found = together.preview(
            plan_id=plan.pk, first=first, by=member.user, now=timezone.now(), today=timezone.localdate()
        )
    except REFUSED as refused:
        page |= {"why_not": _why_not(refused), "way_on": _way_on(refused, shelf.season, plan)}
        return render(request, "office/plans/hold.html", page, status=409)
    return render(request, "office/plans/hold.html", {**page, **_said_of(found, timezone.localdate())})


def _said_of(found: together.Preview, today: date) -> dict[str, Any]:
    """Plain values of a preview."""
    effect, too_soon = found.effect, not found.is_new and is_too_soon(found.first, today)
    new, gone, other = (tuple(filter(None, part)) for part in zip(*map(_sorted, effect.places), strict=True)) if (
        effect.places
    ) else ((), (), ())  # fmt: skip
    return {
        "first": found.first.isoformat(),
        "first_said": say.date_long(found.first),
        "usual": say.date_long(found.usual),
        "is_new": found.is_new,
        "too_soon": too_soon,
        "asks": not found.is_new and not too_soon and needs_yes(found.first, today),
        "mark": effect.mark,
        "parts": [
            {"title": title, "kind": kind, "icon": icon, "rows": [_place(one) for one in part[:MOST]]}
            for title, kind, icon, part in (
                (_n(ngettext("%(n)s nyt sted", "%(n)s nye steder", len(new)), new), "ok", "plus", new),
                (_n(ngettext("%(n)s sted får en anden uge", "%(n)s steder får en anden uge", len(other)), other),
                 "warn", "clock", other),
                (_n(ngettext("%(n)s sted holder ikke mere", "%(n)s steder holder ikke mere", len(gone)), gone),
                 "bad", "calendar-x", gone),
            )
            if part
        ],
        "people": [_person(one) for one in effect.people[:MOST]] if not hidden.are_hidden() else [],
        "people_said": _n(ngettext("%(n)s på holdet får andre vagter", "%(n)s på holdet får andre vagter",
                                   len(effect.people)), effect.people),
        "told": ngettext("%(n)s får besked nu. Resten ser det på deres egen side eller skal have det at vide.",
                         "%(n)s får besked nu. Resten ser det på deres egen side eller skal have det at vide.",
                         effect.told) % {"n": say.number(effect.told)},
        "both": [
            _("%(name)s står to steder på samme tid %(day)s: %(a)s og %(b)s.") % {
                "name": one.name, "day": say.date_short(one.first.shift.date),
                "a": one.first.shift.place or one.first.shift.hub_name,
                "b": one.second.shift.place or one.second.shift.hub_name,
            }
            for one in effect.both[:MOST]
        ] if not hidden.are_hidden() else [],
        "public": effect.public,
        "nothing": not effect.places and not effect.people and not effect.public,
    }  # fmt: skip


def _sorted(one: OnePlace) -> tuple[OnePlace | None, OnePlace | None, OnePlace | None]:
    """As new, gone or another."""
    return (one, None, None) if not one.was else (None, one, None) if not one.now else (None, None, one)


def _place(one: OnePlace) -> dict[str, Any]:
    return {"name": one.name, "was": _week(one.was), "now": _week(one.now), "first": say.date_short(one.first)}


def _week(hours: Sequence[tuple[Hour, int]]) -> list[str]:
    """“tirsdag kl. 10–11.30 (12 datoer)”."""
    return [
        ngettext("%(day)s kl. %(time)s (%(n)s dato)", "%(day)s kl. %(time)s (%(n)s datoer)", n)
        % {"day": say.day(day), "time": say.span(starts, minutes), "n": say.number(n)}
        for (day, starts, minutes, _venue), n in hours
    ]


def _person(one: OnePerson) -> dict[str, Any]:
    said = (
        (one.on, ngettext("%(n)s ny vagt", "%(n)s nye vagter", one.on)),
        (one.moved, ngettext("%(n)s på et andet klokkeslæt", "%(n)s på et andet klokkeslæt", one.moved)),
        (one.off, ngettext("%(n)s vagt mindre", "%(n)s vagter mindre", one.off)),
    )
    what = [text % {"n": say.number(n)} for n, text in said if n]
    return {"name": one.name, "hub": one.hub, "what": what, "first": say.date_short(one.first)}


def _n(text: str, those: Sequence[object]) -> str:
    return text % {"n": say.number(len(those))}


def _why_not(refused: Exception) -> str:
    if isinstance(refused, making.NoDates):
        return _("Sæsonen har ingen første dag. Skriv den under Registre. Intet er ændret.")
    if isinstance(refused, making.NotApproved):
        return _("Kun en godkendt plan kan sættes på datoer. Godkend den først. Intet er ændret.")
    return _("Her bliver intet bestemt: det er et scenarie, eller det er lagt til side.")


def _way_on(refused: Exception, season: Season, plan: Plan) -> dict[str, str]:
    if isinstance(refused, making.NoDates):
        href = reverse("office:row", args=(season.pk, "season", season.pk))
        return {"href": href, "word": _("Skriv første dag")}
    return {"href": reverse("office:plan", args=(season.pk, plan.pk)), "word": _("Gå til planen")}


def _date(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None
