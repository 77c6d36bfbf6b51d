"""The calendars that anyone follows, as iCalendar text: on the site and in files alike."""

from collections.abc import Sequence
from datetime import date

from driveout.core.tell.calendar import of_said
from driveout.records.publish.following import in_force
from driveout.records.publish.models import PublicEvent


def calendar(organisation_id: int, today: date, **only: str) -> bytes | None:
    """What holds now, of all of an organisation's places, or those of a `base_key` or a `place_key`; None where there
    is nothing to follow. Three queries. In Danish, whoever asks: calendars ask without a person."""
    rows = in_force(organisation_id, today, **only)
    return of_said(_name(rows, only), "tider", ((row.said, row.since) for row in rows)) if rows else None


def _name(rows: Sequence[PublicEvent], only: dict[str, str]) -> str:
    """Under what its hub or place is called today."""
    newest = max(rows, key=lambda row: (row.since, row.season_id))
    if "place_key" in only:
        return f"Café på hjul i {newest.place}"
    return f"Café på hjul fra {newest.hub}" if "base_key" in only else "Café på hjul: alle steder"


def all_that_can_be_followed() -> list[tuple[int, str, str]]:
    """Whose, and the keys of place and hub, of every event that stands in the open. One query."""
    rows = PublicEvent.objects.order_by("organisation", "place_key", "base_key")
    return list(rows.values_list("organisation", "place_key", "base_key").distinct())
