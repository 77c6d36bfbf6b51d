"""What the person has chosen to look at: hub, municipality, day and view. All in the address, so it can be shared."""

from collections.abc import Container
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from driveout.core.words import MINUTES_A_DAY, Weekday
from driveout.look.say import danish_order
from driveout.look.say import municipality as municipality_name
from driveout.office import say
from driveout.office.plan.season.asked.facts import Facts
from driveout.office.plan.season.asked.which_plan import NEWEST
from driveout.records.plan.models import Stop
from driveout.records.plan.wishes.stop_wishes import Move

ALL = "alle"
MAP_AND_WEEK, ALL_STOPS = "uge", "steder"
VIEWS = (MAP_AND_WEEK, ALL_STOPS)
ADDRESS = ("hub", "kommune", "dag", "vis", "hjaelp", NEWEST)  # what a part of the page hands on


@dataclass(frozen=True)
class Choice:
    """`hub` None: all hubs. `municipality` empty: all of them. `day` None: all days (only in the list of stops).
    `day_asked`: did somebody choose the day? Else the address leaves it open, for a plan that comes may begin later.

    `stop`: whose reasons are shown; `helps`: are the hub's prices? `move`: which opening of the stop somebody thinks of
    moving, and where to. `newest`: is the newest plan asked for, although another one holds?
    """

    hub: int | None
    municipality: str
    weekday: int | None
    view: str
    days: tuple[int, ...]
    day_asked: bool = True
    stop: int | None = None
    helps: bool = False
    move: Move | None = None
    newest: bool = False

    @property
    def day(self) -> int:
        """The day that map and tours show."""
        return self.days[0] if self.weekday is None else self.weekday

    def keeps(self, stop: Stop, facts: Facts) -> bool:
        """Is this stop among those chosen by hub and municipality?"""
        at_hub = self.hub is None or facts.home[stop.id] == self.hub
        return at_hub and self.municipality in ("", stop.municipality)

    def address(self, **changes: object) -> str:
        """The query that shows the same with one thing changed."""
        values: dict[str, object] = {
            "hub": ALL if self.hub is None else self.hub,
            "kommune": self.municipality,
            "dag": (ALL if self.weekday is None else self.weekday) if self.day_asked else None,
            "vis": self.view,
            "sted": self.stop,
            "hjaelp": 1 if self.helps else None,
            NEWEST: 1 if self.newest else None,
        }
        return "?" + urlencode({name: value for name, value in {**values, **changes}.items() if value is not None})


def choose(asked: QueryDict, facts: Facts, own_hub: int | None) -> Choice:
    """Read the address. What it asks for and is not there is as if it had not been asked for."""
    came_from = asked.get("fra", "")
    view = asked.get("vis", came_from)
    view = view if view in VIEWS else MAP_AND_WEEK
    # Coming from the map, «Alle steder» means all of them, also when a hub and a day were chosen there.
    same = came_from in ("", view)
    days = _days(facts)
    weekday = asked.get("dag", "") if same else ""
    municipalities = {stop.municipality for stop in facts.stops}
    hub = _hub(asked.get("hub", "") if same else "", facts, own_hub, view)
    stop = asked.get("sted", "")
    return Choice(
        hub=hub,
        municipality=asked.get("kommune", "") if asked.get("kommune") in municipalities else "",
        weekday=int(weekday) if weekday in map(str, days) else _day_at_first(weekday, facts, days, view, hub),
        view=view,
        days=days,
        day_asked=weekday in (ALL, *map(str, days)),
        stop=_one_of(stop, facts.stop) if view == MAP_AND_WEEK else None,
        helps=asked.get("hjaelp") == "1",
        move=move_in(asked),
        newest=asked.get(NEWEST) == "1",
    )


def move_in(asked: QueryDict) -> Move | None:
    """“?flyt=0&til=3&kl=780”: Monday's opening to Thursday at 13; without `kl`, whenever suits the week."""
    of, day, starts = asked.get("flyt", ""), asked.get("til", ""), asked.get("kl", "")
    if not (_below(of, 7) and _below(day, 7) and (starts == "" or _below(starts, MINUTES_A_DAY))):
        return None
    return Move(int(of), int(day), int(starts) if starts else None)


def _below(text: str, most: int) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 5 and int(text) < most


def _one_of(text: str, known: Container[int]) -> int | None:
    """A number of one that there is. No number is longer than a database's, and Python reads none of any length."""
    number = int(text) if text.isdecimal() and len(text) < 20 else None
    return number if number in known else None


def _days(facts: Facts) -> tuple[int, ...]:
    """Monday to Friday, and the weekend when something is planned in it."""
    used = {tour.weekday for tour in facts.tours}
    last = max([int(Weekday.FRIDAY), *used])
    return tuple(range(last + 1))


def _hub(asked: str, facts: Facts, own_hub: int | None, view: str) -> int | None:
    if asked == ALL or (not asked and view == ALL_STOPS):
        return None
    if (number := _one_of(asked, facts.hub)) is not None:
        return number
    own = [hub.id for hub in facts.hubs if hub.where_id == own_hub]
    return next(iter([*own, *(hub.id for hub in facts.hubs)]), None)


def _day_at_first(asked: str, facts: Facts, days: tuple[int, ...], view: str, hub: int | None) -> int | None:
    """Today while the season runs, else the first day that somebody drives."""
    if asked == ALL or view == ALL_STOPS:
        return None
    if facts.runs_today and facts.today.weekday() in days:
        return facts.today.weekday()
    return min((tour.weekday for tour in facts.tours if hub in (None, tour.hub_id)), default=days[0])


def filters(choice: Choice, facts: Facts) -> dict[str, object]:
    """The three lists to choose from, and the two views."""
    codes = {stop.municipality for stop in facts.stops if stop.municipality}
    municipalities = sorted(((code, municipality_name(code)) for code in codes), key=lambda pair: danish_order(pair[1]))
    hubs: list[tuple[object, str]] = [(ALL, _("Alle hubs")), *((hub.id, hub.name) for hub in facts.hubs)]
    days: list[tuple[object, str]] = [(ALL, _("Alle dage")), *((d, say.capital(say.day(d))) for d in choice.days)]
    return {
        "newest": NEWEST if choice.newest else "",
        "hubs": _options(hubs, ALL if choice.hub is None else choice.hub),
        "municipalities": _options([("", _("Alle kommuner")), *municipalities], choice.municipality),
        "days": _options(days, ALL if choice.weekday is None else choice.weekday),
        "views": [
            {"value": MAP_AND_WEEK, "icon": "map", "word": _("Kort og uge"), "chosen": choice.view == MAP_AND_WEEK},
            {"value": ALL_STOPS, "icon": "list-checks", "word": _("Alle steder"), "chosen": choice.view == ALL_STOPS},
        ],
    }


def _options(pairs: list[tuple[object, str]], chosen: object) -> list[dict[str, object]]:
    return [{"value": value, "word": word, "chosen": value == chosen} for value, word in pairs]
