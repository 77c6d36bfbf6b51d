"""Signing in. People are invited: nobody makes an account for themselves. A password or a passkey opens the door."""

import math
import re
from datetime import datetime, timedelta
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from driveout.office.people.known import known_browser, remember_browser
from driveout.records.team import own, tries
from driveout.records.team.sessions import SIGNED_IN

# As browsers name themselves; the first that fits, for each also claims to be those further down.
BROWSERS = {"Edg": "Edge", "OPR": "Opera", "Firefox|FxiOS": "Firefox", "Chrome|CriOS": "Chrome", "Safari": "Safari"}
PHONES = {"iPhone": "iPhone", "iPad": "iPad", "Android": "Android"}
SYSTEMS = {**PHONES, "CrOS": "Chromebook", "Windows": "Windows", "Mac OS": "Mac", "Linux": "Linux"}
ONCE_MORE = 10 * 60  # seconds: who has just signed in is not asked for the password again
SECOND_STAGE = "driveout.office.people.second_views.SecondStage"


class ByInvitation(DefaultAccountAdapter):
    """allauth with the door for strangers closed, and no passing messages: the next page shows what happened."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": gettext_lazy("Brugernavn og adgangskode passer ikke sammen."),
        "incorrect_password": gettext_lazy("Adgangskoden er ikke den rigtige."),
        "enter_current_password": gettext_lazy("Det er ikke din nuværende adgangskode."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        return None

    def get_login_stages(self) -> list[str]:
        """A passkey is another way in, not a second lock: a lost phone must not keep anybody from the week's tours."""
        others = [stage for stage in super().get_login_stages() if not stage.startswith("allauth.mfa.")]
        return [*others, SECOND_STAGE]

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Asked again before a passkey is made or removed, unless the person came in a moment ago."""
        told = self.request.session.get(SIGNED_IN) or {}
        came = datetime.fromisoformat(told["at"]) if told.get("at") else None
        if came and (timezone.now() - came).total_seconds() < ONCE_MORE:
            return False
        return super().is_reauthentication_required(app=app, **kwargs)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Wrong tries wait; a right one of somebody else there, or at a browser that is known, goes through."""
        try:
            tries.count_try(self._door(request, credentials), now=timezone.now())
        except tries.TooSoon as refused:
            others = _("Andre kan godt logge ind imens. Det kan du også med en adgangsnøgle.")
            said = f"{say_wait(refused.wait)} {others}"
            raise ValidationError(said, code="too_many_login_attempts") from None

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        user = super().authenticate(request, **credentials)
        if user is not None:
            tries.was_right(self._door(request, credentials))
        return user

    def post_login(self, request: HttpRequest, user: Any, **more: Any) -> HttpResponse:
        """The second factor too was right, where there is one."""
        answer: HttpResponse = super().post_login(request, user, **more)
        remember_browser(request, answer, user.get_username())
        return answer

    def _door(self, request: HttpRequest, credentials: dict[str, Any]) -> tries.Door:
        name = credentials.get("username", "")
        return tries.Door(name, self.get_client_ip(request), known_browser(request, name))

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Not for one whose password was right and whose access has ended."""
        own.tried_wrong_password(username=credentials.get("username", ""), now=timezone.now())

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        messages.error(request, _("Din adgang er slået fra. Spørg din koordinator."))
        return redirect("account_login")


class Passkeys(DefaultMFAAdapter):
    """allauth's passkeys under our own name."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy("Adgangsnøglen passer ikke her. Prøv igen, eller brug din adgangskode."),
    }

    def _get_site_name(self) -> str:
        return "Drive Out"

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        request = context.request
        return say_device(*device(request.META.get("HTTP_USER_AGENT", ""))) if request else _("Adgangsnøgle")


def say_wait(wait: timedelta) -> str:
    """How long until the next try is judged."""
    seconds = max(1, math.ceil(wait.total_seconds()))
    minutes = math.ceil(seconds / 60)
    long = ngettext("%(n)s minut", "%(n)s minutter", minutes) % {"n": minutes}
    short = ngettext("%(n)s sekund", "%(n)s sekunder", seconds) % {"n": seconds}
    told = {"wait": long if seconds > 60 else short}
    return _("Der er prøvet for mange gange. Vent %(wait)s, og prøv igen.") % told


def trace_coming(user: Any, **_signal: Any) -> None:
    """Whichever way somebody came in."""
    own.signed_in(user=user, language=(get_language() or "")[:5], now=timezone.now())


def trace_leaving(user: Any, **_signal: Any) -> None:
    """None where nobody was signed in."""
    if user is not None:
        own.signed_out(user=user, now=timezone.now())


def remember_where(request: HttpRequest, **_signal: Any) -> None:
    """Tell the new session when it began, and on what kind of device: what its owner needs to know it again by. And
    whether it is for the crew's app, which ends it."""
    browser, system = device(request.META.get("HTTP_USER_AGENT", ""))
    for_app = system in PHONES.values() or request.POST.get("next", "").startswith(reverse("field:app"))
    told = {"at": timezone.now().isoformat(), "browser": browser, "system": system, "for_app": for_app}
    request.session[SIGNED_IN] = told


def device(user_agent: str) -> tuple[str, str]:
    """Browser and system, each empty when unknown. Nothing finer is kept."""
    return _first(BROWSERS, user_agent), _first(SYSTEMS, user_agent)


def say_device(browser: str, system: str) -> str:
    """“Chrome på Windows”, or what is known of it."""
    if browser and system:
        return _("%(browser)s på %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("En browser")


def _first(names: dict[str, str], user_agent: str) -> str:
    return next((name for pattern, name in names.items() if re.search(pattern, user_agent)), "")
