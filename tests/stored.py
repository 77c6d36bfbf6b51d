"""The cast and the small town, stored: for tests of records and screens."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from driveout.core.simulate.small_town import HUB, small_town
from driveout.core.words import Employee, Hub, Opening, Place, Plan, Proof, Season, Status, Tour, Vehicle, Weekday
from tests.core.good_plan import good_plan
from tests.remembered import remembered

if TYPE_CHECKING:
    from driveout.records.models import Member

NOW = datetime(2026, 3, 3, 9, 30, tzinfo=ZoneInfo("Europe/Copenhagen"))
HERE, ELSEWHERE = "Drive-outs here", "Drive-outs elsewhere"
ROLES = {
    "alma": ("employee", HERE),
    "bo": ("volunteer", HERE),
    "carla": ("coordinator", HERE),
    "dan": ("hub leader", HERE),
    "eva": ("partner", "A partner"),
    "finn": ("coordinator", ELSEWHERE),
}


@remembered
def cast() -> "dict[str, Member]":
    """Everybody, as members."""
    from driveout.records.team.actions import welcome
    from driveout.records.team.models import Role

    return {
        name: welcome(
            username=name,
            first_name=name.capitalize(),
            password=f"cafe-{name}",
            organisation=organisation,
            role=Role(role),
            by=None,
            now=NOW,
        )
        for name, (role, organisation) in ROLES.items()
    }


@remembered
def store_season(carla, words: Season | None = None):
    """The small town, or another season, as Carla's."""
    from driveout.records.plan.seasons.taking_in import import_season

    return import_season(words=words or small_town(), organisation=carla.organisation, by=carla.user, now=NOW)


@remembered
def store_plan(carla, season, plan: Plan | None = None, words: Season | None = None, sent_by: str = "a test"):
    """The hand-made plan of the small town, checked and stored."""
    from driveout.records.plan.plans.saving import save_plan

    return save_plan(
        season_id=season.id,
        season=words or small_town(),
        plan=plan or good_plan(),
        by=carla.user,
        now=NOW,
        sent_by=sent_by,
    )


def many_towns(hubs: int, stops_a_hub: int) -> Season:
    """A season of any size, without reach or drives: for pages, not for planners."""
    town = small_town()
    names = [f"Havn {h}" for h in range(hubs)]
    days = town.vehicles[0].weekdays
    places = {name: Place(name, 56.0 + h / 20, 9.0 + h / 20, "665") for h, name in enumerate(names)}
    stops = tuple(
        replace(
            town.stops[0], name=f"{hub} by {s}", key="", hubs=(hub,), place=replace(places[hub], name=f"{hub} by {s}")
        )
        for hub in names
        for s in range(stops_a_hub)
    )
    return replace(
        town,
        name=f"{hubs} × {stops_a_hub}",
        hubs=tuple(Hub(name, places[name], town.hubs[0].workdays) for name in names),
        stops=stops,
        vehicles=tuple(Vehicle(f"{name} bil", name, days) for name in names),
        employees=tuple(Employee(f"{name} fører", name, days) for name in names),
        volunteers=(),
        reach={},
        drives={},
    )


def store_unchecked(season, words: Season):
    """A plan that visits every stop once, put in without the checker: pages must bear any size."""
    from driveout.records.models import Plan as PlanRow
    from driveout.records.plan.storing.fingerprints import season_fingerprint
    from driveout.records.plan.storing.writing import write_openings, write_tours

    tours, openings = [], []
    for hub in words.hubs:
        own = [stop for stop in words.stops if stop.hubs == (hub.name,)]
        for day in range(4):
            name = f"{hub.name} {day}"
            tours.append(
                Tour(name, hub.name, Weekday(day), f"{hub.name} bil", f"{hub.name} fører", 480, 900, 60, 50.0, 900.0)
            )
            openings += [
                Opening(stop.name, hub.name, Weekday(day), 540 + 120 * at, 60, 7.0, name, ("Bo", "Birthe"))
                for at, stop in enumerate(own[day::4])
            ]
    guests = sum(opening.guests for opening in openings)
    plan = Plan(words.name, tuple(openings), tuple(tours), Proof(guests, guests, Status.PROVEN))
    row = PlanRow.objects.create(
        season=season,
        made_at=NOW,
        status=Status.PROVEN.value,
        objective=guests,
        bound=guests,
        seconds=1.0,
        seed=0,
        guests=guests,
        guests_low=0.9 * guests,
        guests_high=1.1 * guests,
        cost_kr=plan.cost_kr_a_week,
        driving_minutes=plan.driving_minutes_a_week,
        rules=["none: a test"],
        fingerprint=words.name,
        made_from=season_fingerprint(words),
    )
    write_openings(row, plan, write_tours(row, plan), [(5, 9)] * len(openings))
    return row


__all__ = ["HUB", "NOW", "cast", "many_towns", "store_plan", "store_season", "store_unchecked"]
