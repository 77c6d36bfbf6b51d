"""A broken day, planned again: a proposal that is shown before anything is done. Nothing is written here."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from time import perf_counter
from typing import Any

from django.utils import timezone

from driveout.core import words
from driveout.core.words import day_and_minute
from driveout.records.drive.days.as_words import Day, day_as_words
from driveout.records.drive.days.breaking import Over, is_over
from driveout.records.drive.models import Occurrence, Trip
from driveout.records.plan.models import Season


@dataclass(frozen=True)
class Ride:
    """A van's day in the proposal. `hub`, `van`: keys, `…_name` what they are called. `trip`: the row it takes over,
    None for a new one; `was_…`: as it stands."""

    key: str
    trip: int | None
    hub: str
    van: str
    driver: str
    leaves: int
    returns: int
    break_starts: int | None
    driving_minutes: int
    km: float
    was_van: str = ""
    was_driver: str = ""
    hub_name: str = ""
    van_name: str = ""
    was_van_name: str = ""


@dataclass(frozen=True)
class Held:
    """A café that is held in the proposal: by which ride, when, and by whom. `was`: when it was to start."""

    cafe: int
    place: str
    ride: str
    starts: int
    was: int
    minutes: int
    guests: float
    hosts: tuple[str, ...]
    was_hosts: tuple[str, ...]


@dataclass(frozen=True)
class Lost:
    """A café that cannot be held. `guests`: how many were expected."""

    cafe: int
    place: str
    starts: int
    minutes: int
    guests: float


@dataclass(frozen=True)
class Short:
    """A café that lost a host and is held with those who are left, fewer than it needs: somebody is asked."""

    cafe: int
    place: str
    starts: int
    minutes: int
    hosts: tuple[str, ...]
    needs: int


@dataclass(frozen=True)
class Proposal:
    """What can still be driven. `mark`: of the day it was made from. `unknown`: cafés the season no longer knows.
    `short`: of those that are held, or go on as planned, the ones that somebody is asked about.

    `gap`: how far from the best possible, as a share; `seconds`: how long it took to find. `people`: (hub, name,
    who) of everybody whose name stands in it (see people.People).
    """

    season: int
    date: str
    mark: str
    mishaps: tuple[tuple[str, str, str, str], ...]
    rides: tuple[Ride, ...]
    held: tuple[Held, ...]
    lost: tuple[Lost, ...]
    unknown: tuple[str, ...]
    gap: float
    seconds: float
    people: tuple[tuple[str, str, str], ...] = ()
    short: tuple[Short, ...] = ()

    @property
    def late(self) -> tuple[Held, ...]:
        return tuple(one for one in self.held if one.starts > one.was)

    @property
    def guests_lost(self) -> float:
        return sum(one.guests for one in self.lost)

    @property
    def put_on(self) -> set[tuple[str, str]]:
        """(hub, who) of everybody whom it has on a shift."""
        hubs = {ride.key: ride.hub for ride in self.rides}
        named = {(ride.hub, ride.driver) for ride in self.rides}
        named |= {(hubs[one.ride], host) for one in self.held for host in one.hosts}
        who = {(hub, name): who for hub, name, who in self.people}
        return {(at[0], who[at]) for at in named if at in who}

    @property
    def kinds(self) -> tuple[words.Broken, ...]:
        """What broke, each kind once."""
        return tuple(dict.fromkeys(words.Broken(kind) for kind, _, _, _ in self.mishaps))

    def as_plain(self) -> dict[str, Any]:
        """Values for JSON."""
        return asdict(self)


def from_plain(told: dict[str, Any]) -> Proposal:
    """The proposal that `as_plain` was made of."""
    held = tuple(Held(**{**one, **{k: tuple(one[k]) for k in ("hosts", "was_hosts")}}) for one in told["held"])
    return Proposal(
        **{
            **told,
            "mishaps": tuple(tuple(one) for one in told["mishaps"]),
            "rides": tuple(Ride(**one) for one in told["rides"]),
            "held": held,
            "lost": tuple(Lost(**one) for one in told["lost"]),
            "unknown": tuple(told["unknown"]),
            "people": tuple(tuple(one) for one in told.get("people", ())),
            "short": tuple(Short(**{**one, "hosts": tuple(one["hosts"])}) for one in told.get("short", ())),
        }
    )


def repair_day(
    *, season: Season, day: date, mishaps: Sequence[words.Mishap], now: datetime, within: str = ""
) -> Proposal:
    """Plan the day again without what broke, with the least loss. Twenty-three queries, no transaction.

    `within`: the key of a hub that is to manage alone. What has left goes on as planned. Raises Over for a day behind
    us, Nonsense for mishaps the day does not know.
    """
    from driveout.core.loop import repair  # heavy, and most pages never ask

    if is_over(day, now):
        raise Over("The day is over.")
    started = perf_counter()
    known = day_as_words(season.pk, day, season.organisation_id, within=within)
    if not any(opening.weekday == day.weekday() for opening in known.plan.openings):
        raise words.Nonsense("No café is to be held that day.")
    here = timezone.localtime(now)
    minute = day_and_minute(here)[1] if here.date() == day else 0
    left = tuple(str(trip.pk) for trip in known.board.trips if trip.leaves < minute and _drives(known, trip))
    broken = tuple(_as_called(known, mishap) for mishap in mishaps)
    today = words.Today(words.Weekday(day.weekday()), broken, minute, left)
    found = repair(known.season, known.plan, today)
    if fewer := _with_who_is_left(found):
        stops = (replace(s, volunteers=fewer.get(s.key, s.volunteers)) for s in known.season.stops)
        found = repair(replace(known.season, stops=tuple(stops)), known.plan, today)
    return _proposal(season.pk, known, found, perf_counter() - started)


def _with_who_is_left(found: words.Repair) -> dict[str, int]:
    """Stop → how many hosts, for the lost cafés that some of their hosts can still come to: none is closed unasked."""
    ill = _ill(found)
    left = {o.stop: sum((o.hub, name) not in ill for name in o.volunteers) for o in found.lost}
    return {o.stop: left[o.stop] for o in found.lost if 0 < left[o.stop] < len(o.volunteers)}


def _ill(found: words.Repair) -> set[tuple[str, str]]:
    return {(one.hub, one.key) for one in found.today.mishaps if one.kind is words.Broken.VOLUNTEER}


def _as_called(day: Day, mishap: words.Mishap) -> words.Mishap:
    """A stop is known to the words by what the season calls it, a hub by its key. Who tells of a mishap in words may
    call both as the season does."""
    called = {hub.name: hub.key for hub in day.season.hubs} | {str(pk): name for pk, name in day.called.items()}
    if mishap.hub:
        return replace(mishap, hub=called.get(mishap.hub, mishap.hub))
    return replace(mishap, key=called.get(mishap.key, mishap.key), to=called.get(mishap.to, mishap.to))


def warm() -> None:
    """Fetch the planner (some seconds, once a process), before somebody with a broken van waits for it."""
    from driveout.core.plan.draft import Effort, draft
    from driveout.core.simulate.small_town import small_town

    draft(small_town(), Effort(time_limit_s=5.0, processes=0))


def _drives(day: Day, trip: Trip) -> bool:
    return any(tour.key == str(trip.pk) for tour in day.plan.tours)


def _proposal(season_id: int, day: Day, found: words.Repair, seconds: float) -> Proposal:
    """Only what is planned again: a trip that goes on as it is does not stand in it."""
    trips = {str(trip.pk): trip for trip in day.board.trips}
    cafes = {day.called[cafe.where_id]: cafe for cafe in day.board.cafes if cafe.where_id in day.called}
    rides = _rides(day, [tour for tour in found.tours if tour.key not in trips], found)
    new = [opening for opening in found.openings if opening.tour in rides]
    return Proposal(
        season=season_id,
        date=day.date.isoformat(),
        mark=day.board.mark(),
        mishaps=tuple((m.kind.value, m.key, m.hub, m.to) for m in found.today.mishaps),
        rides=tuple(rides.values()),
        held=tuple(_held(day, cafes[opening.stop], opening) for opening in new),
        lost=tuple(Lost(cafes[o.stop].pk, cafes[o.stop].place, o.starts, o.minutes, o.guests) for o in found.lost),
        unknown=tuple(cafe.place for cafe in day.unknown),
        gap=found.proof.gap,
        seconds=seconds,
        people=tuple((hub, name, day.people.who(hub, name)) for hub, name in day.people.keys),
        short=tuple(_short(day, found)),
    )


def _short(day: Day, found: words.Repair) -> Iterator[Short]:
    """Those ahead that had a host who is out, and have fewer than they need now."""
    cafes = {day.called[cafe.where_id]: cafe for cafe in day.board.cafes if cafe.where_id in day.called}
    ill, now = _ill(found), {o.stop: o for o in found.openings if o.weekday == found.today.weekday}
    for stop, cafe in cafes.items():
        opening, needs = now.get(stop), day.board.needed_at.get(cafe.pk, 0)
        lost = any((cafe.hub_key, name) in ill for name in day.board.hosts(cafe, day.people))
        if opening and lost and len(opening.volunteers) < needs and opening.starts > found.today.now:
            yield Short(cafe.pk, cafe.place, opening.starts, cafe.minutes, opening.volunteers, needs)


def _held(day: Day, cafe: Occurrence, opening: words.Opening) -> Held:
    return Held(
        cafe=cafe.pk,
        place=cafe.place,
        ride=opening.tour,
        starts=opening.starts,
        was=cafe.starts,
        minutes=cafe.minutes,
        guests=opening.guests,
        hosts=opening.volunteers,
        was_hosts=day.board.hosts(cafe, day.people),
    )


def _rides(day: Day, tours: Sequence[words.Tour], found: words.Repair) -> dict[str, Ride]:
    """Each new tour on the row it has most in common with: cafés, then driver, then van. Each row is used once."""
    cafes = {t.key: {o.stop for o in found.openings if o.tour == t.key} for t in tours}
    standing = {tour.key for tour in found.tours}
    free = [trip for trip in day.board.trips if str(trip.pk) not in standing]
    rows: dict[str, Trip] = {}
    pairs = [(_alike(day, tour, trip, cafes[tour.key]), tour.key, trip) for tour in tours for trip in free]
    for alike, name, trip in sorted(pairs, key=lambda pair: (pair[0], pair[1], -pair[2].pk), reverse=True):
        if any(alike) and name not in rows and trip not in rows.values():
            rows[name] = trip
    return {tour.key: _ride(day, tour, rows.get(tour.key)) for tour in tours}


def _alike(day: Day, tour: words.Tour, trip: Trip, cafes: set[str]) -> tuple[int, bool, bool]:
    if trip.hub_key != tour.hub:
        return 0, False, False
    shared = sum(day.called.get(cafe.where_id) in cafes for cafe in day.board.cafes_of.get(trip.pk, []))
    return shared, day.board.driver(trip, day.people) == tour.employee, trip.van_key == tour.vehicle


def _ride(day: Day, tour: words.Tour, trip: Trip | None) -> Ride:
    return Ride(
        key=tour.key,
        trip=trip.pk if trip else None,
        hub=tour.hub,
        van=tour.vehicle,
        van_name=day.season.names.vehicle(tour.vehicle),
        driver=tour.employee,
        leaves=tour.leaves,
        returns=tour.returns,
        break_starts=tour.break_starts,
        driving_minutes=tour.driving_minutes,
        km=tour.km,
        was_van=trip.van_key if trip else "",
        was_van_name=trip.van if trip else "",
        was_driver=day.board.driver(trip, day.people) if trip else "",
        hub_name=day.season.names.place(tour.hub),
    )
