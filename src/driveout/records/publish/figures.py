"""Figures of what cafés counted: added once, read by anyone."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from driveout.core.publish import Figure
from driveout.records.publish.models import PublicFigure


def figures_of(organisation_id: int) -> list[Figure]:
    """All that was ever published of an organisation, as core takes it. One query."""
    rows = PublicFigure.objects.filter(organisation=organisation_id)
    return [Figure(*values) for values in rows.values_list("hub_key", "period", "cafes", "guests", "first", "child")]


@transaction.atomic
def add(*, organisation_id: int, figures: Iterable[Figure], hubs: Mapping[str, str], now: datetime) -> int:
    """Put these in the open, beside what stands there. `hubs`: key → name. How many. What stands is never another."""
    rows = [
        PublicFigure(
            organisation_id=organisation_id, hub_key=one.where, hub=hubs.get(one.where, ""), period=one.period,
            cafes=one.cafes, guests=one.guests, first=one.first, child=one.child, published_at=now,
        )
        for one in figures
    ]  # fmt: skip
    PublicFigure.objects.bulk_create(rows, batch_size=500)
    return len(rows)


def public_figures(organisation_id: int | None = None) -> list[PublicFigure]:
    """Of an organisation, or of all: the newest period first. One query."""
    rows = PublicFigure.objects.all()
    return list(rows if organisation_id is None else rows.filter(organisation=organisation_id))


def whose_figures() -> list[int]:
    """Organisations of which something is published. One query."""
    return sorted(PublicFigure.objects.order_by().values_list("organisation", flat=True).distinct())
