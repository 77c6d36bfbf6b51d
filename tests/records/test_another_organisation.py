"""Whatever is done with an id and by somebody: a coordinator of another organisation does nothing with what is here.

Screens ask too. Records do not trust them: every action of `records` that takes a member who does it is walked, and
every one that takes a user.
"""

import ast
import inspect
from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import transaction

from driveout.core.simulate.small_town import HUB
from driveout.records.drive.calls.letters import crew_of_day, mark_of
from driveout.records.drive.crew.rules import NotYours
from driveout.records.drive.days.made_of import effect_of, stood
from driveout.records.drive.models.crew import CheckKind
from driveout.records.drive.stock import stocking
from driveout.records.models import (
    Absence,
    CallList,
    Check,
    Member,
    Message,
    Occurrence,
    Season,
    Shift,
    Signup,
    Standing,
    Swap,
    Trace,
)
from driveout.records.team.links import invite
from driveout.records.team.models import Role
from driveout.records.team.people import change_role
from driveout.records.team.persons import person_of
from driveout.records.trust.organisation_of import AnotherOrganisation
from tests.places import hub_at
from tests.records.crew.town import MONDAY, TODAY, dated, one_of_each, with_papers
from tests.records.every_deed import BEFORE, PARTS, world_of
from tests.screens.rights_world import all_of_them
from tests.shape.files import ROOT
from tests.stocked import goods, shelves
from tests.stored import NOW, cast, store_plan, store_season

pytestmark = pytest.mark.django_db
RECORDS = ROOT / "src" / "driveout" / "records"
TABLES = (Absence, CallList, Check, Message, Shift, Signup, Standing, Swap, Trace)
NO_DEED = {"records.drive.crew.signing.end": "part of a deed that has asked"}
READS = {"crew_of_day", "crew_of_hub"}  # of a season; they give nothing


def actions(who: str = "Member") -> list[tuple[str, str]]:
    """(module, name) of everything public that takes `by`, who is a `who`."""
    found = []
    for path in sorted(RECORDS.rglob("*.py")):
        module = "driveout." + path.relative_to(ROOT / "src" / "driveout").with_suffix("").as_posix().replace("/", ".")
        for one in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(one, ast.FunctionDef) and not one.name.startswith("_"):
                args = [*one.args.args, *one.args.kwonlyargs]
                if any(arg.arg == "by" and arg.annotation and ast.unparse(arg.annotation) == who for arg in args):
                    found.append((module, one.name))
    return found


@pytest.fixture
def here():
    """A value for every argument that any of them has: ids of what is here, and Finn, who coordinates elsewhere."""
    people = cast()
    season = store_season(people["carla"])
    dated(season, store_plan(people["carla"], season), people["carla"])
    bo, dan = with_papers(people["bo"]), people["dan"]
    cafe = Occurrence.objects.filter(date__gt=TODAY).order_by("date", "starts").first()
    crew = crew_of_day(season, cafe.date, people["carla"])
    Member.objects.filter(pk=people["finn"].pk).update(role="coordinator")
    base = hub_at(bo, HUB).pk
    return {
        **one_of_each(cafe, bo, dan), "trip_id": cafe.trip_id, "season": season, "member": bo, "to": dan,
        "person": "Bodil", "by": Member.objects.get(pk=people["finn"].pk), "now": NOW, "today": TODAY, "why": "",
        "first": MONDAY + timedelta(days=7), "last": MONDAY + timedelta(days=8), "yes": True, "needed": 2,
        "extra_minutes": 10, "where": cafe.where_id, "weekday": 0, "kind": CheckKind.HYGIENE, "checked_on": MONDAY,
        "valid_until": None, "crew": crew, "shown": mark_of(crew), "day": cafe.date, "about": "x", "text": "Hej",
        "once": "1", "hub": str(base), "trip": None,
        "a person": person_of(organisation_id=bo.organisation_id, base_id=base, key="Bodil", now=NOW),
    }  # fmt: skip


def rows() -> list[Any]:
    return [list(table.objects.order_by("pk").values()) for table in TABLES]


def test_every_action_that_a_member_does_is_walked():
    assert len(actions()) >= 22 and ("driveout.records.drive.crew.swaps", "ask_swap") in actions()
    assert {name for _module, name in actions()} >= {"withdraw", "end_standing", "write_letter", "tick", "need_driver"}


@pytest.mark.parametrize("module,name", actions(), ids=[f"{m.rpartition('.')[2]}.{n}" for m, n in actions()])
def test_nobody_of_another_organisation_does_it(here, module, name):
    if module.removeprefix("driveout.") + "." + name in NO_DEED:
        return
    act = getattr(import_module(module), name)
    takes = inspect.signature(act).parameters
    given = {key: here[key] for key in takes if key in here}
    if takes.get("person") is not None and "Person" in str(takes["person"].annotation):
        given["person"] = here["a person"]
    before = rows()
    if name in READS:
        assert act(**given) == []
    else:
        with pytest.raises(NotYours):
            act(**given)
    assert rows() == before


def test_a_hub_leader_ends_a_promise_at_the_own_hub(here):
    """It was asked for by the hub's name, and hubs are told by their keys."""
    from driveout.records.drive.crew.standing import end_standing, stand

    dan = here["to"]
    dan.base = hub_at(dan, HUB)
    dan.save()
    assert end_standing(standing_id=here["standing_id"], by=dan, now=NOW).ended_at == NOW
    given = {key: here[key] for key in ("member", "season", "where", "weekday", "now", "today")}
    assert stand(**given, by=dan)[0].ended_at is None and Season.objects.exists()


# Those that take a user


def every_row() -> dict[str, list[Any]]:
    tables = [*apps.get_app_config("records").get_models(), get_user_model()]
    return {table.__name__: list(table._default_manager.order_by("pk").values()) for table in tables}


def test_every_deed_is_given_what_it_needs():
    known = {f"{module.removeprefix('driveout.records.')}.{name}" for module, name in actions("By")}
    assert len(known) >= 85 and known >= PARTS and BEFORE.keys() <= known, (PARTS - known, BEFORE.keys() - known)


def test_a_user_of_another_organisation_does_none_of_it():
    """In one world: nothing is left of what was tried, nor of what had to be done before it."""
    people = all_of_them(cast())
    season = store_season(people["carla"])
    world = world_of(people, season, store_plan(people["carla"], season))
    finn, wrong = people["finn"].user, []
    for module, name in actions("By"):
        deed = f"{module.removeprefix('driveout.records.')}.{name}"
        if deed in PARTS:
            continue
        act = getattr(import_module(module), name)
        with transaction.atomic():
            try:
                given = world | BEFORE.get(deed, lambda _world: {})(world)
                given = {key: given[key] for key in inspect.signature(act).parameters if key in given}
                before = every_row()
                act(**given, by=finn)  # a transaction of its own: nothing of it is kept
            except AnotherOrganisation:
                wrong += [f"{deed}: something of it was kept"] if every_row() != before else []
            except Exception as other:
                wrong.append(f"{deed}: never came so far as to ask: {type(other).__name__} {other}")
            else:
                wrong.append(f"{deed}: Finn did it")
            transaction.set_rollback(True)
        season.refresh_from_db()
    assert not wrong, "\n".join(wrong)


def test_nothing_of_another_organisation_is_brought_together_with_ones_own():
    """Finn has a store and a good of his own, and the numbers of what is here."""
    people = cast()
    carla, finn = people["carla"], people["finn"]
    season, theirs = store_season(carla), store_season(finn)
    (room, _van), (own, _own_van) = shelves(carla), shelves(finn)
    good, own_good = goods(carla)[0], goods(finn)[0]
    hub = hub_at(carla, HUB)
    by: dict[str, Any] = {"by": finn.user, "now": NOW}
    things: dict[str, Any] = {"quantity": 1, "key": "x"}
    stocking.donate(store=own, good=own_good, best_before=None, by=finn.user, now=NOW, quantity=5, key="first")
    before = every_row()
    for act in (
        lambda: stocking.transfer(source=own, target=room, good=own_good, **things, **by),
        lambda: stocking.donate(store=own, good=good, best_before=None, **things, **by),
        lambda: change_role(member=finn, role=Role(finn.role), base=hub, **by),
        lambda: invite(first_name="Ny", role=Role.VOLUNTEER, base=hub, organisation=finn.organisation, **by),
    ):
        with pytest.raises(AnotherOrganisation):
            act()
        assert every_row() == before
    assert season.organisation_id != theirs.organisation_id


def test_what_others_tell_theirs_meanwhile_is_not_what_a_plan_tells():
    people = cast()
    season, written = store_season(people["carla"]), {"kind": "x", "subject": "s", "text": "t", "made_at": NOW}
    before = stood(season, TODAY)
    for name in ("bo", "finn"):
        Message.objects.create(member=people[name], once=name, due_at=NOW, **written)
    assert effect_of(before, stood(season, TODAY), season, TODAY).told == 1
