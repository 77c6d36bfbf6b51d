"""A plan as a calendar to subscribe to: one weekly event for each opening, and nobody's name in it.

A date on which an opening is otherwise stays in it and says so; what is held beside the plan stands by itself.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from driveout.core.plan.calendar import closed_on, dates_of
from driveout.core.tell.calendar import Event, as_text, at, kept_in, says
from driveout.core.tell.stamps import stamps
from driveout.core.words import Opening, Plan, Season, Stop, found_at, told_hall
from driveout.outside.faults import Fault, Faults, Said

# Names of openings live below this: the same opening has the same UID on every machine, and no host is named.
OURS = UUID("6f1c9a52-5d0f-5c0e-9e3b-6a1d5b2f7c84")
WELCOME = "Du er velkommen. Kaffe, mad og en snak. Det er gratis. Du behøver ikke sige, hvad du hedder."
Since = Mapping[str, datetime]
# Whoever remembers what was said before: given the events, all that is to be said now, and since when (see as_text).
Remembered = Callable[[Sequence[Event]], tuple[Sequence[Event], Since]]


@dataclass(frozen=True)
class OnADate:
    """One date of an opening that is cancelled, or held otherwise than each week; `told_at` (aware): when that was
    said. `stop`: its key. `promised`: when the plan has it that day. Of what it has at another hour nothing is said;
    what it does not have that day stands by itself. `why`: for guests, or "".
    """

    stop: str
    date: date
    promised: int
    starts: int
    minutes: int
    cancelled: bool
    why: str
    told_at: datetime


@dataclass(frozen=True)
class Named:
    """What events are told by, for good. `season`: what no other season has; `stops`: a stop's key → what stands for
    it, where that is another than the key."""

    season: str
    stops: Mapping[str, str] = field(default_factory=dict)

    def uid(self, stop: str, weekday: int, *day: date) -> str:
        """A stop is never open twice on one day, so this names the opening also when its hour moves."""
        return str(uuid5(OURS, "\n".join((self.season, self.stops.get(stop, stop), str(weekday), *map(str, day)))))


def as_calendar(
    season: Season,
    plan: Plan,
    *,
    changed: datetime,
    on_dates: Sequence[OnADate] = (),
    named: Named | None = None,
    remembered: Remembered | None = None,
) -> bytes:
    """iCalendar text. `changed` (aware): when the plan last changed, unless somebody `remembered` what was said before.

    `named`: where nobody says, the season is told from another of its name by its first day.
    Raises Faults when the season has no first day: a calendar needs dates.
    """
    _check_dates(season)
    names, named = season.names, named or Named(f"{season.name}\n{season.first_day}")
    stops = {stop.key: replace(stop, name=names.place(stop.key)) for stop in season.stops}  # two of a name told apart
    events: Sequence[Event] = list(_events(season, plan, stops, named, on_dates))
    events, since = remembered(events) if remembered else (events, _latest(events, named, on_dates, changed))
    return as_text(f"Caféer på hjul · {season.name}", "plan", events, since)


def beside(path: Path, now: datetime) -> Remembered:
    """What the calendar at `path` says, for the one that takes its place: what it says again, it says since then."""
    before = kept_in(path.read_bytes()) if path.is_file() else {}

    def remembered(events: Sequence[Event]) -> tuple[Sequence[Event], Since]:
        return events, {uid: stamp.since for uid, stamp in stamps(before, says(events), now).items()}

    return remembered


def _check_dates(season: Season) -> None:
    if season.first_day is None:
        what = Said(
            "The season has no first_day, and a calendar needs dates",
            "Sæsonen har ingen first_day, og en kalender skal have datoer",
        )
        raise Faults(
            [Fault("season.toml", what, Said("first_day, such as 2020-03-30", "first_day, for eksempel 2020-03-30"))]
        )


def _events(
    season: Season, plan: Plan, stops: Mapping[str, Stop], named: Named, on_dates: Sequence[OnADate]
) -> Iterator[Event]:
    weeks = {(opening.stop, opening.weekday) for opening in plan.openings}
    for opening in sorted(plan.openings, key=lambda o: (o.weekday, o.starts, stops[o.stop].name)):
        weekly = _weekly(season, opening, stops[opening.stop], named)
        yield weekly
        for one in on_dates:
            if (one.stop, one.date.weekday(), one.promised) == (opening.stop, opening.weekday, opening.starts):
                yield _otherwise(weekly, one)
    for one in on_dates:
        if one.stop in stops and (one.stop, one.date.weekday()) not in weeks:
            yield _alone(one, stops[one.stop], named)


def _weekly(season: Season, opening: Opening, stop: Stop, named: Named) -> Event:
    dates, closed = dates_of(season, opening.weekday), closed_on(season)
    return Event(
        uid=named.uid(opening.stop, opening.weekday),
        starts=at(dates[0], opening.starts),
        ends=at(dates[0], opening.ends),
        until=at(dates[-1], opening.starts),
        left_out=tuple(at(day, opening.starts) for day in dates if day in closed),
        description=WELCOME,
        **_where(stop),
    )


def _otherwise(weekly: Event, one: OnADate) -> Event:
    """The same event on one date: it has the number of the whole, so that neither takes the other's word back."""
    return replace(
        weekly,
        starts=at(one.date, one.starts),
        ends=at(one.date, one.starts + one.minutes),
        until=None,
        left_out=(),
        instead_of=at(one.date, one.promised),
        cancelled=one.cancelled,
        description=one.why or WELCOME,
    )


def _alone(one: OnADate, stop: Stop, named: Named) -> Event:
    return Event(
        uid=named.uid(one.stop, one.date.weekday(), one.date),
        starts=at(one.date, one.starts),
        ends=at(one.date, one.starts + one.minutes),
        cancelled=one.cancelled,
        description=one.why or WELCOME,
        **_where(stop),
    )


def _where(stop: Stop) -> dict[str, Any]:
    return {
        "summary": f"Café på hjul i {stop.name}",
        "location": ", ".join(
            part for part in (found_at(told_hall(stop.venue), stop.place.address), stop.name) if part
        ),
        "place": (stop.place.lat, stop.place.lon),
    }


def _latest(events: Iterable[Event], named: Named, on_dates: Iterable[OnADate], changed: datetime) -> Since:
    """Uid → when the last of it was said: the plan, or of one of its dates."""
    since = {event.uid: changed for event in events}
    for one in on_dates:
        for uid in (named.uid(one.stop, one.date.weekday()), named.uid(one.stop, one.date.weekday(), one.date)):
            if uid in since:
                since[uid] = max(since[uid], one.told_at)
    return since
