"""Two of the register called Bo at one hub, neither of whom signs in here: each is one, on days and in files."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from driveout.core.simulate.small_town import HUB, small_town
from driveout.core.words import Broken, Volunteer, Weekday
from driveout.outside.season_files import read_season as opened
from driveout.outside.season_files import write_season
from driveout.records.drive.crew.hours import volunteers_load, worked
from driveout.records.drive.crew.plan_people import connected
from driveout.records.drive.crew.reading import crew_between
from driveout.records.drive.crew.signing import put_on_of_register
from driveout.records.drive.days.board import board
from driveout.records.drive.days.mishaps import of_day
from driveout.records.drive.days.repairing import repair_day
from driveout.records.drive.days.settling import settle_repair
from driveout.records.drive.models import Shift, Signup
from driveout.records.models import Edit, Opening
from driveout.records.models import Volunteer as Row
from driveout.records.plan.models.edit import Register
from driveout.records.plan.queries import season_as_words
from driveout.records.plan.registers.editing import edit, redo, undo
from driveout.records.plan.registers.sense import NotPossible
from driveout.records.plan.registers.values import mark_of, read
from driveout.records.plan.seasons.copies import make_scenario
from tests.places import hub_at
from tests.records.crew.town import MONDAY
from tests.stored import NOW, store_season

pytestmark = pytest.mark.django_db
DAY = MONDAY + timedelta(days=7)


def another_bo(season, carla, **said):
    """Carla writes a second Bo into the register, who can on other days."""
    row = {
        "name": "Bo", "hub": season.hubs.get().pk, "weekdays": [0, 2], "openings_a_day": 2, "openings_a_week": 3,
        **said,
    }  # fmt: skip
    return edit(
        season_id=season.pk, register=Register.VOLUNTEER, rows={None: row}, opened_with="", why="", by=carla.user,
        now=NOW, another=True,
    )  # fmt: skip


def call(season, carla, pk, name):
    rows = read(season.pk, Register.VOLUNTEER, [pk])
    return edit(
        season_id=season.pk, register=Register.VOLUNTEER, rows={pk: {**rows[pk], "name": name}},
        opened_with=mark_of(rows), why="", by=carla.user, now=NOW,
    )  # fmt: skip


@pytest.fixture
def bos(season, people):
    """The keys of both."""
    another_bo(season, people["carla"])
    return list(Row.objects.filter(hub__season=season, name="Bo").values_list("key", flat=True))


@pytest.fixture
def at_two_cafes(season, people, bos):
    """Each at another café of one Monday, and nobody else."""
    shifts = {row.occurrence.place: row for row in Shift.objects.filter(role="host", trip__date=DAY)}
    Signup.objects.filter(shift__in=shifts.values()).delete()
    return tuple(
        put_on_of_register(shift_id=shifts[place].pk, person=who, by=people["carla"], now=NOW)
        for place, who in zip(("Mosede", "Lyngdal"), bos, strict=True)
    )


def states(signups):
    for row in signups:
        row.refresh_from_db()
    return [row.state for row in signups]


def test_a_second_bo_is_asked_about_and_never_joined(season, people):
    row = {"name": "Bo", "hub": season.hubs.get().pk, "weekdays": [2], "openings_a_day": 1, "openings_a_week": 1}
    asked: dict[str, Any] = {
        "season_id": season.pk, "register": Register.VOLUNTEER, "rows": {None: row}, "opened_with": "", "why": "",
        "by": people["carla"].user, "now": NOW,
    }  # fmt: skip
    with pytest.raises(NotPossible) as refused:
        edit(**asked)
    (fault,) = refused.value.faults
    assert fault.kind == "same name" and fault.told["theirs"] == [0, 1] and fault.told["days"] == [2]
    assert edit(**asked, another=True) and edit(**asked, another=True) is None, "sent twice is once"
    keys = Row.objects.filter(hub__season=season, name="Bo").values_list("key", flat=True)
    assert len(keys) == len(set(keys)) == 2 and "Bo" in keys
    pk = Row.objects.filter(name="Bo").latest("pk").pk
    rows = read(season.pk, Register.VOLUNTEER, [pk])
    change = {"rows": {pk: {**rows[pk], "weekdays": [3]}}, "opened_with": mark_of(rows)}
    assert edit(**{**asked, **change}), "nobody is asked again where no name is new"


def test_it_is_undone_and_done_again(season, people):
    made = another_bo(season, people["carla"])
    undo(edit_id=made.pk, by=people["carla"].user, now=NOW)
    assert Row.objects.filter(name="Bo").count() == 1
    redo(edit_id=made.pk, by=people["carla"].user, now=NOW)
    assert len(set(Row.objects.filter(name="Bo").values_list("key", flat=True))) == 2


def test_the_words_a_copy_and_a_file_have_both(season, people, bos, tmp_path):
    said = season_as_words(season.pk)
    assert [one.key for one in said.volunteers if one.name == "Bo"] == bos
    copy = make_scenario(season=season, name="Prøve", why="", by=people["carla"].user, now=NOW)
    assert [one.key for one in season_as_words(copy.pk).volunteers if one.name == "Bo"] == bos
    write_season(said, tmp_path / "season")
    back = replace(opened(tmp_path / "season", with_estimates=False), name="Igen")
    other = store_season(people["carla"], back)
    assert season_as_words(other.pk).volunteers == said.volunteers
    assert store_season(people["carla"], back) == other, "the same file again is the same season"


@pytest.mark.parametrize("ill", [0, 1])
def test_of_two_who_host_the_one_who_is_ill_is_off(season, people, at_two_cafes, ill):
    code = f"volunteer-{at_two_cafes[ill].pk}"
    found = repair_day(season=season, day=DAY, mishaps=[of_day(board(season.pk, DAY))[code].mishap], now=NOW)
    settle_repair(proposal=found, why="Vi mangler folk", by=people["carla"].user, now=NOW)
    assert (states(at_two_cafes)[ill], states(at_two_cafes)[1 - ill]) == ("absent", "signed")


def test_the_day_shows_two_and_hours_are_each_ones_own(season, bos, at_two_cafes):
    rows = board(season.pk, DAY)
    cafes = {cafe.place: rows.hosts(cafe) for cafe in rows.cafes}
    assert (cafes["Mosede"], cafes["Lyngdal"]) == (("Bo",), ("Bo (2)",))
    told = {one.shown.key for one in of_day(rows).values() if one.mishap.kind is Broken.VOLUNTEER}
    assert told == {"Bo", "Bo (2)"}
    assert sum(one.name == "Bo" for one in worked(season, NOW)) == 2
    assert sum(name.startswith("Bo, ") for name, _n in volunteers_load(season).shifts) == 2
    crew = crew_between(season, DAY, DAY)
    assert {len(crew.booked[f"{season.hubs.get().where_id}\n{who}"]) for who in bos} == {1}


def test_both_may_host_one_cafe(season, people, bos):
    row = Shift.objects.filter(role="host", trip__date=DAY).first()
    Signup.objects.filter(shift__trip__date=DAY).delete()
    Shift.objects.filter(pk=row.pk).update(needed=2)
    for who in [*bos, bos[0]]:
        put_on_of_register(shift_id=row.pk, person=who, by=people["carla"], now=NOW)
    assert set(Signup.objects.filter(shift=row).values_list("name", "person")) == {("Bo", who) for who in bos}


def test_a_plan_puts_each_where_it_names_them_and_a_new_name_changes_nothing(season, people, plan, bos, again):
    """The second hosts where the first did; then the first is called something else."""
    opening = Opening.objects.filter(plan=plan, volunteers__icontains='"Bo"').order_by("weekday", "starts").last()
    opening.volunteers = [bos[1]]
    opening.save()
    Signup.objects.all().delete()
    again()
    there = Signup.objects.filter(shift__occurrence__where=opening.stop.where_id)
    there = there.filter(shift__trip__date__week_day=(opening.weekday + 1) % 7 + 1)
    assert set(there.values_list("name", "person")) == {("Bo", bos[1])}
    before = set(Signup.objects.values_list("pk", "person", "state"))
    call(season, people["carla"], Row.objects.get(key="Bo", hub__season=season).pk, "Bo Holm")
    made = again(now=NOW + timedelta(hours=1))
    assert made.taken_off == made.people == 0
    assert set(Signup.objects.values_list("pk", "person", "state")) == before
    assert season_as_words(season.pk).names.volunteer("Bo") == "Bo Holm"


def test_who_signs_in_as_bo_is_neither_until_somebody_says_which(season, people, bos, again):
    bo = people["bo"]
    bo.base = hub_at(bo, HUB)
    bo.save()
    assert (bo.hub_key, "Bo") not in connected(bo.organisation_id)
    again()
    assert not Signup.objects.filter(member=bo).exists()
    Row.objects.get(key=bos[1]).delete()
    assert connected(bo.organisation_id)[bo.hub_key, "Bo"] == bo


def test_who_has_a_new_name_here_and_in_the_register_is_still_the_same(season, people):
    """The key of before tells who it is; the name is only how they are found."""
    bo = people["bo"]
    bo.base = hub_at(bo, HUB)
    bo.save()
    call(season, people["carla"], Row.objects.get(hub__season=season, name="Bo").pk, "Bo Holm")
    assert connected(bo.organisation_id)[bo.hub_key, "Bo"] == bo, "only the register says it otherwise"
    bo.user.first_name = "Bo Holm"
    bo.user.save()
    assert connected(bo.organisation_id)[bo.hub_key, "Bo"] == bo


def test_a_file_that_has_two_of_one_key_is_still_refused(people):
    from driveout.core.words import Nonsense

    town = small_town()
    bo = Volunteer("Bo", HUB, (Weekday.MONDAY,), key="b2")
    twice = replace(town, name="To", volunteers=(*town.volunteers, bo))
    assert season_as_words(store_season(people["carla"], twice).pk).volunteers == twice.volunteers
    with pytest.raises(Nonsense):
        store_season(people["carla"], replace(twice, name="Tre", volunteers=(*twice.volunteers, bo)))
    assert not Edit.objects.exists()
