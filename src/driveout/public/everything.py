"""What stands in the open of all seasons at once, as the guests' pages ask for it: places, and what comes next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property, lru_cache

from django.utils import timezone

from driveout.core.tell.occasions import Occasion
from driveout.records.publish.models import PublicOpening
from driveout.records.publish.standing import Standing, held_before, mark, standing

AHEAD_WEEKS = 9  # as far as "the next time" is looked for: longer than any summer holiday


@dataclass(frozen=True)
class Now:
    """The day and the minute of it, where we live."""

    day: date
    minute: int

    def is_over(self, one: Occasion) -> bool:
        return one.date < self.day or (one.date == self.day and one.starts + one.minutes <= self.minute)

    def is_on(self, one: Occasion) -> bool:
        return one.date == self.day and one.starts <= self.minute < one.starts + one.minutes and not one.cancelled


def now(moment: datetime | None = None) -> Now:
    here = timezone.localtime(moment)
    return Now(here.date(), 60 * here.hour + here.minute)


@lru_cache(maxsize=2)
def read(_mark: str, today: date) -> tuple[Standing, ...]:
    """Rows as they were when the mark was this; nobody changes them."""
    return tuple(standing(today))


class Everything:
    """All of it. Five queries when it is made, and five more where something changed since it was made last."""

    def __init__(self, at: Now | None = None) -> None:
        self.now = at or now()
        self.seasons = read(mark(self.now.day), self.now.day)

    @cached_property
    def places(self) -> dict[str, PublicOpening]:
        """Place key → what is told of the place, of the season that began first where two have it. A place that leaves
        on a date is here until then."""
        found: dict[str, PublicOpening] = {}
        for key in [
            *(key for one in self.seasons for key in one.at),
            *(key for one in self.seasons for key in one.leaving),
        ]:
            if key not in found and (week := self.week(key)):
                found[key] = week[0]
        return found

    @cached_property
    def told(self) -> dict[str, PublicOpening]:
        """As `places`, with those that have left, for as long as that is news: they have a page that says so."""
        left = {key: held_before(move) for one in self.seasons for key, move in one.leaving.items()}
        return {**{key: week[0] for key, week in left.items() if week}, **self.places}

    def week(self, place_key: str) -> list[PublicOpening]:
        """A place's openings in the first season in which it stands, else in the first that it has not left yet."""
        standing = [one for one in self.seasons if place_key in one.at] or self.of(place_key)
        return next((week for one in standing if (week := one.week(place_key, self.now.day))), [])

    def of(self, place_key: str) -> list[Standing]:
        """The seasons in which a place stands, or of which it was said that it does no more."""
        return [one for one in self.seasons if place_key in one.at or any(m.place_key == place_key for m in one.moves)]

    def dates(self, first: date, weeks: int, place_key: str = "") -> list[Occasion]:
        """Every occasion of so many weeks that is not over, soonest first; of one place where it is given."""
        seasons = self.of(place_key) if place_key else self.seasons
        found = [one for season in seasons for one in season.dates(first, weeks, place_key=place_key)]
        return sorted(one for one in found if not self.now.is_over(one))

    def coming(self, place_key: str) -> list[Occasion]:
        """A place's occasions, from now on."""
        return self.next_of(place_key, self.now.day)

    def next_of(self, place_key: str, first: date) -> list[Occasion]:
        """A place's occasions from a day on, as far as the next one is looked for."""
        return self.dates(first, AHEAD_WEEKS, place_key)

    def followed_by(self, place_key: str) -> int | None:
        """Whose calendars have this place in them; None where none has."""
        return next((one.organisation for one in self.seasons if place_key in one.followed), None)

    def numbers(self) -> list[str]:
        """Every number that guests may ring, each once."""
        return sorted({opening.phone for opening in self.places.values() if opening.phone})

    def closed(self, weeks: int) -> dict[date, list[Standing]]:
        """Days of the coming weeks on which a season that runs then is closed, and would have been open otherwise →
        those seasons, where others are open on that day; none where nobody drives."""
        found: dict[date, list[Standing]] = {}
        for season in self.seasons:
            weekdays = {opening.weekday for opening in season.openings}
            last = min(self.now.day + timedelta(weeks=weeks), season.last_day or date.min)
            for day in map(date.fromisoformat, season.times.closed_dates):
                if self.now.day <= day <= last and day.weekday() in weekdays:
                    found.setdefault(day, []).append(season)
        if not found:
            return {}
        ahead = [one for season in self.seasons for one in season.dates(self.now.day, weeks + 1)]
        held = {one.date for one in ahead if not one.cancelled}
        return {day: closed if day in held else [] for day, closed in sorted(found.items())}


def next_held(coming: Iterable[Occasion]) -> Occasion | None:
    """The first that is not cancelled."""
    return next((one for one in coming if not one.cancelled), None)
