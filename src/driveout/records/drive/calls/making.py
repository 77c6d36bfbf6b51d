"""A call list is made beside the deed it tells of, in the same transaction: once, however often the deed is sent."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from driveout.records.drive.calls.news import News, Target
from driveout.records.drive.models import Call, CallList
from driveout.records.drive.models.calls import CallKind
from driveout.records.plan.models import Season
from driveout.records.team.models import Person
from driveout.records.team.persons import person_of
from driveout.records.tell.models import MessageState
from driveout.records.trust.actions import By

LONGEST = 120  # of `once`
ON_ITS_WAY = (MessageState.WAITING, MessageState.SENT)


@dataclass(frozen=True)
class About:
    """What a list is about. `once`: the deed. `place`, `cafe`: of the one café that changed."""

    kind: CallKind
    day: date
    once: str
    place: str = ""
    cafe: int | None = None
    broken: tuple[str, ...] = ()
    subject: str = ""
    text: str = ""


def make_list(*, season: Season, about: About, news: Iterable[News], by: By, now: datetime) -> CallList | None:
    """Write whom it concerns; call it inside the deed's transaction, the season locked. None where it is nobody.

    Who stands on an earlier list of the day and was not rung yet is rung once, with all of it. Who never heard of a
    change that is taken back need not hear of it at all.
    """
    if known := CallList.objects.filter(season=season, once=about.once[:LONGEST]).first():
        return known
    found: defaultdict[Target, list[News]] = defaultdict(list)
    for one in news:
        found[one.target].append(one)
    row = CallList(
        season=season, date=about.day, kind=about.kind, once=about.once[:LONGEST], place=about.place,
        broken=list(about.broken), subject=about.subject, text=about.text, made_at=now, made_by=by,
    )  # fmt: skip
    calls = [call for those in found.values() if (call := _call(row, about, those, now))]
    if not calls:
        return None
    row.save()
    for call in calls:
        call.of_list = row
    Call.objects.bulk_create(calls)
    return row


def _call(row: CallList, about: About, news: Sequence[News], now: datetime) -> Call | None:
    """The call to one, with what earlier lists of the day would have told them; those are ended by it."""
    whose = _whose(row.season, news[0], now)
    earlier = list(_open(row, whose)) if about.kind != CallKind.LETTER else []
    before = [one for call in earlier for one in call.news]
    told = [one.as_plain() for one in news]
    cafes = {one["cafe"] for one in told if one["cafe"] is not None}
    if about.kind == CallKind.BACK and earlier and not any(map(_heard, earlier)):
        cafes, told = cafes | {about.cafe}, []
    kept = [one for one in before if one["cafe"] is None or one["cafe"] not in cafes]
    told = [one for one in kept if one not in told] + told
    for call in earlier:
        call.ended_at = now
        call.save(update_fields=["ended_at"])
    message = next((one.message for one in news if one.message is not None), None)
    return Call(base_id=news[0].base, **whose, message=message, news=told) if told else None


def _heard(call: Call) -> bool:
    """Does a message tell them, or may it still?"""
    return call.message is not None and (call.message.state in ON_ITS_WAY or call.message.seen_at is not None)


def _open(row: CallList, whose: dict[str, Any]) -> QuerySet[Call]:
    """Calls of the same day to the same one that nobody has made."""
    rows = Call.objects.filter(of_list__season=row.season, of_list__date=row.date, rung_at=None, ended_at=None, **whose)
    return rows.exclude(of_list__kind=CallKind.LETTER).select_related("message").order_by("pk")


def _whose(season: Season, one: News, now: datetime) -> dict[str, Any]:
    """To whom, as the row has it. A person of the register gets a row of their own when they have none."""
    if one.member is not None:
        return {"member": one.member}
    if one.stop is not None:
        return {"stop": one.stop}
    if one.pick_up:
        return {"pick_up": one.pick_up}
    person: Person = person_of(organisation_id=season.organisation_id, base_id=one.base, key=one.who, now=now)
    return {"person": person}
