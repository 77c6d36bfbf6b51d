"""Reading what was written at cafés, and who may write. Each says how many queries it takes."""

from datetime import datetime
from uuid import UUID

from driveout.records.meet.models import Phone
from driveout.records.trust.models import Trace

RENEWED = ("gave access back", "chose a new password by link", "changed the password")


def phone_by(phone_id: UUID) -> Phone | None:
    """A phone with its person and organisation. One query."""
    return Phone.objects.select_related("member__user", "member__organisation").filter(pk=phone_id).first()


def access_renewed(phone: Phone) -> datetime | None:
    """When the person's access was last renewed after the phone's sign-in, if it was. One query."""
    member = phone.member
    about = (f"member {member.pk}", f"user {member.user_id}")
    renewed = Trace.objects.filter(at__gt=phone.signed_in_at, about__in=about, what__in=RENEWED)
    return renewed.order_by("-id").values_list("at", flat=True).first()
