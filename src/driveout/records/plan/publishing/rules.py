"""May these times stand in the open? Each refusal says why.

Times that stand there stay, also when another plan is approved: only publishing that one, or taking these down,
changes what anyone reads.
"""

from driveout.records.plan.models import Plan
from driveout.records.plan.rules import Refused
from driveout.records.publish.models import PublicTimes


class NotApproved(Refused):
    """Only an approved plan's times are put in the open."""


class StillPublic(Refused):
    """A plan whose times are in the open keeps its approval until they are taken down."""


def check_approved(plan: Plan) -> None:
    """Somebody must have said yes to the plan before everybody reads it."""
    if plan.approved_at is None:
        raise NotApproved("Approve the plan first.")


def check_not_public(plan: Plan) -> None:
    """Nobody should read times that no longer hold."""
    if PublicTimes.objects.filter(plan=plan).exists():
        raise StillPublic("The plan's times are public. Take them down first.")


def check_no_times(season_id: int) -> None:
    """A season whose times anyone can read does not go back to being tried out."""
    if PublicTimes.objects.filter(season=season_id).exists():
        raise StillPublic("The season's times are public. Take them down first.")
