"""The form of one row: opened, sent, taken in, refused; what is typed is kept whatever happens."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from driveout.core.plan.calendar import shut_anyway
from driveout.office.forms.forms import Filled, Group, opened, sent
from driveout.office.plan.registers import places, said
from driveout.office.plan.registers.fields import (
    Setting,
    blank,
    from_form,
    groups_of,
    guessed_guests,
    to_form,
    with_setting,
)
from driveout.office.plan.registers.names import PEOPLE, SLUG_OF, name_of
from driveout.office.plan.registers.rights import Reach, own_hub, reach_of
from driveout.records.plan import queries
from driveout.records.plan.models import Hub, Season
from driveout.records.plan.models.edit import Register
from driveout.records.plan.registers.sense import Fault
from driveout.records.plan.registers.values import Values, mark_of, read
from driveout.records.plan.seasons.closed_dates import calendar_of
from driveout.records.team.models import Member
from driveout.records.team.rules import may_plan, may_see_crew
from driveout.records.trust.names import is_former

ROWS_MORE = 5


@dataclass
class Row:
    """One row and what its form needs. `pk` None: it is to be made. `values`: as it stands."""

    season: Season
    register: Register
    member: Member
    hubs: Sequence[Hub]
    pk: int | None
    values: Values

    @property
    def own(self) -> int | None:
        return own_hub(self.member, self.hubs)

    @cached_property
    def reach(self) -> Reach:
        return reach_of(self.member, self.hubs)

    @property
    def groups(self) -> list[Group]:
        pairs = [(hub.pk, hub.name) for hub in self.hubs]
        plain = Setting(pairs, may_see_crew(self.member), own_hub=self.own, is_new=self.pk is None)
        return groups_of(self.register, with_setting(plain, self.values))

    @property
    def mark(self) -> str:
        return mark_of({self.pk: self.values}) if self.pk else ""

    def opened(self) -> Filled:
        """As it stands."""
        return opened(self.groups, to_form(self.register, self.values))

    def with_eves_closed(self) -> tuple[Filled, list[date]]:
        """As it stands, and 24 and 31 December among the closed dates where somebody would drive; which those are."""
        days = list(shut_anyway(calendar_of(self.season), range(7)))
        closed = sorted({*self.values["closed_dates"], *(day.isoformat() for day in days)})
        return opened(self.groups, to_form(self.register, {**self.values, "closed_dates": closed})), days

    def sent(self, post: QueryDict) -> Filled:
        """As it was typed."""
        return sent(self.groups, post)

    def wanted(self, filled: Filled, source: str) -> Values | None:
        """The row as it would be; None where something typed cannot be read: the faults stand in the form then."""
        typed = filled.read()
        if filled.faults:
            return None
        row = from_form(self.register, self.values, typed)
        if self.register in (Register.HUB, Register.STOP):
            moved = any(row[name] != self.values[name] for name in ("lat", "lon"))
            row["source"] = source or (_by_hand() if moved else row["source"])
            if moved and not row["municipality"]:
                here = places.likely_municipality(self.season.organisation_id, row["lat"], row["lon"])
                row["municipality"] = here
        if self.register == Register.STOP:
            if row["mean_guests"] is None:
                row["mean_guests"] = guessed_guests(row["inhabitants"])
            if not row["hubs"] and self.hubs:
                row["hubs"] = places.near_hubs(self.hubs, row["lat"], row["lon"])
            elif not row["hubs"]:
                filled.faults["home"] = _("Lav en hub først. Så kan stedet høre til den.")
                return None
        return row


def _by_hand() -> str:
    return "set on the map by hand"


def row_of(season: Season, member: Member, register: Register, pk: int | None, asked: QueryDict) -> Row | None:
    """The row, or a new one; None for one that is not this season's. At most five queries."""
    hubs = queries.hubs_of(season.pk)
    if pk is None:
        hub = own_hub(member, hubs)
        return Row(season, register, member, hubs, None, blank(register, hub=hub, hubs=[one.pk for one in hubs]))
    values = read(season.pk, register, [pk]).get(pk)
    return None if values is None else Row(season, register, member, hubs, pk, values)


def found_place(row: Row, filled: Filled, value: str) -> str:
    """Put a place that was found into the form, and return where it is from. Names already typed stay."""
    spot = places.taken(value)
    if spot is None:
        return ""
    source = spot.pop("source")
    name = spot.pop("name")
    if not filled.typed["name"]:
        filled.typed["name"] = name
    filled.typed.update({key: text for key, text in spot.items() if text or key != "municipality"})
    return source


def more_rows(filled: Filled) -> None:
    """Some empty rows more."""
    filled.more_rows = ROWS_MORE


def form_page(
    row: Row, filled: Filled, *, may: bool, why: str = "", found: list[dict[str, Any]] | None = None, wanted: str = "",
    source: str = "", meanwhile: dict[str, Any] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Plain values for the template."""
    name, spot = name_of(row.register), row.register in (Register.HUB, Register.STOP)
    hidden = row.register in PEOPLE and not may_see_crew(row.member)
    title = row.values["name"] or name.new
    if hidden:
        filled.typed["name"] = name.one
    return {
        "season": row.season, "slug": SLUG_OF[row.register], "title": name.one if hidden else title,
        "register": name.all,
        "what": name.what, "is_new": row.pk is None, "pk": row.pk, "mark": row.mark, "may": may, "why": why,
        "form": filled.shown(), "place": _place(row, filled, found, wanted, source) if spot else None,
        "meanwhile": meanwhile, "may_remove": may and row.pk is not None and row.register != Register.SEASON,
        "erase": _erase(row),
    }  # fmt: skip


def _erase(row: Row) -> str:
    """Where somebody's name is taken out for good; empty where there is nobody, and for who may not."""
    if row.register not in PEOPLE or row.pk is None or not may_plan(row.member) or is_former(row.values["name"]):
        return ""
    return reverse(f"office:erase_{row.register.value}", args=[row.pk])


def _place(row: Row, filled: Filled, found: list[dict[str, Any]] | None, wanted: str, source: str) -> dict[str, Any]:
    return {
        "found": found, "wanted": wanted, "source": source, "has_towns": places.has_towns(),
        "around": places.on_map(row.season), "mine": row.values["name"],
    }  # fmt: skip


def meanwhile_page(row: Row, typed: Values, told: str) -> dict[str, Any]:
    """Both versions beside each other: what stands now, and what was typed."""
    pairs = [(hub.pk, hub.name) for hub in row.hubs]
    setting = Setting(pairs, may_see_crew(row.member), own_hub=row.own)
    rows = said.differences(row.register, row.values, typed, setting)
    return {"told": told, "rows": [{"label": label, "now": now, "yours": yours} for label, now, yours in rows]}


def add_faults(filled: Filled, faults: Sequence[Fault], register: Register) -> None:
    """The season's own refusals, beside the field they are about where the form has it."""
    names = {one.name for one in filled.fields()}
    for one in faults:
        at = {"hubs": "home"}.get(one.at, one.at)
        filled.faults[at if at in names else ""] = said.fault(one, register)


def as_it_stands(row: Row, stands: Values) -> Row:
    """The same row as somebody else has left it."""
    return replace(row, values=stands)
