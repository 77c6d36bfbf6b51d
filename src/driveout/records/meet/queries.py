"""Reading what was written at cafés, and who may write. Each says how many queries it takes."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import F, QuerySet

from driveout.core.meet.reading import ID
from driveout.records.meet.models import FieldEvent, Phone, Refusal, Tally
from driveout.records.meet.rules import may_see_phones
from driveout.records.team.models import Member, Role
from driveout.records.trust.models import Trace

MOST_SHOWN = 200
RENEWED = ("gave access back", "chose a new password by link", "changed the password")


def phone_by(phone_id: UUID) -> Phone | None:
    """A phone with its person and organisation. One query."""
    rows = Phone.objects.select_related("member__user", "member__organisation", "member__base")
    return rows.filter(pk=phone_id).first()


def access_renewed(phone: Phone) -> datetime | None:
    """When the person's access was last renewed after the phone's sign-in, if it was. One query."""
    member = phone.member
    about = (f"member {member.pk}", f"user {member.user_id}")
    renewed = Trace.objects.filter(at__gt=phone.signed_in_at, about__in=about, what__in=RENEWED)
    return renewed.order_by("-id").values_list("at", flat=True).first()


def phones_for(member: Member) -> QuerySet[Phone]:
    """The phones a member of the office may see, who was never heard or not for longest first; filter and slice it.

    The coordinator all of the organisation, a hub leader those of the own hub's people, others none. One query.
    """
    if not may_see_phones(member):
        return Phone.objects.none()
    own = Phone.objects.filter(member__organisation_id=member.organisation_id).exclude(public_key="")
    if member.role != Role.COORDINATOR:
        own = own.filter(member__base=member.base_id) if member.base_id else own.none()
    found = own.select_related("member__user", "member__organisation", "member__base", "ended_by")
    return found.order_by(F("ended_at").asc(nulls_first=True), F("heard_at").asc(nulls_first=True), "made_at", "id")


def in_doubt_for(member: Member) -> list[Tally]:
    """Cafés of which two people say different things, newest first. One query."""
    own = Tally.objects.filter(occurrence__season__organisation_id=member.organisation_id).exclude(in_doubt=[])
    if member.role != Role.COORDINATOR:
        own = own.filter(occurrence__base=member.base_id) if member.base_id else own.none()
    return list(own.select_related("occurrence").order_by("-occurrence__date", "occurrence_id")[:MOST_SHOWN])


def refusals_of(phones: Collection[Phone]) -> list[Refusal]:
    """What was refused and has not landed since, newest first. Two queries."""
    told = list(Refusal.objects.filter(phone__in=phones).select_related("phone__member__user")[:MOST_SHOWN])
    named = {refusal.event_id for refusal in told if ID.fullmatch(refusal.event_id)}
    landed = {str(id_) for id_ in FieldEvent.objects.filter(id__in=named).order_by().values_list("id", flat=True)}
    return [one for one in told if one.code == "other_content" or one.event_id.lower() not in landed]
