"""Many rows at once: one thing is chosen, what it would change is shown first, and it is saved as one edit."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from driveout.core.words.fields import STOP, TOLD_TO_GUESTS
from driveout.look.guests import heading
from driveout.look.say import danish_order
from driveout.office import say
from driveout.office.forms import kinds
from driveout.office.forms.forms import Field, Filled, Group, sent
from driveout.office.plan.registers.declared import asked
from driveout.office.plan.registers.fields import Setting
from driveout.office.plan.registers.names import SLUG_OF, name_of
from driveout.office.plan.registers.page import keeps
from driveout.office.plan.registers.rights import may_edit, reach_of
from driveout.office.plan.registers.said import differences
from driveout.records.plan import queries
from driveout.records.plan.models import Season
from driveout.records.plan.models.edit import Register
from driveout.records.plan.registers.values import Values, mark_of, read
from driveout.records.team.models import Member
from driveout.records.team.rules import may_see_crew

MOST_SHOWN = 12
ADD, DROP = "add_windows", "drop_days"
FIRST = ""  # nothing is chosen yet


def choices(register: Register) -> list[Field]:
    """What can be changed in many rows at once."""
    if register == Register.STOP:
        visits = [("0", "0"), ("1", "1"), ("2", "2")]
        return [
            Field("visits_max", _("Højst besøg om ugen"), kinds.numbered(visits), _("0 betyder: ingen besøg.")),
            Field("visits_min", _("Mindst besøg om ugen"), kinds.numbered(visits)),
            asked(STOP, "weight", _("En gæst her tæller som"), _("1 er det almindelige.")),
            asked(STOP, "lengths", _("En åbning kan vare, minutter"), _("For eksempel 60, 90, 120.")),
            asked(STOP, "seats", _("Siddepladser")),
            *(asked(STOP, field.name, heading(field.name)) for field in TOLD_TO_GUESTS),
            Field(ADD, _("Læg tidsrum til"), kinds.spans(least_one=True), _("Overlapper de, bliver de til ét.")),
            Field(DROP, _("Luk disse dage"), kinds.days(), _("Alle tidsrum på dagene slettes.")),
        ]  # fmt: skip
    return [Field("weekdays", _("Dage"), kinds.days(), _("Erstatter de dage, der står. Ingen dage: ikke med lige nu."))]


def changed(name: str, value: Any, row: Values) -> Values:
    """The row with the one thing changed."""
    if name == ADD:
        return {**row, "windows": _joined([*row["windows"], *value])}
    if name == DROP:
        return {**row, "windows": [span for span in row["windows"] if span[0] not in value]}
    return {**row, name: value}


def _joined(spans: list[list[int]]) -> list[list[int]]:
    """Spans in the week's order, those that touch made one."""
    found: list[list[int]] = []
    for day, opens, closes in sorted(spans):
        if found and found[-1][0] == day and opens <= found[-1][2]:
            found[-1][2] = max(found[-1][2], closes)
        else:
            found.append([day, opens, closes])
    return found


@dataclass
class Several:
    """The rows that were ticked, and the one thing that is chosen for them."""

    season: Season
    register: Register
    member: Member
    rows: dict[int, Values]
    hubs: list[tuple[int, str]]

    @property
    def mark(self) -> str:
        return mark_of(self.rows)

    def wanted(self, name: str, value: Any) -> dict[int, Values]:
        """Only the rows that would change."""
        made = {pk: changed(name, value, row) for pk, row in self.rows.items()}
        return {pk: row for pk, row in made.items() if row != self.rows[pk]}


def ticked(season: Season, member: Member, register: Register, asked: QueryDict) -> Several:
    """The rows an address or a form speaks of, and that this person may change. At most seven queries."""
    hubs = queries.hubs_of(season.pk)
    of = reach_of(member, hubs)
    rows = read(season.pk, register)
    if asked.get("alle"):
        kept = {pk: row for pk, row in rows.items() if keeps(register, row, asked.get("q", ""), asked.get("hub", ""))}
    else:
        ids = {*asked.getlist("id"), *asked.get("ids", "").split(",")}
        kept = {pk: row for pk, row in rows.items() if str(pk) in ids}
    may = {pk: row for pk, row in kept.items() if may_edit(member, register, [(pk, row)], of)}
    return Several(season, register, member, may, [(hub.pk, hub.name) for hub in hubs])


def form_of(several: Several, post: QueryDict) -> Filled:
    """All the ways to choose between, as typed."""
    filled = sent([Group("", choices(several.register))], post)
    if not post.get("field") and several.register == Register.STOP:
        filled.typed[ADD] = []
    return filled


def several_page(
    several: Several, filled: Filled, chosen: str, *, preview: Mapping[int, Values] | None = None, why: str = "",
    fault: str = "",
) -> dict[str, Any]:  # fmt: skip
    """Plain values for the template."""
    n, name = len(several.rows), name_of(several.register)
    many = {
        Register.STOP: ngettext("Ret %(n)s sted", "Ret %(n)s steder", n),
        Register.VEHICLE: ngettext("Ret %(n)s vogn", "Ret %(n)s vogne", n),
        Register.EMPLOYEE: ngettext("Ret %(n)s medarbejder", "Ret %(n)s medarbejdere", n),
        Register.VOLUNTEER: ngettext("Ret %(n)s frivillig", "Ret %(n)s frivillige", n),
    }[several.register]
    ordered = sorted(several.rows.values(), key=lambda row: danish_order(row["name"]))
    return {
        "season": several.season, "slug": SLUG_OF[several.register], "register": name.all, "n": n,
        "title": many % {"n": say.number(n)}, "names": say.listing([row["name"] for row in ordered], 6),
        "ids": ",".join(map(str, several.rows)), "mark": several.mark, "chosen": chosen, "why": why, "fault": fault,
        "form": filled.shown(), "preview": None if preview is None else _preview(several, preview),
    }  # fmt: skip


def _preview(several: Several, preview: Mapping[int, Values]) -> dict[str, Any]:
    """How many would change, and how the first of them."""
    setting = Setting(several.hubs, may_see_crew(several.member))
    n, whole = len(preview), len(several.rows)
    text = ngettext("%(n)s af %(whole)s bliver ændret.", "%(n)s af %(whole)s bliver ændret.", n)
    rows = [
        {"name": row["name"], "was": was, "now": now}
        for pk, row in list(preview.items())[:MOST_SHOWN]
        for _label, was, now in differences(several.register, several.rows[pk], row, setting)
    ]
    more = n - MOST_SHOWN
    return {
        "text": text % {"n": say.number(n), "whole": say.number(whole)},
        "any": n > 0,
        "rows": rows,
        "more": _("Og %(n)s mere.") % {"n": say.number(more)} if more > 0 else "",
    }
