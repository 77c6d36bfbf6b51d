"""When an event of a calendar last changed, and the number it bears: both only go forward (RFC 5545, 3.8.7.4).

One for all feeds. What an event says is compared with what was said of it before, so that a change of any kind is seen,
whoever made it, and a change back is a change.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

FROM = datetime(2020, 1, 1, tzinfo=UTC)  # numbers are counted from here: before any feed of ours
MOST = 2_147_483_647  # of a whole number in a calendar; in the year 2088


@dataclass(frozen=True, slots=True)
class Stamp:
    """What an event says, and since when (aware, whole seconds)."""

    said: str
    since: datetime


def stamps(before: Mapping[str, Stamp], says: Mapping[str, str], now: datetime) -> dict[str, Stamp]:
    """Uid → its stamp. `before`: those that are kept; `says`: what each event says now; `now`: aware.

    What is new or says something else has a later moment than it ever had, whatever the clock shows.
    """
    found = {}
    for uid, said in says.items():
        kept = before.get(uid)
        found[uid] = kept if kept and kept.said == said else Stamp(said, _later(kept, now))
    return found


def sequence_of(since: datetime) -> int:
    """The number of an event that is as it is since then: seconds from FROM. One that is lost and counted anew is not
    below what it was, nor is one from before numbers were kept."""
    return min(MOST, max(0, int((since.astimezone(UTC) - FROM).total_seconds())))


def _later(kept: Stamp | None, now: datetime) -> datetime:
    here = now.astimezone(UTC).replace(microsecond=0)
    return max(here, kept.since + timedelta(seconds=1)) if kept else here
