"""Names change, are swapped, go and come back: what is known of a hub, a stop or a van stays with the row it is of."""

import tempfile
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.stateful import invariant, precondition, rule, run_state_machine_as_test
from hypothesis.strategies import data, floats, permutations, sampled_from, sets

from driveout.core.simulate.small_town import small_town
from driveout.outside.season_files import read_season, write_season
from driveout.records.drive.days.of_place import history_of
from driveout.records.models import Hub, Occurrence, Opening, Signup, Stop, Tour, Vehicle
from driveout.records.plan import queries
from driveout.records.plan.models.edit import Register
from driveout.records.plan.registers.editing import EditedMeanwhile, redo, undo
from driveout.records.plan.registers.sense import NotPossible
from driveout.records.plan.registers.values import read
from driveout.records.plan.seasons.copies import make_scenario
from driveout.records.plan.seasons.taking_in import import_season
from tests.core.keyed import place, with_opaque_keys
from tests.pace import examples
from tests.records.crew.town import dated
from tests.records.machines import OneSeason
from tests.records.test_editing import now_says, row_named, save
from tests.stored import NOW, cast

NO_SHRINKING = (Phase.explicit, Phase.generate)  # it takes minutes, and what differs is plain to see
SPOTS = (Register.HUB, Register.STOP)
MODELS: dict[Register, Any] = {Register.HUB: Hub, Register.STOP: Stop, Register.VEHICLE: Vehicle}


def renamed(carla, season, register, names):
    """One save: row → its new name."""
    rows = read(season.id, register, names)
    return save(carla, season, register, {pk: {**rows[pk], "name": name} for pk, name in names.items()})


def swap(carla, season, one, other, register=Register.STOP):
    first, second = (row_named(season, register, name)[0] for name in (one, other))
    return renamed(carla, season, register, {first: other, second: one})


def of_rows(season):
    """Drives and guests given outright by row: what a name says, told without one."""
    words = now_says(season)
    ref = {row.name: (kind, row.pk) for kind, model in (("hub", Hub), ("stop", Stop))
           for row in model.objects.filter(season=season)}  # fmt: skip
    drives = {(ref[a], ref[b]): drive for (a, b), drive in words.drives.items()}
    return drives, {(ref[stop], n, minutes): guests for (stop, n, minutes), guests in words.reach.items()}


def test_two_stops_swap_their_names_in_one_save_and_nothing_else(carla, season, plan):
    dated(season, plan, carla)
    known = of_rows(season)
    spots = {stop.name: stop for stop in Stop.objects.filter(season=season)}
    one, other = spots["Mosede"], spots["Lyngdal"]
    held = {row.pk: row.stop_id for row in Opening.objects.all()}
    history = [[cafe.cafe for cafe in history_of(stop.where_id)] for stop in (one, other)]
    hosts = set(Signup.objects.values_list("shift__occurrence__where", "pk"))
    made = swap(carla, season, "Mosede", "Lyngdal")
    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.name, other.name, one.where.name, other.where.name) == ("Lyngdal", "Mosede", "Lyngdal", "Mosede")
    assert of_rows(season) == known
    assert {row.pk: row.stop_id for row in Opening.objects.all()} == held
    assert [[cafe.cafe for cafe in history_of(stop.where_id)] for stop in (one, other)] == history
    assert all(history) and Occurrence.objects.exists()
    assert set(Signup.objects.values_list("shift__occurrence__where", "pk")) == hosts
    undo(edit_id=made.id, by=carla.user, now=NOW)
    assert of_rows(season) == known and Stop.objects.get(pk=one.pk).name == "Mosede"
    redo(edit_id=made.id, by=carla.user, now=NOW)
    assert of_rows(season) == known and Stop.objects.get(pk=one.pk).name == "Lyngdal"


def test_a_stop_takes_the_name_of_one_that_goes_in_the_same_save_but_not_its_roads(carla, season):
    """Sandholm goes, and Mosede is called Sandholm from now on."""
    drives, _reach = of_rows(season)
    gone, _row = row_named(season, Register.STOP, "Sandholm")
    stays, row = row_named(season, Register.STOP, "Mosede")
    save(carla, season, Register.STOP, {gone: None, stays: {**row, "name": "Sandholm"}})
    left = {pair: drive for pair, drive in drives.items() if ("stop", gone) not in pair}
    assert of_rows(season)[0] == left


def test_vans_swap_their_names_and_keep_their_tours(carla, season, plan):
    driven = {tour.pk: tour.vehicle_id for tour in Tour.objects.all()}
    swap(carla, season, "Van 1", "Van 2", Register.VEHICLE)
    assert {tour.pk: tour.vehicle_id for tour in Tour.objects.all()} == driven


def test_a_move_is_taken_back_though_its_neighbours_have_swapped_names_since(carla, season):
    first = of_rows(season)
    pk, row = row_named(season, Register.STOP, "Sandholm")
    moved = save(carla, season, Register.STOP, {pk: {**row, "lat": 56.44, "lon": 8.30}})
    assert of_rows(season) != first
    swap(carla, season, "Mosede", "Vestermark")
    undo(edit_id=moved.id, by=carla.user, now=NOW)
    assert of_rows(season) == first


def test_two_that_went_come_back_in_any_order_with_the_minutes_that_were_given(carla, season):
    """What an edit says of a drive to a row that has gone since waits for it; it is neither lost nor estimated."""
    first = of_rows(season)
    (one, _), (other, _) = (row_named(season, Register.STOP, name) for name in ("Mosede", "Lyngdal"))
    gone = [save(carla, season, Register.STOP, {pk: None}).id for pk in (one, other)]
    undo(edit_id=gone[0], by=carla.user, now=NOW)
    assert ("stop", other) not in {ref for pair in of_rows(season)[0] for ref in pair}
    undo(edit_id=gone[1], by=carla.user, now=NOW)
    assert of_rows(season) == first
    redo(edit_id=gone[0], by=carla.user, now=NOW)
    undo(edit_id=gone[0], by=carla.user, now=NOW)
    assert of_rows(season) == first


class Naming(OneSeason):
    """Renames, swaps, removals and returns in any order, beside what each row is known to be."""

    def __init__(self):
        super().__init__()
        self.numbers = count()
        self.known = of_rows(self.season)
        self.own = self._own()
        self.stops = {row.pk: row.stop_id for row in Opening.objects.all()}
        self.vans = {row.pk: row.vehicle_id for row in Tour.objects.all()}
        self.edits = []
        self.waiting = {}

    def _own(self):
        """Row → which place or van it is."""
        spots = {(kind, row.pk): row.where_id for kind in SPOTS for row in MODELS[kind].objects.all()}
        return spots | {("vehicle", row.pk): row.key for row in Vehicle.objects.all()}

    @rule(register=sampled_from(sorted(MODELS)), data=data())
    def swap_some(self, register, data):
        rows = read(self.season.id, Register(register))
        some = sorted(data.draw(sets(sampled_from(sorted(rows)), min_size=1)))
        names = data.draw(permutations([*(rows[pk]["name"] for pk in some), f"Ny {next(self.numbers)}"]))
        self._edit(lambda: renamed(self.carla, self.season, Register(register), dict(zip(some, names, strict=False))))

    @rule(data=data(), lat=floats(56.42, 56.55), lon=floats(8.30, 8.45))
    def move(self, data, lat, lon):
        rows = read(self.season.id, Register.STOP)
        pk = data.draw(sampled_from(sorted(rows)))
        wanted = {**rows[pk], "lat": round(lat, 4), "lon": round(lon, 4)}
        self._edit(lambda: save(self.carla, self.season, Register.STOP, {pk: wanted}), moves={("stop", pk)})

    @rule(data=data())
    def remove_and_call_another_so(self, data):
        rows = read(self.season.id, Register.STOP)
        pk, other = data.draw(permutations(sorted(rows)))[:2]
        wanted = {pk: None, other: {**rows[other], "name": rows[pk]["name"]}}
        self._edit(lambda: save(self.carla, self.season, Register.STOP, wanted), moves={("stop", pk)})

    @precondition(lambda self: self.edits)
    @rule(data=data())
    def turn_one(self, data):
        """Taken back or made again, the newest or an older one; refused where others stand on it."""
        at = data.draw(sampled_from(range(len(self.edits))))
        edit_id, undone, was, became = self.edits[at]
        try:
            (redo if undone else undo)(edit_id=edit_id, by=self.carla.user, now=NOW)
        except (EditedMeanwhile, NotPossible):
            return
        self.edits[at] = (edit_id, not undone, was, became)
        for told, there in zip(self.known, became if undone else was, strict=True):
            told.update({key: value for key, value in there.items() if value is not None})
            for key in [key for key, value in there.items() if value is None]:
                told.pop(key, None)
        self._those_here()

    def _those_here(self):
        """A drive to a row that has gone since waits until it comes back."""
        here = set(self._own())
        drives, reach = self.known
        self.waiting |= {pair: drive for pair, drive in drives.items() if not set(pair) <= here}
        drives |= {pair: drive for pair, drive in self.waiting.items() if set(pair) <= here and pair not in drives}
        self.known = {pair: drive for pair, drive in drives.items() if set(pair) <= here}, reach
        self.waiting = {pair: drive for pair, drive in self.waiting.items() if not set(pair) <= here}

    def _edit(self, act, moves=frozenset()):
        try:
            made = act()
        except NotPossible:
            return
        if made is None:
            return
        now = of_rows(self.season)
        differs = [{key for key in {*a, *b} if a.get(key) != b.get(key)} for a, b in zip(self.known, now, strict=True)]
        assert all(moves & set(key) for key in differs[0] | differs[1]), "only what was moved, came or went differs"
        pairs = list(zip(differs, self.known, strict=True)), list(zip(differs, now, strict=True))
        was, became = ([{key: told.get(key) for key in keys} for keys, told in side] for side in pairs)
        self.edits.append((made.id, False, was, became))
        self.known = now

    @invariant()
    def roads_and_guests_stay_with_the_row(self):
        assert of_rows(self.season) == self.known

    @invariant()
    def places_vans_and_plans_stay_with_the_row(self):
        now = self._own()
        assert {ref: now[ref] for ref in now if ref in self.own} == {ref: self.own[ref] for ref in now}
        assert {row.pk: row.stop_id for row in Opening.objects.all()} == self.stops
        assert {row.pk: row.vehicle_id for row in Tour.objects.all()} == self.vans
        assert {one.stop for one in queries.plan_as_words(self.plan.id).openings} <= {
            stop.name for stop in Stop.objects.filter(season=self.season)
        }

    @invariant()
    def a_scenario_says_the_same_of_the_same_places(self):
        sid = transaction.savepoint()
        name = f"Kopi {next(self.numbers)}"
        copy = make_scenario(season=self.season, name=name, why="", by=self.carla.user, now=NOW)
        assert self._by_place(copy) == self._by_place(self.season)
        transaction.savepoint_rollback(sid)

    def _by_place(self, season):
        """Drives by place, and what each place is called."""
        where = {row.name: row.where_id for model in (Hub, Stop) for row in model.objects.filter(season=season)}
        return where, {(where[a], where[b]): drive for (a, b), drive in now_says(season).drives.items()}


def test_any_order_of_renames_swaps_removals_and_returns(db):
    run_state_machine_as_test(
        Naming, settings=settings(max_examples=examples(12), stateful_step_count=10, deadline=None, phases=NO_SHRINKING)
    )


@pytest.mark.django_db
@settings(max_examples=examples(10), deadline=None, suppress_health_check=list(HealthCheck))
@given(data=data(), form=sampled_from(["season", "season.xlsx"]))
def test_a_file_whose_rows_have_keys_may_swap_their_names(data, form):
    """Next season's folder or workbook: the key says which place, whatever its name is now."""
    with transaction.atomic():
        carla = cast()["carla"]
        town = with_opaque_keys(small_town())
        first = import_season(words=town, organisation=carla.organisation, by=carla.user, now=NOW)
        names = data.draw(permutations([stop.name for stop in town.stops]))
        stops = tuple(replace(stop, name=name) for stop, name in zip(town.stops, names, strict=True))
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / form
            write_season(replace(town, name="Næste", stops=stops), path)
            words = read_season(path)
        there = import_season(words=words, organisation=carla.organisation, by=carla.user, now=NOW)
        was = dict(Stop.objects.filter(season=first).values_list("name", "where"))
        now = dict(Stop.objects.filter(season=there).values_list("name", "where"))
        before = {place(stop.name): was[stop.name] for stop in small_town().stops}
        assert {stop.key: now[stop.name] for stop in stops} == before
        transaction.set_rollback(True)
