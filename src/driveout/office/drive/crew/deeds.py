"""What is done with one of the crew, whether they sign in or not: on their own page, and on that of papers."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from driveout.records.drive.crew import checks, mates
from driveout.records.drive.crew.mates import Mate
from driveout.records.drive.crew.rules import NotADay, NotYours, OwnPapers
from driveout.records.drive.models.crew import CheckKind
from driveout.records.plan.models import Season
from driveout.records.team.models import Member, Person
from driveout.records.team.persons import NotHere


def note_paper(request: HttpRequest, member: Member, season: Season, one: Mate) -> tuple[str, str]:
    """“I have seen it”, as it was typed; returns what was done, or what is wrong with it. Not theirs to note: 403."""
    kind, seen, until = request.POST.get("kind", ""), day_of(request, "checked_on"), day_of(request, "valid_until")
    known: dict[str, Any] = {"by": member, "now": timezone.now(), "today": timezone.localdate()}
    try:
        if seen is None or kind not in CheckKind.values or (until is None and request.POST.get("valid_until")):
            raise NotADay
        known |= {"kind": CheckKind(kind), "checked_on": seen, "valid_until": until}
        if one.member is not None:
            checks.note_check(member=one.member, **known)
        else:
            with_row(season, one, lambda row: checks.note_person_check(person=row, **known))
    except NotYours:
        raise PermissionDenied from None
    except OwnPapers:
        messages.error(request, _("Du kan ikke skrive dine egne papirer ind. Bed en anden leder om at se dem."))
        return "", ""
    except NotADay:
        return "", _(
            "Skriv dagen, du så papiret. Den kan ikke ligge i fremtiden. Det kan ikke udløbe før. Intet er ændret."
        )
    return _("Det er skrevet ind for %(name)s.") % {"name": one.name}, ""


def unless_gone(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Who was taken out in the moment in which something was typed of them: it says so, and leads back to the crew."""

    @wraps(view)
    def guarded(request: HttpRequest, member: Member, season: Season, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, member, season, *args, **kwargs)
        except NotHere:
            messages.error(request, _("Personen er lige taget ud af registret. Intet er ændret."))
            return redirect("office:mates", season.pk)

    return guarded


def with_row(season: Season, one: Mate, act: Callable[[Person], Any]) -> Any:
    """Do it with their row, which is made where there was nothing to keep: both or neither."""
    with transaction.atomic():
        return act(mates.row_of(one, organisation_id=season.organisation_id, now=timezone.now()))


def day_of(request: HttpRequest, name: str) -> date | None:
    """A day that was typed; None where it is none."""
    try:
        return date.fromisoformat(request.POST.get(name, "")[:10])
    except ValueError:
        return None
