"""Reading call lists: to whom, how each was told, and what is left to do. Each says how many queries."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Case, F, Q, QuerySet, When

from driveout.records.drive.crew.plan_people import connected, who_of_person
from driveout.records.drive.models import Call, CallList
from driveout.records.team.models import Member, Person, Role
from driveout.records.team.persons import names_of
from driveout.records.tell.models import MessageState


class Reached(StrEnum):
    """How far somebody has been told, the least first."""

    RING = "ring"  # nothing reaches them but a call
    WAITING = "waiting"
    SENT = "sent"
    FETCHED = "fetched"  # by the app on their phone; nobody knows whether they looked
    SEEN = "seen"
    RUNG = "rung"
    ENDED = "ended"  # it need not be made any more


DONE = frozenset({Reached.SEEN, Reached.RUNG, Reached.ENDED})
_BY_STATE = {MessageState.SENT: Reached.SENT, MessageState.WAITING: Reached.WAITING}


@dataclass(frozen=True)
class ToRing:
    """One call with all that is said of it. `number`: empty where nobody wrote one. `at`: when they were told last.
    `is_own`: they wrote the number themselves."""

    call: Call
    name: str
    number: str
    reached: Reached
    at: datetime | None
    is_own: bool = False


def list_here(organisation_id: int, list_id: int) -> CallList | None:
    """One of the organisation's own. One query."""
    rows = CallList.objects.select_related("season", "made_by").defer("season__drives", "season__reach")
    return rows.filter(pk=list_id, season__organisation=organisation_id).first()


def call_here(organisation_id: int, call_id: int) -> Call | None:
    """One of the organisation's own. One query."""
    rows = Call.objects.select_related("of_list")
    return rows.filter(pk=call_id, of_list__season__organisation=organisation_id).first()


def hubs_on(list_ids: Collection[int], member: Member) -> dict[int, set[str]]:
    """The keys of the hubs whose people each list is about, as far as one leads them. One query."""
    rows = Call.objects.filter(led_by(member), of_list__in=list_ids).exclude(base=None)
    found: dict[int, set[str]] = {pk: set() for pk in list_ids}
    for list_id, base in rows.order_by().values_list("of_list_id", "base_id").distinct():
        found[list_id].add(str(base))
    return found


def led_by(member: Member) -> Q:
    """Which calls are somebody's to make: the coordinator's all, a hub leader's of the own hub, nobody else's."""
    here = Q(of_list__season__organisation=member.organisation_id)
    if member.role == Role.COORDINATOR:
        return here
    own = member.base_id if member.role == Role.HUB_LEADER else None
    return here & Q(base=own) if own else Q(pk__in=())


def calls_on(row: CallList, member: Member) -> list[ToRing]:
    """The list's calls that this member makes, in the order they were written. Ten queries at most."""
    calls = list(_full(Call.objects.filter(led_by(member), of_list=row)))
    persons = list(Person.objects.filter(organisation=row.season.organisation_id))
    on_it = {call.person_id for call in calls}
    names = names_of(one for one in persons if one.pk in on_it)
    numbers = numbers_in(row.season.organisation_id, persons)
    return [_to_ring(call, names, numbers) for call in calls]


def numbers_in(organisation_id: int, persons: Iterable[Person]) -> dict[str, Person]:
    """Who (see crew.reading.key_of) → the row with the number to ring: their own word before anybody else's. Three
    queries."""
    known = connected(organisation_id)
    rows = sorted((one for one in persons if one.phone), key=lambda one: one.phone_is_own)
    return {who_of_person(one, known): one for one in rows}


def reached(call: Call) -> tuple[Reached, datetime | None]:
    """How far they have been told, and when. No query where the message was read along."""
    message = call.message
    if call.rung_at is not None:
        return Reached.RUNG, call.rung_at
    if message is not None and message.seen_at is not None:
        return Reached.SEEN, message.seen_at
    if call.ended_at is not None:
        return Reached.ENDED, call.ended_at
    if message is not None and message.fetched_at is not None:
        return Reached.FETCHED, message.fetched_at
    if message is None or message.state not in _BY_STATE:
        return Reached.RING, None
    return _BY_STATE[MessageState(message.state)], message.ended_at or message.made_at


def still_to_ring(lists: Collection[int], member: Member) -> dict[int, int]:
    """List → how many calls nothing but a call reaches, of those this member makes. One query."""
    found = dict.fromkeys(lists, 0)
    for call in _full(Call.objects.filter(led_by(member), of_list__in=lists)):
        found[call.of_list_id] += reached(call)[0] is Reached.RING
    return found


def to_ring_on(season_id: int, day: date, member: Member) -> dict[str, int]:
    """Who (see crew.reading.key_of) of those this member rings hears of a change of that day by a call alone → the
    newest list that has them. One query."""
    rows = Call.objects.filter(led_by(member), of_list__season=season_id, of_list__date=day).order_by("of_list_id")
    found = {}
    for call in rows.filter(stop=None, pick_up="").select_related("message", "person"):
        if reached(call)[0] is Reached.RING:
            person = call.person
            found[f"{person.base_id}\n{person.key}" if person else f"m{call.member_id}"] = call.of_list_id
    return found


def lists_of(
    season_id: int, member: Member, *, today: date, day: date | None = None, most: int = 40
) -> list[CallList]:  # fmt: skip
    """A season's lists with calls that this member makes; of one day where it is named. One query.

    Those of today and later come first, the nearest day at the top: that is where somebody goes in vain. Then those of
    days that are over, the newest first.
    """
    mine = Call.objects.filter(led_by(member)).values("of_list")
    rows = CallList.objects.filter(season=season_id, pk__in=mine)
    ahead = When(date__gte=today, then=F("date"))
    near = (Case(ahead).asc(nulls_last=True), "-date", "-made_at", "-pk")
    return list((rows.filter(date=day) if day else rows).order_by(*near)[:most])


def newest_of(season_id: int, deed: str) -> CallList | None:
    """The newest list of a deed, told by how its `once` begins. One query."""
    rows = CallList.objects.filter(season=season_id, once__startswith=deed).select_related("season")
    return rows.defer("season__drives", "season__reach").first()


def _full(calls: QuerySet[Call]) -> QuerySet[Call]:
    return calls.select_related("member__user", "person", "stop", "message", "rung_by").order_by("pk")


def _to_ring(call: Call, names: dict[int, str], numbers: dict[str, Person]) -> ToRing:
    how, at = reached(call)
    if call.member is not None:
        name = call.member.user.first_name or call.member.user.username
        whose = numbers.get(f"m{call.member.pk}")
        return ToRing(call, name, whose.phone if whose else "", how, at, whose is not None and whose.phone_is_own)
    if call.person is not None:
        own = numbers.get(f"m{call.person.member_id}", call.person) if call.person.member_id else call.person
        return ToRing(call, names[call.person.pk], own.phone, how, at, own.phone_is_own)
    if call.stop is not None:
        return ToRing(call, call.stop.contact, "", how, at)
    return ToRing(call, call.pick_up, "", how, at)
