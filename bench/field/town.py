"""What is sent and to whom: pairs of phones with two cafés each, and a week of shifts with volunteers to ask."""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle
from random import Random
from typing import Any

DAY: tuple[tuple[str, dict[str, Any]], ...] = (
    ("open", {}),
    *[("count", {"what": "first", "n": 1})] * 4,
    *[("count", {"what": "before", "n": 1})] * 4,
    ("count", {"what": "child", "n": 2}),
    ("count", {"what": "left", "n": 3}),
    *[("count", {"what": "meal", "n": 1})] * 6,
    ("count", {"what": "bag", "n": 2}),
    ("count", {"what": "first", "n": -1}),
    ("words", {"text": "Jeg kommer igen på torsdag, hvis min bil kan starte.", "read_back": True}),
    ("words", {"text": "Kaffen er god, og her er varmt.", "read_back": False}),
    ("next_step", {"need": "debt", "card": "K7MX-3F9P"}),
    ("mishap", {"what": "cold", "text": "Fyret gik ud"}),
    ("shadow", {"what": "Kørte en gæst hjem", "minutes": 20}),
    ("close", {"seen": {"first": 3, "before": 4}}),
)


@dataclass(frozen=True)
class Size:
    """How many phones call at the same moment, and as many others within so many seconds; how many hubs and volunteers
    the gap list is made of, and how many times it is asked for."""

    phones: int = 300
    within: float = 10.0
    hubs: int = 30
    volunteers: int = 400
    times: int = 20


@dataclass(frozen=True)
class Country:
    """`phones` and what was done on them; `cafes` by number; the season whose gaps are looked for, from `monday` on."""

    phones: list[Any]
    taps: list[Any]
    cafes: list[int]
    season: Any
    monday: date


def build(size: Size, today: date) -> Country:
    """Rows made in bulk, as nobody makes them: what is measured comes afterwards."""
    from tests.stored import cast, many_towns, store_season

    carla = cast()["carla"]
    season = store_season(carla, many_towns(size.hubs, 300 // 30))
    monday = today - timedelta(days=today.weekday())
    hubs = [f"Havn {pair % size.hubs}" for pair in range(size.phones)]
    cafes = _cafes(season, today, hubs)
    volunteers = _volunteers(size, carla.organisation)
    phones = _phones([hubs[at // 2] for at in range(2 * size.phones)], volunteers)
    taps = [tap for at, phone in enumerate(phones) for tap in _day(phone, cafes[at // 2])]
    _shifts(season, monday, size.hubs, volunteers)
    return Country(phones, taps, [number for pair in cafes for number in pair], season, monday)


def _cafes(season: Any, today: date, hubs: list[str]) -> list[tuple[int, int]]:
    """Where the phones are today: two cafés for each pair of them."""
    from driveout.records.models import Occurrence

    trips = _trips(season, [(today, f"Tur {at}", hub) for at, hub in enumerate(hubs)])
    rows = [_cafe(season, trip, f"Café {trip.name} {half}", 600 + 130 * half) for trip in trips for half in (0, 1)]
    made = [row.pk for row in Occurrence.objects.bulk_create(rows)]
    return list(zip(made[::2], made[1::2], strict=True))


def _trips(season: Any, days: list[tuple[date, str, str]]) -> list[Any]:
    from driveout.records.models import Trip
    from tests.places import hub_at

    same = {"season": season, "van": "Vogn 1", "driver": "Alma", "leaves": 540, "returns": 900, "km": 40.0}
    return Trip.objects.bulk_create(
        Trip(date=day, name=name, hub=hub, base=hub_at(season, hub), driving_minutes=40, **same)
        for day, name, hub in days
    )


def _cafe(season: Any, trip: Any, place: str, starts: int = 600) -> Any:
    from driveout.records.models import Occurrence
    from tests.places import at

    return Occurrence(
        season=season, trip=trip, date=trip.date, place=place, hub=trip.hub, lat=56.5, lon=8.4, starts=starts,
        base=trip.base, promised=starts, minutes=90, seats=7, guests=6.3, where=at(season, place),
    )  # fmt: skip


def _members(organisation: Any, hubs: list[str]) -> list[Any]:
    """Volunteers, one for each hub in the list."""
    from django.contrib.auth import get_user_model

    from driveout.records.models import Member
    from driveout.records.place.finding import hub_called

    user = get_user_model()
    users = user.objects.bulk_create(
        user(username=f"helper{at}", first_name=f"helper{at}", password="!") for at in range(len(hubs))
    )
    known = {hub: hub_called(organisation.pk, hub) for hub in set(hubs)}
    return Member.objects.bulk_create(
        Member(user=one, organisation=organisation, role="volunteer", base=known[hub])
        for one, hub in zip(users, hubs, strict=True)
    )


def _phones(hubs: list[str], volunteers: list[Any]) -> list[Any]:
    """Registered, with keys of their own; each one of its hub's volunteers', who may have more than one."""
    from django.utils import timezone

    from driveout.records.models import Phone as Row
    from tests.storm.phone import Phone
    from tests.storm.vault import spki

    now = timezone.now()
    phones: list[Any] = [Phone.new(f"phone {at}", timezone.now) for at in range(len(hubs))]  # all unlocked
    owners = {hub: cycle(people) for hub, people in _by_hub(volunteers).items()}
    Row.objects.bulk_create(
        Row(
            id=phone.id, member=next(owners[hub]), name=phone.name,
            public_key=spki(phone.vault.key.public_key()), made_at=now, signed_in_at=now,
        )
        for phone, hub in zip(phones, hubs, strict=True)
    )  # fmt: skip
    return phones


def _day(phone: Any, cafes: tuple[int, int]) -> list[Any]:
    """A day on one phone: about 25 events, half at each of its cafés."""
    from tests.storm.truth import Tap

    made = []
    for at, (kind, body) in enumerate(DAY):
        seq, item = phone.write(cafes[at % len(cafes)], kind, json.loads(json.dumps(body)))
        made.append(Tap(phone, seq, item, frozenset({"landed"})))
    return made


def _by_hub(members: list[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for member in members:
        found.setdefault(member.hub_name, []).append(member)
    return found


def _volunteers(size: Size, organisation: Any) -> list[Any]:
    """With their papers in order, spread over the hubs."""
    from driveout.records.models import Check

    members = _members(organisation, [f"Havn {at % size.hubs}" for at in range(size.volunteers)])
    kinds = ("child safety", "introduction")
    Check.objects.bulk_create(
        Check(member=member, kind=kind, checked_on=date(2026, 1, 5)) for member in members for kind in kinds
    )
    return members


def _shifts(season: Any, monday: date, hubs: int, members: list[Any]) -> None:
    """Next week: every stop opens once and needs two hosts; a third of what is needed is taken."""
    from django.utils import timezone

    from driveout.records.models import Occurrence, Shift, Signup

    chance, now = Random(1), timezone.now()
    days = [(monday + timedelta(days=7 + day), f"Dag {h}", f"Havn {h}") for h in range(hubs) for day in range(5)]
    rows = [
        _cafe(season, trip, f"{trip.hub} by {2 * (at % 5) + half}", 600 + 130 * half)
        for at, trip in enumerate(_trips(season, days))
        for half in (0, 1)
    ]
    cafes = Occurrence.objects.bulk_create(rows)
    shifts = Shift.objects.bulk_create(Shift(trip=row.trip, occurrence=row, role="host", needed=2) for row in cafes)
    by_hub = _by_hub(members)
    taken = [(shift, chance.choice(by_hub[shift.trip.hub])) for shift in shifts if chance.random() < 2 / 3]
    Signup.objects.bulk_create(
        Signup(shift=shift, member=member, name=member.user.first_name, made_at=now) for shift, member in taken
    )
