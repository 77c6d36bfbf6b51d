"""What other wishes for one stop cost, before anybody has wished them: its hub planned again, before and after."""

from dataclasses import dataclass, replace
from functools import partial

from driveout.core.plan import sayings
from driveout.core.plan.again import Change, HubAgain
from driveout.core.plan.build import build
from driveout.core.plan.clash import Trial, smallest
from driveout.core.plan.reasons import Kind, Possibility, assumptions, possible
from driveout.core.plan.wishes import asked_of
from driveout.core.plan.worth import worth
from driveout.core.words import Forbidden, Nonsense, Opening, Pin, Plan, Saying, Season, Weekday, Wish


@dataclass(frozen=True)
class Wished:
    """Everything wished of one stop, in place of what is wished of it now."""

    pins: tuple[Pin, ...]
    forbidden: tuple[Forbidden, ...]
    visits: tuple[int, int]
    lengths: tuple[int, ...]


@dataclass(frozen=True)
class Price:
    """What it costs. `openings`: the stop's own in the week that was found. `clash`: which wishes cannot hold together,
    where no week keeps them all."""

    stop: str
    hub: str
    possibility: Possibility
    openings: tuple[Opening, ...]
    clash: tuple[Wish, ...]
    assumptions: Saying


def price_of(season: Season, plan: Plan, name: str, wished: Wished, day: Weekday, starts: int | None) -> Price:
    """The price of moving an opening of a stop to `day`, at `starts` (minute of the day) or whenever suits the week.

    `wished`: all the stop's wishes after that. Raises Nonsense for a stop that is not in the season.
    """
    stop = next((stop for stop in season.stops if stop.name == name), None)
    if stop is None:
        raise Nonsense(f"“{name}” is not a stop of {season.name}.")
    hub = next((o.hub for o in plan.openings if o.stop == name), stop.hubs[0])
    again = HubAgain(season, plan, hub)
    change = instead(name, wished)
    found, week = possible(again, Kind.MOVED, sayings.moved(day, starts), change, int(day))
    return Price(
        stop=name, hub=hub, possibility=found,
        openings=tuple(sorted((o for o in week if o.stop == name), key=lambda o: (o.weekday, o.starts))),
        clash=clash_of(change(again.alone)) if found.possible is False else (), assumptions=assumptions(again),
    )  # fmt: skip


def instead(name: str, wished: Wished) -> Change:
    """The season with these wishes for the stop."""

    def change(season: Season) -> Season:
        (least, most), lengths = wished.visits, wished.lengths
        stops = tuple(
            replace(s, visits_min=least, visits_max=most, lengths=lengths) if s.name == name else s
            for s in season.stops
        )
        pins = tuple(pin for pin in season.pins if pin.stop != name)
        forbidden = tuple(ban for ban in season.forbidden if ban.stop != name)
        return replace(season, stops=stops, pins=pins + wished.pins, forbidden=forbidden + wished.forbidden)

    return change


def clash_of(alone: Season) -> tuple[Wish, ...]:
    """Which wishes of a season of one hub cannot hold together: drop any one, and the rest can."""
    hub = alone.hubs[0].name
    mine = [asked for asked in asked_of(alone) if asked.hub == hub]
    trial = Trial(build(alone, worth(alone)))
    return tuple(asked.wish for asked in smallest(mine, partial(trial.hub_cannot, hub)))
