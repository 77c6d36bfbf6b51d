"""Threads that somebody may see, what breaks its promise first; and whom a person can turn to, always."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from driveout.core.bridge.next_step import next_steps
from driveout.core.bridge.states import OVER
from driveout.core.meet import alike, typed_code
from driveout.core.words import NeedKind, Way
from driveout.records.bridge.directory.finding import services_for
from driveout.records.bridge.referral.models import Consent, HubNumber, Thread, ThreadStep
from driveout.records.bridge.referral.rules import may_own, may_see_threads
from driveout.records.drive.models import Occurrence
from driveout.records.drive.models.days import OccurrenceState
from driveout.records.plan.models import Hub
from driveout.records.team.models import Member, Role
from driveout.records.trust.actions import leave_trace
from driveout.records.trust.models import Trace

A_PAGE = 200
AHEAD = timedelta(days=60)
NUMBER = re.compile(r"(?:nr\.?|no\.?)?\s*(\d{1,7})", re.ASCII | re.IGNORECASE)  # shorter than a code
LISTED = 12  # of the directory: more are found on its own page


def threads_seen_by(member: Member) -> QuerySet[Thread]:
    """The coordinator's all, the hub crew's those of the own hub; none that was forgotten. Filter and slice it."""
    if not may_see_threads(member):
        return Thread.objects.none()
    own = Thread.objects.filter(organisation=member.organisation_id, wiped_at=None)
    return own if member.role == Role.COORDINATOR else own.filter(base=member.base_id)


def open_threads_of(member: Member) -> list[Thread]:
    """What breaks its promise first; what waits for a call before that. One query."""
    rows = threads_seen_by(member).exclude(state__in=[state.value for state in OVER])
    rows = rows.select_related("owner__user", "where", "base")
    return list(rows.order_by(F("call_me_at").asc(nulls_last=True), F("due_at").asc(nulls_last=True), "id")[:A_PAGE])


def thread_here(member: Member, thread_id: int) -> Thread | None:
    """One of those the member may see. One query."""
    rows = threads_seen_by(member).select_related("owner__user", "where", "base", "card__occurrence")
    return rows.filter(pk=thread_id).first()


def look_at_thread(*, member: Member, thread: Thread, now: datetime) -> None:
    """That somebody read a person's thread is written, once a day for each reader and thread."""
    about = f"thread {thread.pk}"
    seen = Trace.objects.filter(who=member.user, what="looked at a thread", about=about).order_by("-id")
    last = seen.values_list("at", flat=True).first()
    if last is None or timezone.localdate(last) != timezone.localdate(now):
        leave_trace(by=member.user, what="looked at a thread", about=thread, now=now)


def thread_by_code(member: Member, typed: str) -> Thread | None:
    """The thread a card speaks of, of those the member may see: the very code, else the only one alike. Two queries.

    A receiver has its number, and may say that: “nr. 17”."""
    code = typed_code(typed)
    rows = threads_seen_by(member).exclude(code="")
    if number := NUMBER.fullmatch(typed.strip()):
        return rows.filter(pk=number[1]).first()
    found = rows.filter(code=code).first() if code else None
    if found or not code:
        return found
    near = [pk for pk, other in rows.values_list("pk", "code") if alike(other) == alike(code)]
    return Thread.objects.get(pk=near[0]) if len(near) == 1 else None


def steps_of(thread: Thread) -> list[ThreadStep]:
    """All that was said, oldest first. One query."""
    return list(thread.steps.select_related("who"))


def consent_now(thread: Thread, now: datetime) -> Consent | None:
    """The yes that holds. One query."""
    rows = thread.consents.filter(withdrawn_at=None, until__gte=timezone.localdate(now))
    return rows.order_by("-given_at", "-id").first()


def owners_for(thread: Thread) -> list[Member]:
    """Who can own it: whoever works at its hub, and coordinators. One query."""
    near = Q(role=Role.COORDINATOR) | Q(role__in=(Role.HUB_LEADER, Role.EMPLOYEE), base=thread.base_id)
    rows = Member.objects.filter(near, organisation=thread.organisation_id, user__is_active=True)
    found = rows.select_related("user").order_by("user__first_name", "id")
    return [one for one in found if may_own(one, thread.organisation_id, thread.base_id)]


def owner_now(thread: Thread) -> Member | None:
    """Who has it and still sees it: who left, or works elsewhere by now, does not. No query where the owner is read."""
    owner = thread.owner
    return owner if owner and may_own(owner, thread.organisation_id, thread.base_id) else None


def leaders_of(thread: Thread) -> list[Member]:
    """Who has it when nobody else does: the hub's leader, else the coordinators. Two queries at most."""
    rows = Member.objects.filter(organisation=thread.organisation_id, user__is_active=True).select_related("user")
    leaders = list(rows.filter(role=Role.HUB_LEADER, base=thread.base_id)) if thread.base_id else []
    return leaders or list(rows.filter(role=Role.COORDINATOR))


LEADER = "hub leader"  # a role's key, said in the reader's language; what somebody wrote stands as it is


def own_way(thread: Thread) -> Way:
    """The house's own: role and number of the hub, else of the whole organisation; else whoever leads it, where it
    lies. Four queries at most."""
    rows = HubNumber.objects.filter(Q(base=thread.base_id) | Q(base=None), organisation=thread.organisation_id)
    found = sorted(rows, key=lambda row: row.base_id is None)
    if found:
        return Way(found[0].role, phone=found[0].phone, when=found[0].hours, is_own=True)
    hubs = Hub.objects.filter(season__organisation=thread.organisation_id, where=thread.base_id).exclude(phone="")
    if thread.base_id and (told := hubs.order_by("season__first_day", "pk").last()):
        return Way(LEADER, phone=told.phone, is_own=True)  # the one that guests read on the front page
    return Way(LEADER, place=thread.base.name if thread.base else thread.organisation.name, is_own=True)


def cafe_way(thread: Thread, now: datetime) -> tuple[Way | None, Occurrence | None]:
    """The next café where the person can be met: at the own place, else of the hub. Two queries at most."""
    today = timezone.localdate(now)
    rows = Occurrence.objects.filter(
        season__organisation=thread.organisation_id, state=OccurrenceState.PLANNED, date__gte=today,
        date__lte=today + AHEAD,
    )  # fmt: skip
    minute = 60 * timezone.localtime(now).hour + timezone.localtime(now).minute
    rows = rows.exclude(date=today, starts__lt=minute - F("minutes"))
    found = rows.filter(where=thread.where_id).first() if thread.where_id else None
    found = found or (rows.filter(base=thread.base_id).first() if thread.base_id else rows.first())
    if found is None:
        return None, None
    return Way("crew", place=found.place, day=found.date, is_own=True), found


def ways_on(thread: Thread, now: datetime) -> Sequence[Way]:
    """Whom the person can turn to, the last always the house's own; never empty. Ten queries at most."""
    return next_steps(NeedKind(thread.need), fitting(thread, now), own_way(thread), cafe_way(thread, now)[0])


def fitting(thread: Thread, now: datetime) -> Sequence[Way]:
    """What the directory has for such a need, there and then, that can be rung. Those who took such a wish of this
    house before come first: they are known. Four queries."""
    there = thread.where or thread.base
    near = (there.lat, there.lon) if there and there.lat is not None and there.lon is not None else None
    found = services_for(organisation_id=thread.organisation_id, moment=now, need=thread.need, near=near, most=LISTED)
    ways = [*_took_it(thread), *(Way(one.name, who=one.name, phone=one.phone) for one in found if one.phone)]
    return tuple({way.who: way for way in reversed(ways)}.values())[::-1]


def _took_it(thread: Thread) -> list[Way]:
    """Receivers that accepted such a wish of the same hub."""
    rows = Consent.objects.filter(
        thread__organisation=thread.organisation_id, thread__need=thread.need,
        thread__steps__state="accepted",
    )  # fmt: skip
    if thread.base_id:
        rows = rows.filter(thread__base=thread.base_id)
    taken = rows.exclude(phone="").order_by("-given_at").distinct()[:20]
    return [Way(row.service or row.organisation_name, who=row.organisation_name, phone=row.phone) for row in taken]
