"""Many rows of a register at once: choose, see what it changes, save as one edit."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from driveout.office.doors import of_own_season
from driveout.office.forms.forms import Filled
from driveout.office.me import me
from driveout.office.plan.registers import said
from driveout.office.plan.registers.names import SLUG_OF
from driveout.office.plan.registers.rights import may_add, own_hub, refuse
from driveout.office.plan.registers.several import Several, choices, form_of, several_page, ticked
from driveout.office.plan.registers.views import MOST_WORDS, after, not_yours, register_of, told_meanwhile
from driveout.records.plan import queries
from driveout.records.plan.models import Season
from driveout.records.plan.models.edit import Register
from driveout.records.plan.registers import editing
from driveout.records.plan.registers.sense import NotPossible
from driveout.records.plan.registers.values import Values, mark_of
from driveout.records.team.models import Member

NOT_SO = (Register.SEASON, Register.HUB)  # one, or few and each its own


@require_http_methods(["GET", "HEAD", "POST"])
@of_own_season
def several(request: HttpRequest, member: Member, season: Season, slug: str) -> HttpResponse:
    """The rows that were ticked; then what one change would do to them; then the change."""
    which = register_of(slug)
    if which in NOT_SO:
        raise Http404
    if not may_add(member, which, own_hub(member, queries.hubs_of(season.pk))):
        return not_yours(request, member, refuse(member, which))
    sent = request.POST if request.method == "POST" else request.GET
    found = ticked(season, member, which, sent)
    if not found.rows:
        messages.error(request, _("Du har ikke valgt noget. Sæt kryds ved det, du vil rette."))
        return redirect("office:register", season.pk, SLUG_OF[which])
    filled, chosen = form_of(found, sent), sent.get("field", "")
    if request.method != "POST":
        return _show(request, found, filled, chosen)
    if chosen not in {one.name for one in choices(which)}:
        return _show(request, found, filled, chosen, fault=_("Vælg, hvad du vil rette."), status=422)
    return _changed(request, found, filled, chosen)


def _changed(request: HttpRequest, found: Several, filled: Filled, chosen: str) -> HttpResponse:
    values = filled.read()
    filled.faults = {name: text for name, text in filled.faults.items() if name == chosen}
    if filled.faults:
        return _show(request, found, filled, chosen, status=422)
    wanted = found.wanted(chosen, values[chosen])
    if request.POST.get("act") != "save":
        return _show(request, found, filled, chosen, preview=wanted)
    if found.mark != request.POST.get("mark", ""):
        told = _("Noget er ændret, siden du så listen. Intet er gemt. Se den igen, og gem så.")
        return _show(request, found, filled, chosen, preview=wanted, fault=told, status=409)
    return _save(request, found, filled, chosen, wanted)


def _save(request: HttpRequest, found: Several, filled: Filled, chosen: str, wanted: dict[int, Values]) -> HttpResponse:
    rows: dict[int | None, Values | None] = dict(wanted.items())
    mark = mark_of({pk: found.rows[pk] for pk in wanted})
    try:
        made = editing.edit(
            season_id=found.season.pk, register=found.register, rows=rows, opened_with=mark,
            why=request.POST.get("why", "")[:MOST_WORDS], by=found.member.user, now=timezone.now(),
        )  # fmt: skip
    except NotPossible as refused:
        told = " ".join(dict.fromkeys(said.fault(one, found.register) for one in refused.faults))
        return _show(request, found, filled, chosen, fault=told, status=422)
    except editing.EditedMeanwhile as meanwhile:
        told = f"{told_meanwhile(meanwhile)} " + _("Intet er gemt. Se listen igen, og gem så.")
        return _show(request, found, filled, chosen, preview=wanted, fault=told, status=409)
    return after(request, found.season, found.register, made)


def _show(
    request: HttpRequest, found: Several, filled: Filled, chosen: str, *, preview: dict[int, Values] | None = None,
    fault: str = "", status: int = 200,
) -> HttpResponse:  # fmt: skip
    why = request.POST.get("why", "")[:MOST_WORDS]
    page: dict[str, Any] = several_page(found, filled, chosen, preview=preview, why=why, fault=fault)
    values = {**page, "me": me(found.member)}
    return render(request, "office/registers/several.html", values, status=status)
