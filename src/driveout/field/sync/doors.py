"""Who calls: a phone that signs, or a person with a session. Whatever goes wrong, the answer is one a phone knows."""

import json
import logging
import traceback
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any
from uuid import UUID

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware, get_token
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from driveout.field.sync.answers import Refused, refusal
from driveout.records.meet import queries
from driveout.records.meet.keys import call_text, is_signed
from driveout.records.meet.models import Phone
from driveout.records.meet.once import AnotherMoment, HeardBefore, OldApp, check_once
from driveout.records.meet.rules import SIGN_IN_LASTS, may_use_the_field
from driveout.records.team.models import Member
from driveout.records.team.queries import member_of

LARGEST = 1_000_000  # bytes of a body
SWALLOWED = 60_000_000  # bytes that are read and thrown away, so that the answer is heard at all
A_PIECE = 65_536
View = Callable[..., HttpResponse]
log = logging.getLogger(__name__)


def answering(method: str) -> Callable[[View], View]:
    """A view that takes one verb, and answers every refusal and every fault of ours as docs/reference/wire.md says."""

    def door(view: View) -> View:
        @csrf_exempt
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method != method:
                answer = refusal("wrong_verb")
                answer.headers["Allow"] = method
                return answer
            try:
                return view(request, *args, **kwargs)
            except Refused as refused:
                return refusal(refused.code, more=refused.more)
            except OperationalError as error:
                log.warning("A phone's call waits: %s %s", method, request.path, exc_info=error)
                return refusal("busy")
            except Exception as error:  # a fault of ours costs nothing that stands on a phone: it sends it again
                log.error("A phone's call failed: %s %s\n%s", method, request.path, _where(error))
                return refusal("busy")

        return guarded

    return door


def _where(error: BaseException) -> str:
    """What kind of fault, and where. Not its message: a database puts the row in it, and with it what a guest said."""
    told = [*traceback.format_tb(error.__traceback__), type(error).__name__]
    if error.__cause__ is not None:
        told += [f" from {type(error.__cause__).__name__}"]
    return "".join(told)


def signed(view: View) -> View:
    """Give the view the phone that signed the call, and the body it signed."""

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        body = body_of(request)
        return view(request, _phone(request, body, timezone.now()), body)

    return guarded


def of_person(view: View) -> View:
    """Give the view the member whose session it is, if the field app is for them.

    Others get the token that signs them out: on a shared phone, who comes next could not sign in otherwise.
    """

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        member = member_of(request.user)
        if not request.user.is_authenticated:
            raise Refused("sign_in")
        if member is None or not may_use_the_field(member):
            raise Refused("not_crew", csrf=get_token(request))
        return view(request, member)

    return guarded


def _view(_request: HttpRequest) -> HttpResponse:
    """Stands where a view does; it is never called."""
    return HttpResponse()


def check_form(request: HttpRequest) -> None:
    """A post with a session comes from our own page. Refused otherwise, in words that the app can read."""
    check = _Csrf(_view)
    check.process_request(request)
    if check.process_view(request, _view, (), {}):
        raise Refused("old_page")


def body_of(request: HttpRequest) -> bytes:
    """The body, if it is not too large. One that is, is read to its end: who is still sending hears no answer."""
    told = request.META.get("CONTENT_LENGTH")
    if _length(told) <= LARGEST:
        return request.body
    all_of(request.read, told)
    raise Refused("too_large")


def all_of(read: Callable[[int], bytes], told: str | None) -> bytes:
    """Read a body to its end, and keep no more of it than may be taken. `told`: how long it says it is."""
    left, kept = min(_length(told), SWALLOWED), bytearray()
    while left > 0 and (piece := read(min(A_PIECE, left))):
        left -= len(piece)
        kept += piece[: max(0, LARGEST - len(kept))]
    return bytes(kept)


def _length(told: str | None) -> int:
    return int(told) if told and told.isdigit() else 0


def object_of(body: bytes) -> dict[str, Any]:
    """The JSON object in a body. Refused when it is cut off, or something else."""
    try:
        read = json.loads(body.decode(), parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise Refused("not_json") from None
    if not isinstance(read, dict):
        raise Refused("not_json")
    return read


def _no_number(word: str) -> None:
    raise ValueError(f"{word} is no JSON")


def _phone(request: HttpRequest, body: bytes, now: datetime) -> Phone:
    try:
        phone_id = UUID(request.headers.get("X-Phone", ""))
    except ValueError:
        raise Refused("unknown_phone") from None
    phone = queries.phone_by(phone_id)
    if phone is None:
        raise Refused("unknown_phone")
    moment, word = request.headers.get("X-Moment", ""), request.headers.get("X-Once", "")
    text = call_text(request.method or "", request.get_full_path(), request.headers["X-Phone"], body, moment, word)
    if not is_signed(text, request.headers.get("X-Signature", ""), phone.public_key):
        if request.method == "POST":
            object_of(body)  # one that was cut off on its way, be it to nothing, is sent again: no new sign-in for it
        raise Refused("signature")
    try:
        check_once(phone=phone, moment=moment, word=word, brings=request.method == "POST", now=now)
    except AnotherMoment:
        raise Refused("moment", now=now.isoformat()) from None
    except OldApp:
        raise Refused("old_app") from None
    except HeardBefore:
        raise Refused("heard") from None
    _check_access(phone, now)
    return phone


def _check_access(phone: Phone, now: datetime) -> None:
    member: Member = phone.member
    if phone.ended_at is not None or not may_use_the_field(member):
        raise Refused("ended")
    if now - phone.signed_in_at > SIGN_IN_LASTS or queries.access_renewed(phone):
        raise Refused("sign_in_again")


class _Csrf(CsrfViewMiddleware):
    def _reject(self, request: HttpRequest, reason: str) -> Any:
        return reason
