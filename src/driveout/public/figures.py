"""Published figures in plain words: one period at a time, all hubs and each; what is withheld says so."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from driveout.look import say
from driveout.look.language import for_anyone
from driveout.records.publish.figures import public_figures, whose_figures
from driveout.records.publish.models import PublicFigure


@require_safe
@for_anyone
@conditional_page
@cache_control(no_cache=True)
def figures(request: HttpRequest) -> HttpResponse:
    """Those of the only organisation here; else whose there are, by their hubs. At most two queries."""
    whose = whose_figures()
    if len(whose) == 1:
        return _shown(request, whose[0])
    rows = public_figures() if whose else []
    hubs = {one: sorted({row.hub for row in rows if row.organisation_id == one and row.hub}) for one in whose}
    listed = [{"id": one, "hubs": ", ".join(names)} for one, names in hubs.items()]
    return render(request, "public/figures.html", {"whose": listed, "none": not whose})


@require_safe
@for_anyone
@conditional_page
@cache_control(no_cache=True)
def figures_of(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Those of one organisation; 404 where nothing is published. One query."""
    return _shown(request, organisation_id)


def _shown(request: HttpRequest, organisation_id: int) -> HttpResponse:
    rows = public_figures(organisation_id)
    if not rows:
        raise Http404
    return render(request, "public/figures.html", figures_page(rows, request.GET.get("periode", "")))


def figures_page(rows: Sequence[PublicFigure], asked: str) -> dict[str, Any]:
    """Plain values, without a query. `asked`: a period; what is none of them is as if nothing was asked for."""
    periods = sorted({row.period for row in rows}, key=_order, reverse=True)
    months = [one for one in periods if len(one) == len("2026-11") and "Q" not in one]
    period = asked if asked in periods else (months or periods)[0]
    here = [row for row in rows if row.period == period]
    everywhere = next((row for row in here if not row.hub_key), None)
    hubs = sorted((row for row in here if row.hub_key), key=lambda row: say.danish_order(row.hub))
    return {
        "period": period_name(period),
        "periods": [{"key": one, "name": say.capital(period_name(one)), "here": one == period} for one in periods],
        "says": _sentence(everywhere) if everywhere else "",
        "hubs": [_line(row, row.hub) for row in hubs],
        "everywhere": _line(everywhere, _("I alt")) if everywhere else None,
        "some_withheld": any(None in (row.guests, row.first, row.child) for row in here),
    }


def _order(period: str) -> tuple[str, str]:
    """A year after its quarters, a quarter after its months."""
    if "Q" in period:
        return period[:4], f"{3 * int(period[6:]):02}z"
    return period[:4], period[5:] or "zz"


def period_name(period: str) -> str:
    """“november 2026”, “4. kvartal 2026”, “2026”."""
    if "Q" in period:
        return _("%(n)s. kvartal %(year)s") % {"n": period[6:], "year": period[:4]}
    if len(period) == len("2026"):
        return period
    return say.date_long(date.fromisoformat(f"{period}-01")).split(" ", 1)[1]


def _sentence(row: PublicFigure) -> str:
    cafes = ngettext("Vi holdt %(n)s café.", "Vi holdt %(n)s caféer.", row.cafes) % {"n": say.number(row.cafes)}
    if row.guests is None:
        return cafes
    visits = ngettext("Der kom %(n)s gæst.", "Der kom %(n)s gæster.", row.guests) % {"n": say.number(row.guests)}
    return f"{cafes} {visits}"


def _line(row: PublicFigure, name: str) -> dict[str, Any]:
    people = (row.guests, row.first, row.child)
    return {
        "name": name,
        "cafes": say.number(row.cafes),
        "people": [{"n": "" if n is None else say.number(n), "withheld": n is None} for n in people],
    }
