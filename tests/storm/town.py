"""The rows of a storm: two persons, and for each history five cafés of its own."""

import json
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any

from driveout.core.simulate.small_town import HUB
from tests.places import at, hub_at
from tests.stored import HERE, NOW, cast, store_season

OTHER_HUB = "Nordby"
GOODS = ("meal", "bag")  # of which the stores keep books
NUMBERS = count(1)


@dataclass(frozen=True)
class Town:
    """Made once for all histories on a database."""

    members: dict[str, Any]
    season: Any
    other_season: Any
    clients: dict[str, Any]  # sessions


@dataclass(frozen=True)
class Cafes:
    """Numbers of the cafés. `ours`: Bo has a shift. `broken`: ours too, and the day may break there. `lent`: another
    hub's, but Bo has a shift, or had one. `theirs`: another hub's. `finns`: another organisation's. `none`: there is
    none."""

    ours: int
    broken: int
    lent: int
    theirs: int
    finns: int
    none: int = 987_654_321


def build() -> Town:
    from django.test import Client

    from driveout.records.models import Good
    from driveout.records.team.models import Member, Role

    members = cast()
    for name in ("alma", "bo"):
        Member.objects.filter(pk=members[name].pk).update(base=hub_at(members[name], HUB))
        members[name].refresh_from_db()
    assert members["alma"].role == Role.EMPLOYEE and members["alma"].organisation.name == HERE
    for organisation in (members["carla"].organisation, members["finn"].organisation):
        for kind in GOODS:
            Good.objects.create(organisation=organisation, name=kind, unit="stk.", kind=kind)
    clients = {name: Client(raise_request_exception=False) for name in ("alma", "bo")}
    for name, client in clients.items():
        client.force_login(members[name].user)
    return Town(members, store_season(members["carla"]), store_season(members["finn"]), clients)


def cafes(town: Town, today: date) -> Cafes:
    """Five new ones, today."""
    from driveout.records.models import Occurrence, Trip

    number = next(NUMBERS)

    def cafe(name: str, season: Any, hub: str, *, shift: bool) -> int:
        trip = Trip.objects.create(
            season=season, date=today, name=f"{name} {number}", hub=hub, van="Van 1", driver="Alma",
            base=hub_at(season, hub), leaves=540, returns=900, driving_minutes=40, km=40.0,
        )  # fmt: skip
        row = Occurrence.objects.create(
            season=season, trip=trip, date=today, place=f"{name} {number}", hub=hub, lat=56.5, lon=8.3, starts=600,
            base=trip.base, promised=600, minutes=90, seats=7, guests=6.3, where=at(season, f"{name} {number}"),
        )  # fmt: skip
        if shift:
            shift_for(town, row.id, "bo")
        return row.id

    return Cafes(
        ours=cafe("Mosede", town.season, HUB, shift=True),
        broken=cafe("Lyngdal", town.season, HUB, shift=False),
        lent=cafe("Sandholm", town.season, OTHER_HUB, shift=True),
        theirs=cafe("Vestermark", town.season, OTHER_HUB, shift=False),
        finns=cafe("Mosede", town.other_season, HUB, shift=False),
    )


def shift_for(town: Town, number: int, name: str) -> None:
    """Somebody is a host at the café of that number."""
    from driveout.records.models import Occurrence, Shift, Signup

    cafe, member = Occurrence.objects.get(pk=number), town.members[name]
    shift, _ = Shift.objects.get_or_create(trip=cafe.trip, occurrence=cafe, role="host", defaults={"needed": 1})
    Signup.objects.get_or_create(shift=shift, member=member, state="signed", defaults={"name": name, "made_at": NOW})


def taken_off(town: Town, number: int, name: str, state: str, now: Any) -> None:
    """Somebody is no host there any more: given back, swapped by a repair, or said to have stayed away."""
    from driveout.records.models import Signup

    rows = Signup.objects.filter(shift__occurrence=number, member=town.members[name], state="signed")
    rows.update(state=state, ended_at=now)


def read_in(phone: Any, member: Any, now: Any) -> list[tuple[int, str]]:
    """The office reads in the file that a phone which cannot send has made: status and code of each, in its order."""
    from driveout.records.meet.rescuing import import_rescue

    content = json.dumps(phone.disk.rescue_file(now.isoformat())).encode()
    return [(one.fate.status, one.fate.code) for one in import_rescue(content=content, member=member, now=now)[1]]


def day_breaks(number: int, *, cancelled: bool, now: Any) -> None:
    """The café of that number is cancelled, or starts an hour later than promised."""
    from driveout.records.models import Occurrence

    change = {"state": "cancelled", "why": "Vejen er spærret"} if cancelled else {"starts": 660}
    Occurrence.objects.filter(pk=number).update(**change, told_at=now)


def put_away(those: Cafes) -> None:
    """Years ago, so that no week holds them any more."""
    from driveout.records.models import Occurrence, Trip

    then, numbers = date(2020, 1, 6), list(vars(those).values())
    Trip.objects.filter(occurrences__in=numbers).update(date=then)
    Occurrence.objects.filter(pk__in=numbers).update(date=then)


def long_ago(phone: str, then: Any) -> None:
    """That was when the person last signed in on this phone."""
    from driveout.records.models import Phone

    Phone.objects.filter(pk=phone).update(signed_in_at=then)


def end(phone: str, now: Any) -> None:
    """The phone was lost, and somebody in the office ended it."""
    from driveout.records.models import Phone

    Phone.objects.filter(pk=phone).update(ended_at=now)
