"""Who comes in: signed in, of the organisation, and with the right."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.core.exceptions import ReauthenticationRequired
from allauth.mfa.webauthn.internal.flows import did_use_passwordless_login
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from driveout.look.request import Request
from driveout.office import again, hidden
from driveout.office.banner import banner
from driveout.records.plan import queries
from driveout.records.plan.models import Season
from driveout.records.team.models import Member
from driveout.records.team.queries import member_of
from driveout.records.team.rules import may_act, may_manage_people, may_plan, may_see_crew, may_see_office
from driveout.records.team.second import is_missing

View = Callable[..., HttpResponse]
LOOKING = {"GET", "HEAD", "OPTIONS"}


def readers_too(view: View) -> View:
    """Mark a view that takes posts which change nothing that others see: a reader may send them. Stands innermost."""
    view.readers_too = True  # type: ignore[attr-defined]  # a mark on a function: no type knows it
    return view


def for_office(view: View) -> View:
    """Give the view the member who asks. Others are told who can give access, or asked to sign in."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        member = member_of(request.user)
        if member is None or not may_see_office(member):
            raise PermissionDenied
        if request.method not in LOOKING and not may_act(member) and not getattr(view, "readers_too", False):
            raise PermissionDenied
        if _lacks_second(request, member):
            return redirect("office:second_factor")
        request.member = member  # type: ignore[attr-defined]  # the navigation need not ask again
        with hidden.names(hidden=not may_see_crew(member)):
            return view(request, member, *args, **kwargs)

    return guarded


def for_people(view: View) -> View:
    """Only those who take people in. They need not be in the office otherwise."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        member = member_of(request.user)
        if member is None or not may_manage_people(member):
            raise PermissionDenied
        if _lacks_second(request, member):
            return redirect("office:second_factor")
        return view(request, member, *args, **kwargs)

    return guarded


def _lacks_second(request: HttpRequest, member: Member) -> bool:
    """Does the organisation ask for a second factor, and the person came in without? No query where it does not."""
    return is_missing(member) and not did_use_passwordless_login(request, member.user)


def once_more_for(asked: Callable[[HttpRequest], bool] | None = None) -> Callable[[View], View]:
    """Ask who it is before something weighty is done, where the last password, code or passkey is ten minutes old. What
    was sent is kept meanwhile, and done afterwards. `asked`: of which posts; None for every one. Stands innermost."""

    def door(view: View) -> View:
        guarded = reauthentication_required(view, allow_get=True, enabled=asked)

        @wraps(view)
        def once_more(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                return guarded(request, *args, **kwargs)  # type: ignore[no-any-return]  # allauth says nothing of its types
            except ReauthenticationRequired:
                again.remember_page(request)
                raise

        return once_more

    return door


def of_own_season(view: View) -> View:
    """Give the view the season too. Another organisation's season does not exist."""

    @for_office
    @wraps(view)
    def guarded(request: Request, member: Member, season_id: int, **kwargs: Any) -> HttpResponse:
        season = queries.season_seen_by(member.organisation_id, season_id)
        if season is None:
            raise Http404
        request.banner = banner(season, member)  # look/base.html shows it on every page
        return view(request, member, season, **kwargs)

    return guarded


def for_planners(view: View) -> View:
    """Only those who may plan."""

    @of_own_season
    @wraps(view)
    def guarded(request: HttpRequest, member: Member, season: Season, **kwargs: Any) -> HttpResponse:
        if not may_plan(member):
            raise PermissionDenied
        return view(request, member, season, **kwargs)

    return guarded


def for_coordinators(view: View) -> View:
    """Only those who may plan, whatever the season."""

    @for_office
    @wraps(view)
    def guarded(request: HttpRequest, member: Member, **kwargs: Any) -> HttpResponse:
        if not may_plan(member):
            raise PermissionDenied
        return view(request, member, **kwargs)

    return guarded
