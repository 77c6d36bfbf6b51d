"""Next steps for those who lead: where somebody asked, what a café's guests asked for, and what a card says."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from driveout.office.me import me
from driveout.office.trust import steps as shown
from driveout.office.trust.doors import for_words
from driveout.office.trust.words import cafe as told
from driveout.records.meet import next_steps
from driveout.records.meet.own_words import cafe_seen_by
from driveout.records.team.models import Member

LONGEST = 40  # characters: eight, and whatever is between them


@require_http_methods(["GET", "HEAD", "POST"])
@for_words
def steps(request: HttpRequest, member: Member) -> HttpResponse:
    """Where somebody asked; and the code of a card looked up. A code is in no address and in no log."""
    page: dict[str, Any] = {"me": me(member), "rows": shown.asked_rows(next_steps.cafes_with_steps(member))}
    if request.method == "POST":
        typed = request.POST.get("code", "")[:LONGEST]
        found = next_steps.look_a_code_up(member=member, typed=typed, now=timezone.now())
        page |= {"typed": typed, "asked": True, "found": shown.cards(found)}
    return render(request, "office/trust/steps.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@for_words
def steps_at(request: HttpRequest, member: Member, cafe_id: int) -> HttpResponse:
    """One café: how it is asked for, and then its next steps. They are at no address of their own."""
    cafe = cafe_seen_by(member, cafe_id)
    if cafe is None:
        raise Http404
    page: dict[str, Any] = {"me": me(member), "cafe": told(cafe)}
    if request.method == "POST":
        found = next_steps.look_at_steps(member=member, occurrence_id=cafe_id, now=timezone.now())
        page |= {"shown": True, "cards": shown.cards(found or [])}
    return render(request, "office/trust/steps_at.html", page)
