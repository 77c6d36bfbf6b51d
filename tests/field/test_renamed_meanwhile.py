"""A phone that still holds last week's names: what is written under them lands at the right café, whatever its stop,
its hub and its people are called by then."""

import pytest

from driveout.core.simulate.small_town import HUB
from driveout.records.models import Hub, Member, Occurrence, Signup, Stop, Tally, Volunteer
from driveout.records.plan.models.edit import Register
from driveout.records.plan.registers.editing import edit
from driveout.records.plan.registers.values import mark_of, read
from tests.field.phones import fates
from tests.field.test_rescue import key, read_in, rescue_of  # noqa: F401
from tests.on_dates import make_days
from tests.stored import NOW

NEW = {"Mosede": "Mosede By", HUB: "Vestbyen", "Bo": "Bo Holm"}


def rename(season, carla, register, model, name):
    found = model.objects.filter(**({"hub__season": season} if model is Volunteer else {"season": season}))
    pk = found.get(name=name).pk
    rows = read(season.pk, register, [pk])
    edit(
        season_id=season.pk, register=register, rows={pk: {**rows[pk], "name": NEW[name]}}, opened_with=mark_of(rows),
        why="", by=carla.user, now=NOW,
    )  # fmt: skip


@pytest.fixture
def rename_all(planned, people, today):
    """The stop, the hub and Bo are called something else, and the plan is put on dates again."""

    def do():
        carla = people["carla"]
        rename(planned, carla, Register.STOP, Stop, "Mosede")
        rename(planned, carla, Register.HUB, Hub, HUB)
        rename(planned, carla, Register.VOLUNTEER, Volunteer, "Bo")
        user = Member.objects.get(pk=people["bo"].pk).user
        user.first_name = NEW["Bo"]
        user.save()
        plan = planned.plans.get(approved_at__isnull=False)
        make_days(plan_id=plan.pk, by=carla.user, now=NOW, today=today)

    return do


def cafes_of(week):
    """(number, place, hub) of each café as the phone shows it."""
    trips = [trip for day in week["days"] for trip in day["trips"]]
    return [(row["id"], row["place"], trip["hub"]["name"]) for trip in trips for row in trip["openings"]]


@pytest.mark.parametrize("name", ["bo", "alma"])
def test_all_that_is_written_on_a_week_of_before_lands_where_it_was_meant(planned, phone_of, rename_all, name):
    where = {stop.name: stop.where_id for stop in Stop.objects.filter(season=planned)}
    phone = phone_of(name)
    kept = cafes_of(phone.get().json())
    assert {place for _, place, _ in kept} >= {"Mosede"} and {hub for *_, hub in kept} == {HUB}
    items = [phone.item(cafe) for cafe, *_ in kept]
    items += [phone.item(cafe, "set", {"field": "note", "value": place, "was": []}) for cafe, place, _ in kept]
    rename_all()
    assert set(fates(phone.send(*items))) == {201}
    for cafe, place, _hub in kept:
        tally = Tally.objects.select_related("occurrence").get(occurrence=cafe)
        assert tally.first == 1 and tally.occurrence.where_id == where[place], place
        assert [said["value"] for said in tally.fields["note"]] == [place]
    assert Tally.objects.count() == len(kept)


def test_the_phone_then_reads_the_new_names_of_the_same_cafes(planned, phone_of, rename_all, today):
    phone = phone_of("bo")
    before = cafes_of(phone.get().json())
    mine = set(Signup.objects.filter(name="Bo", state="signed").values_list("pk", flat=True))
    rename_all()
    after = cafes_of(phone.get().json())
    assert [cafe for cafe, *_ in after] == [cafe for cafe, *_ in before]
    ahead = set(Occurrence.objects.filter(date__gt=today).values_list("pk", flat=True))
    assert {place for cafe, place, _ in after if cafe in ahead} & {"Mosede", "Mosede By"} <= {"Mosede By"}
    assert {hub for cafe, _, hub in after if cafe in ahead} <= {"Vestbyen"}
    assert mine == set(Signup.objects.filter(pk__in=mine, state="signed").values_list("pk", flat=True))


def test_a_file_from_a_phone_of_before_is_read_in_too(planned, phone_of, people, rename_all, key):  # noqa: F811
    phone = phone_of("bo")
    cafe = next(cafe for cafe, place, _ in cafes_of(phone.get().json()) if place == "Mosede")
    told = rescue_of(phone, [phone.item(cafe)], organisation_key=key)
    rename_all()
    assert read_in(told, Member.objects.get(pk=people["dan"].pk)) == [(201, "")]
    assert Tally.objects.get().occurrence_id == cafe
