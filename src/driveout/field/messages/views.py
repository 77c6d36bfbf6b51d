"""One domain call a view: write a way, stop it, delete it; and stop by the address in a mail, without signing in."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from driveout.field.doors import for_crew
from driveout.field.messages.page import channel_word, messages_page
from driveout.field.who import me
from driveout.records.team.models import Member
from driveout.records.tell import ways
from driveout.records.tell.models import Way
from driveout.records.tell.seeing import looked

LONGEST_TYPED = 254


@require_GET
@never_cache
@for_crew
def told(request: HttpRequest, member: Member) -> HttpResponse:
    """Where I am told, and what I was told last: seen by opening it."""
    looked(member=member, now=timezone.now())
    return _page(request, member)


@require_POST
@for_crew
def write(request: HttpRequest, member: Member, channel: str) -> HttpResponse:
    """Tell me here."""
    typed = request.POST.get("address", "")[:LONGEST_TYPED]
    if channel not in ways.CHANNELS:
        raise Http404
    try:
        ways.write_way(member=member, channel=channel, typed=typed, by=member.user, now=timezone.now())
    except ways.NoAddress:
        return _page(request, member, {channel: typed}, status=422)
    messages.success(request, _("Det er gemt. Du får besked som %(channel)s.") % {"channel": channel_word(channel)})
    return redirect("field:messages")


@require_POST
@for_crew
def stop(request: HttpRequest, member: Member, channel: str) -> HttpResponse:
    """No more here. The address stays, so that one can start again."""
    way = _own(member, channel)
    if way and ways.stop_way(way=way, by=member.user, now=timezone.now(), how="page"):
        messages.success(request, _("Du får ikke flere beskeder som %(channel)s.") % {"channel": channel_word(channel)})
    return redirect("field:messages")


@require_POST
@for_crew
def forget(request: HttpRequest, member: Member, channel: str) -> HttpResponse:
    """Delete the address."""
    if way := _own(member, channel):
        ways.forget_way(way=way, by=member.user, now=timezone.now())
        messages.success(request, _("Adressen er slettet. Vi har den ikke mere."))
    return redirect("field:messages")


@require_http_methods(["GET", "POST"])
@never_cache
@csrf_exempt  # the address itself is the proof, and mail programs send to it by themselves (RFC 8058)
def stop_by_mail(request: HttpRequest, token: str) -> HttpResponse:
    """The address in a mail. Reading it changes nothing: programs that look for viruses read every address."""
    way = ways.way_by_token(token)
    page = {"me": None, "token": token, "state": "unknown"}
    if way is not None:
        if request.method == "POST":
            ways.stop_way(way=way, by=None, now=timezone.now(), how="link")
        stopped = request.method == "POST" or way.stopped_at is not None
        page |= {"state": "stopped" if stopped else "asked", "channel": channel_word(way.channel)}
    page["own"] = reverse("field:messages")
    return render(request, "field/messages/stop.html", page, status=410 if page["state"] == "unknown" else 200)


def _own(member: Member, channel: str) -> Way | None:
    if channel not in ways.CHANNELS:
        raise Http404
    return ways.ways_of(member).get(channel)


def _page(request: HttpRequest, member: Member, typed: dict[str, str] | None = None, status: int = 200) -> HttpResponse:
    page = {**messages_page(member, typed), "me": me(member)}
    return render(request, "field/messages/page.html", page, status=status)
