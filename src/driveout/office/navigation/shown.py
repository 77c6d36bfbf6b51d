"""What every page shows of the navigation to the person who is signed in, worked out when a page asks for it."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from driveout.core.loop import LOOP
from driveout.look.language import either
from driveout.office.navigation.steps_and_pages import HOME, SEARCH, Page, may_search, pages_for, place_of
from driveout.records.plan.queries import season_now
from driveout.records.team.models import Member
from driveout.records.team.queries import member_of


def navigation(request: HttpRequest) -> dict[str, Any]:
    """`nav` for the templates. Pages that show no band, and those that say that something went wrong, cost no query."""
    return {"nav": SimpleLazyObject(lambda: _nav(request))}


def _nav(request: HttpRequest) -> dict[str, Any]:
    """Plain values. One query for who asks, unless a door has; one more where the address names no season."""
    member: Member | None = getattr(request, "member", None) or member_of(request.user)
    if member is None:
        return {}
    request.member = member  # type: ignore[attr-defined]  # the banner need not ask again
    found = request.resolver_match
    here = place_of(found.view_name) if found else None
    season_id = _season_id(request, member)
    steps = [
        {
            "name": either(step.danish, step.english),
            "later": not step.built,
            "here": here is not None and here[0] == step,
            "pages": [_shown(page, season_id, request, here[1] if here else None) for page in pages],
        }
        for step in LOOP
        for pages in [_open_to(member, step, season_id)]
    ]
    return {
        "home": {"href": reverse(HOME), "here": _is_home(request)},
        "steps": steps if any(step["pages"] for step in steps) else [],
        "step": next((step for step in steps if step["here"] and step["pages"]), None),
        "page": _(here[1].name) if here else "",
        "search": reverse(SEARCH) if may_search(member) else "",
        "season_id": season_id,
    }


def _open_to(member: Member, step: Any, season_id: int | None) -> list[Page]:
    """A page of a season is no link while there is no season."""
    return [page for page in pages_for(member, step) if season_id is not None or not page.of_season]


def _season_id(request: HttpRequest, member: Member) -> int | None:
    """The season that the address names, else the one that runs."""
    found = request.resolver_match
    if found and "season_id" in found.kwargs:
        return int(found.kwargs["season_id"])
    season = season_now(member.organisation_id, timezone.localdate())
    return season.pk if season else None


def _shown(page: Page, season_id: int | None, request: HttpRequest, here: Page | None) -> dict[str, str]:
    """`current`: “page” where the link leads to what is shown, “true” where what is shown is a part of that page."""
    href = href_of(page, season_id)
    return {"name": _(page.name), "href": href, "current": _current(href, request) if page == here else ""}


def _current(href: str, request: HttpRequest) -> str:
    return "page" if request.path == href else "true"


def href_of(page: Page, season_id: int | None) -> str:
    """Where the page is, in this season."""
    return reverse(page.address, args=(season_id,) if page.of_season else ())


def _is_home(request: HttpRequest) -> bool:
    """Is this the page that “I dag” leads to: today's, of one's hubs or of a day, or a volunteer's own shifts?"""
    found = request.resolver_match
    if found is None:
        return False
    if found.view_name == "office:day":
        return bool(found.kwargs["day"] == timezone.localdate())
    return found.view_name in ("office:leading", "field:shifts")
