"""Editing what a season is made of: one row or many at once, kept with what stood before, undone and done again."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from driveout.records.plan.models import Edit, Plan, Season
from driveout.records.plan.models.edit import Register
from driveout.records.plan.questions.reasons import forget_answers
from driveout.records.plan.registers import roads
from driveout.records.plan.registers.sense import check
from driveout.records.plan.registers.values import Values, filled, mark_of, own_keys, planned, read, step_aside, write
from driveout.records.plan.rules import Refused
from driveout.records.team.holding import hold_organisation
from driveout.records.trust.actions import By, leave_trace

ROADS = "roads"  # beside the rows' ids in `before` and `after`: the drives, and guests given outright, that followed
KEYS = "keys"  # likewise: row → which or who it is, so that one that comes back is the same one
SAME_CLICK = timedelta(seconds=10)
Rows = Mapping[int, Values | None]


class EditedMeanwhile(Refused):
    """Somebody else has changed the same rows since. `stands` is how they are now, `edit` what was done, if known."""

    def __init__(self, stands: dict[int, Values], edit: Edit | None) -> None:
        self.stands, self.edit = stands, edit
        super().__init__("The rows have been changed meanwhile.")


@transaction.atomic
def edit(
    *, season_id: int, register: Register, rows: Mapping[int | None, Values | None], opened_with: str, why: str,
    by: By, now: datetime, another: bool = False,
) -> Edit | None:  # fmt: skip
    """Give rows of a register new values: id None makes a row, values None removes one. None when all is so already.

    `another`: who has a name that is at the hub already is another person. Raises EditedMeanwhile when others stand
    there than the form was opened with, NotPossible with every fault.
    """
    season = _held(season_id, register)
    stands = read(season_id, register, [pk for pk in rows if pk is not None])
    wanted = {pk: row for pk, row in rows.items() if row != stands.get(pk or 0)}
    if _was_just_made(season_id, register, wanted, now) if another else _is_so(season_id, register, wanted):
        return None
    if any(pk is not None and pk not in stands for pk in wanted) or (stands and opened_with != mark_of(stands)):
        raise EditedMeanwhile(stands, last_edit(season_id, register, stands))
    check(season, register, {pk: stands.get(pk or 0) for pk in wanted}, wanted, another=another)
    keys = own_keys(register, stands)
    step_aside(register, wanted)
    after = {write(season_id, register, pk, row) or 0: row for pk, row in wanted.items()}
    before = {pk: stands.get(pk) for pk in after}
    keys |= own_keys(register, after)
    season.refresh_from_db()
    followed = roads.follow(season, register, before, after)
    made = Edit.objects.create(
        season=season, register=register, name=_name([*before.values(), *after.values()]), why=why.strip(),
        before=_keyed(before, followed and followed[0], keys), after=_keyed(after, followed and followed[1], keys),
        made_at=now, made_by=by, price={"asked_at": now.isoformat()},
        planned=any(planned(register, before[pk], row) for pk, row in after.items()),
    )  # fmt: skip
    roads.tell_source(season)
    forget_answers(season_id)
    leave_trace(by=by, what="edited a register", about=made, now=now, register=register, name=made.name, why=made.why)
    return made


def _held(season_id: int, register: Register) -> Season:
    """Locked until the transaction ends; where its own name may change, nobody makes another of that name."""
    if register == Register.SEASON:
        hold_organisation(Season.objects.values_list("organisation", flat=True).get(pk=season_id))
    return Season.objects.select_for_update(no_key=True).get(pk=season_id)


def _is_so(season_id: int, register: Register, wanted: Mapping[int | None, Values | None]) -> bool:
    """Nothing is wanted, or it is sent twice: a new row that is there, a removed one that is gone."""
    if not wanted:
        return True
    if all(row is None for row in wanted.values()):
        return not read(season_id, register, [pk for pk in wanted if pk])
    return set(wanted) == {None} and wanted[None] in read(season_id, register).values()


def _was_just_made(
    season_id: int, register: Register, wanted: Rows | Mapping[int | None, Values | None], now: datetime
) -> bool:
    """The same form sent twice is one person more, not two."""
    newest = Edit.objects.filter(season=season_id, register=register, made_at__gte=now - SAME_CLICK)
    return not wanted or any(list(wanted.values()) == list(after_of(edit).values()) for edit in newest)


def _name(rows: list[Values | None]) -> str:
    return str(next((row["name"] for row in rows if row), ""))


def _keyed(rows: Rows, cells: dict[str, Any] | None, keys: Mapping[int, Any]) -> dict[str, Any]:
    """`keys`: which or who each row is."""
    own = {str(pk): keys[pk] for pk, row in rows.items() if row is not None and pk in keys}
    beside = {ROADS: cells} if cells else {}
    return {str(pk): row for pk, row in rows.items()} | beside | ({KEYS: own} if own else {})


def before_of(edit: Edit) -> dict[int, Values | None]:
    """The rows that an edit changed, by id, as they were."""
    return _rows(edit, edit.before)


def after_of(edit: Edit) -> dict[int, Values | None]:
    """The rows that an edit changed, by id, as they became."""
    return _rows(edit, edit.after)


def _rows(edit: Edit, kept: dict[str, Any]) -> dict[int, Values | None]:
    register = Register(edit.register)
    return {int(pk): row and filled(register, row) for pk, row in kept.items() if pk not in (ROADS, KEYS)}


@transaction.atomic
def undo(*, edit_id: int, by: By, now: datetime) -> Edit:
    """Write back what stood before an edit. EditedMeanwhile when any of it has been changed again since."""
    return _turn(edit_id, by=by, now=now, back=True)


@transaction.atomic
def redo(*, edit_id: int, by: By, now: datetime) -> Edit:
    """Make an edit again that was undone. EditedMeanwhile when any of it has been changed since."""
    return _turn(edit_id, by=by, now=now, back=False)


def _turn(edit_id: int, *, by: By, now: datetime, back: bool) -> Edit:
    edit = Edit.objects.select_for_update(of=("self",), no_key=True).get(pk=edit_id)
    if (edit.undone_at is not None) == back:
        return edit  # sent twice
    register = Register(edit.register)
    season = _held(edit.season_id, register)
    both = (before_of(edit), edit.before), (after_of(edit), edit.after)
    (was, was_kept), (becomes, kept) = both[::-1] if back else both
    stands = read(season.pk, register, list(was))
    if {pk: row for pk, row in was.items() if row is not None} != stands or not _roads_stand(season, was_kept):
        raise EditedMeanwhile(stands, last_edit(season.pk, register, list(was), other_than=edit))
    check(season, register, dict(was.items()), dict(becomes.items()), another=True)
    _put(season, register, was, becomes, kept)
    edit.undone_at, edit.undone_by = (now, by) if back else (None, None)
    edit.turned_at = now
    edit.save(update_fields=["undone_at", "undone_by", "turned_at"])
    roads.tell_source(season)
    forget_answers(season.pk)
    leave_trace(by=by, what="undid an edit" if back else "edited again", about=edit, now=now, name=edit.name)
    return edit


def _roads_stand(season: Season, kept: dict[str, Any]) -> bool:
    return ROADS not in kept or roads.stand(season, kept[ROADS])


def _put(season: Season, register: Register, was: Rows, found: Rows, kept: dict[str, Any]) -> None:
    """Write an edit's rows and roads in the place of what `was`. Rows that give up a name go first."""
    own = kept.get(KEYS, {})
    step_aside(register, found)
    for pk, row in sorted(found.items(), key=lambda pair: pair[1] is not None):
        write(season.pk, register, pk, row, own.get(str(pk)))
    season.refresh_from_db()
    if ROADS in kept:
        roads.put(season, register, was, kept[ROADS])


@contextmanager
def without(edit: Edit) -> Iterator[None]:
    """The season as it would be without an edit, inside; everything is as it was when it is left. For reading only."""
    with transaction.atomic():
        season = Season.objects.get(pk=edit.season_id)
        _put(season, Register(edit.register), after_of(edit), before_of(edit), edit.before)
        yield
        transaction.set_rollback(True)


def last_edit(
    season_id: int, register: Register, ids: Collection[int], *, other_than: Edit | None = None
) -> Edit | None:
    """The newest edit that touched one of these rows, among the last fifty. One query."""
    edits = Edit.objects.filter(season=season_id, register=register).select_related("made_by", "undone_by")
    if other_than is not None:
        edits = edits.exclude(pk=other_than.pk)
    touched = {str(pk) for pk in ids}
    return next((edit for edit in edits[:50] if touched & set(edit.after)), None)


def edits_since(plan: Plan, since: datetime) -> list[Edit]:
    """What was edited, undone or done again after a plan's search read the season, newest first. One query."""
    found = Edit.objects.filter(Q(made_at__gte=since) | Q(turned_at__gte=since), season_id=plan.season_id)
    return list(found.select_related("made_by", "undone_by"))


def waits(edit: Edit, since: datetime) -> bool:
    """Does the plan, whose search read the season then, not know of it? What came and went since is no difference, nor
    is what no plan reads."""
    return edit.planned and (edit.made_at < since or edit.undone_at is None)


def newest_edits(season_id: int, most: int = 30) -> list[Edit]:
    """The last edits of a season, newest first. One query."""
    return list(Edit.objects.filter(season=season_id).select_related("made_by", "undone_by")[:most])
