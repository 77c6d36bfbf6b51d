"""A count on screen: lines to fill in without the books' number, which would only be repeated; then what differs."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from driveout.look.language import Holding, holding, own
from driveout.office import hidden, say
from driveout.office.drive.stock import said
from driveout.office.drive.stock.shelves import frame, head
from driveout.records.drive.models import Count, Lot, Store
from driveout.records.drive.stock import queries
from driveout.records.drive.stock.counting import Difference, differences
from driveout.records.team.models import Member


def count_page(
    member: Member, store: Store, count: Count | None, *, typed: Mapping[str, Any] | None = None,
    faults: Mapping[str, str] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Plain values; six queries. `typed`: what was sent and not kept, because of `faults`."""
    page = {**frame(member), **head(store), "open": count is not None, "faults": _faults(faults or {})}
    if count is None:
        return page
    typed = typed or {}
    goods = queries.goods_of(member.organisation_id)
    chosen = str(typed.get("more-good", ""))
    return {
        **page,
        "since": _since(count),
        "lines": [_line(row, typed, faults or {}) for row in differences(count)],
        "goods": [{"value": good.pk, "word": own(good.name), "chosen": str(good.pk) == chosen} for good in goods],
        "more": {name: typed.get(f"more-{name}", "") for name in ("n", "day")},
    }


def _since(count: Count) -> str:
    words = {"when": say.moment(count.started_at), "who": hidden.person(count.started_by)}
    return _("Begyndt %(when)s af %(who)s.") % words if words["who"] else _("Begyndt %(when)s.") % words


def _line(row: Difference, typed: Mapping[str, Any], faults: Mapping[str, str]) -> dict[str, Any]:
    name = f"n-{row.lot.pk}"
    return {
        "name": name,
        "good": row.lot.good.name,
        "unit": row.lot.good.unit,
        "lot": said.lot(row.lot),
        "until": said.until(row.lot, timezone.localdate()),
        "typed": typed.get(name, "" if row.seen is None else said.amount(row.seen)),
        "moved": row.moved and row.seen is None,
        "fault": faults.get(name, ""),
    }


def _faults(faults: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"at": name, "text": text} for name, text in faults.items()]


def finish_page(member: Member, store: Store, count: Count) -> dict[str, Any]:
    """What the books say beside what was seen; five queries."""
    rows = differences(count)
    seen = [row for row in rows if row.seen is not None]
    return {
        **frame(member),
        **head(store),
        "count": count.pk,
        "rows": [_difference(row) for row in seen],
        "any": any(row.by for row in seen),
        "left": _left(len(rows) - len(seen)),
        "moved": [_of_good(row.lot) for row in rows if row.moved and row.seen is None],
    }


def _of_good(lot: Lot) -> Holding:
    name, told = lot.good.name, said.lot(lot)
    return holding(f"{name}, {told}", name, *told.own)


def _left(n: int) -> str:
    told = ngettext("%(n)s linje er ikke talt. Den bliver stående.", "%(n)s linjer er ikke talt. De bliver stående.", n)
    return told % {"n": say.number(n)} if n else ""


def _difference(row: Difference) -> dict[str, Any]:
    n = said.amount(row.by if row.by > 0 else -row.by)
    if row.by > 0:
        told, look, icon = _("%(n)s flere") % {"n": n}, "info", "info"
    elif row.by < 0:
        told, look, icon = _("%(n)s mangler") % {"n": n}, "warn", "triangle-alert"
    else:
        told, look, icon = _("Passer"), "ok", "check"
    return {
        "good": row.lot.good.name,
        "lot": said.lot(row.lot),
        "stands": said.amount(row.stands),
        "seen": said.amount(row.seen or 0),
        "told": told,
        "look": look,
        "icon": icon,
    }
