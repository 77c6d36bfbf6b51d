"""Whatever is done with an id and by somebody: a coordinator of another organisation does nothing with what is here.

Screens ask too. Records do not trust them: every action of `records` that takes a member who does it is walked.
"""

import ast
import inspect
from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest

from driveout.core.simulate.small_town import HUB
from driveout.records.drive.calls.letters import crew_of_day, mark_of
from driveout.records.drive.crew.rules import NotYours
from driveout.records.drive.models.crew import CheckKind
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
from driveout.records.team.persons import person_of
from tests.places import hub_at
from tests.records.crew.town import MONDAY, TODAY, dated, one_of_each, with_papers
from tests.shape.files import ROOT
from tests.stored import NOW, cast, store_plan, store_season

pytestmark = pytest.mark.django_db
RECORDS = ROOT / "src" / "driveout" / "records"
TABLES = (Absence, CallList, Check, Message, Shift, Signup, Standing, Swap, Trace)
NO_DEED = {"records.drive.crew.signing.end": "part of a deed that has asked"}
READS = {"crew_of_day", "crew_of_hub"}  # of a season; they give nothing


def actions() -> list[tuple[str, str]]:
    """(module, name) of everything public that takes `by: Member`."""
    found = []
    for path in sorted(RECORDS.rglob("*.py")):
        module = "driveout." + path.relative_to(ROOT / "src" / "driveout").with_suffix("").as_posix().replace("/", ".")
        for one in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(one, ast.FunctionDef) and not one.name.startswith("_"):
                args = [*one.args.args, *one.args.kwonlyargs]
                if any(arg.arg == "by" and arg.annotation and ast.unparse(arg.annotation) == "Member" for arg in args):
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
