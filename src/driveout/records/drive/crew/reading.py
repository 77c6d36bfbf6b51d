"""The crew as words: shifts of some days with who is on them, and people with all that decides whether they can."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import NamedTuple, TypedDict

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from driveout.core import words
from driveout.core.words import Checked, Duty, Helper, Paper, Weekday, alike
from driveout.records.drive.crew.held import held, took_place
from driveout.records.drive.crew.plan_people import REMADE, WHOSE, connected, days_away, who_of
from driveout.records.drive.crew.rules import CREW
from driveout.records.drive.models import Check, Shift, Signup
from driveout.records.drive.models.crew import SignupState
from driveout.records.plan.models import Employee, Hub, Season, Stop, Volunteer
from driveout.records.team.models import Member, Role
from driveout.records.trust.names import is_former

ALL_DUTIES = (Duty.HOST, Duty.DRIVER, Duty.EMPLOYEE)
DUTIES = {Role.VOLUNTEER: (Duty.HOST, Duty.DRIVER)}  # everybody else: all
Spot = tuple[float, float]


class OnShift(NamedTuple):
    """A sign-up that holds, as plain values: six weeks of a season are thousands."""

    id: int
    shift_id: int
    member_id: int | None
    name: str
    person: str
    from_plan: bool
    extra_minutes: int


@dataclass(frozen=True)
class Crew:
    """Some days of a season. `signed`: shift → who is on it. `booked`: helper → the shifts they have.

    `where`: a host's shift → the number of its place.
    """

    shifts: dict[int, words.Shift]
    signed: dict[int, list[OnShift]]
    helpers: dict[str, Helper]
    members: dict[str, Member]
    booked: dict[str, list[words.Shift]]
    key_of: dict[int, str] = field(default_factory=dict)  # signup → helper
    where: dict[int, int] = field(default_factory=dict)

    def take(self, helper_id: str, shift_id: int) -> None:
        """Somebody was put on it: what is asked next knows."""
        shift = self.shifts[shift_id]
        self.shifts[shift_id] = replace(shift, taken=shift.taken + 1)
        self.booked.setdefault(helper_id, []).append(self.shifts[shift_id])


def crew_between(
    season: Season, first: date, last: date, *, only: Member | None = None, near: Mapping[str, Spot] | None = None
) -> Crew:
    """The crew with their shifts from `first` to `last`, and a day on each side for the rest between days.

    `only`: one person's, without how many shifts they have had, which is for choosing among several; the shifts are
    all there. `near`: names of towns with their positions, beside the season's own places. What they have in another
    season is `booked` too. Fifteen queries, fourteen for one person.
    """
    around = (first - timedelta(days=1), last + timedelta(days=1))
    spots, at_hubs = _places_and_hubs(season.pk)
    signups = Signup.objects.filter(shift__trip__season=season, shift__trip__date__range=around)
    signed: defaultdict[int, list[OnShift]] = defaultdict(list)
    for values in signups.filter(state=SignupState.SIGNED).values_list(*OnShift._fields):
        signed[values[1]].append(OnShift(*values))
    shifts, where = _shifts(season, *around, at_hubs, signed)
    known = connected(season.organisation_id)
    helpers, members = _helpers(season, known, _taken_off(signups), {**(near or {}), **spots}, at_hubs, only)
    booked: defaultdict[str, list[words.Shift]] = defaultdict(list)
    keys = {}
    for shift_id, people in signed.items():
        for signup in people:
            key = keys[signup.id] = key_of(
                signup.member_id, _hub(shifts, shift_id), signup.person or signup.name, known
            )
            if shift_id in shifts:
                booked[key].append(shifts[shift_id])
    for key, shift in _in_other_seasons(season, *around, known):
        booked[key].append(shift)
    return Crew(shifts, signed, helpers, members, booked, keys, where)


def _in_other_seasons(
    season: Season, first: date, last: date, known: Mapping[tuple[str, str], Member]
) -> list[tuple[str, words.Shift]]:
    """(helper, shift) of these days in the organisation's other seasons that count. One query."""
    rows = Signup.objects.filter(held("shift__"), state=SignupState.SIGNED, shift__trip__date__range=(first, last))
    rows = rows.filter(shift__trip__season__organisation=season.organisation_id, shift__trip__season__set_aside_at=None)
    rows = rows.filter(shift__trip__season__is_scenario=False).exclude(shift__trip__season=season)
    hubs = Hub.objects.filter(season=OuterRef("shift__trip__season"), where=OuterRef("shift__trip__base"))
    rows = rows.annotate(hub_lat=Subquery(hubs.values("lat")[:1]), hub_lon=Subquery(hubs.values("lon")[:1]))
    found = []
    for row in rows.select_related("shift__trip", "shift__occurrence"):
        row.shift.held = True
        word = as_word(row.shift, 1, {row.shift.trip.hub_key: (row.hub_lat or 0.0, row.hub_lon or 0.0)})
        found.append((key_of(row.member_id, word.hub, row.person or row.name, known), word))
    return found


def _hub(shifts: Mapping[int, words.Shift], shift_id: int) -> str:
    return shifts[shift_id].hub if shift_id in shifts else ""


def key_of(member_id: int | None, hub: str, person: str, known: Mapping[tuple[str, str], Member]) -> str:
    """Who a row is about: a member, or somebody of the register at a hub, both told by their keys; where no register
    has them, by the name that somebody wrote."""
    if member_id is None and (member := known.get((hub, person))):
        member_id = member.pk
    return f"m{member_id}" if member_id is not None else f"{hub}\n{person}"


def _shifts(
    season: Season, first: date, last: date, spots: Mapping[str, Spot], signed: Mapping[int, list[OnShift]]
) -> tuple[dict[int, words.Shift], dict[int, int]]:
    """The shifts of some days by their number, in the order of the day; and where hosts' are. One query."""
    rows = Shift.objects.filter(trip__season=season, trip__date__range=(first, last)).annotate(is_held=held())
    values = rows.order_by("trip__date", "occurrence__starts", "id").values_list(
        "id", "role", "needed", "is_held", "trip_id", "trip__date", "trip__base", "trip__hub", "trip__leaves",
        "trip__returns", "occurrence__place", "occurrence__starts", "occurrence__minutes", "occurrence__lat",
        "occurrence__lon", "occurrence__where",
    )  # fmt: skip
    found, where = {}, {}
    for pk, duty, needed, is_held, trip, day, base, hub, leaves, returns, place, opens, minutes, lat, lon, at in values:
        if at is not None:
            where[pk] = at
        starts, ends = (leaves, returns) if opens is None else (opens, opens + minutes)
        spot = spots.get(str(base), (0.0, 0.0)) if opens is None else (lat, lon)
        found[pk] = words.Shift(
            pk, day, starts, ends, Duty(duty), str(base), place or "", needed, len(signed.get(pk, ())), trip, *spot,
            cancelled=not is_held, hub_name=hub,
        )  # fmt: skip
    return found, where


def as_word(row: Shift, taken: int, spots: Mapping[str, Spot]) -> words.Shift:
    """A row that knows whether it is `held`, as a word."""
    cafe, trip = row.occurrence, row.trip
    lat, lon = (cafe.lat, cafe.lon) if cafe else spots.get(trip.hub_key, (0.0, 0.0))
    return words.Shift(
        row.pk, trip.date, cafe.starts if cafe else trip.leaves, cafe.starts + cafe.minutes if cafe else trip.returns,
        Duty(row.role), trip.hub_key, cafe.place if cafe else "", row.needed, taken, trip.pk, lat, lon,
        cancelled=not row.held, hub_name=trip.hub,
    )  # fmt: skip


def places_of(season_id: int) -> dict[str, Spot]:
    """The season's own stops and hubs by name, as people write where they would like to help. Two queries."""
    return _places_and_hubs(season_id)[0]


def _places_and_hubs(season_id: int) -> tuple[dict[str, Spot], dict[str, Spot]]:
    """As `places_of`; and the hubs by their key."""
    stops = Stop.objects.filter(season_id=season_id).values_list("name", "lat", "lon")
    hubs = list(Hub.objects.filter(season_id=season_id).values_list("name", "where", "lat", "lon"))
    named = {name: (lat, lon) for name, lat, lon in stops} | {name: (lat, lon) for name, _, lat, lon in hubs}
    return named, {str(where): (lat, lon) for _, where, lat, lon in hubs}


def shifts_so_far(season: Season, known: Mapping[tuple[str, str], Member]) -> dict[str, int]:
    """Helper → how many shifts they have had and have, without those that are cancelled unopened. One query."""
    found: defaultdict[str, int] = defaultdict(int)
    rows = Signup.objects.filter(took_place("shift__"), shift__trip__season=season, state=SignupState.SIGNED)
    counted = rows.values_list("member_id", "shift__trip__base", "person", "name").annotate(n=Count("id"))
    for member_id, base, person, name, n in counted:
        found[key_of(member_id, str(base), person or name, known)] += n
    return dict(found)


def _helpers(
    season: Season, known: Mapping[tuple[str, str], Member], removed: Mapping[int, dict[int, str]],
    spots: Mapping[str, Spot], at_hubs: Mapping[str, Spot], only: Member | None,
) -> tuple[dict[str, Helper], dict[str, Member]]:  # fmt: skip
    """Everybody of the register and everybody who signs in, each once."""
    people = Member.objects.filter(organisation_id=season.organisation_id, role__in=CREW, user__is_active=True)
    members = {f"m{row.pk}": row for row in people.filter(**({"pk": only.pk} if only else {})).select_related("user")}
    checks, away = _checks(season, known, only), days_away(season.organisation_id, known)
    counts = {} if only else shifts_so_far(season, known)
    places = {alike(name): spot for name, spot in spots.items()}
    given = {
        key_of(None, str(row.hub.where_id), row.key, known): row
        for table in (Employee, Volunteer)
        for row in table.objects.filter(hub__season=season).select_related("hub")
        if not is_former(row.name)
    }
    found = {
        key: Helper(
            key, row.user.first_name or row.user.username, row.hub_key, duties=DUTIES.get(Role(row.role), ALL_DUTIES),
            employed=row.role != Role.VOLUNTEER, **_days(given.get(key)), **_spot(row, places, at_hubs),
            papers=checks[key], absent=tuple(away[key]), removed=dict(removed.get(row.pk, {})),
            shifts=counts.get(key, 0),
        )
        for key, row in members.items()
    }  # fmt: skip
    for key, row in given.items() if not only else ():
        if key not in found:
            duties = (Duty.HOST,) if isinstance(row, Volunteer) else (Duty.EMPLOYEE, Duty.DRIVER)
            found[key] = Helper(
                key, row.name, str(row.hub.where_id), duties=duties, employed=isinstance(row, Employee), **_days(row),
                lat=row.hub.lat, lon=row.hub.lon, papers=checks[key] or None, absent=tuple(away[key]),
                shifts=counts.get(key, 0),
            )  # fmt: skip
    return found, members


class Given(TypedDict, total=False):
    """What somebody can give; what is not known is not there."""

    weekdays: tuple[Weekday, ...]
    shifts_a_day: int
    shifts_a_week: int


class At(TypedDict, total=False):
    """Where somebody would like to help; empty when nobody knows."""

    lat: float
    lon: float


def _days(row: Employee | Volunteer | None) -> Given:
    """What the register says they can give."""
    if row is None:
        return {}
    days = tuple(Weekday(day) for day in row.weekdays)
    if isinstance(row, Employee):
        return {"weekdays": days, "shifts_a_day": 1, "shifts_a_week": 5}
    return {"weekdays": days, "shifts_a_day": row.openings_a_day, "shifts_a_week": row.openings_a_week}


def _spot(member: Member, places: Mapping[str, Spot], at_hubs: Mapping[str, Spot]) -> At:
    """Where they would like to help near to; else their hub."""
    spot = places.get(alike(member.near)) or at_hubs.get(member.hub_key)
    return {"lat": spot[0], "lon": spot[1]} if spot else {}


def _checks(
    season: Season, known: Mapping[tuple[str, str], Member], only: Member | None
) -> defaultdict[str, tuple[Checked, ...]]:
    """Helper → the papers that were seen, whether they sign in or not. One query."""
    found: defaultdict[str, tuple[Checked, ...]] = defaultdict(tuple)
    mine = Q(member=only) if only else Q(member__organisation=season.organisation_id)
    rows = Check.objects.filter(mine | Q(person__organisation=season.organisation_id)).order_by()
    for *whose, kind, on, until in rows.values_list(*WHOSE, "kind", "checked_on", "valid_until"):
        found[who_of(whose, known)] += (Checked(Paper(kind), on, until),)
    return found


def _taken_off(signups: QuerySet[Signup]) -> defaultdict[int, dict[int, str]]:
    """Member → shift → who ended it for good: somebody else, and not the plan, which leaves the place free to them.
    One query."""
    found: defaultdict[int, dict[int, str]] = defaultdict(dict)
    ended = signups.filter(state=SignupState.WITHDRAWN, member__isnull=False, said_by__isnull=False)
    by_others = ended.exclude(why=REMADE).exclude(said_by=F("member__user"))
    columns = ("member_id", "shift_id", "said_by__first_name", "said_by__username")
    for member_id, shift_id, first_name, username in by_others.values_list(*columns):
        found[member_id][shift_id] = first_name or username
    return found
