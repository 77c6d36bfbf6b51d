"""The second factor: asked for at sign-in, made and taken away on the own page, asked of others by a coordinator."""

from typing import Any

import segno
from allauth.account.internal.flows.login import record_authentication
from allauth.account.stages import LoginStage, LoginStageController
from allauth.mfa.webauthn.internal.flows import did_use_passwordless_login
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from driveout.office.doors import for_coordinators, once_more_for
from driveout.office.me import me
from driveout.office.people.accounts import say_wait
from driveout.records.team import second
from driveout.records.team.models import Member
from driveout.records.team.queries import member_of
from driveout.records.team.tries import TooSoon

OWN = "office:own_access"
METHOD = "second"


class SecondStage(LoginStage):
    """Between the right password and being signed in. A passkey is both in one, and skips it."""

    key = "second_factor"
    urlname = "account_second_factor"

    def handle(self) -> tuple[HttpResponse | None, bool]:
        user = self.login.user
        if user is None or did_use_passwordless_login(self.request, user) or not second.has_second(user.pk):
            return None, True
        return redirect(self.urlname), True


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_code(request: HttpRequest) -> HttpResponse:
    """The code of the app, or a recovery code. Who came here without a password begins there."""
    stage = LoginStageController.enter(request, SecondStage.key)
    if stage is None:
        return redirect("account_login")
    trouble = ""
    if request.method == "POST":
        user = stage.login.user
        trouble = _tried(lambda: second.check(user=user, code=request.POST.get("code", ""), now=timezone.now()))
        if not trouble:
            record_authentication(request, user, method=METHOD)
            return stage.exit()  # type: ignore[no-any-return]  # the same
    page = {"trouble": trouble}
    return render(request, "account/second_factor.html", page, status=422 if trouble else 200)


@never_cache
@login_required
@once_more_for()
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def make(request: HttpRequest) -> HttpResponse:
    """Read the picture with an app, and type its first code. The recovery codes are the answer, and shown once."""
    try:
        secret, trouble = second.begin(user=request.user, now=timezone.now()), ""
    except second.WrongCode:  # there is one
        return redirect(OWN)
    if request.method == "POST":
        codes: list[str] = []
        typed = request.POST.get("code", "")
        trouble = _tried(lambda: codes.extend(second.confirm(user=request.user, code=typed, now=timezone.now())))
        if not trouble:
            return _codes(request, codes)
    page: dict[str, Any] = {
        "secret": _in_fours(secret),
        "picture": _picture(secret, request.user.get_username()),
        "trouble": trouble,
    }
    asked = second.is_missing(member) if (member := member_of(request.user)) else False
    page |= {"asked": asked, **_band(request)}
    return render(request, "office/people/second_make.html", page, status=422 if trouble else 200)


@never_cache
@login_required
@require_POST
@once_more_for()
def renew_codes(request: HttpRequest) -> HttpResponse:
    """Other recovery codes."""
    try:
        return _codes(request, second.renew_codes(user=request.user, now=timezone.now()), renewed=True)
    except second.WrongCode:  # there is none
        return redirect(OWN)


@login_required
@require_POST
@once_more_for()
def remove(request: HttpRequest) -> HttpResponse:
    """No code any more. Where the organisation asks for one, another is made at once."""
    second.remove(user=request.user, now=timezone.now())
    messages.success(request, _("Koden er slået fra."))
    return redirect(OWN)


@require_POST
@for_coordinators
@once_more_for()
def ask_for(request: HttpRequest, member: Member) -> HttpResponse:
    """Ask it of every coordinator and operator, or no more."""
    asked = request.POST.get("asked") == "yes"
    try:
        second.ask_for(organisation=member.organisation, asked=asked, by=member.user, now=timezone.now())
    except second.NoFactorYet:
        messages.error(request, _("Slå først koden til for dig selv under «Din adgang». Intet er ændret."))
    else:
        done = _("Nu skal alle koordinatorer og driftsansvarlige bruge en kode eller en adgangsnøgle.")
        messages.success(request, done if asked else _("Koden er nu frivillig."))
    return redirect("office:people")


def _tried(act: Any) -> str:
    """What to say when it was not right; empty when it was."""
    try:
        act()
    except second.WrongCode:
        return _("Koden passer ikke. Vent på den næste i appen, og skriv den.")
    except TooSoon as refused:
        return say_wait(refused.wait)
    return ""


def _codes(request: HttpRequest, codes: list[str], *, renewed: bool = False) -> HttpResponse:
    return render(request, "office/people/second_codes.html", {"codes": codes, "renewed": renewed, **_band(request)})


def _picture(secret: str, username: str) -> str:
    """Drawn here: nobody outside is asked."""
    code = segno.make(second.address_of(secret, username), error="m", micro=False)
    return str(code.svg_data_uri(scale=5, border=4, dark="#000", light="#fff"))


def _in_fours(secret: str) -> str:
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))


def _band(request: HttpRequest) -> dict[str, Any]:
    member = member_of(request.user)
    return {"me": me(member) if member else None}
