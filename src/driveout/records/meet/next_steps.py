"""The next steps that guests asked for: which a café has, and which one a card speaks of. A kind of need and a code,
never a name. As with own words only those who lead may look, and that somebody looked is written with it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from driveout.core.meet import alike, counting, typed_code
from driveout.core.words import EventKind
from driveout.records.drive.models import Occurrence
from driveout.records.meet.adding import HELD, as_word
from driveout.records.meet.models import Card, FieldEvent, Tally
from driveout.records.meet.own_words import cafes_led_by, may_read_words
from driveout.records.team.models import Member
from driveout.records.trust.actions import leave_trace

A_PAGE = 100


@dataclass(frozen=True)
class Asked:
    """A café, and how many of its guests asked for a next step."""

    occurrence: Occurrence
    steps: int


def may_see_steps(member: Member | None) -> bool:
    """Those who may read own words: the coordinator all, a hub leader those of the own hub's cafés."""
    return may_read_words(member)


def cafes_with_steps(member: Member) -> list[Asked]:
    """Cafés at which somebody asked for a next step, the newest first. One query."""
    rows = Tally.objects.filter(occurrence__in=cafes_led_by(member), next_steps__gt=0).select_related("occurrence")
    return [
        Asked(row.occurrence, row.next_steps) for row in rows.order_by("-occurrence__date", "-occurrence_id")[:A_PAGE]
    ]


@transaction.atomic
def look_at_steps(*, member: Member, occurrence_id: int, now: datetime) -> list[Card] | None:
    """The next steps of one café that nobody took back, oldest first. That somebody looked is written with it.

    None where there is no such café for this member.
    """
    cafe = cafes_led_by(member).filter(pk=occurrence_id).first() if may_see_steps(member) else None
    if cafe is None:
        return None
    leave_trace(by=member.user, what="looked at next steps", about=cafe, now=now, name=cafe.place, date=str(cafe.date))
    return _standing(Card.objects.filter(occurrence=cafe).order_by("id"))


@transaction.atomic
def look_a_code_up(*, member: Member, typed: str, now: datetime) -> list[Card]:
    """Whose next step a card speaks of: the one with exactly that code, else those whose codes look like it.

    With their cafés; empty where there is none for this member. What was found, and by whom, is written with it.
    """
    code = typed_code(typed)
    if not code or not may_see_steps(member):
        return []
    here = Card.objects.filter(occurrence__in=cafes_led_by(member), wiped_at=None).select_related("occurrence")
    found = _standing(here.filter(code=code)) or _standing(here.filter(pk__in=_alike(here, code)).order_by("-id"))
    for cafe in {card.occurrence_id: card.occurrence for card in found}.values():
        told = {"name": cafe.place, "date": str(cafe.date)}
        leave_trace(by=member.user, what="looked up a code", about=cafe, now=now, **told)
    return found


def _alike(here: Any, code: str) -> list[int]:
    """A code is kept for three months after the last step, so there are never many to look through."""
    return [pk for pk, other in here.values_list("pk", "code") if alike(other) == alike(code)]


def _standing(cards: Collection[Card]) -> list[Card]:
    """Those that nobody took back on a phone. Two queries."""
    asked: Sequence[Card] = list(cards)
    kinds = (EventKind.NEXT_STEP.value, EventKind.UNDO.value)
    rows = FieldEvent.objects.filter(occurrence__in={card.occurrence_id for card in asked}, kind__in=kinds)
    live = {event.id for event in counting(as_word(row) for row in rows.order_by().values(*HELD))}
    return [card for card in asked if str(card.event_id) in live]
