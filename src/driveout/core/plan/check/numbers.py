"""Rules 18–20: are the plan's figures true?"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from driveout.core.plan.check.desk import Desk
from driveout.core.plan.check.kinds import is_number, items
from driveout.core.plan.check.money import cost_of
from driveout.core.plan.check.said import PROOF, Finding, Said, comma
from driveout.core.stats.fairness import utility
from driveout.core.stats.reach import expected_met
from driveout.core.words import Fairness, Opening, Status, Stop

ROUNDED = 0.0051  # stated guests may be rounded to two decimals


def guests(desk: Desk) -> Iterator[Finding]:
    """18: the expected guests of each opening."""
    for opening in desk.openings:
        expected = expected_guests(desk, opening)
        if expected is None and opening.stop in desk.stops and len(desk.at_stop[opening.stop]) in (1, 2):
            visits = len(desk.at_stop[opening.stop])
            yield (
                desk.at(opening),
                Said(
                    f"The season gives no guests for {visits} visits of {opening.minutes} minutes.",
                    f"Sæsonen siger intet om gæster ved {visits} besøg på {opening.minutes} minutter.",
                ),
            )
        elif expected is not None and abs(expected - opening.guests) > ROUNDED:
            yield (
                desk.at(opening),
                Said(
                    f"{opening.guests:.2f} guests are stated; {expected:.2f} were expected.",
                    f"Der står {comma(opening.guests, 2)} gæster; ventet: {comma(expected, 2)}.",
                ),
            )


def guests_of(desk: Desk, opening: Opening) -> float:
    """What rule 18 gives; where it gives nothing, what the plan states."""
    expected = expected_guests(desk, opening)
    return opening.guests if expected is None else expected


def expected_guests(desk: Desk, opening: Opening) -> float | None:
    """Guests a week of one opening by rule 18, None where the season says nothing about such a one."""
    stop, visits = desk.stops.get(opening.stop), len(desk.at_stop[opening.stop])
    if stop is None or visits not in (1, 2):
        return None
    reach = desk.season.reach
    if any((stop.key, often, length) in reach for often in (1, 2) for length in stop.lengths):
        week = reach.get((stop.key, visits, opening.minutes))
        one = None if week is None else week / visits
    else:
        one = _from_table(desk, stop, visits, opening.minutes)
    return None if one is None else one * desk.held[opening.weekday]


def _from_table(desk: Desk, stop: Stop, visits: int, minutes: int) -> float:
    part = 1.0 if visits == 1 else (1.0 + desk.terms.second_visit_share) / 2
    return expected_met(stop.belief, seats=stop.seats, minutes=minutes, stay=stop.stay_minutes, demand_factor=part)


def objective_of(desk: Desk) -> float:
    """The objective by rule 19, summed anew from the openings and tours."""
    terms, season = desk.terms, desk.season
    weighted: dict[str, float] = defaultdict(float)
    demand: dict[str, float] = defaultdict(float)
    for stop in season.stops:
        demand[stop.place.municipality] += stop.belief.mean_guests
        for opening in desk.at_stop.get(stop.key, []):
            weighted[stop.place.municipality] += stop.weight * guests_of(desk, opening)
    if terms.fairness is Fairness.PROPORTIONAL:
        total = sum(utility(met, demand[name]) for name, met in weighted.items())
    else:
        total = sum(weighted.values())
    lost = sum(
        not any(
            opening.weekday == earlier.weekday and abs(opening.starts - earlier.starts) <= terms.same_hour_minutes
            for opening in desk.at_stop.get(earlier.stop, [])
        )
        for earlier in season.earlier
    )
    total -= lost * terms.change_price_guests / max(1, season.weeks)
    if terms.guests_per_1000_kr:
        unspent = (terms.budget_kr_a_week or 0.0) - sum(cost_of(desk, tour) for tour in desk.tours)
        total += terms.guests_per_1000_kr * unspent / 1000
    return total


def claims_something(desk: Desk) -> bool:
    """A plan that says “there is none” and opens nowhere has nothing to prove."""
    return bool(items(desk.plan.openings)) or getattr(desk.plan.proof, "status", None) is not Status.INFEASIBLE


def objective(desk: Desk) -> Iterator[Finding]:
    """19: what is said to have been maximised."""
    stated: Any = getattr(desk.plan.proof, "objective", None)
    expected = objective_of(desk)
    if is_number(stated) and claims_something(desk) and abs(stated - expected) > ROUNDED:
        yield (
            PROOF,
            Said(
                f"The objective is stated as {stated:.4f}; {expected:.4f} was expected.",
                f"Planens værdi står som {comma(stated, 4)}; ventet: {comma(expected, 4)}.",
            ),
        )


def bound(desk: Desk) -> Iterator[Finding]:
    """20: no bound below what was found."""
    stated: Any = getattr(desk.plan.proof, "bound", None)
    expected = objective_of(desk)
    if is_number(stated) and claims_something(desk) and stated < expected - 1e-6 * max(1.0, abs(expected)):
        yield (
            PROOF,
            Said(
                f"The bound is stated as {stated:.6f}; the plan itself has {expected:.6f}.",
                f"Loftet står som {comma(stated, 6)}; planen selv har {comma(expected, 6)}.",
            ),
        )
