"""Taking somebody out: what happens is said first, and it is done when the name is typed again."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from driveout.core.words import alike
from driveout.look import say
from driveout.office.doors import for_coordinators, once_more_for
from driveout.office.me import me
from driveout.office.trust.erasing import chosen, erase_page
from driveout.records.team import erasure, people, queries
from driveout.records.team.models import Member
from driveout.records.team.rules import LastCoordinator, OwnAccess
from driveout.records.team.scrubbing import said_of
from driveout.records.team.whose import Person, person_in_register, person_who_signs_in, row_here


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_coordinators
@once_more_for()
def erase(request: HttpRequest, member: Member, member_id: int) -> HttpResponse:
    """One who signs in, with what the registers have of them."""
    other = queries.member_here(member.organisation_id, member_id)
    if other is None:
        raise Http404
    if people.is_erased(other):
        return redirect("office:people")
    name = other.user.first_name or other.user.username
    here, back = reverse("office:erase_person", args=[other.pk]), reverse("office:held", args=[other.pk])
    page = {"me": me(member), "here": here, "back": back}

    def act(also: set[str]) -> object:
        return erasure.erase(member=other, by=member.user, now=timezone.now(), also=also)

    return _ask_or_do(request, person_who_signs_in(other), name, page, act, reverse("office:people"))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_coordinators
@once_more_for()
def erase_volunteer(request: HttpRequest, member: Member, volunteer_id: int) -> HttpResponse:
    """A volunteer of a register."""
    return _of_register(request, member, "Volunteer", volunteer_id, "volunteers", "office:erase_volunteer")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_coordinators
@once_more_for()
def erase_employee(request: HttpRequest, member: Member, employee_id: int) -> HttpResponse:
    """An employee of a register."""
    return _of_register(request, member, "Employee", employee_id, "employees", "office:erase_employee")


def _of_register(
    request: HttpRequest, member: Member, kind: str, row_id: int, slug: str, address: str
) -> HttpResponse:  # fmt: skip
    """Who signs in too is taken out with it."""
    row = row_here(kind, row_id, member.organisation_id)
    if row is None:
        raise Http404
    back = reverse("office:register", args=[row.hub.season_id, slug])
    person = person_in_register(kind, row_id, member.organisation_id)
    if person is None:
        return redirect(back)
    page = {"me": me(member), "here": reverse(address, args=[row_id]), "back": back}

    def act(also: set[str]) -> object:
        own = member.organisation_id
        return erasure.erase_from_register(
            kind=kind, row_id=row_id, organisation_id=own, by=member.user, now=timezone.now(), also=also
        )

    return _ask_or_do(request, person, row.name, page, act, back)


def _ask_or_do(
    request: HttpRequest, person: Person, name: str, page: dict[str, Any], act: Callable[[set[str]], object], then: str
) -> HttpResponse:
    also = chosen(request.POST.getlist("also"))
    is_same = alike(request.POST.get("name", "")) == alike(name)
    if request.method != "POST" or not is_same:
        wrong = request.method == "POST"
        page = {**page, **erase_page(person, name), "ticked": request.POST.getlist("also"), "trouble": wrong}
        return render(request, "office/trust/erase.html", page, status=422 if wrong else 200)
    left = len({one.text for one in said_of(person) if one.token not in also})
    try:
        act(also)
    except OwnAccess:
        messages.error(request, _("Du kan ikke slette dig selv. Bed en kollega om det. Intet er ændret."))
    except LastCoordinator:
        messages.error(request, _("Der skal altid være en koordinator. Giv først en anden den rolle. Intet er ændret."))
    else:
        messages.success(
            request, _("Navnet %(name)s er slettet. Vagter, planer og tal er, som de var.") % {"name": name}
        )
        if left:
            told = ngettext("%(n)s tekst står, som den var.", "%(n)s tekster står, som de var.", left)
            messages.info(request, told % {"n": say.number(left)})
    return redirect(then)
