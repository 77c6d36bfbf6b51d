"""What every page of a season says on top: that it is a scenario, that it was set aside, or that guests and crew read
different things of it."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from driveout.look.crew import told_otherwise, what_the_office_does
from driveout.office import say
from driveout.records.drive.days.queries import approved_plan
from driveout.records.plan.agree import differs, one_that_differs
from driveout.records.plan.models import Season
from driveout.records.plan.seasons.copies import in_place_of
from driveout.records.team.models import Member
from driveout.records.team.queries import member_of
from driveout.records.team.rules import may_plan, may_see_office


def banner(season: Season, member: Member) -> dict[str, Any] | None:
    """None for a season that counts and says the same everywhere. Two queries for one that was set aside, one for one
    that does not say the same, else none."""
    if season.is_scenario:
        return {
            "text": _("Scenarie: %(name)s. Intet her gælder, før du gør det til sæsonen.") % {"name": season.name},
            "href": reverse("office:scenario", args=(season.id,)),
            "word": _("Om scenariet"),
        }
    if season.set_aside_at is None:
        return _differs(season, member)
    now = in_place_of(season)
    told = {"name": season.name, "when": say.moment(season.set_aside_at), "now": now.name if now else ""}
    if now is None:
        text = _("%(name)s er lagt til side, %(when)s. Du kan læse den, men intet her gælder.") % told
        return {"text": text, "href": reverse("office:seasons"), "word": _("Alle sæsoner")}
    text = _("%(name)s er lagt til side, %(when)s. Nu er %(now)s sæsonen. Intet her gælder mere.") % told
    return {"text": text, "href": reverse("office:season", args=(now.id,)), "word": _("Gå til %(now)s") % told}


def everywhere(request: HttpRequest) -> dict[str, Any]:
    """`banner` for the templates: what a door has found, else what a page of no season says on top. Asked when a page
    is written: no query for what is no page; for others one, and two where guests and crew read different things."""
    return {"banner": SimpleLazyObject(lambda: _of_page(request))}


def _of_page(request: HttpRequest) -> dict[str, Any] | None:
    if hasattr(request, "banner"):
        return request.banner  # type: ignore[no-any-return]  # set by doors
    member: Member | None = getattr(request, "member", None) or member_of(request.user)
    if member is None or not may_see_office(member):
        return None
    season = one_that_differs(member.organisation_id, timezone.localdate())
    return _differs(season, member) if season else None


def _differs(season: Season, member: Member) -> dict[str, Any] | None:
    """Until guests, crew and phones read the same; the way on is where one press makes them agree, or who may press."""
    how = differs(season, timezone.localdate())
    if how is None:
        return None
    if not may_plan(member):
        who = _("Koordinatoren kan få dem til at passe sammen.")
        return {"text": f"{told_otherwise(how)} {who}", "href": "", "word": ""}
    plan = approved_plan(season.pk)
    here = (
        reverse("office:hold_plan", args=(season.pk, plan.pk)) if plan else reverse("office:plans", args=(season.pk,))
    )
    text = f"{told_otherwise(how)} {what_the_office_does(how)}".strip()
    return {"text": text, "href": here, "word": _("Se, hvad der skal til")}
