"""The directory in the open: whoever keeps it hands its entries down as plain values."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from driveout.records.publish.models import PublicHelp

SERVICE, ORGANIZATION, AT, TERM, TAXONOMY = (
    *("service", "organization", "service_at_location"),
    *("taxonomy_term", "taxonomy"),
)
MOST_WORDS = 8
FIELDS = (
    *("organisation", "name", "said", "provider_key", "service_key", "terms", "taxonomies", "needs", "phone"),
    *("is_national", "postcode", "lat", "lon", "document", "modified_at"),
)


def put_up_help(rows: Iterable[Mapping[str, Any]]) -> None:
    """Entries in the open, in place of what stood there under their numbers: of PublicHelp's fields. Two queries.

    An entry that another organisation here has put up stands as that has it.
    """
    made = [PublicHelp(**row) for row in rows]
    if not made:
        return
    theirs = set(
        PublicHelp.objects.filter(key__in={row.key for row in made})
        .exclude(organisation=made[0].organisation)
        .values_list("kind", "key")
    )
    PublicHelp.objects.bulk_create(
        [row for row in made if (row.kind, row.key) not in theirs],
        update_conflicts=True, unique_fields=["kind", "key"], update_fields=list(FIELDS), batch_size=200,
    )  # fmt: skip


def take_down_help(*, organisation_id: int, services: Iterable[str], keep: Iterable[str] = ()) -> None:
    """Services leave the open, and with them where they are held, but for those that are to stay. One query."""
    rows = PublicHelp.objects.filter(organisation=organisation_id)
    gone = list(services)
    rows.filter(Q(kind=SERVICE, key__in=gone) | Q(kind=AT, service_key__in=gone)).exclude(key__in=list(keep)).delete()


def take_down_givers(*, organisation_id: int, keep: Iterable[str]) -> None:
    """Organisations that give no help any more. One query."""
    rows = PublicHelp.objects.filter(organisation=organisation_id, kind=ORGANIZATION)
    rows.exclude(key__in=list(keep)).delete()


def entries(kind: str) -> QuerySet[PublicHelp]:
    """Of a kind, in the order of their names."""
    return PublicHelp.objects.filter(kind=kind)


def matching(
    kind: str, *, search: str = "", term: str = "", taxonomy: str = "", provider: str = "", service: str = "",
    postcode: str = "", since: datetime | None = None,
) -> QuerySet[PublicHelp]:  # fmt: skip
    """Those that all of it is true of."""
    rows = entries(kind)
    for word in search.casefold().split()[:MOST_WORDS]:
        rows = rows.filter(said__contains=word)
    rows = rows.filter(terms__contains=f"|{term}|") if term else rows
    rows = rows.filter(taxonomies__contains=f"|{taxonomy}|") if taxonomy else rows
    rows = rows.filter(provider_key=provider) if provider else rows
    rows = rows.filter(service_key=service) if service else rows
    rows = rows.filter(postcode=postcode) if postcode else rows
    return rows.filter(modified_at__gte=since) if since else rows


def entry(kind: str, key: str) -> PublicHelp | None:
    """One, by its number. One query."""
    return entries(kind).filter(key=key).first()
