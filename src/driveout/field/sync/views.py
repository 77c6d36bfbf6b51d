"""The calls of docs/reference/wire.md. One domain call each."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.utils import timezone

from driveout.core.words import EventKind
from driveout.field.sync.answers import Refused, fate, said
from driveout.field.sync.doors import answering, body_of, check_form, object_of, of_person, signed
from driveout.field.sync.week import week_answer
from driveout.records.bridge.referral.beginning import open_threads
from driveout.records.drive.crew.own_numbers import own_numbers
from driveout.records.meet import phones
from driveout.records.meet.actions import take_events
from driveout.records.meet.held import told_of
from driveout.records.meet.keys import import_key, public_key
from driveout.records.meet.models import Phone
from driveout.records.meet.rules import Ended, NotThisPhone
from driveout.records.meet.weeks import week_of
from driveout.records.plan.agree import differs, one_that_differs
from driveout.records.team.models import Member
from driveout.records.team.sessions import is_for_app
from driveout.records.tell.seeing import app_fetched

AT_ONCE = 200  # items in a call
LONGEST_NAME = 80
LONGEST_VERSION = 20
HIGHEST = 2**31 - 1
LEFT_OPEN = 10 * 60  # seconds: the app ends the session at once, unless the network goes just then


@answering("GET")
@of_person
def me(request: HttpRequest, member: Member) -> HttpResponse:
    """Who is signed in, the token that a post with this session needs, and whether the app is to end it."""
    told = {"name": name_of(member), "role": member.role, "csrf": get_token(request)}
    return said({**told, "number": own_numbers(member), "for_app": is_for_app(request.session)})


@answering("POST")
@of_person
def register(request: HttpRequest, member: Member) -> HttpResponse:
    """Take the person's phone in, or renew its sign-in."""
    body = body_of(request)
    check_form(request)
    told = object_of(body)
    try:
        phone_id, key = UUID(told.get("id")), str(told.get("key"))
        public_key(key)
    except (ValueError, TypeError, AttributeError):
        raise Refused("not_a_phone") from None
    name = _short(told.get("name"), LONGEST_NAME)
    try:
        phone, is_new = phones.register_phone(phone_id=phone_id, key=key, name=name, member=member, now=timezone.now())
    except NotThisPhone:
        raise Refused("not_this_phone") from None
    except Ended:
        raise Refused("ended") from None
    if is_for_app(request.session):
        request.session.set_expiry(LEFT_OPEN)
    answer = {
        "phone": str(phone.pk),
        "member": {"id": member.pk, "name": name_of(member), "role": member.role, "hub": member.hub_name},
        "import_key": import_key(member.organisation_id),
    }
    return said(answer, 201 if is_new else 200)


@answering("POST")
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session in this browser: the phone has its own signature now, or somebody else is to sign in."""
    check_form(request)
    logout(request)
    return said({"out": True})


@answering("POST")
@signed
def events(request: HttpRequest, phone: Phone, body: bytes) -> HttpResponse:
    """Take what was written at cafés: an answer for each thing, in order."""
    told, now = object_of(body), timezone.now()
    items = told.get("items")
    if not isinstance(items, list):
        raise Refused("not_json")
    if len(items) > AT_ONCE:
        raise Refused("too_large")
    fates = take_events(
        items=items,
        phone=phone,
        now=now,
        off_s=_seconds_off(told.get("now"), now),
        waiting=_whole(told.get("waiting")),
        app=_short(told.get("app"), LONGEST_VERSION),
    )
    if any(is_next_step(item) for item in items):
        open_threads(now=now)  # at once: a wish has an owner before the van drives on; the clockwork finds the rest
    return said({"now": now.isoformat(), "items": [fate(one) for one in fates]})


@answering("GET")
@signed
def week(request: HttpRequest, phone: Phone, body: bytes) -> HttpResponse:
    """The days around today, as the phone's person may see them."""
    now = timezone.localtime()
    found = week_of(phone, now.date())
    season = one_that_differs(phone.member.organisation_id, now.date())
    told = (season and differs(season, now.date())) or ""
    answer = week_answer(found, phone.member, now, number=own_numbers(phone.member), differs=told)
    phones.heard(phone=phone, held=told_of(answer["days"], now=now), now=now)
    app_fetched(member=phone.member, now=now)
    return said(answer)


def name_of(member: Member) -> str:
    """A first name."""
    return member.user.first_name or member.user.username


def _seconds_off(told: Any, now: datetime) -> int | None:
    """The phone's clock minus ours; None when it did not say."""
    try:
        return round((datetime.fromisoformat(told) - now).total_seconds())
    except (TypeError, ValueError, OverflowError):
        return None


def _whole(told: Any) -> int:
    return min(max(told, 0), HIGHEST) if isinstance(told, int) else 0


def _short(told: Any, longest: int) -> str:
    return "".join(letter for letter in told if letter.isprintable())[:longest] if isinstance(told, str) else ""


def is_next_step(item: Any) -> bool:
    """Is it a wish? Whatever a phone wrote there."""
    return isinstance(item, dict) and item.get("kind") == EventKind.NEXT_STEP.value
