"""What the directory knows, handed down to where anyone may read it: after each change, in the same transaction."""

from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from typing import Any

from driveout.core.bridge.directory import needs
from driveout.core.bridge.directory.composing import (
    Help,
    Where,
    as_words,
    organization,
    service,
    service_at_location,
    terms_of,
)
from driveout.records.bridge.directory.as_words import help_of, phone_of
from driveout.records.bridge.directory.models import HelpService
from driveout.records.bridge.directory.queries import services_of
from driveout.records.publish.cafes_as_help import keeper_key
from driveout.records.publish.helping import (
    AT,
    ORGANIZATION,
    SERVICE,
    put_up_help,
    take_down_givers,
    take_down_help,
)
from driveout.records.team.models import Organisation

KEEPER_SINCE = datetime(2020, 3, 1, tzinfo=UTC)  # it says nothing that changes
OPEN_TO_ALL = ("active", "temporarily closed", "inactive")


def publish_help(organisation_id: int, keys: Iterable[str] | None = None) -> None:
    """Entries as they stand now, all of them or those with these numbers; what is no more leaves the open. Eight
    queries at most, nine where something is no more, and as many for each other organisation that still has it."""
    rows = services_of(organisation_id)
    if keys is not None:
        rows = rows.filter(key__in=list(keys))
    there = [row for row in rows if row.status in OPEN_TO_ALL]
    gone = [row.key for row in rows if row.status not in OPEN_TO_ALL]
    made = [one for row in there for one in _entries(row)]
    take_down_help(
        organisation_id=organisation_id, services=[*gone, *(row.key for row in there)], keep=[m["key"] for m in made]
    )
    made.append(_keeper(organisation_id))
    put_up_help({(one["kind"], one["key"]): one for one in made}.values())
    givers = services_of(organisation_id).filter(status__in=OPEN_TO_ALL).values_list("provider__key", flat=True)
    take_down_givers(
        organisation_id=organisation_id, keep={keeper_key(organisation_id), *(key for key in givers if key)}
    )
    _put_up_theirs(organisation_id, gone)


def _put_up_theirs(organisation_id: int, gone: Collection[str]) -> None:
    """What leaves one directory may stand in another's, as the national lines do: then it stays in the open by that."""
    if not gone:
        return
    theirs = HelpService.objects.filter(key__in=gone, status__in=OPEN_TO_ALL).exclude(organisation=organisation_id)
    keys: dict[int, list[str]] = {}
    for other, key in theirs.order_by("organisation").values_list("organisation", "key"):
        keys.setdefault(other, []).append(key)
    for other, here in keys.items():
        publish_help(other, here)


def _keeper(organisation_id: int) -> dict[str, Any]:
    """Whoever drives out, as the cafés' own organisation."""
    organisation = Organisation.objects.get(pk=organisation_id)
    key, name = keeper_key(organisation_id), organisation.name
    return {
        "organisation": organisation_id, "kind": ORGANIZATION, "key": key, "name": name, "said": name.casefold(),
        "document": {"id": key, "name": name, "description": f"{name}: caféer på hjul / cafés on wheels"},
        "modified_at": KEEPER_SINCE,
    }  # fmt: skip


def _entries(row: HelpService) -> list[dict[str, Any]]:
    help_ = help_of(row)
    frame = {"organisation": row.organisation_id, "modified_at": row.told_at, **_terms(help_)}
    shared = {
        **frame, "needs": row.needs, "is_national": row.is_national, "phone": phone_of(row)[:60],
        "provider_key": row.provider.key if row.provider else "", "said": as_words(help_), "name": row.name,
    }  # fmt: skip
    made = [{**shared, "kind": SERVICE, "key": row.key, "document": service(help_), **_lies(help_)}]
    made += [
        {
            **shared, "kind": AT, "key": one.key, "service_key": row.key, **_lies(help_, one),
            "document": service_at_location(help_, one),
        }
        for one in help_.at
    ]  # fmt: skip
    if help_.giver and row.provider:
        doc = organization(help_.giver)
        made.append(
            {
                "organisation": row.organisation_id,
                "kind": ORGANIZATION,
                "key": help_.giver.key,
                "document": doc,
                "name": help_.giver.name,
                "said": f"{help_.giver.name} {doc['description']}".casefold(),
                "modified_at": row.provider.told_at,
            }
        )
    return made


def _terms(help_: Help) -> dict[str, str]:
    """Numbers of its terms and their taxonomies, to find it by."""
    others = terms_of(help_.document)
    terms = [needs.key(needs.NEEDS, need) for need in help_.needs] + [str(one.get("id", "")) for one in others]
    groups = ([needs.key(needs.NEEDS)] if help_.needs else []) + [str(one.get("taxonomy_id") or "") for one in others]
    return {"terms": _marked(terms), "taxonomies": _marked(groups)}


def _marked(words: Iterable[str]) -> str:
    found = [word for word in dict.fromkeys(words) if word]
    return f"|{'|'.join(found)}|" if found else ""


def _lies(help_: Help, at: Where | None = None) -> dict[str, Any]:
    """Where the first of its places lies that may be shown."""
    for one in [at] if at else help_.at:
        place = one.place
        if place.get("location_type") == "redacted":
            continue
        addresses = place.get("addresses", [])
        return {
            "postcode": str(addresses[0].get("postal_code") or "")[:20] if addresses else "",
            "lat": place.get("latitude"), "lon": place.get("longitude"),
        }  # fmt: skip
    return {}
