"""A plan as one JSON object: what `driveout plan --json` prints and `driveout check` reads back."""

import math
from dataclasses import asdict
from typing import Any

from driveout.core.travel import boardings
from driveout.core.travel.sailing import Boarding
from driveout.core.words import Opening, Plan, Saying, Season, Status, Tour, Verdict, clock_iso


def plan_as_dict(season: Season, plan: Plan, verdict: Verdict, peak_mb: float | None = None) -> dict[str, Any]:
    """Plain values: guests, bound and kroner a week; times as “10:00”; seconds of search; MB of memory."""
    called = Called(season, plan)
    return {
        "season": plan.season,
        "status": plan.proof.status.value,
        "why": None if plan.proof.why is None else saying_as_dict(plan.proof.why),
        "remarks": [saying_as_dict(remark) for remark in plan.remarks],
        "stops_considered": len(season.stops),
        "stops_served": len({opening.stop for opening in plan.openings}),
        "guests_per_week": plan.guests_a_week,
        "target_guests_per_week": season.target_guests_a_week,
        "objective": finite(plan.proof.objective),
        "bound": finite(plan.proof.bound),
        "gap": finite(plan.proof.gap) if plan.proof.status is not Status.INFEASIBLE else None,
        "seconds": round(plan.seconds, 3),
        "seed": plan.seed,
        "peak_mb": peak_mb,
        "cost": plan.cost_kr_a_week,
        "budget": season.terms.budget_kr_a_week,
        "driving_minutes": plan.driving_minutes_a_week,
        "checked": verdict_as_dict(verdict),
        "openings": [called.opening(opening) for opening in plan.openings],
        "tours": [called.tour(tour) for tour in plan.tours],
        "ferries": [boarding_as_dict(boarding) for boarding in boardings(season, plan)],
        "clash": [{"key": w.key, "sentence": w.sentence, "danish": w.danish} for w in plan.clash],
        "assumptions": {"drives_source": season.drives_source, "notes": [*season.notes, *plan.notes]},
    }


def saying_as_dict(saying: Saying) -> dict[str, str]:
    return {"sentence": saying.english, "danish": saying.danish}


def verdict_as_dict(verdict: Verdict) -> dict[str, Any]:
    return {
        "holds": verdict.holds,
        "rules": list(verdict.rules),
        "breaches": [asdict(breach) for breach in verdict.breaches],
    }


class Called:
    """Openings and tours as plain values, with the names that people know. Beside a name stands the key where the two
    differ, such as `stop_key`."""

    def __init__(self, season: Season, plan: Plan) -> None:
        self.names, self.tours = season.names, {tour.key: tour.name for tour in plan.tours}

    def opening(self, opening: Opening) -> dict[str, Any]:
        hosts = [self.names.volunteer(key) for key in opening.volunteers]
        return {
            **_with_key("stop", opening.stop, self.names.place(opening.stop)),
            **_with_key("hub", opening.hub, self.names.place(opening.hub)),
            "weekday": opening.weekday.name.lower(),
            "starts": clock_iso(opening.starts),
            "minutes": opening.minutes,
            "guests": opening.guests,
            **_with_key("tour", opening.tour, self.tours.get(opening.tour, opening.tour)),
            "volunteers": hosts,
            **({} if hosts == list(opening.volunteers) else {"volunteer_keys": list(opening.volunteers)}),
        }

    def tour(self, tour: Tour) -> dict[str, Any]:
        return {
            "name": tour.name,
            **({} if tour.key == tour.name else {"key": tour.key}),
            **_with_key("hub", tour.hub, self.names.place(tour.hub)),
            "weekday": tour.weekday.name.lower(),
            **_with_key("vehicle", tour.vehicle, self.names.vehicle(tour.vehicle)),
            **_with_key("employee", tour.employee, self.names.employee(tour.employee)),
            "leaves": clock_iso(tour.leaves),
            "returns": clock_iso(tour.returns),
            "break_starts": None if tour.break_starts is None else clock_iso(tour.break_starts),
            "driving_minutes": tour.driving_minutes,
            "km": tour.km,
            "cost_kr": tour.cost_kr,
        }


def _with_key(field: str, key: str, name: str) -> dict[str, str]:
    return {field: name} if name == key else {field: name, f"{field}_key": key}


def boarding_as_dict(boarding: Boarding) -> dict[str, Any]:
    """A crossing that a tour takes; times as “10:00”, null where its departures are not known."""
    return {
        **_with_key("tour", boarding.tour, boarding.called),
        "from": boarding.place,
        "crossing": boarding.crossing.name,
        "leaves": clock_iso(boarding.leaves),
        "leave_by": None if boarding.leave_by is None else clock_iso(boarding.leave_by),
        "last_departure": None if boarding.last is None else clock_iso(boarding.last),
    }


def finite(number: float) -> float | None:
    """JSON has no infinity."""
    return number if math.isfinite(number) else None
