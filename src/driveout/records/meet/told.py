"""What cafés told, over a season: each with its sum, and what was written in words besides."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from driveout.core.meet import counting
from driveout.core.words import EventKind
from driveout.records.drive.models import Occurrence
from driveout.records.meet.adding import HELD, as_word
from driveout.records.meet.models import FieldEvent
from driveout.records.meet.of_day import Told


@dataclass(frozen=True)
class Shadow:
    """Other work that somebody wrote down at a café: what, and how many minutes."""

    what: str
    minutes: int


@dataclass
class InWords:
    """What was written at one café besides what is counted, and nobody has undone."""

    mishaps: list[Told] = field(default_factory=list)
    shadows: list[Shadow] = field(default_factory=list)


def cafes_that_told(season_id: int) -> list[Occurrence]:
    """The season's cafés of which anything was written, with what it adds up to, the newest first. One query."""
    rows = Occurrence.objects.filter(season_id=season_id, tally__isnull=False).select_related("tally")
    return list(rows.order_by("-date", "-starts", "-id"))


def in_words(occurrences: Collection[int]) -> dict[int, InWords]:
    """Café → its mishaps and other work. One query."""
    kinds = (EventKind.MISHAP.value, EventKind.SHADOW.value, EventKind.UNDO.value)
    rows = FieldEvent.objects.filter(occurrence_id__in=occurrences, kind__in=kinds).order_by("told_at", "seq", "id")
    found: dict[int, InWords] = defaultdict(InWords)
    for event in counting(as_word(row) for row in rows.values(*HELD)):
        body: Any = event.body
        if event.kind is EventKind.MISHAP:
            found[event.occurrence].mishaps.append(Told(str(body.get("what", "")), str(body.get("text", ""))))
        elif event.kind is EventKind.SHADOW:
            found[event.occurrence].shadows.append(Shadow(str(body.get("what", "")), int(body["minutes"])))
    return found
