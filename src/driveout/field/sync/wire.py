"""What the phone is answered, as docs/reference/wire.md has it. Times of day are minutes, moments ISO 8601."""

from typing import Any, TypedDict


class SayAnswer(TypedDict):
    """One sentence in both languages."""

    da: str
    en: str


class FateAnswer(TypedDict):
    """What became of one thing that was sent."""

    id: str | None
    status: int
    code: str | None
    say: SayAnswer | None


class MemberAnswer(TypedDict):
    """Whose phone it is. `number`: their own, as they gave it or their leader noted it, ", " between two: no PIN is
    made of it."""

    id: int
    name: str
    role: str
    hub: str
    number: str


class OrganisationAnswer(TypedDict):
    """`import_key`: under which a phone that is given up seals what it could not send."""

    name: str
    import_key: str


class GoodAnswer(TypedDict):
    """What can be given to guests."""

    id: int
    kind: str
    name: str


class HubAnswer(TypedDict):
    """Where a trip starts."""

    name: str
    lat: float
    lon: float


class TallyAnswer(TypedDict):
    """The sum that the server has. `fields`: what stands in each, as it was written, and `by` whom."""

    first: int
    before: int
    friend: int
    child: int
    left: int
    early: int
    stayed: int
    turned_away: int
    given: dict[str, int]
    goods: dict[str, int]
    words: int
    next_steps: int
    mishaps: int
    shadow_minutes: int
    in_doubt: list[str]
    fields: dict[str, list[dict[str, Any]]]
    opened_at: str | None
    closed_at: str | None
    ids: list[str]


class OpeningAnswer(TypedDict):
    """A café. `contact`: empty for a host who does not come there. `told`: what guests ask of the place."""

    id: int
    place: str
    venue: str
    address: str
    lat: float
    lon: float
    starts: int
    promised: int
    minutes: int
    seats: int
    guests: float
    state: str
    why: str
    told: dict[str, str]
    contact: str
    drive_minutes: int
    hosts: list[str]
    mine: bool
    tally: TallyAnswer | None


class TripAnswer(TypedDict):
    """A van's day. `load`, `pick_ups` and `van`: empty where only the timetable is shown."""

    id: int
    name: str
    hub: HubAnswer
    van: str
    crew: list[str]
    leaves: int
    returns: int
    break_starts: int | None
    driving_minutes: int
    pick_ups: list[dict[str, Any]]
    load: list[dict[str, Any]]
    openings: list[OpeningAnswer]


class DayAnswer(TypedDict):
    """A date and its trips."""

    date: str
    trips: list[TripAnswer]


class WeekAnswer(TypedDict):
    """The days around today. `land`: rings of the coast, each a list of points. `differs`: how guests read other times
    than these (see records.plan.agree.Differs), empty where they do not."""

    now: str
    version: str
    member: MemberAnswer
    organisation: OrganisationAnswer
    goods: list[GoodAnswer]
    land: list[list[list[float]]]
    differs: str
    days: list[DayAnswer]
