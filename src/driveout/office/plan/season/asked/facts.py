"""Everything the season page needs, read once. No presenter below asks the database for anything."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.http import QueryDict

from driveout.core.plan.compare import stayed
from driveout.core.words import EarlierOpening, Terms, Weekday
from driveout.office.plan.season.asked.which_plan import Shown, shown
from driveout.records.plan import queries
from driveout.records.plan.models import Change, Hub, Opening, Plan, PlanRun, Season, Stop, Tour
from driveout.records.plan.plans.whose_stops import serving_in, whose
from driveout.records.plan.storing.reading import terms_from_json
from driveout.records.plan.wishes import changing
from driveout.records.plan.work.in_line import InLine, ahead_of, in_line
from driveout.records.team.models import Member


@dataclass(frozen=True)
class Facts:
    """A season's rows, joined by number rather than by query.

    `read_at`: when the plan's search read the season; what was changed since, the plan does not know. `followed`: the
    openings that people were used to when the plan was made. `serving`: by stop, who may serve it, home first.
    """

    season: Season
    hubs: list[Hub]
    stops: list[Stop]
    serving: dict[int, tuple[int, ...]]
    shown: Shown
    tours: list[Tour]
    openings: list[Opening]
    run: PlanRun | None
    now: datetime
    pinned: set[tuple[int, int]]
    changes: list[Change]
    read_at: datetime | None = None
    followed: tuple[Opening, ...] = ()
    ahead: tuple[InLine, ...] = ()

    @property
    def plan(self) -> Plan | None:
        """The plan that is looked at."""
        return self.shown.plan

    @cached_property
    def hub(self) -> dict[int, Hub]:
        return {hub.id: hub for hub in self.hubs}

    @cached_property
    def stop(self) -> dict[int, Stop]:
        return {stop.id: stop for stop in self.stops}

    @cached_property
    def tour(self) -> dict[int, Tour]:
        return {tour.id: tour for tour in self.tours}

    def hosts(self, opening: Opening) -> list[str]:
        """What those who host it are called."""
        return [self._called.get((opening.hub_id, who), who) for who in opening.volunteers]

    @cached_property
    def _called(self) -> dict[tuple[int, str], str]:
        """One query."""
        return queries.called_in(self.season.pk)

    @cached_property
    def visits(self) -> dict[int, list[Opening]]:
        """Openings by stop, in the week's order."""
        found: dict[int, list[Opening]] = {}
        for opening in self.openings:
            found.setdefault(opening.stop_id, []).append(opening)
        return found

    @cached_property
    def by_tour(self) -> dict[int, list[Opening]]:
        """Openings by tour, in the day's order."""
        found: dict[int, list[Opening]] = {}
        for opening in self.openings:
            found.setdefault(opening.tour_id, []).append(opening)
        return found

    @cached_property
    def home(self) -> dict[int, int]:
        """Which hub a stop belongs to: the one that serves it in this plan, else its home."""
        homes = {stop: hubs[0] for stop, hubs in self.serving.items()}
        return homes | {opening.stop_id: opening.hub_id for opening in self.openings}

    @cached_property
    def in_force(self) -> dict[int, set[int]]:
        """By stop, who serves it in the plan that holds. One query, where another one is looked at."""
        holds = self.shown.approved or self.shown.newest
        if holds != self.plan:
            return serving_in(holds)
        return {stop: {opening.hub_id for opening in openings} for stop, openings in self.visits.items()}

    def hubs_of(self, stop_id: int) -> list[str]:
        """Keys of the hubs that a stop is of."""
        return [str(self.hub[hub].where_id) for hub in whose(stop_id, self.in_force, self.serving[stop_id])]

    @cached_property
    def stayed(self) -> int:
        """How many of the followed openings stand: on the same weekday, at the same hour or near it."""
        return stayed(map(_as_known, self.followed), map(_as_known, self.openings), self.terms.same_hour_minutes)

    @cached_property
    def waiting(self) -> list[Change]:
        """The changes that the plan does not know of."""
        return [change for change in self.changes if self.read_at and changing.waits(change, self.read_at)]

    @cached_property
    def terms(self) -> Terms:
        return terms_from_json(self.season.terms)

    @property
    def runs_today(self) -> bool:
        """Is today within the season?"""
        first = self.season.first_day
        return first is not None and 0 <= (self.today - first).days < 7 * self.season.weeks

    @property
    def today(self) -> date:
        return self.now.date()


def _as_known(opening: Opening) -> EarlierOpening:
    """An opening without its row, whose stop would be asked of the database."""
    return EarlierOpening(str(opening.stop_id), Weekday(opening.weekday), opening.starts, opening.minutes)


def gather(season: Season, member: Member, asked: QueryDict, now: datetime) -> Facts:
    """Thirteen queries at most, whatever the size of the season. `asked`: the address, which may name the plan."""
    run = queries.latest_run(season.id)  # before the plan: a search that has ended has stored its plan already
    seen = shown(season.id, member, asked)
    plan = seen.plan
    waits = run is not None and run.state == "asked"
    read_at = read_season_at(plan, run) if plan else None
    return Facts(
        season=season,
        hubs=queries.hubs_of(season.id),
        stops=queries.stops_of(season.id),
        serving=queries.hubs_serving(season.id),
        shown=seen,
        tours=queries.tours_of(plan),
        openings=queries.openings_of(plan),
        run=run,
        now=now,
        pinned=changing.pinned(season.id),
        changes=changing.changes_since(plan, read_at) if plan and read_at else [],
        read_at=read_at,
        followed=tuple(queries.openings_of(plan.follows)) if plan and plan.follows_id else (),
        ahead=tuple(ahead_of(run, in_line(now))) if run and waits else (),
    )


def read_season_at(plan: Plan, latest: PlanRun | None) -> datetime:
    """When the plan's own search read the season: a later search of something else says nothing of this plan.

    One query, unless the latest search is the plan's.
    """
    run = latest if latest and latest.plan_id == plan.id else queries.run_behind(plan)
    return run.started_at if run and run.started_at else plan.made_at
