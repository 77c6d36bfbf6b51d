"""A call list is made beside the deed it tells of, in the same transaction: once, however often the deed is sent.

However many it concerns, it takes the same few statements.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from driveout.core.words import Told
from driveout.records.drive.models import Call, CallList, Occurrence
from driveout.records.drive.models.calls import CallKind
from driveout.records.drive.news.one import News, Target
from driveout.records.plan.models import Season
from driveout.records.team.persons import persons_of
from driveout.records.tell.models import MessageState
from driveout.records.trust.actions import By

ON, OFF = Told.CONFIRMED.value, (Told.OFF_CREW.value, Told.CANCELLED.value)
OPPOSITE = [{ON, off} for off in OFF]
LONGEST = 120  # of `once`
ON_ITS_WAY = (MessageState.WAITING, MessageState.SENT)
Whose = tuple[str, int | str]  # which column of a call says to whom, and its value
Plain = dict[str, Any]  # news, as a call keeps it


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
    change that is taken back need not hear of it at all. Ten statements at most.
    """
    told = list(news)
    if not told:
        return None
    if known := CallList.objects.filter(season=season, once=about.once[:LONGEST]).first():
        return known
    row = CallList(
        season=season, date=about.day, kind=about.kind, once=about.once[:LONGEST], place=about.place,
        broken=list(about.broken), subject=about.subject, text=about.text, made_at=now, made_by=by,
    )  # fmt: skip
    found = _by_whose(season, told, now)
    before = _open(row) if about.kind != CallKind.LETTER else {}
    if about.kind == CallKind.BACK:
        _drives_again(about, [call for calls in before.values() for call in calls])
    calls = [call for whose, those in found.items() if (call := _call(about, whose, those, before.get(whose, ())))]
    ended = [call.pk for whose in found for call in before.get(whose, ())]
    Call.objects.filter(pk__in=ended).update(ended_at=now)
    if not calls:
        return None
    row.save()
    for call in calls:
        call.of_list = row
    Call.objects.bulk_create(calls)
    return row


def _by_whose(season: Season, news: Sequence[News], now: datetime) -> dict[Whose, list[News]]:
    """To whom each is said, as a call's row has it. Somebody of the register gets a row of their own where they have
    none."""
    targets: defaultdict[Target, list[News]] = defaultdict(list)
    for one in news:
        targets[one.target].append(one)
    heads = {target: those[0] for target, those in targets.items()}
    at = {(one.base, one.who) for target, one in heads.items() if target[0] == "person"}
    persons = persons_of(organisation_id=season.organisation_id, at=at, now=now)
    return {_whose(heads[target], persons): those for target, those in targets.items()}


def _whose(one: News, persons: dict[tuple[int, str], int]) -> Whose:
    if one.member is not None:
        return "member_id", one.member.pk
    if one.stop is not None:
        return "stop_id", one.stop.pk
    return ("pick_up", one.pick_up) if one.pick_up else ("person_id", persons[one.base, one.who])


def _call(about: About, whose: Whose, news: Sequence[News], earlier: Sequence[Call]) -> Call | None:
    """The call to one, with what earlier lists of the day would have told them; those are ended by it."""
    before = [one for call in earlier for one in call.news]
    told = [one.as_plain() for one in news]
    column, value = whose
    unheard = bool(earlier) and not any(map(_heard, earlier))
    if about.kind == CallKind.BACK and column == "pick_up" and unheard:
        return None  # the van comes as it was to
    about_what = {what for one in told if (what := _what(one))}
    if about.kind == CallKind.SHIFT and unheard and _took_back(before, told):
        told = []  # they were put on and taken off again, and never heard of either
    if about.kind == CallKind.BACK and unheard and about.cafe in map(_what, before):
        about_what, told = about_what | {about.cafe}, []
    kept = [one for one in before if _what(one) not in about_what or (one.get("more") and about.kind != CallKind.PLAN)]
    told = [one for one in kept if one not in told] + told
    message = next((one.message for one in news if one.message is not None), None)
    return Call(base_id=news[0].base, **{column: value}, message=message, news=told) if told else None


def _drives_again(about: About, calls: Sequence[Call]) -> None:
    """Of a van that was said to stay at home, and goes to a café that is back, the other café is cancelled alone. One
    query where it was said."""
    said = [one for call in calls for one in call.news if one["trip"] and one["kind"] == Told.CANCELLED.value]
    its = Occurrence.objects.filter(pk__in={one["cafe"] for one in said}, trip__occurrences=about.cafe) if said else ()
    cafes = {row.pk: row for row in its}
    for one in said:
        if cafe := cafes.get(one["cafe"]):
            one.update(place=cafe.place, starts=cafe.starts, was=None, trip=False)


def _what(one: Plain) -> object:
    """What a piece of news is about: the newest of it is enough. None: of a whole day that was planned again."""
    if one["cafe"] is not None:
        return one["cafe"]
    return (one["place"], one["day"]) if one["trip"] and "day" in one else None


def _took_back(before: Sequence[Plain], told: Sequence[Plain]) -> bool:
    """Is it the opposite of what they were to hear? Not where other shifts came with it."""
    kinds = {_what(one): one["kind"] for one in before if not one.get("more")}
    return all({kinds.get(_what(one)), one["kind"]} in OPPOSITE for one in told)


def _heard(call: Call) -> bool:
    """Does a message tell them, or may it still?"""
    return call.message is not None and (call.message.state in ON_ITS_WAY or call.message.seen_at is not None)


def _open(row: CallList) -> dict[Whose, list[Call]]:
    """Calls that nobody has made, by whom they are to: of the same day, those of a plan that say something of it, and
    for a plan all of the plan before."""
    same = Q(of_list__date=row.date) | Q(of_list__kind=CallKind.PLAN)
    rows = Call.objects.filter(same, of_list__season=row.season, rung_at=None, ended_at=None)
    rows = rows.exclude(of_list__kind=CallKind.LETTER).select_related("message", "of_list").order_by("pk")
    found: defaultdict[Whose, list[Call]] = defaultdict(list)
    for call in rows.select_for_update(of=("self",), no_key=True):  # whoever ticks one off meanwhile is waited for
        of_day = call.of_list.date == row.date or any(one.get("day") == row.date.isoformat() for one in call.news)
        if of_day or row.kind == CallKind.PLAN:
            found[_whose_call(call)].append(call)
    return found


def _whose_call(call: Call) -> Whose:
    for column in ("member_id", "stop_id", "person_id"):
        if number := getattr(call, column):
            return column, number
    return "pick_up", call.pick_up
