"""A person's own side. The code is sent, never in an address; each press sends it again, and the page keeps nothing."""

from datetime import datetime
from typing import Any

from allauth.account.adapter import get_adapter
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from driveout.core.words import Better, NeedKind
from driveout.look import threads
from driveout.mine.page import own_page
from driveout.records.bridge.referral import beginning, by_code

LONGEST = 2000
LETTERS = ("plan", "aktindsigt", "klage", "kontakter")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def mine(request: HttpRequest) -> HttpResponse:
    """Ask for the code; then the thread. A code that opens nothing still leads to a human."""
    if request.method != "POST":
        return _ask(request)
    now, typed = timezone.now(), request.POST.get("code", "")[:40]
    try:
        thread = by_code.find(typed=typed, address=get_adapter().get_client_ip(request), now=now)
    except by_code.NoSuchCode:
        said = _("Vi finder ikke koden. Se efter, om alle otte tegn er med. Ellers ring. Du kan tale med os uden kode.")
        return _ask(request, typed=typed, trouble=said)
    except by_code.TooSoon:
        said = _("Der er prøvet mange koder herfra. Vent et kvarter, eller ring til os.")
        return _ask(request, typed=typed, trouble=said, status=429)
    trouble, said = _do(request, thread, now)
    thread = by_code.again(thread)
    page: dict[str, Any] = {**own_page(by_code.look(thread=thread, now=now), now), "trouble": trouble, "said": said}
    note = request.POST.get("note", "") if trouble else ""
    return render(request, "mine/mine.html", {**page, "typed": note}, status=422 if trouble else 200)


def _ask(request: HttpRequest, *, status: int = 200, **more: Any) -> HttpResponse:
    return render(request, "mine/code.html", {"numbers": _numbers(), **more}, status=status)


def _numbers() -> list[dict[str, str]]:
    return [
        {
            "role": row.role,
            "phone": row.phone,
            "said": threads.phone(row.phone),
            "hours": row.hours,
            "hub": row.base.name if row.base else "",
        }
        for row in by_code.numbers_for_anyone()
    ]


def _do(request: HttpRequest, thread: Any, now: datetime) -> tuple[str, str]:
    """What is wrong, and what was done; both empty where the person only looked."""
    told = request.POST
    note, do = told.get("note", "")[:LONGEST], told.get("do", "")
    try:
        if do == "arrived":
            by_code.arrived(thread=thread, now=now)
            return "", _("Godt. Vi spørger igen om tre måneder.")
        if do == "still":
            by_code.still_there(thread=thread, now=now)
            return "", _("Godt. Vi spørger igen om tre måneder.")
        if do == "call":
            by_code.call_me(thread=thread, note=note, now=now)
            return "", _("Vi har fået besked. Vi ringer, eller vi finder dig i caféen.")
        if do == "wrong":
            by_code.not_right(thread=thread, note=note, now=now)
            return "", _("Tak. Vi ser på det. Du mister intet.")
        if do == "wish":
            by_code.wish_more(thread=thread, note=note, change=told.get("kind") == "change", now=now)
            return "", _("Ønsket er skrevet.")
        if do == "better" and told.get("better") in set(Better):
            by_code.verdict(thread=thread, better=Better(told["better"]), now=now)
            return "", _("Tak, fordi du svarede.")
        if do == "close":
            by_code.withdraw(thread=thread, now=now)
            return "", _("Der er lukket. Ingen uden for huset kan se det nu.")
        if do == "again":
            by_code.reopen(thread=thread, now=now)
            return "", _("Godt, du kom igen. Vi har fået besked.")
    except by_code.CivilNumber:
        return _("Der står et CPR-nummer. Det gemmer vi aldrig. Slet det, og send igen."), ""
    except by_code.Lacks:
        return _("Skriv, hvad du ønsker."), ""
    except by_code.NotNow:
        return _("Det passer ikke med det, der står nu. Læs siden igen, eller ring."), ""
    return "", ""


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def begin(request: HttpRequest) -> HttpResponse:
    """A person begins alone: a wish, a hub, and a code to keep. No name is asked for."""
    hubs = beginning.hubs_to_begin_at()
    told = request.POST
    page: dict[str, Any] = {
        "hubs": [{"id": str(hub.pk), "name": hub.name} for hub in hubs],
        "needs": [(one.value, threads.need(one.value)) for one in NeedKind],
        "numbers": _numbers(),
        "once": told.get("once") or beginning.once_word(),
        "typed": {name: told.get(name, "") for name in ("hub", "need", "wish")},
    }
    if request.method != "POST":
        return render(request, "mine/begin.html", page)
    hub = next((one for one in hubs if str(one.pk) == told.get("hub")), None)
    trouble = [] if hub else [_("Vælg, hvor du er.")]
    try:
        beginning.check_wish(told.get("wish", ""))
    except by_code.Lacks:
        trouble.append(_("Skriv, hvad du ønsker."))
    except by_code.CivilNumber:
        trouble.append(_("Der står et CPR-nummer. Det gemmer vi aldrig. Slet det, og send igen."))
    if trouble or hub is None:
        return render(request, "mine/begin.html", {**page, "trouble": trouble}, status=422)
    need = NeedKind(told["need"]) if told.get("need") in set(NeedKind) else NeedKind.OTHER
    try:
        address = get_adapter().get_client_ip(request)
        thread = beginning.begin_from(
            address=address,
            hub=hub,
            need=need,
            wish=told["wish"][:LONGEST],
            now=timezone.now(),
            once=told.get("once", "")[:200],
        )
    except by_code.TooSoon:
        said = [_("Der er skrevet mange ønsker herfra. Vent et kvarter, eller ring til os.")]
        return render(request, "mine/begin.html", {**page, "trouble": said}, status=429)
    return render(request, "mine/begun.html", {"code": thread.code, "numbers": _numbers()})


@require_safe
def letters(request: HttpRequest) -> HttpResponse:
    """Letters to print and fill in: nothing that is written in them comes here."""
    return render(request, "mine/letters.html")


@require_safe
def letter(request: HttpRequest, letter: str) -> HttpResponse:
    """One of them."""
    if letter not in LETTERS:
        raise Http404
    return render(request, f"mine/letter_{letter}.html")
