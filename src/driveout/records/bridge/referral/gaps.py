"""Each time nothing fitted, with why: what an organisation shows those who decide. No text and no thread."""

from collections import Counter
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from driveout.core.words import GapWhy, NeedKind, Party
from driveout.records.bridge.referral.models import Gap, HubNumber, Thread
from driveout.records.bridge.referral.moving import held, remark
from driveout.records.bridge.referral.rules import Lacks
from driveout.records.place.models import Place
from driveout.records.team.models import Member, Organisation, Role
from driveout.records.tell.ways import address_from
from driveout.records.trust.actions import By, leave_trace
from driveout.records.trust.organisation_of import check_one_organisation

FEWEST = 5  # smaller counts are not shown


@transaction.atomic
def note_gap(*, thread: Thread, why: GapWhy, by: By, now: datetime) -> Gap:
    """Once for each thread and reason within a day: pressed twice is once. The thread stays ours."""
    held(thread)
    here = {"organisation": thread.organisation, "base": thread.base, "where": thread.where, "need": thread.need}
    told = thread.steps.filter(kind="gap", note=why.value, at__date=timezone.localdate(now)).exists()
    if told:
        found = Gap.objects.filter(organisation=thread.organisation, need=thread.need, why=why.value).last()
        if found:
            return found
    row = Gap.objects.create(**here, why=GapWhy(why).value, at=now)
    remark(thread=thread, kind="gap", party=Party.OWNER, by=by, now=now, note=why.value)
    leave_trace(by=by, what="noted a gap", about=thread, now=now, why=why.value)
    return row


def gaps_of(member: Member, since: datetime) -> list[tuple[NeedKind, GapWhy, int | None]]:
    """Need, why, and how often since then; None where too few to show. Most first. One query."""
    rows = Gap.objects.filter(organisation=member.organisation_id, at__gte=since)
    if member.role != Role.COORDINATOR:
        rows = rows.filter(base=member.base_id)
    counted = Counter(rows.values_list("need", "why"))
    shown = [(NeedKind(need), GapWhy(why), n if n >= FEWEST else None) for (need, why), n in counted.items()]
    return sorted(shown, key=lambda one: (-(one[2] or 0), one[0], one[1]))


@transaction.atomic
def write_hub_number(
    *, organisation: Organisation, base: Place | None, role: str, phone: str, hours: str, by: By, now: datetime
) -> HubNumber:
    """Whom people ring there. Lacks, NoAddress."""
    check_one_organisation(organisation, base)
    if not role.strip():
        raise Lacks("role")
    told = {"role": role.strip()[:60], "phone": address_from("sms", phone), "hours": hours.strip()[:60]}
    row, _new = HubNumber.objects.update_or_create(
        organisation=organisation, base=base, defaults={**told, "written_at": now}
    )
    leave_trace(by=by, what="wrote whom guests ring", about=organisation, now=now)
    return row


def hub_number(organisation_id: int, base_id: int | None) -> HubNumber | None:
    """The hub's own. One query."""
    return HubNumber.objects.filter(organisation=organisation_id, base=base_id).first()
