"""A season as a plan read it: what was changed since is turned back in words, newest first. Nothing is written."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from driveout.core import words
from driveout.records.plan.models import Change, Edit, Hub
from driveout.records.plan.models.edit import Register
from driveout.records.plan.registers.editing import rows_of
from driveout.records.plan.storing.reading import terms_from_json
from driveout.records.plan.wishes.stop_wishes import as_words

PEOPLE: dict[Register, tuple[str, type]] = {
    Register.VOLUNTEER: ("volunteers", words.Volunteer),
    Register.EMPLOYEE: ("employees", words.Employee),
    Register.VEHICLE: ("vehicles", words.Vehicle),
}


def season_then(season_id: int, now: words.Season, at: datetime) -> words.Season:
    """The season as it stood then, as far as people, money, wishes and stops' own figures go. Three queries.

    Enough to say why two plans differ; roads and names are today's.
    """
    hubs = dict(Hub.objects.filter(season=season_id).values_list("id", "name"))
    changes = Change.objects.filter(season=season_id, made_at__gte=at, undone_at__isnull=True).select_related("stop")
    edits = Edit.objects.filter(season=season_id, made_at__gte=at, undone_at__isnull=True)
    done: list[Change | Edit] = sorted([*changes, *edits], key=lambda one: one.made_at, reverse=True)
    for one in done:
        now = _unwished(now, one) if isinstance(one, Change) else _unedited(now, one, hubs)
    return now


def _unwished(season: words.Season, change: Change) -> words.Season:
    from driveout.core.plan.stop_wishes import instead

    return instead(change.stop.name, as_words(change.stop.name, change.before))(season)


def _unedited(season: words.Season, edit: Edit, hubs: dict[int, str]) -> words.Season:
    register, before, after = Register(edit.register), rows_of(edit.before), rows_of(edit.after)
    if register in PEOPLE:
        name, word = PEOPLE[register]
        gone = [row for row in after.values() if row]
        kept = [one for one in getattr(season, name) if not any(_is(one, row, hubs) for row in gone)]
        back = [_person(word, row, hubs) for row in before.values() if row and row["hub"] in hubs]
        return replace(season, **{name: (*kept, *back)})
    if register == Register.SEASON:
        row = next(iter(before.values()))
        return replace(season, terms=terms_from_json(row["terms"])) if row else season
    if register == Register.STOP:
        was = {(after.get(pk) or row)["name"]: row for pk, row in before.items() if row}
        return replace(season, stops=tuple(_stop(stop, was.get(stop.name)) for stop in season.stops))
    return season


def _is(one: Any, row: dict[str, Any], hubs: dict[int, str]) -> bool:
    return bool((one.name, one.hub) == (row["name"], hubs.get(row["hub"])))


def _person(word: type, row: dict[str, Any], hubs: dict[int, str]) -> Any:
    plain = {name: value for name, value in row.items() if name not in ("hub", "weekdays")}
    return word(hub=hubs[row["hub"]], weekdays=tuple(map(words.Weekday, row["weekdays"])), **plain)


def _stop(stop: words.Stop, row: dict[str, Any] | None) -> words.Stop:
    if row is None:
        return stop
    windows: Iterable[Any] = row["windows"]
    return replace(
        stop,
        belief=replace(stop.belief, mean_guests=row["mean_guests"]),
        windows=tuple(words.Window(words.Weekday(day), opens, closes) for day, opens, closes in windows),
        visits_min=row["visits_min"],
        visits_max=row["visits_max"],
        lengths=tuple(row["lengths"]),
    )
