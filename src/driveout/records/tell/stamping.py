"""What a calendar said last of each event is remembered, so that what it says next is known to be another."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from driveout.core.tell.stamps import Stamp, stamps
from driveout.records.tell.models import FeedStamp

AT_A_TIME = 500  # rows in one statement


@dataclass(frozen=True)
class Feed:
    """One calendar: of which organisation, and whose: "member 7", or "season" with its key."""

    organisation_id: int
    feed: str


def remembered(feed: Feed) -> dict[str, Stamp]:
    """Uid → what a calendar said of it last. One query."""
    rows = FeedStamp.objects.filter(organisation_id=feed.organisation_id, feed=feed.feed)
    return {uid: Stamp(said, since) for uid, said, since in rows.values_list("uid", "said", "since")}


def say(feed: Feed, *, before: Mapping[str, Stamp], says: Mapping[str, str], now: datetime) -> dict[str, datetime]:
    """Uid → since when it says so. `before`: as remembered; `says`: uid → all that is said of it now.

    Called whenever the calendar is read: nothing is written while it says what it said.
    """
    found = stamps(before, says, now)
    new = [
        FeedStamp(organisation_id=feed.organisation_id, feed=feed.feed, uid=uid, said=stamp.said, since=stamp.since)
        for uid, stamp in found.items()
        if stamp != before.get(uid)
    ]
    if new:
        FeedStamp.objects.bulk_create(
            new,
            batch_size=AT_A_TIME,
            update_conflicts=True,
            unique_fields=["organisation", "feed", "uid"],
            update_fields=["said", "since"],
        )
    return {uid: stamp.since for uid, stamp in found.items()}
