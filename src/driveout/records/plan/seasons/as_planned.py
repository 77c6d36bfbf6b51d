"""A season as a plan read it: what was changed since is turned back in words, newest first. Nothing is written."""

from dataclasses import replace
from datetime import datetime
from typing import Any, cast

from driveout.core import words
from driveout.core.words.fields import STOP
from driveout.records.plan.models import Change, Edit, Hub, Stop
from driveout.records.plan.models.edit import Register
from driveout.records.plan.registers.editing import after_of, before_of
from driveout.records.plan.registers.values import DECLARED, MODEL
from driveout.records.plan.storing.reading import terms_from_json
from driveout.records.plan.wishes.stop_wishes import as_words

CREW = {Register.VOLUNTEER: "volunteers", Register.EMPLOYEE: "employees", Register.VEHICLE: "vehicles"}
TODAY = ("name", "hubs", "lat", "lon")  # names and roads are today's


def season_then(season_id: int, now: words.Season, at: datetime) -> words.Season:
    """The season as it stood then, as far as people, money, wishes and stops' own figures go. Three queries,
    and one for each register but the season's own that was changed.

    Enough to say why two plans differ; roads and names are today's.
    """
    hubs = dict(Hub.objects.filter(season=season_id).values_list("id", "name"))
    changes = Change.objects.filter(season=season_id, made_at__gte=at, undone_at__isnull=True).select_related("stop")
    edits = Edit.objects.filter(season=season_id, made_at__gte=at, undone_at__isnull=True)
    edited = {Register(one.register) for one in edits}
    keys = {register: _keys(season_id, register) for register in CREW if register in edited}
    if Register.STOP in edited:
        keys[Register.STOP] = dict(Stop.objects.filter(season=season_id).values_list("id", "name"))
    done: list[Change | Edit] = sorted([*changes, *edits], key=lambda one: one.made_at, reverse=True)
    for one in done:
        now = _unwished(now, one) if isinstance(one, Change) else _unedited(now, one, hubs, keys)
    return now


def _unwished(season: words.Season, change: Change) -> words.Season:
    from driveout.core.plan.stop_wishes import instead

    return instead(change.stop.name, as_words(change.stop.name, change.before))(season)


def _keys(season_id: int, register: Register) -> dict[int, str]:
    """Row → who or which that is, whatever it was called then."""
    return dict(MODEL[register]._default_manager.filter(hub__season=season_id).values_list("id", "key"))


def _unedited(
    season: words.Season, edit: Edit, hubs: dict[int, str], keys: dict[Register, dict[int, str]]
) -> words.Season:
    register, before, after = Register(edit.register), before_of(edit), after_of(edit)
    if register in CREW:
        name, known = CREW[register], DECLARED[register]
        gone = {_at(pk, row, hubs, keys[register]) for pk, row in after.items() if row}
        kept = [one for one in getattr(season, name) if (one.hub, one.key) not in gone]
        back = [
            known.made_of_plain({**row, "hub": hubs[row["hub"]], "key": keys[register].get(pk, row["name"])})
            for pk, row in before.items()
            if row and row["hub"] in hubs
        ]
        crew: dict[str, Any] = {name: (*kept, *back)}
        return replace(season, **crew)
    if register == Register.SEASON:
        row = next(iter(before.values()))
        return replace(season, terms=terms_from_json(row["terms"])) if row else season
    if register == Register.STOP:
        was = {keys[register].get(pk): row for pk, row in before.items() if row}  # by what the row is called today
        return replace(season, stops=tuple(_stop(stop, was.get(stop.key)) for stop in season.stops))
    return season


def _at(pk: int, row: dict[str, Any], hubs: dict[int, str], keys: dict[int, str]) -> tuple[str | None, str]:
    """Hub and key. Who is gone from the register is known by the name that was theirs last."""
    return hubs.get(row["hub"]), keys.get(pk, row["name"])


def _stop(stop: words.Stop, row: dict[str, Any] | None) -> words.Stop:
    """With everything that a plan reads as it was, but its roads and its name."""
    if row is None:
        return stop
    read = [field for field in STOP if field.planned and field.has_column and field.name not in TODAY]
    was = {field.name: field.kind.word(row[field.name]) for field in read}
    windows = tuple(words.Window(words.Weekday(day), opens, closes) for day, opens, closes in row["windows"])
    return cast(words.Stop, STOP.made({**STOP.of(stop), **was, "windows": windows}))
