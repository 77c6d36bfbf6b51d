"""What a day's cafés told, for those who lead: mishaps that count, and phones that have not been heard."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from driveout.core.meet import counting
from driveout.core.words import EventKind
from driveout.records.meet.adding import HELD, as_word
from driveout.records.meet.models import FieldEvent, Phone

SILENT = timedelta(hours=24)


@dataclass(frozen=True)
class Told:
    """A mishap as it was written: one of core.words.Trouble, and a few words."""

    what: str
    text: str


def mishaps_at(occurrences: Collection[int]) -> dict[int, list[Told]]:
    """Café → its mishaps that nobody has undone. One query."""
    kinds = (EventKind.MISHAP.value, EventKind.UNDO.value)
    rows = FieldEvent.objects.filter(occurrence_id__in=occurrences, kind__in=kinds).values(*HELD)
    found: dict[int, list[Told]] = defaultdict(list)
    for event in counting(as_word(row) for row in rows):
        if event.kind is EventKind.MISHAP:
            told = Told(str(event.body.get("what", "")), str(event.body.get("text", "")))
            found[event.occurrence].append(told)
    return found


@dataclass(frozen=True)
class Unheard:
    """Phones that are used here: how many, how many were silent for a day, and events they said they still held."""

    phones: int
    silent: int
    waiting: int


def unheard(organisation_id: int, now: datetime, *, hub: str = "") -> Unheard:
    """Of the organisation, or of one hub's people, by its key. What the office itself writes is no phone. One query."""
    rows = Phone.objects.filter(member__organisation_id=organisation_id, ended_at=None).exclude(public_key="")
    if hub:
        rows = rows.filter(member__base=int(hub))
    found = list(rows.values_list("heard_at", "made_at", "waiting"))
    silent = sum((heard or made) < now - SILENT for heard, made, _ in found)
    return Unheard(len(found), silent, sum(waiting for _, _, waiting in found))
