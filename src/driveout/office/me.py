"""What a person is here, in words."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from driveout.records.meet.rules import may_see_phones
from driveout.records.team.models import Member, Role
from driveout.records.team.rules import may_manage_people, may_see_office


def role_word(role: str) -> str:
    """“koordinator”."""
    words = {
        Role.COORDINATOR: _("koordinator"),
        Role.HUB_LEADER: _("hubleder"),
        Role.EMPLOYEE: _("medarbejder"),
        Role.VOLUNTEER: _("frivillig"),
        Role.PARTNER: _("partner"),
        Role.READER: _("læser"),
        Role.OPERATOR: _("driftsansvarlig"),
    }
    return words[Role(role)]


def role_may(role: str) -> str:
    """What the role may do: one sentence to choose by."""
    may = {
        Role.COORDINATOR: _("Ser alt, planlægger, beslutter og giver adgang."),
        Role.HUB_LEADER: _("Ser alt og leder sin egen hub: dage, hold, steder og lager."),
        Role.EMPLOYEE: _("Ser alt, kører, skriver ned på caféen og passer lageret ved sin egen hub."),
        Role.VOLUNTEER: _("Tager vagter og skriver ned på caféen, på sin egen telefon. Ser ikke kontoret."),
        Role.PARTNER: _("Får sin egen side senere. Ser ikke kontoret."),
        Role.READER: _(
            "Ser sæson, planer og tal. Ændrer intet og ser ingen navne. Til bestyrelse og bevillingsgivere."
        ),
        Role.OPERATOR: _("Passer brugere og adgang. Ser ingen sæson."),
    }
    return may[Role(role)]


def me(member: Member) -> dict[str, Any]:
    """Name, role and ways on for the band."""
    return {
        "name": member.user.first_name or member.user.username,
        "role": role_word(member.role),
        "own": reverse("office:own_access"),
        "people": reverse("office:people") if may_manage_people(member) else "",
        "phones": reverse("office:phones") if may_see_phones(member) else "",
        "office": may_see_office(member),
    }
