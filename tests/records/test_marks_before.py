"""A database as it was when seasons were marked by their whole text: what held before holds after, and only that."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.served import operators_environment
from tests.walks.server import Server

BEFORE = Path(__file__).parent / "before" / "0012.sql"
MIGRATE = """
from pathlib import Path
from django.core.management import call_command
from django.db import connection, transaction
call_command("migrate", "auth", verbosity=0)
call_command("migrate", "records", "0012", verbosity=0)
with transaction.atomic(), connection.cursor() as cursor:
    cursor.execute("PRAGMA defer_foreign_keys = ON")
    for line in Path({before!r}).read_text(encoding="utf-8").splitlines():
        if line.startswith("INSERT"):
            cursor.execute(line)
call_command("migrate", verbosity=0)
"""
TELL = """
import json
from driveout.records.models import Edit, Frontier, Plan, Season
from driveout.records.plan import queries
from driveout.records.plan.questions import frontiers
from driveout.records.plan.storing.fingerprints import content_fingerprint, season_fingerprint
one, plain = Season.objects.order_by("id")
print(json.dumps({
    "plans": {p.fingerprint: p.made_from == season_fingerprint(queries.season_of(p)) for p in Plan.objects.all()},
    "edits": {e.register: e.planned for e in Edit.objects.all()},
    "curves": {c.of: c.made_from == frontiers.mark_of(one) for c in Frontier.objects.all()},
    "untouched": plain.fingerprint == content_fingerprint(queries.season_as_words(plain.pk)),
}))
"""
RENAME = """
from driveout.records.models import Season, Stop
from driveout.records.plan.registers.editing import edit
from driveout.records.plan.models.edit import Register
from driveout.records.plan.registers.values import mark_of, read
from driveout.records.team.models import Member
from django.utils import timezone
season, by = Season.objects.order_by("id").first(), Member.objects.get(user__username="carla").user
pk, row = next((pk, row) for pk, row in read(season.pk, Register.STOP).items() if row["name"] == "Mosede")
edit(season_id=season.pk, register=Register.STOP, rows={pk: {**row, **%r}}, opened_with=mark_of({pk: row}), why="",
     by=by, now=timezone.now())
"""


@pytest.fixture(scope="module")
def migrated(tmp_path_factory):
    """The database from before, brought up to now; its words come back as they are printed."""
    folder = tmp_path_factory.mktemp("before")
    server = Server("", operators_environment(folder), folder)
    server.do(MIGRATE.format(before=str(BEFORE)))
    return server


def told(server: Server) -> dict[str, Any]:
    return json.loads(server.do(TELL))


def test_what_was_of_its_season_stays_so_and_what_was_of_another_does_not(migrated):
    now = told(migrated)
    assert now["plans"] == {"of another season": False, "of this season": True, "that follows the first": True}
    assert now["edits"] == {"volunteer": True, "stop": False}, "a hall's name is read by no plan"
    assert now["curves"] == {"budget": True, "fairness": False}
    assert now["untouched"]


def test_a_hall_that_gets_another_name_leaves_plans_and_curves_be_and_its_seats_do_not(migrated):
    before = told(migrated)
    migrated.do(RENAME % {"venue": "Den nye hal", "place_name": "Mosede by"})
    assert (told(migrated)["plans"], told(migrated)["curves"]) == (before["plans"], before["curves"])
    migrated.do(RENAME % {"seats": 9})
    assert not any([*told(migrated)["plans"].values(), *told(migrated)["curves"].values()])
