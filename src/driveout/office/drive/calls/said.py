"""What is said when something was changed: who is told of it, and whom nothing reaches but a call."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from driveout.office import to_ring
from driveout.records.drive.calls.reading import Reached, calls_on, newest_of
from driveout.records.drive.models import CallList
from driveout.records.plan.models import Season
from driveout.records.publish.queries import times_of
from driveout.records.team.models import Member


def tell(request: HttpRequest, season: Season, member: Member, *, done: str, deed: str) -> CallList | None:
    """Say what was done, and truly who hears of it; returns the call list where somebody is to be rung.

    `deed`: how the list's `once` begins, also of one that was made when the same was pressed before.
    """
    row = newest_of(season.pk, deed)
    calls = [one for one in calls_on(row, member) if one.reached is not Reached.ENDED] if row else []
    left = [one for one in calls if one.reached is Reached.RING]
    crew = [one for one in calls if one.call.member_id or one.call.person_id]
    is_public = times_of(season.pk) is not None
    text = f"{done} {_heard(crew=bool(crew) and not left, is_public=is_public)}"
    if not left:
        messages.success(request, text)
        return None
    messages.warning(request, f"{text} {to_ring.said(left)}")
    return row


def _heard(*, crew: bool, is_public: bool) -> str:
    if is_public:
        return _("Gæster og hold får det at vide nu.") if crew else _("Gæster får det at vide nu.")
    if crew:
        return _("Holdet får det at vide nu. Tiderne er ikke offentlige, så gæster ser det ikke.")
    return _("Tiderne er ikke offentlige, så gæster ser det ikke.")
