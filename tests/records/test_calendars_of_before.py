"""A database from before calendars remembered what they said: what people have in theirs is known again."""

from uuid import UUID, uuid5

import pytest

from driveout.core.words import Terms
from driveout.outside.plan_files.calendar import Named
from driveout.records.plan.storing.writing import terms_as_json
from tests.at_state import at, before
from tests.stored import NOW

pytestmark = pytest.mark.django_db(transaction=True)
BEFORE, AFTER = ("records", "0028_vans_stand"), ("records", "0029_calendars_only_go_forward")
OURS = UUID("6f1c9a52-5d0f-5c0e-9e3b-6a1d5b2f7c84")


@pytest.fixture
def old():
    with before(BEFORE) as models:
        yield models


def season(old, organisation, name):
    roads: dict[str, list[str]] = {"names": [], "legs": [], "ferries": []}
    return old("records", "Season").objects.create(
        organisation=organisation, name=name, weeks=4, terms=terms_as_json(Terms()), drives=roads, fingerprint=name,
        imported_at=NOW,
    )  # fmt: skip


def test_events_keep_their_names_and_two_seasons_never_share_one(old):
    here, there = (old("records", "Organisation").objects.create(name=name) for name in ("Her", "Der"))
    one, two, other = season(old, here, "Forår"), season(old, here, "Efterår"), season(old, there, "Forår")
    new = at(AFTER)
    keys = {row.pk: row.calendar_key for row in new("records", "Season").objects.all()}
    assert keys[one.pk] == "Forår" and keys[two.pk] == "Efterår" and len(keys[other.pk]) == 32
    told = str(uuid5(OURS, "Forår\nMosede\n0"))
    assert Named(keys[one.pk]).uid("Mosede", 0) == told != Named(keys[other.pk]).uid("Mosede", 0)
