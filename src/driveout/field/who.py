"""Who is signed in, as the band of a page says it."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from driveout.records.team.models import Member, Role
from driveout.records.team.rules import may_manage_people, may_see_office


def me(member: Member) -> dict[str, Any]:
    """Name, role and ways on for the band."""
    words = {
        Role.COORDINATOR: _("koordinator"),
        Role.HUB_LEADER: _("hubleder"),
        Role.EMPLOYEE: _("medarbejder"),
        Role.VOLUNTEER: _("frivillig"),
    }
    return {
        "name": member.user.first_name or member.user.username,
        "role": words[Role(member.role)],
        "own": reverse("office:own_access"),
        "people": reverse("office:people") if may_manage_people(member) else "",
        "office": may_see_office(member),
    }
