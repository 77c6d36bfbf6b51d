"""May a season say this? What the words refuse, what does not fit the rest of the season, and what is in use."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from django.utils import timezone

from driveout.core import words
from driveout.core.travel.one_name import Named, shared
from driveout.core.words import fields as declared
from driveout.core.words import found_at
from driveout.records.plan import models as rows
from driveout.records.plan.models.edit import Register
from driveout.records.plan.models.work import UNDER_WAY
from driveout.records.plan.registers.values import AT_A_HUB, DECLARED, PEOPLE, Values, read
from driveout.records.plan.rules import Refused, is_silent
from driveout.records.plan.storing.reading import terms_from_json

A_DAY = 24 * 60
SAME_NAME = "same name"  # no fault, but a question
NAME_TAKEN = "a name of its own"  # likewise, with a name that would do
Rows = Mapping[int | None, Values | None]


@dataclass(frozen=True)
class Fault:
    """What is wrong with one row: `kind` is told by the screen, in its language. `at` names the value."""

    kind: str
    at: str = ""
    told: dict[str, Any] = field(default_factory=dict)


class NotPossible(Refused):
    """A season cannot say this. `faults` are all of them."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        super().__init__("; ".join(f"{fault.kind} {fault.at}" for fault in faults))


def check(season: rows.Season, register: Register, before: Rows, after: Rows, *, another: bool = False) -> None:
    """Raise NotPossible with everything that is wrong with the rows as they would be. `another`: somebody has said that
    who has a name that is there already is another person."""
    faults = [one for one in _faults(season, register, before, after) if not (another and one.kind == SAME_NAME)]
    if faults:
        raise NotPossible(faults)


def _faults(season: rows.Season, register: Register, before: Rows, after: Rows) -> Iterable[Fault]:
    hubs = dict(rows.Hub.objects.filter(season=season).values_list("id", "name"))
    for row in after.values():
        if row is not None:
            yield from _refused_by_words(season, register, row, hubs)
    if register in PEOPLE:
        yield from _namesakes(register, before, after)
    else:
        yield from _names(season, register, before, after, hubs)
    yield from _removed(register, [pk for pk, row in after.items() if row is None and pk is not None])
    if _touches_names(register, before, after) and _is_being_planned(season):
        yield Fault("being planned")
    if register == Register.SEASON:
        terms = next(row["terms"] for row in after.values() if row)
        for name, spans in _workdays_of(season).items():
            yield from _rest(name, spans, terms["rest_minutes"], at="rest_minutes")


def _refused_by_words(season: rows.Season, register: Register, row: Values, hubs: Mapping[int, str]) -> Iterable[Fault]:
    """The word itself, and what is said of one row alone."""
    for hub in row.get("hubs", []) if register == Register.STOP else [row["hub"]] if register in AT_A_HUB else []:
        if hub not in hubs:
            yield Fault("hub gone", "hubs" if register == Register.STOP else "hub")
            return
    try:
        _as_word(register, row, hubs)
    except (words.Nonsense, ValueError, TypeError) as refusal:
        yield Fault("nonsense", told={"sentence": str(refusal)})
        return
    spans = "windows" if register == Register.STOP else "workdays" if register == Register.HUB else ""
    if not spans:
        return
    ordered = sorted(row[spans])
    for (day, _opens, closes), (next_day, opens, _closes) in pairwise(ordered):
        if day == next_day and (register == Register.HUB or opens < closes):
            yield Fault("overlap", spans, {"day": day})
    if register == Register.HUB:
        yield from _rest(row["name"], row["workdays"], terms_from_json(season.terms).rest_minutes, at="workdays")


def _as_word(register: Register, row: Values, hubs: Mapping[int, str]) -> object:
    """Build the word that the planner would read. Nonsense where it cannot be."""
    if register == Register.SEASON:
        return terms_from_json(row["terms"])
    if register in AT_A_HUB:
        return DECLARED[register].made_of_plain({**row, "hub": hubs[row["hub"]]})
    if register == Register.HUB:
        return declared.HUB.made_of_plain(row, workdays=_windows(row["workdays"]))
    named = tuple(hubs[hub] for hub in row["hubs"])
    return declared.STOP.made_of_plain(row, hubs=named, windows=_windows(row["windows"]))


def _windows(spans: list[list[int]]) -> tuple[words.Window, ...]:
    return tuple(words.Window(words.Weekday(day), opens, closes) for day, opens, closes in spans)


def _rest(hub: str, spans: list[list[int]], least: int, *, at: str) -> Iterable[Fault]:
    """Rule 11: enough rest between two workdays, counted round the week."""
    opens = {day: min(a for of, a, _ in spans if of == day) for day, _, _ in spans}
    closes = {day: max(b for of, _, b in spans if of == day) for day, _, _ in spans}
    for day in range(7):
        after = (day + 1) % 7
        if day in closes and after in opens and opens[after] + A_DAY - closes[day] < least:
            rest = opens[after] + A_DAY - closes[day]
            yield Fault("rest", at, {"hub": hub, "day": day, "rest": rest, "least": least})
            return


def _workdays_of(season: rows.Season) -> dict[str, list[list[int]]]:
    found: dict[str, list[list[int]]] = {}
    spans = rows.Workday.objects.filter(hub__season=season).values_list("hub__name", "weekday", "opens", "closes")
    for name, *span in spans:
        found.setdefault(name, []).append(span)
    return found


def _names(
    season: rows.Season, register: Register, before: Rows, after: Rows, hubs: Mapping[int, str]
) -> Iterable[Fault]:
    """A name is one thing's: a season's in the organisation; of hubs and stops in the season, of vans at their hub.

    Both are told, where each is, and a name that would do. Who keeps a name is not asked.
    """
    new = [(pk, row) for pk, row in after.items() if row is not None]
    if register == Register.SEASON:
        for pk, row in new:
            same = rows.Season.objects.filter(organisation=season.organisation_id, name=row["name"])
            if same.exclude(pk=pk or 0).exists():
                yield Fault("name taken", "name", {"name": row["name"]})
        return
    own = [pk for pk in after if pk]
    stand = [_named(register, row, hubs) for pk, row in new if _is_called(before.get(pk)) == _is_called(row)]
    coming = [_named(register, row, hubs) for pk, row in new if _is_called(before.get(pk)) != _is_called(row)]
    others = (Register.VEHICLE,) if register in AT_A_HUB else (Register.HUB, Register.STOP)
    for kind in others:
        stand += [
            _named(kind, row, hubs) for pk, row in read(season.pk, kind).items() if kind != register or pk not in own
        ]
    for two in shared(coming, stand):
        told = {"name": two.one.name, "there": two.other.where, "here": two.one.where, "instead": two.instead}
        yield Fault(NAME_TAKEN, "name", told)


def _is_called(row: Values | None) -> tuple[Any, ...]:
    return () if row is None else (row["name"], row.get("hub"))


def _named(register: Register, row: Values, hubs: Mapping[int, str]) -> Named:
    if register == Register.VEHICLE:
        return Named(row["name"], within=str(row["hub"]), hub=hubs.get(row["hub"], ""))
    hub = hubs.get(row["hubs"][0], "") if row.get("hubs") else ""
    at = found_at(row.get("venue") or "", row["address"] or "")
    return Named(row["name"], municipality=row["municipality"] or "", hub=hub, at=at)


def _namesakes(register: Register, before: Rows, after: Rows) -> Iterable[Fault]:
    """Somebody of that name is at the hub: is it another person? Asked where a name is new there, with both shown."""
    model: Any = rows.Employee if register == Register.EMPLOYEE else rows.Volunteer
    for pk, row in after.items():
        old = before.get(pk)
        if row is None or (old and (old["name"], old["hub"]) == (row["name"], row["hub"])):
            continue
        for other in model.objects.filter(hub=row["hub"], name=row["name"]).exclude(
            pk__in=[one for one in after if one]
        ):
            days = {"theirs": other.weekdays, "days": row["weekdays"]}
            yield Fault(SAME_NAME, "name", {"name": row["name"], "hub": other.hub.name, **days})


def _removed(register: Register, ids: list[int]) -> Iterable[Fault]:
    """What plans, wishes or other rows speak of is never removed: its history would go with it."""
    uses: dict[Register, list[tuple[str, type[Any], str]]] = {
        Register.HUB: [
            ("planned", rows.Tour, "hub"), ("has stops", rows.MayServe, "hub"), ("has vans", rows.Vehicle, "hub"),
            ("has people", rows.Employee, "hub"), ("has people", rows.Volunteer, "hub"),
        ],
        Register.STOP: [
            ("planned", rows.Opening, "stop"), ("wished", rows.Pin, "stop"), ("wished", rows.Forbidden, "stop"),
            ("wished", rows.Change, "stop"), ("earlier", rows.EarlierOpening, "stop"),
        ],
        Register.VEHICLE: [("planned", rows.Tour, "vehicle")],
        Register.EMPLOYEE: [("planned", rows.Tour, "employee")],
        Register.VOLUNTEER: [],
    }  # fmt: skip
    for pk in ids:
        for kind, model, name in uses[register]:
            if model.objects.filter(**{name: pk}).exists():
                yield Fault(kind)
                break


def _touches_names(register: Register, before: Rows, after: Rows) -> bool:
    """Would a plan that is being made find other names than it read?"""
    pairs = [(before[pk], after[pk]) for pk in after if before.get(pk) is not None]
    return any(
        new is None or old is None or any(old.get(name) != new.get(name) for name in ("name", "hub"))
        for old, new in pairs
    ) and register not in (Register.SEASON, Register.VOLUNTEER)


def _is_being_planned(season: rows.Season) -> bool:
    now = timezone.now()
    running = rows.PlanRun.objects.filter(season=season, state__in=UNDER_WAY)
    return any(not is_silent(run, now) for run in running)
