"""People who sign in, found by what somebody remembers of them."""

from driveout.core.words.sought import Sought
from driveout.records.team.models import Member
from driveout.records.team.queries import members_of


def members_like(organisation_id: int, sought: Sought) -> list[Member]:
    """By first name or the name they sign in with. For those who take people in. One query."""
    return [row for row in members_of(organisation_id) if sought.is_in(row.user.first_name, row.user.username)]
