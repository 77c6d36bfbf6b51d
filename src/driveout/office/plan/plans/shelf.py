"""All plans of a season, read once, with their numbers and names, and which of them holds and is public."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from driveout.office import hidden, say
from driveout.office.guide import learned
from driveout.records.plan.models import Plan, Season
from driveout.records.plan.plans.history import plans_of
from driveout.records.plan.seasons.copies import took_place_of
from driveout.records.publish.models import PublicTimes
from driveout.records.publish.queries import times_of


@dataclass(frozen=True)
class Shelf:
    """A season's plans, newest first, and what stands in the open. `before`: the season whose place this one took, when
    anyone still reads that one's times."""

    season: Season
    plans: list[Plan]
    times: PublicTimes | None
    before: Season | None = None

    @cached_property
    def number(self) -> dict[int, int]:
        """Plan → its number: the first plan of the season is 1."""
        return {plan.id: n for n, plan in enumerate(sorted(self.plans, key=lambda p: (p.made_at, p.id)), start=1)}

    @cached_property
    def approved(self) -> Plan | None:
        return next((plan for plan in self.plans if plan.approved_at), None)

    @property
    def public(self) -> Plan | None:
        """The plan whose times stand in the open."""
        return self.find(self.times.plan_id) if self.times else None

    def still_from(self, plan: Plan) -> str:
        """Which other plan's times, or which other season's, anyone reads; empty when there are none."""
        if self.public:
            return self.quoted(self.public) if self.public != plan else ""
        return _("«%(name)s»") % {"name": self.before.name} if self.before else ""

    def find(self, plan_id: object) -> Plan | None:
        """The plan of that number, as an integer or as typed in an address; None when it is not this season's."""
        return next((plan for plan in self.plans if str(plan.id) == str(plan_id)), None)

    def name(self, plan: Plan) -> str:
        """Its own name, or “Plan 3”."""
        return plan.name or _("Plan %(n)s") % {"n": say.number(self.number[plan.id])}

    def quoted(self, plan: Plan) -> str:
        """“«Plan 3»”."""
        return _("«%(name)s»") % {"name": self.name(plan)}

    def tags(self, plan: Plan) -> list[dict[str, str]]:
        """Newest, approved, public: each as icon and word."""
        found = []
        if plan.approved_at:
            found.append({"kind": "ok", "icon": "check", "word": _("Godkendt")})
        if self.times and self.times.plan_id == plan.id:
            found.append({"kind": "info", "icon": "door-open", "word": _("Offentlig")})
        if plan.id == self.plans[0].id:
            found.append({"kind": "", "icon": "clock", "word": _("Nyest")})
        return found


def gather(season: Season) -> Shelf:
    """Two queries; three more for a season that took another's place."""
    times = times_of(season.id)
    before = None if times else took_place_of(season)
    return Shelf(season, plans_of(season.id), times, before if before and times_of(before.id) else None)


def heading(season: Season) -> dict[str, Any]:
    """The season's name and weeks, the way back to it, and whether its need is assumed or learned. One query."""
    weeks = say.weeks(season.first_day, season.weeks)
    return {"id": season.id, "name": season.name, "weeks": weeks, "known": learned.of_season(season.id)}


def who(user: Any) -> str:
    """A first name, or nothing when nobody is known."""
    return hidden.person(user)


def made(plan: Plan) -> str:
    """“Carla, 24. november 2026 kl. 14.05”."""
    return say.capital(", ".join(part for part in (who(plan.made_by), say.moment(plan.made_at)) if part))


def reach(plan: Plan) -> dict[str, str]:
    """Guests a week with what nobody can pass, and the distance; the roof only where it is in guests."""
    gap, unproven = say.distance(plan.gap, plan.is_proven), _("ikke bevist")
    return {
        "guests": say.number(plan.guests),
        "roof": _("højst %(roof)s muligt") % {"roof": say.number(plan.bound)} if plan.is_in_guests else "",
        "gap": gap if plan.is_proven else f"{gap} ({unproven})",
    }
