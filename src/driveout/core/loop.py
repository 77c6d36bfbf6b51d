"""The whole system on one page: eight steps, and round again. Their order is written here and nowhere else.

Folders in core and records, the line on every screen and the web addresses follow it.
"""

from dataclasses import dataclass

from driveout.core import drive
from driveout.core.words import Plan, Repair, Season, Today

SECONDS = 5.0  # nobody in a van waits longer; one to three hubs and a day take a fraction of one


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the loop. `key` names its folder and its web address; `built` says whether it can be opened."""

    key: str
    danish: str
    english: str
    does: str
    built: bool = False


LOOP = (
    Step("need", "Behov", "Need", "See where people may need a café."),
    Step("plan", "Plan", "Plan", "Choose stops, days, tours and crew, and know how good the choice is.", built=True),
    Step("drive", "Køre", "Drive", "Staff the week, load the van, drive the day.", built=True),
    Step("meet", "Møde", "Meet", "Open the café, and count guests without naming them.", built=True),
    Step("bridge", "Bygge bro", "Bridge", "Give every need a next step, until the person has arrived.", built=True),
    Step("listen", "Lytte", "Listen", "Ask at the stop, and answer what moved or did not."),
    Step("learn", "Lære", "Learn", "Estimate true demand, and what changed, with uncertainty."),
    Step("steer", "Styre", "Steer", "Compare, explain and follow up shared goals."),
)


def step(key: str) -> Step:
    """The step with that key. KeyError when there is none."""
    for candidate in LOOP:
        if candidate.key == key:
            return candidate
    raise KeyError(key)


def repair(season: Season, plan: Plan, today: Today) -> Repair:
    """The broken day planned again with the least loss: drive says what can still be driven, plan plans it.

    Raises Nonsense for mishaps the season does not know.
    """
    from driveout.core.plan.draft import Effort, draft  # heavy, and most who read the loop only want its names

    drive.check_today(season, plan, today)
    day = drive.one_day(season, plan, today)
    again = draft(day, Effort(time_limit_s=SECONDS, gap=0.0, processes=0))
    return drive.repaired(season, plan, today, drive.as_before(plan, day, again))
