"""Why a plan is not proven, and what would help: said with the plan wherever it is read."""

from collections.abc import Sequence

from driveout.core.words import Hub, Saying, Season, Status

NAMED = 3  # hubs; more than these are counted

OUT_OF_TIME = Saying(
    "Time ran out before the plan was proven. More time helps, and so do locks or fewer stops at each hub.",
    "Tiden gik, før planen var bevist. Mere tid hjælper, og det gør låse eller færre steder i hver hub også.",
)
AT_EACH, AT_IT = Saying("at each hub", "i hver hub"), Saying("at that hub", "i hubben")
AT_THEM = Saying("at those hubs", "i de hubs")
CALLED_OFF = Saying(
    "The search was stopped before the plan was proven. Let it run to the end.",
    "Søgningen blev stoppet, før planen var bevist. Lad den køre til ende.",
)


def why_unproven(season: Season, status: Status, hard: Sequence[int] = ()) -> Saying | None:
    """Why the search proved no more, and what would help; None where there is nothing more to prove.

    `hard`: numbers of the hubs whose weeks could not all be looked through, as in `season.hubs`; empty where that
    is not known.
    """
    if status is Status.TIME_LIMIT:
        return OUT_OF_TIME
    if status is Status.STOPPED:
        return CALLED_OFF
    if status is not Status.UNPROVEN:
        return None
    hubs = [season.hubs[number] for number in hard] or list(season.hubs if len(season.hubs) == 1 else ())
    return _too_many(season, hubs)


def _too_many(season: Season, hubs: Sequence[Hub]) -> Saying:
    at = _named([_of(season, hub) for hub in hubs])
    where = Saying(f" at {at.english}", f" i {at.danish}") if hubs else Saying("", "")
    there = AT_EACH if not hubs else AT_IT if len(hubs) == 1 else AT_THEM
    return Saying(
        f"There are too many weeks{where.english} that are nearly as good to go through them all. "
        f"Fewer stops {there.english} help, or locks on some of them.",
        f"Der er for mange næsten lige gode uger{where.danish} til at gå dem alle igennem. "
        f"Færre steder {there.danish} hjælper, eller låse på nogle af dem.",
    )


def _of(season: Season, hub: Hub) -> Saying:
    """“Odense (2 vogne, 20 steder)”."""
    name = season.names.place(hub.key)
    vans = sum(vehicle.hub == hub.key for vehicle in season.vehicles)
    stops = sum(hub.key in stop.hubs for stop in season.stops)
    return Saying(
        f"{name} ({vans} {'van' if vans == 1 else 'vans'}, {stops} {'stop' if stops == 1 else 'stops'})",
        f"{name} ({vans} {'vogn' if vans == 1 else 'vogne'}, {stops} {'sted' if stops == 1 else 'steder'})",
    )


def _named(hubs: Sequence[Saying]) -> Saying:
    """“A, B og C”; “A, B, C og 4 andre hubs” where there are many."""
    shown = list(hubs[:NAMED])
    if (others := len(hubs) - len(shown)) == 1:
        shown.append(hubs[NAMED])
    elif others:
        shown.append(Saying(f"{others} other hubs", f"{others} andre hubs"))
    return Saying(_joined([h.english for h in shown], "and"), _joined([h.danish for h in shown], "og"))


def _joined(names: Sequence[str], last: str) -> str:
    return ", ".join(names) if len(names) < 2 else f"{', '.join(names[:-1])} {last} {names[-1]}"
