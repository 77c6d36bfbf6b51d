"""All guests against the worst-off municipality."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from driveout.office import say
from driveout.office.forms.table import Column, Said, Value, decimals, is_proven, table, with_proof
from driveout.office.plan.what_if.chart import Point, chart
from driveout.office.plan.what_if.gaps import gaps
from driveout.records.plan.models import Frontier
from driveout.records.plan.models.work import State

HALF = 0.5


def words() -> dict[str, str]:
    """What the curve is about, said before it is there."""
    return {
        "title": _("Mange i alt, eller ingen glemt?"),
        "asks": _(
            "Vi laver op til 11 planer. Hver lover den dårligst stillede kommune lidt mere end planen før. "
            "Så kan du se, hvad det koster i gæster."
        ),
        "y": _("Gæster om ugen i alt"),
        "x": _("Den dårligst stillede kommunes andel"),
        "table_name": _("Tabel: krav til kommuner og gæster"),
        "chart_says": _(
            "Kurve: gæster i alt, når den dårligst stillede kommune får en større andel. Alle tallene står i tabellen."
        ),
        "means": _(
            "Andel: kommunens del af gæsterne delt med dens del af behovet. "
            "100 % er dens fulde del. Behovet er et skøn."
        ),
    }


def drawn(row: Frontier) -> dict[str, Any]:
    """Chart, table and what they show."""
    points, held = row.points, row.held
    few = decimals([point["guests_a_week"] for point in points])
    on_chart = [Point(p["worst_share"], p["guests_a_week"], p["at_most"], is_proven(p)) for p in _met(points)]
    now = Point(held["worst_share"], held["guests_a_week"]) if held else None
    told = {"share": _share(held["worst_share"]), "guests": say.number(held["guests_a_week"], few)} if held else {}
    return {
        "lead": _lead(points, held, few),
        "gaps": gaps(on_chart),
        "ends": _ends(row),
        "chart": chart(
            on_chart,
            _best(on_chart),
            now,
            say_x=_share,
            say_y=say.number,
            held_says=_("Planen: %(share)s og %(guests)s") % told if now else "",
            above=True,
        )
        if on_chart
        else None,
        "table": _table(points, held, few),
    }


def _share(share: float) -> str:
    return (_("%(value)s %%") % {"value": say.number(100 * share)}).replace(" ", "\u00a0")


def _met(points: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The points at which anybody is met."""
    return [point for point in points if not point.get("empty")]


def _best(points: Sequence[Point]) -> list[Point]:
    """The points that no other beats in both: what the line goes through."""
    best: list[Point] = []
    for point in sorted(points, key=lambda point: (-point.x, -point.y)):
        if not best or point.y > best[-1].y:
            best.append(point)
    return best[::-1]


def _table(points: Sequence[dict[str, Any]], held: dict[str, Any], few: int) -> dict[str, Any]:
    columns = [
        Column(_("Mindst til hver kommune"), share=True),
        Column(_("Gæster"), few),
        Column(_("Højst muligt"), few),
        Column(_("Forskel i gæster"), few, signed=True),
        Column(_("Dårligst stillet")),
        Column(_("Dens andel"), share=True),
    ]
    without = points[0]["guests_a_week"]
    rows: list[tuple[list[Value], bool]] = []
    if held:
        rows.append(([Said(_("Planen")), *_values(held, held["guests_a_week"] - without)], True))
    for nth, point in enumerate(points):
        floor = _floor(point)
        difference = point["guests_a_week"] - without if nth else None
        values = _values(point, difference)
        if point.get("empty"):
            values[-2:] = [_("ingen får besøg"), None]
        rows.append(([floor, with_proof(point, few), *values[1:]], False))
    return table(_("Hvert krav har sin egen plan. Forskellen er målt fra planen uden krav."), columns, rows)


def _floor(point: dict[str, Any]) -> Value:
    share = float(point["floor_share"])
    if point.get("own"):
        return Said(_("%(share)s, eget") % {"share": _share(share)}, share)
    return share or Said(_("intet krav"), 0.0)


def _values(of: dict[str, Any], difference: float | None) -> list[Value]:
    worst = say.municipality(of["worst_municipality"])
    return [of["guests_a_week"], of["at_most"], difference, worst, of["worst_share"]]


def _lead(points: Sequence[dict[str, Any]], held: dict[str, Any], few: int) -> str:
    """Who is worst off now, and what half of its part to everybody costs."""
    said = []
    if held:
        told = {"name": say.municipality(held["worst_municipality"]), "share": _share(held["worst_share"])}
        said.append(_("%(name)s er dårligst stillet i planen og får %(share)s af sin del.") % told)
    half = next((point for point in points if point["floor_share"] >= HALF - 1e-9), None)
    if half:
        cost = max(0.0, points[0]["guests_a_week"] - half["guests_a_week"])
        told = {"share": _share(half["floor_share"]), "guests": say.about(cost, few)}
        costs = _("Mindst %(share)s til alle kommuner koster %(guests)s om ugen.")
        little = _("Mindst %(share)s til alle kommuner koster under 1 gæst om ugen.")
        said.append((costs if cost >= 1 else little) % told)
    return " ".join(said)


def _ends(row: Frontier) -> str:
    """The curve ends where no plan keeps a higher promise, or only the one that meets nobody."""
    empty = next((point for point in row.points if point.get("empty")), None)
    if empty:
        told = {"share": _share(empty["floor_share"])}
        said = _("Kun én plan giver alle %(share)s: den, hvor ingen får besøg. Helt lige andele er næsten umulige.")
        return said % told
    if row.state != State.DONE or len(row.points) == row.asked_points:
        return ""
    if row.tried == row.asked_points:
        missing = say.number(row.asked_points - len(row.points))
        return _("%(n)s af kravene fik ingen plan, før tiden var gået.") % {"n": missing}
    highest = _share(row.points[-1]["floor_share"])
    return _("Mere end %(share)s til alle kan ikke lade sig gøre: næste krav har ingen plan.") % {"share": highest}
