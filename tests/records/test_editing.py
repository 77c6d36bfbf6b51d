"""What a season is made of is edited, undone and done again; nobody overwrites anybody, and no plan loses a row."""

from dataclasses import replace

import pytest

from driveout.core import words
from driveout.core.plan.draft import Effort, draft
from driveout.core.simulate.small_town import HUB
from driveout.core.travel.source import ON_SCREEN, source_in
from driveout.records.models import Edit, MayServe, Opening, Place, Stop, Tour, Trace, Volunteer
from driveout.records.place.models import new_key
from driveout.records.plan import queries
from driveout.records.plan.models.edit import Register
from driveout.records.plan.registers import pricing
from driveout.records.plan.registers.editing import KEYS, EditedMeanwhile, edit, edits_since, redo, undo
from driveout.records.plan.registers.missing import Missing, missing
from driveout.records.plan.registers.sense import NotPossible
from driveout.records.plan.registers.values import mark_of, read
from driveout.records.plan.storing.fingerprints import season_fingerprint
from driveout.records.plan.wishes.changing import hall_of
from tests.stored import NOW, store_season

pytestmark = pytest.mark.django_db


def row_named(season, register, name):
    return next((pk, row) for pk, row in read(season.id, register).items() if row["name"] == name)


def change(carla, season, register, row_name, /, **values):
    """One row of that name, with new values."""
    pk, row = row_named(season, register, row_name)
    return save(carla, season, register, {pk: {**row, **values}})


def save(carla, season, register, rows, opened_with=None, why=""):
    stands = read(season.id, register, [pk for pk in rows if pk])
    mark = opened_with if opened_with is not None else mark_of(stands)
    return edit(season_id=season.id, register=register, rows=rows, opened_with=mark, why=why, by=carla.user, now=NOW)


def remove(carla, season, register, name):
    return save(carla, season, register, {row_named(season, register, name)[0]: None})


def now_says(season):
    return queries.season_as_words(season.id)


def faults(refused):
    return [fault.kind for fault in refused.value.faults]


def test_a_window_is_changed_and_given_back(carla, season):
    before = now_says(season)
    made = change(carla, season, Register.STOP, "Mosede", windows=[[0, 600, 720], [2, 600, 840]])
    mosede = next(stop for stop in now_says(season).stops if stop.name == "Mosede")
    assert mosede.windows == (words.Window(words.Weekday(0), 600, 720), words.Window(words.Weekday(2), 600, 840))
    after = now_says(season)
    undo(edit_id=made.id, by=carla.user, now=NOW)
    undo(edit_id=made.id, by=carla.user, now=NOW)  # sent twice
    assert now_says(season) == before
    redo(edit_id=made.id, by=carla.user, now=NOW)
    assert now_says(season) == after
    assert list(Trace.objects.values_list("what", flat=True))[-3:] == [
        "edited a register",
        "undid an edit",
        "edited again",
    ]


def test_hours_that_touch_are_one_for_everybody_who_reads_them(carla, season):
    change(carla, season, Register.STOP, "Mosede", windows=[[0, 660, 720], [0, 600, 660], [2, 600, 840]])
    whole = [(0, 600, 720), (2, 600, 840)]
    mosede = Stop.objects.get(season=season, name="Mosede")
    said = next(stop for stop in now_says(season).stops if stop.name == "Mosede")
    assert [(w.weekday, w.opens, w.closes) for w in said.windows] == whole
    assert [(w.weekday, w.opens, w.closes) for w in queries.windows_of(mosede.id)] == whole
    assert hall_of(mosede).windows == tuple(whole) and hall_of(mosede).fits(0, 600, 120)


@pytest.mark.parametrize(
    ("register", "name", "values"),
    [
        (Register.HUB, HUB, {"name": "Havnby By"}),
        (Register.HUB, HUB, {"workdays": [[0, 480, 960]], "lat": 56.51}),
        (Register.STOP, "Mosede", {"name": "Mosede By", "venue": "Skolen", "contact": "Nøglen hænger i kiosken"}),
        (Register.STOP, "Sandholm", {"lat": 56.43, "mean_guests": 11.0, "visits_max": 1, "lengths": [60]}),
        (Register.VEHICLE, "Van 1", {"weekdays": [0]}),
        (Register.EMPLOYEE, "Alma", {"minutes_a_week": 600, "name": "A. M."}),
        (Register.VOLUNTEER, "Bo", {"openings_a_day": 1, "weekdays": [1]}),
    ],
)
def test_every_register_changes_and_comes_back_equal(carla, season, plan, register, name, values):
    before = season_fingerprint(now_says(season))
    made = change(carla, season, register, name, **values)
    row = read(season.id, register)[row_named(season, register, values.get("name", name))[0]]
    assert {key: row[key] for key in values} == values
    undo(edit_id=made.id, by=carla.user, now=NOW)
    assert season_fingerprint(now_says(season)) == before


def test_the_terms_change_and_come_back(carla, season):
    before = now_says(season)
    pk, row = next(iter(read(season.id, Register.SEASON).items()))
    terms = {**row["terms"], "budget_kr_a_week": 5000.0, "fairness": "floor"}
    made = save(carla, season, Register.SEASON, {pk: {**row, "weeks": 10, "first_day": "2026-08-03", "terms": terms}})
    after = now_says(season)
    assert (after.weeks, after.terms.budget_kr_a_week, after.terms.fairness) == (10, 5000.0, words.Fairness.FLOOR)
    undo(edit_id=made.id, by=carla.user, now=NOW)
    assert now_says(season) == before


def test_a_new_stop_gets_its_driving_minutes_and_a_removed_one_gives_them_back(carla, season):
    before = now_says(season)
    _pk, like = row_named(season, Register.STOP, "Mosede")
    made = save(carla, season, Register.STOP, {None: {**like, "name": "Nyby", "lat": 56.5, "lon": 8.3}})
    after = now_says(season)
    names = {HUB, *(stop.name for stop in before.stops)}
    assert {pair for pair in after.drives if "Nyby" in pair} == {p for n in names for p in ((n, "Nyby"), ("Nyby", n))}
    assert 0 < after.drives[HUB, "Nyby"].minutes < 30
    assert after.drives_source.startswith(before.drives_source) and ON_SCREEN.english in after.drives_source
    assert ON_SCREEN.danish in source_in(after.drives_source, "da")
    undo(edit_id=made.id, by=carla.user, now=NOW)
    assert now_says(season) == before
    redo(edit_id=made.id, by=carla.user, now=NOW)
    assert now_says(season) == after
    taken_out = remove(carla, season, Register.STOP, "Nyby")
    assert not any("Nyby" in pair for pair in now_says(season).drives)
    undo(edit_id=taken_out.id, by=carla.user, now=NOW)
    assert now_says(season) == after


def test_a_stop_that_moves_gets_other_minutes_and_one_that_is_renamed_keeps_them(carla, season):
    given = now_says(season).drives[HUB, "Mosede"]
    change(carla, season, Register.STOP, "Mosede", name="Mosede By")
    renamed = now_says(season)
    assert renamed.drives[HUB, "Mosede By"] == given
    assert {stop for stop, _, _ in renamed.reach} == {stop.name for stop in renamed.stops}
    change(carla, season, Register.STOP, "Mosede By", lat=56.45, lon=8.6)
    assert now_says(season).drives[HUB, "Mosede By"] != given


def test_what_a_plan_speaks_of_is_never_removed(carla, season, plan):
    openings, tours = Opening.objects.count(), Tour.objects.count()
    stop = queries.openings_of(plan)[0].stop.name
    for register, name in (
        (Register.STOP, stop),
        (Register.HUB, HUB),
        (Register.VEHICLE, plan.tours.first().vehicle.name),
        (Register.EMPLOYEE, plan.tours.first().employee.name),
    ):
        with pytest.raises(NotPossible) as refused:
            remove(carla, season, register, name)
        assert "planned" in faults(refused)
    assert (Opening.objects.count(), Tour.objects.count()) == (openings, tours)
    assert not Edit.objects.exists()


def test_what_is_wished_is_never_removed_either(carla, season):
    stop = Stop.objects.get(season=season, name="Mosede")
    season.pins.create(stop=stop, weekday=1)
    with pytest.raises(NotPossible) as refused:
        remove(carla, season, Register.STOP, "Mosede")
    assert faults(refused) == ["wished"]


def test_a_new_stop_that_a_plan_uses_cannot_be_undone(carla, season, plan):
    made = change(carla, season, Register.VEHICLE, "Van 1", weekdays=[0])
    added = save(
        carla, season, Register.VEHICLE, {None: {**row_named(season, Register.VEHICLE, "Van 1")[1], "name": "3"}}
    )
    Tour.objects.filter(vehicle__name="Van 1").update(vehicle=row_named(season, Register.VEHICLE, "3")[0])
    with pytest.raises(NotPossible):
        undo(edit_id=added.id, by=carla.user, now=NOW)
    undo(edit_id=made.id, by=carla.user, now=NOW)


def test_names_are_one_things(carla, season):
    for register, name, taken in (
        (Register.STOP, "Mosede", "Lyngdal"),
        (Register.STOP, "Mosede", HUB),
        (Register.STOP, "Mosede", "LYNGDAL "),
        (Register.HUB, HUB, "Mosede"),
        (Register.VEHICLE, "Van 1", "Van 2"),
        (Register.VOLUNTEER, "Bo", "Bent"),
    ):
        with pytest.raises(NotPossible) as refused:
            change(carla, season, register, name, name=taken)
        assert faults(refused) == ["same name" if register == Register.VOLUNTEER else "a name of its own"]


@pytest.mark.parametrize(
    ("register", "name", "values", "kind"),
    [
        (Register.STOP, "Mosede", {"windows": [[0, 700, 600]]}, "nonsense"),
        (Register.STOP, "Mosede", {"windows": [[0, 600, 700], [0, 650, 720]]}, "overlap"),
        (Register.STOP, "Mosede", {"visits_min": 2, "visits_max": 1}, "nonsense"),
        (Register.STOP, "Mosede", {"hubs": [999_999]}, "hub gone"),
        (Register.STOP, "Mosede", {"seats": 0}, "nonsense"),
        (Register.STOP, "Mosede", {"lat": 99.0}, "nonsense"),
        (Register.HUB, HUB, {"workdays": [[0, 480, 1380], [1, 300, 900]]}, "rest"),
        (Register.VEHICLE, "Van 1", {"weekdays": [9]}, "nonsense"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_written(carla, season, register, name, values, kind):
    before = now_says(season)
    with pytest.raises(NotPossible) as refused:
        change(carla, season, register, name, **values)
    assert kind in faults(refused)
    assert now_says(season) == before and not Edit.objects.exists()


def test_a_second_person_is_told_and_shown_what_stands(carla, season):
    pk, row = row_named(season, Register.STOP, "Mosede")
    opened = mark_of({pk: row})
    first = change(carla, season, Register.STOP, "Mosede", seats=9)
    with pytest.raises(EditedMeanwhile) as told:
        save(carla, season, Register.STOP, {pk: {**row, "seats": 5}}, opened)
    assert told.value.edit == first and told.value.stands[pk]["seats"] == 9
    assert Edit.objects.count() == 1


def test_the_same_edit_sent_twice_is_one(carla, season):
    pk, row = row_named(season, Register.STOP, "Mosede")
    opened = mark_of({pk: row})
    assert save(carla, season, Register.STOP, {pk: {**row, "seats": 9}}, opened)
    assert save(carla, season, Register.STOP, {pk: {**row, "seats": 9}}, opened) is None
    new = {None: {**row, "name": "Nyby"}}
    assert save(carla, season, Register.STOP, new)
    assert save(carla, season, Register.STOP, new) is None
    nyby = row_named(season, Register.STOP, "Nyby")[0]
    assert remove(carla, season, Register.STOP, "Nyby")
    assert save(carla, season, Register.STOP, {nyby: None}) is None
    assert Edit.objects.count() == 3


def test_undoing_what_was_built_upon_is_refused(carla, season):
    first = change(carla, season, Register.STOP, "Mosede", seats=9)
    change(carla, season, Register.STOP, "Mosede", seats=11)
    with pytest.raises(EditedMeanwhile):
        undo(edit_id=first.id, by=carla.user, now=NOW)


def test_many_rows_at_once_are_one_edit(carla, season):
    before = now_says(season)
    rows = {pk: {**row, "visits_max": 1} for pk, row in read(season.id, Register.STOP).items()}
    made = save(carla, season, Register.STOP, rows)
    assert {stop.visits_max for stop in now_says(season).stops} == {1}
    undo(edit_id=made.id, by=carla.user, now=NOW)
    assert now_says(season) == before


def test_no_name_changes_while_a_plan_is_being_made(carla, season):
    from driveout.records.plan.search.asking import ask_for_plan

    ask_for_plan(season_id=season.id, by=carla.user, now=NOW)
    change(carla, season, Register.STOP, "Mosede", seats=9)
    with pytest.raises(NotPossible) as refused:
        change(carla, season, Register.STOP, "Mosede", name="Nyby")
    assert faults(refused) == ["being planned"]


def test_a_plan_knows_what_was_edited_since(carla, season, plan):
    made = change(carla, season, Register.STOP, "Mosede", seats=9)
    assert edits_since(plan, plan.made_at) == [made]


def test_the_price_says_who_wins_and_who_loses_in_both_languages(carla, season, plan):
    stop = queries.openings_of(plan)[0].stop
    made = change(carla, season, Register.STOP, stop.name, visits_max=0)
    pricing.price_edit.call(edit_id=made.id)
    made.refresh_from_db()
    price = made.price
    assert price["guests"] < 0 and price["said"]["danish"].startswith("Koster")
    assert price["said"]["english"].startswith("Costs")
    assert dict(map(tuple, price["moves"]))[stop.name] < 0
    assert next(s for s in now_says(season).stops if s.name == stop.name).visits_max == 0  # looking changed nothing


def test_words_alone_change_no_plan_and_a_budget_is_planned_with(carla, season, plan):
    named = change(carla, season, Register.STOP, "Mosede", name="Mosede By", contact="Ring til naboen")
    assert pricing.work_out(named)["said"]["danish"] == "Ændrer ikke planen."
    pk, row = next(iter(read(season.id, Register.SEASON).items()))
    terms = {**row["terms"], "budget_kr_a_week": row["terms"]["budget_kr_a_week"] - 500}
    cut = save(carla, season, Register.SEASON, {pk: {**row, "terms": terms}})
    now = now_says(season)
    was = replace(now, terms=replace(now.terms, budget_kr_a_week=row["terms"]["budget_kr_a_week"]))
    before, after = (draft(side, Effort(gap=0.0, processes=0)).guests_a_week for side in (was, now))
    assert pricing.work_out(cut)["guests"] == pytest.approx(after - before, abs=1e-6)


def test_a_price_that_breaks_is_told_and_can_be_asked_for_again(carla, season, plan, monkeypatch):
    made = change(carla, season, Register.STOP, "Mosede", seats=9)
    pricing.ask_for_price(made, now=NOW)
    made.refresh_from_db()
    assert pricing.waits(made, NOW)
    monkeypatch.setattr(pricing, "work_out", lambda edit: 1 / 0)
    pricing.price_edit.call(edit_id=made.id)
    made.refresh_from_db()
    assert pricing.failed(made, NOW) and not pricing.waits(made, NOW)


def test_an_empty_season_says_what_it_lacks(carla):
    from driveout.core.simulate.small_town import small_town

    town = small_town()
    empty = replace(town, name="Tom", hubs=(), stops=(), vehicles=(), employees=(), volunteers=(), drives={}, reach={})
    assert missing(store_season(carla, empty).id) == [Missing.HUB, Missing.STOP, Missing.VEHICLE, Missing.EMPLOYEE]
    assert missing(store_season(carla, town).id) == []


def test_a_hub_with_stops_is_not_removed_from_under_them(carla, season):
    with pytest.raises(NotPossible) as refused:
        remove(carla, season, Register.HUB, HUB)
    assert faults(refused) == ["has stops"]
    assert MayServe.objects.exists()


def test_who_is_removed_and_comes_back_is_the_same_one(carla, season):
    """Bo is called Bo Berg by now, and another Bo has come since: the key that shifts and plans know him by is his."""
    season_rows = Volunteer.objects.filter(hub__season=season)
    change(carla, season, Register.VOLUNTEER, "Bo", name="Bo Berg")
    was = season_rows.get(name="Bo Berg")
    made = remove(carla, season, Register.VOLUNTEER, "Bo Berg")
    undo(edit_id=made.id, by=carla.user, now=NOW)
    assert season_rows.get(name="Bo Berg").key == was.key == "Bo"
    redo(edit_id=made.id, by=carla.user, now=NOW)
    assert not season_rows.filter(name="Bo Berg").exists()


def test_a_person_who_was_added_and_comes_back_by_doing_it_again_is_the_same_one(carla, season):
    season_rows = Volunteer.objects.filter(hub__season=season, name="Bo")
    _, bo = row_named(season, Register.VOLUNTEER, "Bo")
    given = {"season_id": season.id, "register": Register.VOLUNTEER, "opened_with": "", "why": "", "by": carla.user}
    made = edit(**given, rows={None: bo}, now=NOW, another=True)
    keys = list(season_rows.order_by("id").values_list("key", flat=True))
    undo(edit_id=made.id, by=carla.user, now=NOW)
    redo(edit_id=made.id, by=carla.user, now=NOW)
    assert list(season_rows.order_by("id").values_list("key", flat=True)) == keys and len(set(keys)) == 2


def test_a_stop_that_is_removed_and_comes_back_stands_at_its_own_place(carla, season):
    """Two villages are called that, so that the name alone would say neither."""
    was = Stop.objects.get(season=season, name="Sandholm")
    made = remove(carla, season, Register.STOP, "Sandholm")
    twin = Place.objects.get(pk=was.where_id)
    twin.pk, twin.key = None, new_key()
    twin.save()
    undo(edit_id=made.id, by=carla.user, now=NOW)
    assert Stop.objects.get(season=season, name="Sandholm").where_id == was.where_id


def test_an_edit_from_before_keys_were_kept_is_still_undone(carla, season):
    made = remove(carla, season, Register.VOLUNTEER, "Bo")
    del made.before[KEYS]
    made.save()
    undo(edit_id=made.id, by=carla.user, now=NOW)
    assert Volunteer.objects.get(hub__season=season, name="Bo").key == "Bo"
