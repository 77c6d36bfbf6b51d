"""One's own access: password, passkeys, and where one is signed in. allauth does the checking; the look is ours."""

from typing import Any
from uuid import UUID

from allauth.account.views import PasswordChangeView, ReauthenticateView
from allauth.core.internal.ratelimit import consume
from allauth.mfa.webauthn.views import (
    AddWebAuthnView,
    LoginWebAuthnView,
    ReauthenticateWebAuthnView,
    RemoveWebAuthnView,
)
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from driveout.office.again import page_of
from driveout.office.me import me
from driveout.office.people.own import own_page
from driveout.office.people.own_number import number_page
from driveout.office.people.own_phones import phones_of
from driveout.records.drive.crew import own_number
from driveout.records.drive.crew.rules import may_take_shifts
from driveout.records.meet import phones as known
from driveout.records.meet.held import own_phones
from driveout.records.team import own, sessions
from driveout.records.team.models import Member, Role
from driveout.records.team.queries import member_of
from driveout.records.team.rules import may_manage_people, may_see_office
from driveout.records.tell.ways import NoAddress

OWN = "office:own_access"


@never_cache
@require_GET
@login_required
def own_access(request: HttpRequest) -> HttpResponse:
    """Password, passkeys, sessions, and whom to ring."""
    return _page(request)


@never_cache
@require_POST
@login_required
def write_number(request: HttpRequest) -> HttpResponse:
    """Ring me here."""
    member, typed = _of_crew(request), request.POST.get("number", "").strip()[:40]
    try:
        own_number.write_own(member=member, typed=typed, now=timezone.now())
    except NoAddress:
        return _page(request, typed=typed, status=422)
    messages.success(request, _("Dit nummer er gemt. Kun de, der skal kunne ringe til dig, ser det."))
    return redirect(reverse(OWN) + "#nummer-h")


@require_POST
@login_required
def forget_number(request: HttpRequest) -> HttpResponse:
    """Nobody has it any more."""
    own_number.forget_own(member=_of_crew(request), now=timezone.now())
    messages.success(request, _("Dit nummer er slettet. Vi har det ikke mere."))
    return redirect(reverse(OWN) + "#nummer-h")


def _of_crew(request: HttpRequest) -> Member:
    member = member_of(request.user)
    if member is None or not may_take_shifts(member):
        raise PermissionDenied
    return member


def _page(request: HttpRequest, *, typed: str | None = None, status: int = 200) -> HttpResponse:
    page = own_page(request.user, request.session.session_key, timezone.now())
    member = member_of(request.user)
    page["has_front"] = member is not None and member.role != Role.PARTNER  # else this is the front page
    page |= {"phones": phones_of(member), "offers_second": may_see_office(member) or may_manage_people(member)}
    if member is not None and may_take_shifts(member):
        page["number"] = number_page(member, typed)
    return render(request, "office/people/own.html", {**page, **_band(request)}, status=status)


@require_POST
@login_required
def end_session(request: HttpRequest, mark: str) -> HttpResponse:
    """Sign out in one other place."""
    if mark == sessions.mark_of(request.session.session_key or ""):
        return redirect("account_logout")
    ended = own.sign_out_of(user=request.user, mark=mark, now=timezone.now())
    messages.success(request, _("Du er logget ud der.") if ended else _("Der var du allerede logget ud."))
    return redirect(OWN)


@require_POST
@login_required
def end_others(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere but here."""
    own.sign_out_elsewhere(user=request.user, but=request.session.session_key, now=timezone.now())
    messages.success(request, _("Du er kun logget ind her."))
    return redirect(OWN)


@require_POST
@login_required
def end_own_phone(request: HttpRequest, phone_id: UUID) -> HttpResponse:
    """The own phone is lost, or another's now."""
    member = member_of(request.user)
    mine = {phone.pk: phone for phone in own_phones(member)} if member else {}
    if member is None or phone_id not in mine:
        raise Http404
    known.end_phone(phone_id=phone_id, by=member.user, now=timezone.now())
    done = _("%(phone)s er sluttet. Telefonen sletter navne og ture, når den får net.")
    messages.success(request, done % {"phone": mine[phone_id].name or _("Telefonen")})
    return redirect(OWN)


class ChangePassword(PasswordChangeView):
    """Choose another password; every other session ends."""

    def form_valid(self, form: Any) -> HttpResponse:
        answer = super().form_valid(form)
        own.changed_password(user=self.request.user, but=self.request.session.session_key, now=timezone.now())
        messages.success(self.request, _("Din adgangskode er ny. Du er logget ud alle andre steder."))
        return answer

    def get_default_success_url(self) -> str:
        return reverse(OWN)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), **_band(self.request)}


class Again(ReauthenticateView):
    """The password once more, before a passkey is made or removed, or something weighty is done."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), **_again(self.request)}


class AgainByPasskey(ReauthenticateWebAuthnView):
    """Or a passkey that is there already."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), **_again(self.request)}


class AddPasskey(AddWebAuthnView):
    """Make a passkey: always one that opens the door by itself."""

    def form_valid(self, form: Any) -> HttpResponse:
        with transaction.atomic():
            super().form_valid(form)
            own.made_passkey(user=self.request.user, name=form.cleaned_data["name"], now=timezone.now())
        messages.success(self.request, _("Adgangsnøglen er klar. Næste gang kan du logge ind med den."))
        return redirect(OWN)

    def get_success_url(self) -> str:
        return reverse(OWN)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), **_band(self.request)}


class RemovePasskey(RemoveWebAuthnView):
    """It opens the door no more."""

    def form_valid(self, form: Any) -> HttpResponse:
        name = self.get_object().wrap().name
        with transaction.atomic():
            super().form_valid(form)
            own.removed_passkey(user=self.request.user, name=name, now=timezone.now())
        messages.success(self.request, _("Adgangsnøglen virker ikke mere."))
        return redirect(OWN)

    def get_success_url(self) -> str:
        return reverse(OWN)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        name = self.object.wrap().name
        page = super().get_context_data(**kwargs)  # type: ignore[no-untyped-call]  # allauth's own has no types
        return {**page, "name": name, **_band(self.request)}


class SignInByPasskey(LoginWebAuthnView):
    """The other way in. What goes wrong is said on the sign-in page."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Each question is kept in a session, so questions have a limit too."""
        if not consume(request, app="allauth.mfa", action="webauthn_login", limit_get=True):
            return render(request, "429.html", status=429)
        return super().get(request, *args, **kwargs)

    def form_invalid(self, form: Any) -> HttpResponse:
        messages.error(self.request, _("Adgangsnøglen passer ikke her. Prøv igen, eller brug din adgangskode."))
        return redirect("account_login")


def _again(request: HttpRequest) -> dict[str, Any]:
    """With the way back to what one was doing."""
    asked = request.POST.get(REDIRECT_FIELD_NAME) or request.GET.get(REDIRECT_FIELD_NAME)
    return {"back": page_of(request, asked) or reverse(OWN), **_band(request)}


def _band(request: HttpRequest) -> dict[str, Any]:
    member = member_of(request.user)
    return {"me": me(member) if member else None}
