"""Edits, undos and redos in any order, beside a plain model of what the season should say."""

from itertools import count

from hypothesis import settings
from hypothesis.stateful import invariant, precondition, rule, run_state_machine_as_test
from hypothesis.strategies import data, floats, integers, sampled_from, sets

from driveout.core.travel import estimates, needed_pairs
from driveout.core.travel.fill import places_of
from driveout.records.models import Opening, Tour
from driveout.records.plan import queries
from driveout.records.plan.models.edit import Register
from driveout.records.plan.registers.editing import EditedMeanwhile, redo, undo
from driveout.records.plan.registers.sense import NotPossible
from driveout.records.plan.registers.values import read
from driveout.records.plan.storing.fingerprints import content_fingerprint
from tests.pace import examples
from tests.records.machines import OneSeason
from tests.records.test_editing import now_says, save
from tests.stored import NOW


class Office(OneSeason):
    """Edits, undos and redos in any order, beside a plain model: the words that the season should say."""

    def __init__(self):
        super().__init__()
        self.first = content_fingerprint(now_says(self.season))
        self.held = (Opening.objects.count(), Tour.objects.count())
        self.names = count()
        # By register and name: what a row's values should be. And every edit, with what it changed in the model.
        self.model = {register: _named(self.season, register) for register in PLAIN_REGISTERS}
        self.done, self.undone = [], []

    def ends(self):
        """Undoing everything gives the first season back."""
        for edit_id, *_rest in reversed(self.done):
            undo(edit_id=edit_id, by=self.carla.user, now=NOW)
        assert content_fingerprint(now_says(self.season)) == self.first

    def _saved(self, register, rows, change):
        try:
            made = save(self.carla, self.season, register, rows)
        except NotPossible:
            return
        if made is not None:
            before = {name: self.model[register].get(name) for name in change}
            self._apply(register, change)
            self.done.append((made.id, register, before, change))
            self.undone.clear()

    def _apply(self, register, change):
        for name, values in change.items():
            if values is None:
                self.model[register].pop(name, None)
            else:
                self.model[register][name] = values

    @rule(register=sampled_from([Register.VEHICLE, Register.EMPLOYEE, Register.VOLUNTEER]), data=data())
    def give_days(self, register, data):
        pk, row = self._any(register, data)
        row = {**row, "weekdays": sorted(data.draw(sets(integers(0, 6), max_size=4)))}
        self._saved(register, {pk: row}, {row["name"]: row})

    @rule(data=data(), day=integers(0, 6), opens=integers(8, 12), hours=integers(1, 6), most=integers(0, 2))
    def open_a_stop_otherwise(self, data, day, opens, hours, most):
        pk, row = self._any(Register.STOP, data)
        windows = [*row["windows"][:2], [day, 60 * opens, 60 * (opens + hours)]]
        row = {**row, "windows": windows, "visits_max": most}
        self._saved(Register.STOP, {pk: row}, {row["name"]: row})

    @rule(data=data(), lat=floats(56.40, 56.60), lon=floats(8.30, 8.50))
    def move_a_stop(self, data, lat, lon):
        pk, row = self._any(Register.STOP, data)
        row = {**row, "lat": round(lat, 5), "lon": round(lon, 5)}
        self._saved(Register.STOP, {pk: row}, {row["name"]: row})

    @rule(data=data())
    def rename_a_stop(self, data):
        pk, old = self._any(Register.STOP, data)
        row = {**old, "name": f"Nyt navn {next(self.names)}"}
        self._saved(Register.STOP, {pk: row}, {old["name"]: None, row["name"]: row})

    @rule(register=sampled_from([Register.STOP, Register.VEHICLE, Register.VOLUNTEER]), data=data())
    def add(self, register, data):
        _pk, like = self._any(register, data)
        row = {**like, "name": f"Ny {next(self.names)}"}
        self._saved(register, {None: row}, {row["name"]: row})

    @rule(register=sampled_from([Register.STOP, Register.VEHICLE, Register.VOLUNTEER, Register.HUB]), data=data())
    def remove(self, register, data):
        if rows := read(self.season.id, register):
            pk = data.draw(sampled_from(sorted(rows)))
            self._saved(register, {pk: None}, {rows[pk]["name"]: None})

    @rule(most=integers(0, 2))
    def all_stops_at_once(self, most):
        rows = {pk: {**row, "visits_max": most} for pk, row in read(self.season.id, Register.STOP).items()}
        self._saved(Register.STOP, rows, {row["name"]: row for row in rows.values()})

    @rule(budget=integers(1000, 9000))
    def another_budget(self, budget):
        pk, row = next(iter(read(self.season.id, Register.SEASON).items()))
        row = {**row, "terms": {**row["terms"], "budget_kr_a_week": float(budget)}}
        self._saved(Register.SEASON, {pk: row}, {row["name"]: row})

    @precondition(lambda self: self.done)
    @rule()
    def undo_the_last(self):
        edit_id, register, before, change = self.done.pop()
        undo(edit_id=edit_id, by=self.carla.user, now=NOW)
        self._apply(register, before)
        self.undone.append((edit_id, register, before, change))

    @precondition(lambda self: self.undone)
    @rule()
    def redo_it(self):
        edit_id, register, before, change = self.undone.pop()
        redo(edit_id=edit_id, by=self.carla.user, now=NOW)
        self._apply(register, change)
        self.done.append((edit_id, register, before, change))

    @precondition(lambda self: len(self.done) > 1)
    @rule(data=data())
    def undo_an_older_one(self, data):
        """Either nothing newer touched the same, or it is refused and nothing happens."""
        at = data.draw(integers(0, len(self.done) - 2))
        edit_id = self.done[at][0]
        try:
            undo(edit_id=edit_id, by=self.carla.user, now=NOW)
        except (EditedMeanwhile, NotPossible):
            return
        redo(edit_id=edit_id, by=self.carla.user, now=NOW)

    def _any(self, register, data):
        rows = read(self.season.id, register)
        pk = data.draw(sampled_from(sorted(rows)))
        return pk, rows[pk]

    @invariant()
    def the_rows_say_what_the_model_says(self):
        for register in PLAIN_REGISTERS:
            assert _named(self.season, register) == self.model[register]

    @invariant()
    def the_words_can_be_read_and_every_pair_with_a_way_has_a_drive(self):
        """A stop may be moved into the fjord: needed and without a drive is a pair that the map knows no way for."""
        words_now = now_says(self.season)
        assert {stop.name for stop in words_now.stops} == set(self.model[Register.STOP])
        missing, place = set(needed_pairs(words_now)) - set(words_now.drives), places_of(words_now)
        assert all(estimates([place[a], place[b]], [(0, 1)]) == [None] for a, b in missing)

    @invariant()
    def no_row_of_a_plan_is_lost(self):
        assert (Opening.objects.count(), Tour.objects.count()) == self.held
        queries.plan_as_words(self.plan.id)


PLAIN_REGISTERS = tuple(Register)


def _named(season, register):
    return {row["name"]: row for row in read(season.id, register).values()}


def test_any_order_of_edits_undos_and_redos(db):
    run_state_machine_as_test(
        Office, settings=settings(max_examples=examples(10), stateful_step_count=12, deadline=None)
    )
