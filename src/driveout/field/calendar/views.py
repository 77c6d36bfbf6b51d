"""Getting, renewing and ending the address of one's own calendar; and the calendar itself, which needs no sign-in."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_POST, require_safe

from driveout.field.calendar.feed import as_calendar
from driveout.field.doors import for_crew
from driveout.field.who import me
from driveout.look import say
from driveout.records.drive.crew import feed
from driveout.records.team.models import Member
from driveout.records.tell import feed_address

NO_STORE = cache_control(private=True, no_store=True)


@require_GET
@for_crew
def calendar(request: HttpRequest, member: Member) -> HttpResponse:
    """Is there an address, and since when?"""
    return _page(request, member)


@require_POST
@NO_STORE
@for_crew
def make(request: HttpRequest, member: Member) -> HttpResponse:
    """A new address, shown this once. The old one ends."""
    secret = feed_address.make_address(member=member, by=member.user, now=timezone.now())
    return _page(request, member, secret)


@require_POST
@for_crew
def end(request: HttpRequest, member: Member) -> HttpResponse:
    """End the address."""
    if feed_address.end_address(member=member, by=member.user, now=timezone.now()):
        messages.success(request, _("Adressen virker ikke mere. Din kalender får ikke nyt herfra."))
    return redirect("field:calendar")


@require_safe
@NO_STORE
def read(request: HttpRequest, feed_secret: str) -> HttpResponse:
    """The calendar, for whoever has the secret; else who can make a new one."""
    address = feed_address.found(feed_secret)
    if address is None or not feed_address.holds(address):
        sentences = [
            _("Den er sluttet, fornyet eller skrevet forkert."),
            _("Den, hvis kalender det er, kan lave en ny: log ind, og vælg Vagter og Kalender."),
            _("Har du ikke adgang mere, så spørg din hubleder eller koordinator."),
        ]
        way_on = {"href": reverse("field:calendar"), "word": _("Lav en ny adresse")}
        page = {"title": _("Kalenderens adresse gælder ikke mere"), "sentences": sentences, "way_on": way_on}
        return render(request, "field/say.html", {**page, "me": None}, status=404 if address is None else 410)
    content = as_calendar(feed.entries(address.member, timezone.localdate()))
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="vagter.ics"'
    return answer


def _page(request: HttpRequest, member: Member, secret: str = "") -> HttpResponse:
    own = feed_address.address_of(member)
    page = {
        "me": me(member),
        "own_room": "calendar",
        "since": say.moment(own.made_at) if own else "",
        "address": "",
        "subscribe": "",
    }
    if secret:
        address = request.build_absolute_uri(reverse("field:feed", args=(secret,)))
        page |= {"address": address, "subscribe": "webcal://" + address.partition("://")[2]}
    return render(request, "field/calendar/page.html", page)
