"""One address: the code first, and then what the person agreed to. No script, no account; no browser keeps it."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from driveout.core.words import ReferralState
from driveout.partner.page import referred_page
from driveout.records.bridge.referral import links

COOKIE = "h"  # the word that this browser was given; for this one address
S = ReferralState
ANSWERS = {
    "accepted": S.ACCEPTED,
    "appointment": S.APPOINTMENT,
    "passed": S.PASSED_ON,
    "full": S.FULL,
    "met": S.MET,
    "missed": S.MISSED,
    "arrived": S.ARRIVED,
    "ask": None,
}
LONGEST = 2000


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def referred(request: HttpRequest, link_secret: str) -> HttpResponse:
    """What is asked by a secret nobody has gets the same answer as what is over."""
    now = timezone.now()
    try:
        link = links.link_of(link_secret, now)
        if link.opened_at is None:
            return _first(request, link_secret, link.expires_at, now)
        if request.method == "POST" and "code" in request.POST:  # pressed twice
            links.read(secret=link_secret, device=request.COOKIES.get(COOKIE, ""), now=now)
            return redirect("partner:referred", link_secret)
        if request.method == "POST":
            return _answered(request, link_secret, now)
        seen = links.read(secret=link_secret, device=request.COOKIES.get(COOKIE, ""), now=now)
    except links.LinkGone:
        return render(request, "partner/gone.html", status=404)
    except links.ElseWhere:
        return _elsewhere(request, link_secret, now)
    return render(request, "partner/referred.html", referred_page(seen, now))


def _first(request: HttpRequest, secret: str, until: datetime, now: datetime) -> HttpResponse:
    """The code that was told beside the link. Nothing of the person is shown before it.

    The browser has its word with the question: pressed twice, or with the answer lost on the way, it is the same one.
    """
    device = request.COOKIES.get(COOKIE, "")
    if request.method != "POST":
        asked = render(request, "partner/code.html")
        return asked if device else _known(request, asked, links.new_device(), until)
    try:
        code = request.POST.get("code", "")[:40]
        link, device = links.open_with_code(secret=secret, code=code, now=now, device=device)
    except links.WrongCode:
        said = _("Koden passer ikke. Se efter, eller ring til den, der sendte linket.")
        return render(request, "partner/code.html", {"trouble": said}, status=422)
    except links.TooSoon:
        said = _("Koden er skrevet forkert for mange gange. Vent et kvarter, eller ring og få et nyt link.")
        return render(request, "partner/code.html", {"trouble": said}, status=429)
    return _known(request, redirect("partner:referred", secret), device, link.expires_at)


def _known(request: HttpRequest, answer: HttpResponse, device: str, until: datetime) -> HttpResponse:
    answer.set_cookie(
        COOKIE, device, expires=until, path=request.path, secure=settings.SESSION_COOKIE_SECURE,
        httponly=True, samesite="Lax",
    )  # fmt: skip
    return answer


def _answered(request: HttpRequest, secret: str, now: datetime) -> HttpResponse:
    told, device = request.POST, request.COOKIES.get(COOKIE, "")
    answer, note = told.get("answer", ""), told.get("note", "").strip()[:LONGEST]
    trouble = ""
    try:
        if answer not in ANSWERS:
            trouble = _("Vælg et svar.")
        elif answer in ("ask", "passed") and not note:
            trouble = _("Skriv, hvad du vil spørge om.") if answer == "ask" else _("Skriv, hvem du viser videre til.")
        else:
            about = _moment(told.get("day", ""), told.get("hour", "")) if answer == "appointment" else None
            state = ANSWERS[answer]
            links.answer(secret=secret, device=device, state=state, note=note, about_at=about, now=now)
            if state in (S.PASSED_ON, S.FULL):
                return render(request, "partner/thanks.html")
            return redirect("partner:referred", secret)
    except links.CivilNumber:
        trouble = _("Der står et CPR-nummer. Det gemmer vi aldrig. Slet det, og send igen.")
    except links.NoSuchDay:
        trouble = _("Vælg en dag og et klokkeslæt, der ligger fremme, højst et år.")
    except links.NotNow:
        trouble = _("Der er sket noget imens. Læs siden igen, og svar så.")
    seen = links.read(secret=secret, device=device, now=now)
    typed = {"answer": answer, "note": note, "day": told.get("day", ""), "hour": told.get("hour", "")}
    page: dict[str, Any] = {**referred_page(seen, now), "trouble": trouble, "typed": typed}
    return render(request, "partner/referred.html", page, status=422)


def _moment(day: str, hour: str) -> datetime:
    try:
        at = datetime.fromisoformat(f"{day}T{hour}")
    except ValueError as error:
        raise links.NoSuchDay from error
    return timezone.make_aware(at) if timezone.is_naive(at) else at


def _elsewhere(request: HttpRequest, secret: str, now: datetime) -> HttpResponse:
    """Opened on another phone first. The owner is told; nothing of the person is shown."""
    try:
        links.note_forwarded(secret=secret, now=now)
    except links.LinkGone:  # closed meanwhile
        return render(request, "partner/gone.html", status=404)
    return render(request, "partner/elsewhere.html", status=403)
