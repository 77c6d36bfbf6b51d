"""Who comes in here: the organisation's own, with a right to this hub's store. Another's store does not exist."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from driveout.office.doors import for_office
from driveout.records.drive.crew.seeing import is_on_trip
from driveout.records.drive.stock import queries
from driveout.records.drive.stock.rules import may_see_load, may_stock
from driveout.records.team.models import Member, Role
from driveout.records.team.queries import member_of

View = Callable[..., HttpResponse]
PACKS = {Role.COORDINATOR, Role.HUB_LEADER, Role.EMPLOYEE, Role.VOLUNTEER}


def of_own_store(view: View) -> View:
    """Give the view the member and the store: the coordinator any, others their own hub's."""

    @for_office
    @wraps(view)
    def guarded(request: HttpRequest, member: Member, store_id: int, **kwargs: Any) -> HttpResponse:
        store = queries.store_here(member.organisation_id, store_id)
        if store is None:
            raise Http404
        if not may_stock(member, store.hub_key):
            raise PermissionDenied
        return view(request, member, store, **kwargs)

    return guarded


def for_packers(view: View) -> View:
    """Those who pack vans, volunteers too."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        member = member_of(request.user)
        if member is None or member.role not in PACKS:
            raise PermissionDenied
        return view(request, member, *args, **kwargs)

    return guarded


def of_own_trip(view: View) -> View:
    """Give the view the member and a trip they may see the load of.

    Another hub's trip does not exist for a volunteer who is not on it; who sees it elsewhere is told why.
    """

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, trip_id: int, **kwargs: Any) -> HttpResponse:
        member = member_of(request.user)
        if member is None:
            raise PermissionDenied
        trip = queries.trip_here(member.organisation_id, trip_id)
        if trip is None:
            raise Http404
        if not may_see_load(member, trip.hub_key):
            if member.role != Role.VOLUNTEER:
                raise PermissionDenied
            if not is_on_trip(member, trip.pk):
                raise Http404
        return view(request, member, trip, **kwargs)

    return guarded
