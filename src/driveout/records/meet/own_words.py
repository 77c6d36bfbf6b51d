"""Reading what guests said, word for word: whoever reads writes why first, and each reading stands in a list. And
letting it go: what was taken back on a phone or deleted in the office is emptied; that it was said is still counted."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from driveout.core.words import KEEPING, EventKind
from driveout.records.drive.models import Occurrence
from driveout.records.meet.models import FieldEvent, OwnWords
from driveout.records.team.models import Member, Role
from driveout.records.team.rules import Refused
from driveout.records.trust.actions import leave_trace
from driveout.records.trust.models import WordsRead

SHORTEST_WHY, LONGEST_WHY = 8, 200  # characters: “x” is no reason
KEPT = timedelta(days=KEEPING["own words"].days or 0)
A_PAGE = 100


class NoReason(Refused):
    """Nobody reads own words without saying why."""


@dataclass(frozen=True)
class Said:
    """A café at which something was said, how many times, and how many of them are not wiped."""

    occurrence: Occurrence
    said: int
    kept: int


@dataclass(frozen=True)
class Read:
    """A café, and its own words as they were said; those that are wiped are only counted."""

    occurrence: Occurrence
    words: Sequence[OwnWords]
    wiped: int


def may_read_words(member: Member | None) -> bool:
    """The coordinator all, a hub leader those of the own hub's cafés; nobody else."""
    if member is None or not member.user.is_active:
        return False
    return member.role == Role.COORDINATOR or (member.role == Role.HUB_LEADER and member.base_id is not None)


def cafes_with_words(member: Member) -> list[Said]:
    """Cafés at which something was said, the newest first, with how many were said and are kept. Two queries."""
    said = OwnWords.objects.filter(occurrence__in=cafes_led_by(member))
    numbers = said.order_by().values("occurrence").annotate(kept=Count("id", filter=Q(wiped_at=None)), all=Count("id"))
    by_cafe = {row["occurrence"]: row for row in numbers}
    cafes = list(Occurrence.objects.filter(pk__in=by_cafe).order_by("-date", "-starts")[:A_PAGE])
    return [Said(cafe, by_cafe[cafe.pk]["all"], by_cafe[cafe.pk]["kept"]) for cafe in cafes]


def cafe_seen_by(member: Member, occurrence_id: int) -> Occurrence | None:
    """One of those whose words the member may read. One query."""
    return cafes_led_by(member).filter(pk=occurrence_id).first()


def check_why(why: str) -> str:
    """The reason as it is kept. NoReason when it says nothing."""
    told = " ".join(why.split())
    if len(told) < SHORTEST_WHY or len(told) > LONGEST_WHY:
        raise NoReason
    return told


@transaction.atomic
def read_words(*, member: Member, occurrence_id: int, why: str, now: datetime) -> Read | None:
    """The words of one café. That they were read, by whom and why, is written with them or not at all.

    None where there is no such café for this member. NoReason.
    """
    told = check_why(why)
    cafe = cafe_seen_by(member, occurrence_id) if may_read_words(member) else None
    if cafe is None:
        return None
    rows = list(OwnWords.objects.filter(occurrence=cafe).select_related("event").order_by("id"))
    words = [row for row in rows if row.wiped_at is None]
    WordsRead.objects.bulk_create(WordsRead(who=member.user, words=row, why=told, at=now) for row in words)
    return Read(cafe, words, len(rows) - len(words))


@transaction.atomic
def keep_longer(*, member: Member, words_id: int, why: str, now: datetime) -> OwnWords | None:
    """Keep one row for another year from today, with a reason. None where there is none for this member. NoReason."""
    told = check_why(why)
    rows = OwnWords.objects.filter(pk=words_id, wiped_at=None, occurrence__in=cafes_led_by(member))
    row = (
        rows.select_related("occurrence").select_for_update(of=("self",), no_key=True).first()
        if may_read_words(member)
        else None
    )
    until = timezone.localdate(now) + KEPT
    if row is None or row.keep_until >= until:
        return row
    was, row.keep_until = row.keep_until, until
    row.save(update_fields=["keep_until"])
    leave_trace(
        by=member.user, what="kept own words longer", about=row.occurrence, now=now, why=told, was=str(was),
        until=str(until), words=row.pk,
    )  # fmt: skip
    return row


def words_seen_by(member: Member, words_id: int) -> OwnWords | None:
    """One row of those the member may read, with its café and without its text. One query."""
    rows = OwnWords.objects.filter(pk=words_id, occurrence__in=cafes_led_by(member))
    return rows.select_related("occurrence").defer("text").first()


@transaction.atomic
def delete_words(*, member: Member, words_id: int, why: str, now: datetime) -> OwnWords | None:
    """Empty one row for good, with a reason that stays. None where there is none for this member. NoReason.

    What is emptied already is left as it is: sent twice is once.
    """
    told = check_why(why)
    rows = OwnWords.objects.filter(pk=words_id, occurrence__in=cafes_led_by(member))
    row = (
        rows.select_related("occurrence").select_for_update(of=("self",), no_key=True).first()
        if may_read_words(member)
        else None
    )
    if row is None or row.wiped_at is not None:
        return row
    row.text, row.wiped_at = "", now
    row.save(update_fields=["text", "wiped_at"])
    leave_trace(by=member.user, what="deleted own words", about=row.occurrence, now=now, why=told, words=row.pk)
    return row


def empty_what_was_taken_back(occurrences: Collection[int], now: datetime) -> None:
    """Empty the words of these cafés that an undo names, whichever of the two came first; the caller holds the cafés.

    For good: when that undo is itself undone the words count again, but nobody can read them. Otherwise it would
    depend on the order in which things came. Three queries at most.
    """
    undos = FieldEvent.objects.filter(occurrence_id__in=occurrences, kind=EventKind.UNDO.value).order_by()
    named = {(cafe, body["of"]) for cafe, body in undos.values_list("occurrence_id", "body")}
    if not named:
        return
    kept = OwnWords.objects.filter(occurrence_id__in=occurrences, wiped_at=None).order_by()
    rows = kept.values_list("pk", "occurrence_id", "event_id")
    gone = [pk for pk, cafe, event in rows if (cafe, str(event)) in named]
    if gone:
        OwnWords.objects.filter(pk__in=gone).update(text="", wiped_at=now)


def cafes_led_by(member: Member) -> QuerySet[Occurrence]:
    """The coordinator's all, a hub leader's those of the own hub; filter and slice it."""
    own = Occurrence.objects.filter(season__organisation=member.organisation_id)
    return own if member.role == Role.COORDINATOR else own.filter(base=member.base_id)
