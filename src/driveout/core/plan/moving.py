"""What other wishes for one stop cost, before anybody has wished them: the season planned again with them."""

from dataclasses import dataclass

from driveout.core.plan import sayings
from driveout.core.plan.again import A_MOMENT, Patience, SeasonAgain
from driveout.core.plan.clash import clash_of
from driveout.core.plan.possible import Kind, Possibility, about, possible
from driveout.core.plan.stop_wishes import Wished, instead, only_narrows, wishes_of
from driveout.core.words import Nonsense, Opening, Plan, Saying, Season, Weekday, Wish


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


def price_of(
    season: Season, plan: Plan, key: str, wished: Wished, day: Weekday, starts: int | None,
    patience: Patience = A_MOMENT,
) -> Price:  # fmt: skip
    """The price of moving an opening of a stop to `day`, at `starts` (minute of the day) or whenever suits the week.

    `wished`: all the stop's wishes after that. Raises Nonsense for a stop that is not in the season.
    """
    stop = next((stop for stop in season.stops if stop.key == key), None)
    if stop is None:
        raise Nonsense(f"“{key}” is not a stop of {season.name}.")
    hub = next((o.hub for o in plan.openings if o.stop == key), stop.hubs[0])
    again = SeasonAgain(season, plan, patience)
    change = instead(key, wished)
    narrows = only_narrows(wishes_of(season, stop), wished)
    found, week = possible(again, hub, Kind.MOVED, sayings.moved(day, starts), change, int(day), narrows=narrows)
    return Price(
        stop=key, hub=hub, possibility=found,
        openings=tuple(sorted((o for o in week if o.stop == key), key=lambda o: (o.weekday, o.starts))),
        clash=clash_of(change(season), hub) if found.possible is False else (), assumptions=about(again),
    )  # fmt: skip
