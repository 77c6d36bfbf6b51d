"""Who of the words is still in the register when something worked out from them is written.

A planner reads a season, thinks for a minute, and hands back keys that were true then. Who was taken out meanwhile has
another key now, and no name: the old key, which may be a name, is not written anew.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Any

from driveout.core import words
from driveout.core.words.fields import EMPLOYEE, VOLUNTEER, Register
from driveout.records.place.models import new_key
from driveout.records.plan import models as rows
from driveout.records.team.whose import KEYS, REGISTERS
from driveout.records.trust.names import is_former
from driveout.records.trust.wording import all_without, pattern_of

Who = tuple[str, str]  # a hub's name, and a key there
WHO = ("name", "hub", "key")  # fields that say who somebody is, and nothing else of them
CREWS: tuple[tuple[str, Register, Any], ...] = (
    ("Employee", EMPLOYEE, rows.Employee),
    ("Volunteer", VOLUNTEER, rows.Volunteer),
)


@dataclass(frozen=True)
class Gone:
    """Who was taken out since. `keys`: register → who → the key that stands in their place. `names`: name → what stands
    where it stood."""

    keys: Mapping[str, Mapping[Who, str]]
    names: Mapping[str, str]

    def in_plan(self, plan: words.Plan) -> words.Plan:
        """The plan with the keys of now."""
        drives, hosts = self.keys["Employee"], self.keys["Volunteer"]
        if not drives and not hosts:
            return plan
        return replace(
            plan,
            tours=tuple(replace(one, employee=drives.get((one.hub, one.employee), one.employee)) for one in plan.tours),
            openings=tuple(
                replace(one, volunteers=tuple(hosts.get((one.hub, key), key) for key in one.volunteers))
                for one in plan.openings
            ),
        )

    def in_told(self, value: Any) -> Any:
        """What was said, as JSON has it, without the names."""
        for name, word in self.names.items():
            if pattern := pattern_of([name]):
                value = all_without(value, pattern, word)
        return value


def gone_since(season_id: int, season: words.Season) -> Gone:
    """Who of the words has been taken out of the register. Call it in the transaction that writes: it holds the season,
    as who takes somebody out does, so that nobody is taken out between this and the writing. Three queries,
    and two where anybody is gone."""
    rows.Season.objects.select_for_update(no_key=True).only("id").get(pk=season_id)
    keys, names = dict[str, dict[Who, str]](), dict[str, str]()
    for kind, register, model in CREWS:
        crew: tuple[Any, ...] = season.employees if kind == "Employee" else season.volunteers
        found = model.objects.filter(hub__season=season_id).select_related("hub").order_by("id")
        keys[kind] = _keys(season_id, register, kind, crew, list(found))
        names |= {one.name: REGISTERS[kind] for one in crew if (one.hub, one.key) in keys[kind]}
    return Gone(keys, names)


def _keys(season_id: int, register: Register, kind: str, crew: Iterable[Any], stands: list[Any]) -> dict[Who, str]:
    here = {(row.hub.name, row.key) for row in stands}
    missing = [one for one in crew if (one.hub, one.key) not in here]
    removed = _removed(season_id, kind, {row.pk for row in stands}) if missing else ()
    known = {(one.hub, one.key) for one in crew}
    free: defaultdict[str, list[str]] = defaultdict(list)
    for row in stands:
        if is_former(row.name) and (row.hub.name, row.key) not in known:
            free[_alike(register, row, row.hub.name)].append(row.key)
    found = {}
    for one in missing:  # in the register's order; two whom nothing but the name told apart are alike to a plan
        if (one.hub, one.key) not in removed:
            same = free[_alike(register, SimpleNamespace(**register.plain(one)), one.hub)]
            found[one.hub, one.key] = same.pop(0) if same else new_key()
    return found


def _alike(register: Register, row: Any, hub: str) -> str:
    """What a plan reads of somebody."""
    return repr([hub, *(getattr(row, field.name) for field in register if field.planned and field.name not in WHO)])


def _removed(season_id: int, kind: str, stand: Collection[int]) -> set[Who]:
    """Those whom somebody removed and may take back: they are whom the plan means. Two queries."""
    found = set[Who]()
    hubs = dict(rows.Hub.objects.filter(season=season_id).values_list("pk", "name"))
    for sides in rows.Edit.objects.filter(season=season_id, register=kind.lower()).values_list("before", "after"):
        for side in sides:
            for pk, values in side.items():
                if pk.isdecimal() and values and int(pk) not in stand:
                    key = side.get(KEYS, {}).get(pk) or values["name"]
                    found.add((hubs.get(values["hub"], ""), key))
    return found
