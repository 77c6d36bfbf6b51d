"""Writing an entry here: a new one, or over what a list says of one. The list's own words stay beneath."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from driveout.core.bridge.directory.hidden_addresses import is_secret, without, words_of
from driveout.core.bridge.directory.needs import key
from driveout.core.words import Heard
from driveout.records.bridge.directory.as_words import document_of
from driveout.records.bridge.directory.fields_typed import Written, changed_fields, fields_of
from driveout.records.bridge.directory.models import HelpAt, HelpCheck, HelpPlace, HelpProvider, HelpService
from driveout.records.bridge.directory.publishing import publish_help
from driveout.records.bridge.directory.rules import SameEntry
from driveout.records.bridge.directory.taking import COLUMNS, PLACES, PROVIDER, hidden, marked, write_place
from driveout.records.place.models import new_key
from driveout.records.team.holding import hold_organisation
from driveout.records.team.models import Organisation
from driveout.records.trust.actions import By, leave_trace


@transaction.atomic
def write_help(
    *, organisation: Organisation, service: HelpService | None, written: Written, by: By, now: datetime,
    opened: Written | None = None,
) -> HelpService:  # fmt: skip
    """Keep it. SameEntry where the organisation has one of that name already. The same again changes nothing.

    `opened`: what was there to be changed; what stands as it stood there is not written.
    """
    hold_organisation(organisation.pk)
    changed = changed_fields(written, opened)
    is_given = service is None or bool(changed & {"provider", "sector"})
    provider = _provider(organisation, written, now) if is_given or service is None else service.provider
    same = HelpService.objects.filter(organisation=organisation, provider=provider, name=written.name)
    if (same.exclude(pk=service.pk) if service else same).exists():
        raise SameEntry
    written = _hiding(service, written)
    row = service or HelpService(organisation=organisation, key=new_key_of_kind(), told_at=now)
    before = _stood(row)
    row.provider = provider
    for name in changed & {"name", "status", "is_national", "check_every_days"}:
        setattr(row, name, getattr(written, name))
    if "needs" in changed:
        row.needs = marked(written.needs)
    now_said = document_of(row)
    said = {name: value for name, value in fields_of(row.key, written, changed, now_said).items()
            if (now_said.get(name) or None) != (value or None)}  # fmt: skip
    if row.source:
        row.own = {**row.own, **said}
    else:
        kept = {name: value for name, value in row.document.items() if name not in said}
        row.document = {**kept, **{name: value for name, value in said.items() if value}}
    moved = bool(changed & {"place", "is_hidden"}) and _is_elsewhere(row, written)
    if row.source:
        row.own = {**row.own, **_over_the_list(before, _stood(row)), **({PLACES: True} if moved else {})}
    if before == _stood(row) and not moved:
        return row
    row.told_at = now
    row.save()
    if moved:
        _place(row, written, now)
    HelpCheck.objects.create(service=row, heard=Heard.EDITED, by=by, at=now)
    what = "changed an entry of help" if service else "wrote an entry of help"
    leave_trace(by=by, what=what, about=row, now=now)
    publish_help(organisation.pk)
    return row


def _stood(row: HelpService) -> dict[str, Any]:
    """What is compared, by the names that `own` has for it."""
    said = ("name", "status", "needs", "is_national", "check_every_days", "document", "own")
    return {**{name: getattr(row, name) for name in said}, PROVIDER: row.provider_id}


def _over_the_list(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """What the service's own columns say by what was written here, so that no list changes it any more."""
    return {name: after[name] for name in COLUMNS if before[name] != after[name]}


def new_key_of_kind() -> str:
    """A number of the standard's kind that was never given before."""
    return key("own", new_key())


def _provider(organisation: Organisation, written: Written, now: datetime) -> HelpProvider:
    name = written.provider or written.name
    row = HelpProvider.objects.filter(organisation=organisation, name=name).first()
    row = row or HelpProvider(organisation=organisation, key=new_key_of_kind(), name=name, told_at=now)
    if row.pk is None or row.sector != written.sector:
        row.sector, row.told_at = written.sector, now
        row.save()
    return row


def _is_elsewhere(row: HelpService, written: Written) -> bool:
    if written.place is None:
        return False
    at = None if row._state.adding else HelpAt.objects.filter(service=row).select_related("place").first()
    if at is None:
        return bool(any(written.place) or written.is_hidden)
    return at.place.is_hidden != written.is_hidden or (not written.is_hidden and place_typed(at.place) != written.place)


def place_typed(place: HelpPlace) -> tuple[str, str, str]:
    """Street, postcode and town as the form has them."""
    addresses: Sequence[Mapping[str, Any]] = place.document.get("addresses", [])
    first = addresses[0] if addresses else {}
    parts = (str(first.get(name) or "") for name in ("address_1", "postal_code", "city"))
    street, postcode, town = ("" if part == "-" else part for part in parts)
    return street, postcode, town


def _hiding(service: HelpService | None, written: Written) -> Written:
    """The address is hidden too where a name says that it must be, of the entry or of another at the same place; and
    what was written says nothing of where a hidden place lies."""
    at = HelpAt.objects.filter(service=service).select_related("place").first() if service else None
    names = [written.name, written.provider]
    if at:
        others = HelpAt.objects.filter(place_id=at.place_id).exclude(service=service)
        names += [
            name for pair in others.values_list("service__name", "service__provider__name") for name in pair if name
        ]
    is_hidden = written.is_hidden or is_secret(at.place.document if at else {}, names)
    if written.place is None or not is_hidden:
        return written
    typed = {"addresses": [{"address_1": written.place[0]}]}
    words = words_of([typed, *([at.place.document] if at else [])], names)
    texts = {name: getattr(written, name) for name in ("description", "who_for", "cost")}
    without(texts, words)
    return replace(written, is_hidden=True, **texts)


def _forget(place: HelpPlace) -> None:
    """The words of a place that is hidden from now on leave all that leans on it."""
    shared = HelpAt.objects.filter(place_id=place.pk).select_related("service__provider")
    names = [
        name for at in shared for name in (at.service.name, at.service.provider and at.service.provider.name) if name
    ]
    words = words_of([place.document], names)
    for at in shared:
        for row, texts in (
            (at, ("document",)), (at.service, ("document", "own")), (at.service.provider, ("document",)),
        ):  # fmt: skip
            for name in texts if row else ():
                without(getattr(row, name), words)
            if row:
                row.save(update_fields=texts)


def _place(row: HelpService, written: Written, now: datetime) -> None:
    assert written.place is not None
    at = HelpAt.objects.filter(service=row).select_related("place").first()
    if not any(written.place) and not written.is_hidden:
        HelpAt.objects.filter(service=row).delete()
        return
    # a list's place may be others' too: elsewhere is a place of its own, but what is hidden stays so
    mine = at.place if at and (written.is_hidden or not at.place.source) else None
    place = mine or HelpPlace(organisation=row.organisation, key=new_key_of_kind())
    place.is_hidden, place.told_at = written.is_hidden, now
    street, postcode, town = written.place
    if place.is_hidden and at:
        _forget(place)
    place.document = hidden(place.document) if written.is_hidden else {
        **{name: value for name, value in place.document.items() if name not in ("latitude", "longitude")},
        "location_type": "physical",
        **({"latitude": written.point[0], "longitude": written.point[1]} if written.point else {}),
        "addresses": [
            {
                "id": key(place.key, "address"), "address_1": street or "-", "city": town or "-",
                "state_province": "-", "postal_code": postcode or "-", "country": "DK", "address_type": "physical",
            }
        ],
    }  # fmt: skip
    write_place(place)
    place.save()
    if mine is None:
        HelpAt.objects.filter(service=row).delete()
        HelpAt.objects.create(service=row, place=place, key=new_key_of_kind())
