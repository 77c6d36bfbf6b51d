"""Who is asking."""

from typing import Any

from driveout.records.team.models import Member, Role


def member_of(user: Any) -> Member | None:
    """The person's place in an organisation, or None. One query."""
    if not user.is_authenticated:
        return None
    return Member.objects.select_related("organisation", "user").filter(user=user).first()


def coordinators_of(organisation_id: int) -> list[str]:
    """First names of those who can give access."""
    rows = Member.objects.filter(organisation_id=organisation_id, role=Role.COORDINATOR).select_related("user")
    return [row.user.first_name or row.user.username for row in rows]
