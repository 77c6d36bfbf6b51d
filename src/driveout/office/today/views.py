"""The home of those who lead. One domain call."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from driveout.office.banner import banner
from driveout.office.doors import for_office
from driveout.office.me import me
from driveout.office.today.page import today_page
from driveout.records.drive.crew.rules import leads_somewhere
from driveout.records.plan.queries import season_now
from driveout.records.team.models import Member


@require_GET
@for_office
def leading(request: HttpRequest, member: Member) -> HttpResponse:
    """What waits today; while no season runs, the way to one."""
    if not leads_somewhere(member):
        raise PermissionDenied
    season = season_now(member.organisation_id, timezone.localdate())
    if season is None:
        return redirect("office:start")
    said = banner(season, member)
    request.banner = said  # type: ignore[attr-defined]  # look/base.html shows it on every page
    page = today_page(season, member, timezone.now())
    return render(
        request, "office/today/page.html", {**page, "calm": page["calm"] if not said else "", "me": me(member)}
    )
