"""A month is closed once, for all hubs at a time, when phones have had two weeks to send what they hold."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from driveout.core.publish import Counted
from driveout.records.drive.models import Occurrence
from driveout.records.meet.models import CountedMonth

WAIT = timedelta(days=14)


def last_closed(today: date) -> str:
    """The last month that is over for two weeks, as “2026-10”."""
    return f"{(today - WAIT).replace(day=1) - timedelta(days=1):%Y-%m}"


@transaction.atomic
def close_months(*, organisation_id: int, now: datetime) -> str:
    """Write down what every month that is due counted; of a month that is closed nothing is added. Returns the last one
    that is closed. Two queries, and one that writes."""
    through = last_closed(timezone.localdate(now))
    closed = (
        CountedMonth.objects.filter(organisation=organisation_id).order_by("-month").values_list("month", flat=True)
    )
    after = closed.first() or ""
    held = Occurrence.objects.filter(
        season__organisation=organisation_id, season__is_scenario=False, tally__opened_at__isnull=False
    ).select_related("tally", "base")
    due = [cafe for cafe in held if after < f"{cafe.date:%Y-%m}" <= through]
    CountedMonth.objects.bulk_create(_counted(organisation_id, due, now))
    return through


def _counted(organisation_id: int, cafes: Iterable[Occurrence], now: datetime) -> list[CountedMonth]:
    by_line: dict[tuple[str, str], list[Occurrence]] = defaultdict(list)
    for cafe in sorted(cafes, key=lambda cafe: cafe.date):
        by_line[cafe.base.key, f"{cafe.date:%Y-%m}"].append(cafe)
    rows = []
    for (hub_key, month), some in sorted(by_line.items()):
        of_kind = {
            name: sum(max(0, getattr(cafe.tally, name)) for cafe in some)
            for name in ("first", "before", "friend", "child")
        }
        told = {"first": of_kind["first"], "child": of_kind["child"], "guests": sum(of_kind.values())}
        where = {"organisation_id": organisation_id, "hub_key": hub_key, "hub": some[-1].hub}
        rows.append(CountedMonth(**where, month=month, cafes=len(some), closed_at=now, **told))
    return rows


def counted_of(organisation_id: int) -> list[Counted]:
    """All that is closed, as core takes it. One query."""
    rows = CountedMonth.objects.filter(organisation=organisation_id)
    return [Counted(*values) for values in rows.values_list("hub_key", "month", "cafes", "guests", "first", "child")]


def names_of_hubs(organisation_id: int) -> dict[str, str]:
    """Key → what the hub was called last. One query."""
    rows = CountedMonth.objects.filter(organisation=organisation_id).order_by("month")
    return dict(rows.values_list("hub_key", "hub"))
