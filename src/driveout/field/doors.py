"""Who comes in to the crew's pages: signed in, and one who drives, hosts or leads those who do."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils import timezone

from driveout.look.crew import told_otherwise, what_the_crew_does
from driveout.look.request import Request
from driveout.records.meet.rules import may_use_the_field
from driveout.records.plan.agree import differs, one_that_differs
from driveout.records.team.models import Member
from driveout.records.team.queries import member_of

View = Callable[..., HttpResponse]


def for_crew(view: View) -> View:
    """Give the view the member who asks. Others are told who can give access, or asked to sign in."""

    @login_required
    @wraps(view)
    def guarded(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        member: Member | None = member_of(request.user)
        if member is None or not may_use_the_field(member):
            raise PermissionDenied
        today = timezone.localdate()
        if season := one_that_differs(member.organisation_id, today):
            how = differs(season, today)
            request.banner = {
                "text": f"{told_otherwise(how or '')} {what_the_crew_does(how or '')}",
                "href": "",
                "word": "",
            }
        return view(request, member, *args, **kwargs)

    return guarded
