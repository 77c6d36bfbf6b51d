"""Which place is meant: the one function that joins what a season says to what is known already.

A key decides. Without one a name does, where exactly one place of that name lies where it should; so it does with the
first key that a file tells of a place. Everything else, also a known name with another key than it was told by, is a
new place and a question: nothing is joined that would have to be taken apart.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from driveout.core.travel.crow import crow_km
from driveout.core.words import alike
from driveout.records.place.models import Doubt, Kind, Place, PlaceQuestion

NEAR_KM = 5.0  # a village that was put on the map anew; two villages of one name lie further apart
SAME_SPOT_KM = 0.5  # another name for what is there already?


@dataclass(frozen=True)
class Said:
    """A stop or a hub as a season says it. `key`: of its place, as we or a file call it, where it knows one."""

    name: str
    lat: float
    lon: float
    key: str = ""


def places_for(
    organisation_id: int, kind: Kind, said: Sequence[Said], *, now: datetime, taken: Collection[int] = ()
) -> list[Place]:
    """The place of each, in their order; no two have the same, and none one of `taken`, where others of the season are.

    Two queries, four where something is new.
    """
    every, joined = _known(organisation_id, kind)
    known = [place for place in every if place.pk not in taken]
    found: dict[int, Place] = {}
    used: set[int] = set()
    doubts: list[tuple[int, Place, Doubt]] = []
    several: set[int] = set()
    for by_key, index in _indexes(known, joined):
        for at, one in enumerate(said):
            if at in found or at in several:
                continue
            free = [place for place in index[one.key if by_key else alike(one.name)] if place.pk not in used]
            near = free if by_key else [place for place in free if is_near(place, one)]
            if len(near) == 1 and (by_key or not (one.key and near[0].told_key)):
                found[at] = near[0]
                used.add(near[0].pk)
            else:
                doubts += [(at, place, Doubt.SEVERAL if near else Doubt.FAR) for place in near or free]
                several |= {at} if near else set()
    keys = {*joined, *(key for place in every for key in (place.key, place.told_key))}
    new = {at: _new(organisation_id, kind, one, keys) for at, one in enumerate(said) if at not in found}
    if new:
        doubts += _renamed(new, [place for place in known if place.pk not in used], {at for at, *_ in doubts})
        Place.objects.bulk_create(new.values())
        asked = {(place.pk, new[at].pk): why for at, place, why in doubts if at in new}
        PlaceQuestion.objects.bulk_create(
            PlaceQuestion(one_id=one, other_id=other, why=why, asked_at=now) for (one, other), why in asked.items()
        )
    for at, place in found.items():
        _learn(place, said[at])
    return [found.get(at) or new[at] for at in range(len(said))]


def call(place_id: int, name: str, lat: float, lon: float) -> None:
    """It is called so now, and lies there; what it was called before still finds it. Two queries at most."""
    place = Place.objects.get(pk=place_id)
    if (place.name, place.lat, place.lon) != (name, lat, lon):
        before = [place.name] if alike(place.name) not in {alike(name), *map(alike, place.names)} else []
        place.names = [*(old for old in place.names if alike(old) != alike(name)), *before]
        place.name, place.lat, place.lon = name, lat, lon
        place.save(update_fields=["name", "names", "lat", "lon"])


def hub_called(organisation_id: int, name: str) -> Place:
    """The hub that somebody names who types a name, by what it is called or was before; one that no season has yet is
    a place nobody knows the position of. SeveralHubs. Two queries, three for a new one."""
    every, _joined = _known(organisation_id, Kind.HUB)
    now = [place for place in every if alike(place.name) == alike(name)]
    found = now or [place for place in every if alike(name) in map(alike, place.names)]
    if len(found) > 1:
        raise SeveralHubs(name)
    return found[0] if found else Place.objects.create(organisation_id=organisation_id, kind=Kind.HUB, name=name)


class SeveralHubs(Exception):
    """Several hubs are called that: nobody can say which is meant."""


def is_near(place: Any, one: Any) -> bool:
    """Can they be one village? Both have `lat` and `lon`, which is None where nobody has said where it lies."""
    return place.lat is None or _km(place, one) <= NEAR_KM


def _km(place: Any, one: Any) -> float:
    return crow_km(place.lat, place.lon, one.lat, one.lon)


def _renamed(
    new: Mapping[int, Place], free: Sequence[Place], asked: Collection[int]
) -> Iterator[tuple[int, Place, Doubt]]:
    """New places where exactly one lies already that nothing else in the season is."""
    for at, place in new.items():
        here = [one for one in free if one.lat is not None and _km(one, place) <= SAME_SPOT_KM]
        if at not in asked and len(here) == 1:
            yield at, here[0], Doubt.RENAMED


def _known(organisation_id: int, kind: Kind) -> tuple[list[Place], dict[str, Place]]:
    """Its places; and those that a person joined to another, by their key: what was told of them means the other."""
    every = {row.pk: row for row in Place.objects.filter(organisation_id=organisation_id, kind=kind).order_by("id")}
    same = PlaceQuestion.objects.filter(same=True, one__organisation_id=organisation_id, one__kind=kind)
    into = dict(same.values_list("other", "one"))
    joined: dict[str, Place] = {}
    for pk in into:
        last = pk
        for _step in into:  # no more steps than there are, however they were answered
            last = into.get(last, last)
        joined |= {key: every[last] for key in (every[pk].key, every[pk].told_key) if key}
    return [row for pk, row in every.items() if pk not in into], joined


def _indexes(known: Sequence[Place], joined: Mapping[str, Place]) -> Iterator[tuple[bool, Mapping[str, list[Place]]]]:
    """By key; then by what each is called; then by what it was called before."""
    keys: defaultdict[str, list[Place]] = defaultdict(list)
    called: defaultdict[str, list[Place]] = defaultdict(list)
    before: defaultdict[str, list[Place]] = defaultdict(list)
    for place in known:
        for key in {place.key, place.told_key} - {""}:
            keys[key].append(place)
        called[alike(place.name)].append(place)
        for name in place.names:
            before[alike(name)].append(place)
    for key, place in joined.items():
        if place in known:
            keys[key].append(place)
    yield True, keys
    yield False, called
    yield False, before


def _learn(place: Place, one: Said) -> None:
    """Where a hub lies that somebody only named, and the first key that a file tells."""
    fields = []
    if place.lat is None:
        place.lat, place.lon = one.lat, one.lon
        fields += ["lat", "lon"]
    if one.key and not place.told_key and place.key != one.key:
        place.told_key = one.key
        fields += ["told_key"]
    if fields:
        place.save(update_fields=fields)


def _new(organisation_id: int, kind: Kind, one: Said, taken: Collection[str]) -> Place:
    """With the key that a file has for it, unless another place of the season has that."""
    told = "" if one.key in taken else one.key
    return Place(organisation_id=organisation_id, kind=kind, name=one.name, lat=one.lat, lon=one.lon, told_key=told)
