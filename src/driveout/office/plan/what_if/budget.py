"""Budget against guests."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from driveout.office import say
from driveout.office.forms.table import Column, Said, Value, decimals, is_proven, table, with_proof
from driveout.office.plan.what_if.chart import Point, chart
from driveout.office.plan.what_if.gaps import gaps
from driveout.records.plan.models import Frontier

THOUSANDS_FROM = 20_000  # kr.; smaller budgets are said in kroner
NOTHING = 0.05  # guests


def words() -> dict[str, str]:
    """What the curve is about, said before it is there."""
    return {
        "title": _("Flere penge, flere gæster"),
        "asks": _(
            "Vi laver 12 planer med hvert sit budget, fra 40 til 130 % af budgettet nu. "
            "Så kan du se, hvad lidt mere eller lidt mindre giver."
        ),
        "cannot": _("Sæsonen har intet budget. Derfor er der ikke noget at skrue på her."),
        "y": _("Gæster om ugen"),
        "table_name": _("Tabel: budget og gæster"),
        "chart_says": _("Kurve: gæster om ugen ved forskellige budgetter. Alle tallene står i tabellen."),
    }


def drawn(row: Frontier) -> dict[str, Any]:
    """Chart, table and what they show."""
    points, held = row.points, row.held
    there = [point for point in points if point["stops_served"]]
    thousands = max(point["budget_kr_a_week"] for point in points) >= THOUSANDS_FROM
    few = decimals([point["guests_a_week"] for point in points])
    on_chart = [Point(p["budget_kr_a_week"], p["guests_a_week"], p["at_most"], is_proven(p)) for p in there]
    now = Point(held["budget_kr_a_week"], held["guests_a_week"]) if held.get("budget_kr_a_week") else None
    return {
        "x": _("Budget, tusind kr. om ugen") if thousands else _("Budget, kr. om ugen"),
        "lead": _lead(there, held.get("budget_kr_a_week")),
        "gaps": gaps(on_chart),
        "chart": chart(
            on_chart,
            on_chart,
            now,
            say_x=lambda kr: say.number(kr / 1000 if thousands else kr),
            say_y=say.number,
            held_says=_("Planen: %(guests)s") % {"guests": say.number(held["guests_a_week"], few)} if now else "",
            roof_says=_roof(held, few) if now else "",
        )
        if there
        else None,
        "table": _table(points, held, few),
    }


def _roof(held: dict[str, Any], few: int) -> str:
    if held.get("at_most") is None:
        return ""
    return _("Højst muligt: %(guests)s") % {"guests": say.number(held["at_most"], few)}


def _table(points: Sequence[dict[str, Any]], held: dict[str, Any], few: int) -> dict[str, Any]:
    columns = [
        Column(_("Budget, kr. om ugen")),
        Column(_("Gæster"), few),
        Column(_("Højst muligt"), few),
        Column(_("Kroner brugt")),
        Column(_("Gæster pr. 1.000 kr. mere"), 1, signed=True),
    ]
    rows: list[tuple[list[Value], bool]] = []
    for nth, point in enumerate(points):
        served = point["stops_served"]
        values = [with_proof(point, few), point["at_most"], point["cost_kr_a_week"], _extra(points, nth)]
        rows.append(([_money(point), *(values if served else [_("ingen plan"), None, None, None])], False))
    if held.get("budget_kr_a_week"):
        money = held["budget_kr_a_week"]
        said = Said(_("%(kr)s, planen") % {"kr": say.number(money)}, money)
        at = sum(point["budget_kr_a_week"] < money for point in points)
        rows.insert(at, ([said, held["guests_a_week"], held["at_most"], held["cost_kr_a_week"], None], True))
    return table(_("Hvert budget har sin egen plan"), columns, rows)


def _money(point: dict[str, Any]) -> Value:
    money = float(point["budget_kr_a_week"])
    return Said(_("%(kr)s, eget") % {"kr": say.number(money)}, money) if point.get("own") else money


def _extra(points: Sequence[dict[str, Any]], nth: int) -> float | None:
    """Guests won for each 1,000 kr. that this budget is over the one before."""
    if nth == 0 or not points[nth - 1]["stops_served"]:
        return None
    before, here = points[nth - 1], points[nth]
    money = here["budget_kr_a_week"] - before["budget_kr_a_week"]
    return float(1000 * (here["guests_a_week"] - before["guests_a_week"]) / money)


def _lead(points: Sequence[dict[str, Any]], money: float | None) -> str:
    """What 1,000 kr. more bring, where the budget is now."""
    beyond = [nth for nth, p in enumerate(points) if money and nth and p["budget_kr_a_week"] > money]
    if not beyond or not money or points[beyond[0] - 1]["budget_kr_a_week"] > money:
        return ""
    extra = _extra(points, beyond[0]) or 0.0
    if extra < NOTHING:
        return _("Et større budget giver næsten ingen flere gæster. Det er noget andet, der mangler.")
    told = {"guests": say.about(extra, 1)}
    return _("1.000 kr. mere om ugen giver cirka %(guests)s, der hvor budgettet er nu.") % told
