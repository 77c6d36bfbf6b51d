"""Look at the places over all seasons, and say which two are one. One domain call a view."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from driveout.office.doors import for_office
from driveout.office.me import me
from driveout.office.plan.places.page import place_page, places_page
from driveout.records.drive.days.of_place import history_of
from driveout.records.place.joining import BothStand, open_questions, question_here
from driveout.records.place.queries import place_here, places_of
from driveout.records.plan.publishing.places import answer as say_it
from driveout.records.team.models import Member
from driveout.records.team.rules import may_plan


@require_safe
@for_office
def places(request: HttpRequest, member: Member) -> HttpResponse:
    """All of them; first what nobody but a person can say."""
    own = member.organisation_id
    page = places_page(places_of(own), open_questions(own), may_answer=may_plan(member))
    return render(request, "office/places/all.html", {**page, "me": me(member), "here": "plan"})


@require_safe
@for_office
def place(request: HttpRequest, member: Member, place_id: int) -> HttpResponse:
    """One, with all that was held there."""
    row = place_here(member.organisation_id, place_id)
    if row is None:
        raise Http404
    page = place_page(row, history_of(row.pk), timezone.localdate())
    return render(request, "office/places/one.html", {**page, "me": me(member), "here": "plan"})


@require_POST
@for_office
def answer(request: HttpRequest, member: Member, question_id: int) -> HttpResponse:
    """“They are one”, or “they are two”: the coordinator says."""
    if not may_plan(member):
        raise PermissionDenied
    if question_here(member.organisation_id, question_id) is None:
        raise Http404
    same = request.POST.get("same") == "yes"
    try:
        say_it(question_id=question_id, same=same, by=member.user, now=timezone.now())
    except BothStand:
        messages.error(request, _("I en sæson er der noget begge steder, så de kan ikke være ét. Intet er ændret."))
    else:
        messages.success(request, _("De er ét sted nu.") if same else _("De er to steder."))
    return redirect("office:places")
