"""A season's registers: the overview, lists, a form for each row, and the way back. One domain call a view."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from driveout.look.request import Request
from driveout.office import say
from driveout.office.doors import of_own_season
from driveout.office.forms.forms import Filled
from driveout.office.me import me
from driveout.office.plan.registers import places, said
from driveout.office.plan.registers.edits import both_ways
from driveout.office.plan.registers.edits import price as price_of
from driveout.office.plan.registers.names import SLUG_OF, SLUGS
from driveout.office.plan.registers.page import listing, overview
from driveout.office.plan.registers.rights import NotYours, may_add, may_edit, reach_of, refuse
from driveout.office.plan.registers.row import (
    Row,
    add_faults,
    as_it_stands,
    form_page,
    found_place,
    meanwhile_page,
    more_rows,
    row_of,
)
from driveout.office.way_on import go
from driveout.records.plan import queries
from driveout.records.plan.models import Edit, Season
from driveout.records.plan.models.edit import Register
from driveout.records.plan.registers import editing, pricing, roads
from driveout.records.plan.registers.sense import NAME_TAKEN, SAME_NAME, NotPossible
from driveout.records.plan.registers.values import Values
from driveout.records.team.models import Member

MOST_WORDS = 500  # characters of a reason


@require_GET
@of_own_season
def registers(request: HttpRequest, member: Member, season: Season) -> HttpResponse:
    """All of them, what is missing, and what was edited last."""
    return _show(request, member, "overview", overview(season, member, timezone.now()))


@require_GET
@of_own_season
def register(request: HttpRequest, member: Member, season: Season, slug: str) -> HttpResponse:
    """One register's rows; the season itself is a form."""
    which = register_of(slug)
    if which == Register.SEASON:
        return redirect("office:row", season.pk, slug, season.pk)
    return _show(request, member, "list", listing(season, member, which, request.GET, timezone.now()))


@require_http_methods(["GET", "HEAD", "POST"])
@of_own_season
def row(request: HttpRequest, member: Member, season: Season, slug: str, row_id: int) -> HttpResponse:
    """One row's form, and what is sent with it."""
    found = row_of(season, member, register_of(slug), row_id, request.GET)
    if found is None:
        raise Http404
    may = may_edit(member, found.register, [(found.pk, found.values)], found.reach)
    return _form(request, found, may=may)


@require_http_methods(["GET", "HEAD", "POST"])
@of_own_season
def new(request: HttpRequest, member: Member, season: Season, slug: str) -> HttpResponse:
    """A new row's form."""
    which = register_of(slug)
    if which == Register.SEASON:
        raise Http404
    found = row_of(season, member, which, None, request.GET)
    assert found is not None
    if not may_add(member, which, found.own):
        return not_yours(request, member, refuse(member, which))
    return _form(request, found, may=True)


def _form(request: HttpRequest, found: Row, *, may: bool) -> HttpResponse:
    if request.method != "POST":
        return _show(request, found.member, "form", form_page(found, _opened(request, found, may=may), may=may))
    if not may:
        return not_yours(request, found.member, refuse(found.member, found.register))
    filled, act = found.sent(request.POST), request.POST.get("act", "save")
    kept = {
        "why": _why(request),
        "source": request.POST.get("source", "")[:200],
        "wanted": request.POST.get("soeg", ""),
    }
    if act.startswith("take:"):
        kept["source"] = found_place(found, filled, act.removeprefix("take:")) or kept["source"]
    elif act == "find" or (act == "enter" and kept["wanted"] not in ("", request.POST.get("soegt", ""))):
        return _again(request, found, filled, kept, places.found(found.season.organisation_id, kept["wanted"]))
    elif act == "more":
        more_rows(filled)
    elif act == "remove" and found.pk:
        return _save(request, found, filled, kept, None)
    else:
        if act.startswith("call:"):
            filled.typed["name"] = act.removeprefix("call:")
        wanted = found.wanted(filled, kept["source"])
        if wanted is not None and may_edit(found.member, found.register, [(found.pk, wanted)], found.reach):
            return _save(request, found, filled, kept, wanted, another=act == "another")
        if wanted is not None:
            return not_yours(request, found.member, refuse(found.member, found.register))
        return _again(request, found, filled, kept, status=422)
    return _again(request, found, filled, kept)


def _opened(request: HttpRequest, found: Row, *, may: bool) -> Filled:
    """As it stands; asked for from what should be looked at, with the eves of December put among the closed dates."""
    if not (may and found.register == Register.SEASON and "luk" in request.GET):
        return found.opened()
    filled, days = found.with_eves_closed()
    if days:
        told = _("%(days)s står nu under «Andre lukkede dage». Gem, så er der lukket.")
        messages.info(request, told % {"days": say.listing([say.date_long(day) for day in days], 4)})
    return filled


def _save(
    request: HttpRequest, found: Row, filled: Filled, kept: dict[str, str], wanted: Values | None, *,
    another: bool = False,
) -> HttpResponse:  # fmt: skip
    """`another`: who has a name that is there already is another person."""
    if found.register in roads.HAS_ROADS:
        roads.warm()
    try:
        made = editing.edit(
            season_id=found.season.pk, register=found.register, rows={found.pk: wanted}, why=kept["why"],
            opened_with=request.POST.get("mark", ""), by=found.member.user, now=timezone.now(),
            another=another,
        )  # fmt: skip
    except NotPossible as refused:
        add_faults(filled, refused.faults, found.register)
        asks = {one.kind for one in refused.faults} == {SAME_NAME}
        instead = next((one.told["instead"] for one in refused.faults if one.kind == NAME_TAKEN), "")
        return _again(request, found, filled, kept, status=422, asks=asks, instead=instead)
    except editing.EditedMeanwhile as meanwhile:
        return _meanwhile(request, found, filled, kept, wanted, meanwhile)
    return after(request, found.season, found.register, made)


def _meanwhile(
    request: HttpRequest, found: Row, filled: Filled, kept: dict[str, str], wanted: Values | None,
    meanwhile: editing.EditedMeanwhile,
) -> HttpResponse:  # fmt: skip
    """Both versions; what was typed is still in the fields, and saving again puts it in force knowingly."""
    stands = meanwhile.stands.get(found.pk or 0)
    if stands is None:
        messages.error(
            request, _("Det er fjernet imens. Dit er ikke gemt. Fortryd fjernelsen, hvis det skal være her.")
        )
        return go(request, _list(found.season, found.register))
    told = told_meanwhile(meanwhile)
    both = meanwhile_page(as_it_stands(found, stands), wanted or found.values, told)
    page = form_page(as_it_stands(found, stands), filled, may=True, meanwhile=both, **_plain(kept))
    return _show(request, found.member, "form", page, status=409)


def told_meanwhile(meanwhile: editing.EditedMeanwhile) -> str:
    """Who was quicker."""
    edit = meanwhile.edit
    person = (edit.undone_by if edit.undone_at else edit.made_by) if edit else None
    if person is None:
        return _("Det er ændret, siden du åbnede siden.")
    return _("%(name)s har ændret det, siden du åbnede siden.") % {"name": person.first_name or person.username}


def _again(
    request: HttpRequest, found: Row, filled: Filled, kept: dict[str, str], places_found: Any = None, *,
    status: int = 200, asks: bool = False, instead: str = "",
) -> HttpResponse:  # fmt: skip
    """The form with all that was typed. `asks`: whether it is another person who has that name; `instead`: what it
    could be called."""
    page = form_page(found, filled, may=True, found=places_found, **_plain(kept))
    page["asks"], page["instead"] = asks, instead
    page["mark"] = request.POST.get("mark", "")  # what it was opened with, not what stands by now
    return _show(request, found.member, "form", page, status=status)


def _plain(kept: dict[str, str]) -> dict[str, Any]:
    return {"why": kept["why"], "source": kept["source"], "wanted": kept["wanted"]}


@require_POST
@of_own_season
def turn(request: HttpRequest, member: Member, season: Season, edit_id: int) -> HttpResponse:
    """Undo an edit, or do it again."""
    edit = _own(season, edit_id)
    which = Register(edit.register)
    if not may_edit(member, which, both_ways(edit), reach_of(member, queries.hubs_of(season.pk))):
        return not_yours(request, member, refuse(member, which))
    again = bool(request.POST.get("again"))
    try:
        (editing.redo if again else editing.undo)(edit_id=edit.pk, by=member.user, now=timezone.now())
    except editing.EditedMeanwhile:
        messages.error(request, _("Det er ændret igen siden. Fortryd det nyeste først. Intet er ændret nu."))
    except NotPossible as refused:
        told = [said.fault(one, which) for one in refused.faults]
        messages.error(request, _("Det kan ikke lade sig gøre. %(why)s") % {"why": " ".join(told)})
    else:
        messages.success(request, _("Rettelsen gælder igen.") if again else _("Fortrudt."))
    return go(request, _back(request, season, which))


@require_http_methods(["GET", "HEAD", "POST"])
@of_own_season
def price(request: Request, member: Member, season: Season, edit_id: int) -> HttpResponse:
    """What an edit costs, as far as it is worked out; posted: asked for again."""
    edit, now = _own(season, edit_id), timezone.now()
    if request.method == "POST":
        if pricing.failed(edit, now):
            pricing.ask_for_price(edit, now=now)
        return redirect(_back(request, season, Register(edit.register)))
    if not request.htmx:
        return redirect("office:register", season.pk, SLUG_OF[Register(edit.register)])
    values = {"season": season, "row": {"id": edit.pk, "price": price_of(edit, now)}}
    return render(request, "office/registers/_price.html", values)


def after(request: HttpRequest, season: Season, which: Register, made: Edit | None) -> HttpResponse:
    """On to the list, where the edit stands with its price."""
    if made is None:
        messages.success(request, _("Sådan var det allerede. Intet er ændret."))
    else:
        pricing.ask_for_price(made, now=timezone.now())
        messages.success(request, _("Gemt."))
    return go(request, _list(season, which))


def _list(season: Season, which: Register) -> str:
    if which == Register.SEASON:
        return reverse("office:registers", args=(season.pk,)) + "#besked"
    return reverse("office:register", args=(season.pk, SLUG_OF[which])) + "#besked"


def _back(request: HttpRequest, season: Season, which: Register) -> str:
    """Where the button was: the season's page, or the register."""
    if request.POST.get("from") == "season":
        return reverse("office:season", args=(season.pk,)) + "#besked"
    return _list(season, which)


def _own(season: Season, edit_id: int) -> Edit:
    found = Edit.objects.filter(pk=edit_id, season=season).first()
    if found is None:
        raise Http404
    return found


def register_of(slug: str) -> Register:
    """The register an address names; 404 for others."""
    if slug not in SLUGS:
        raise Http404
    return SLUGS[slug]


def _why(request: HttpRequest) -> str:
    return request.POST.get("why", "").strip()[:MOST_WORDS]


def not_yours(request: HttpRequest, member: Member, refusal: NotYours) -> HttpResponse:
    """403 with a sentence on who may."""
    way_on = {"href": reverse("office:start"), "word": _("Til forsiden")}
    page = {"title": _("Det kan du ikke rette"), "sentences": [str(refusal), _("Ingenting er ændret.")]}
    return render(request, "look/say.html", {**page, "way_on": way_on, "me": me(member)}, status=403)


def _show(
    request: HttpRequest, member: Member, page: str, values: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    values = {**values, "me": me(member)}
    return render(request, f"office/registers/{page}.html", values, status=status)
